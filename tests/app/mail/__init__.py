"""Outgoing mail, to real servers."""
