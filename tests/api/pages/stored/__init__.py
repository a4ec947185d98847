"""Tests of the pages of stored plans."""
