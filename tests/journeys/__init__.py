"""Whole stories, over HTTP and in a browser."""
