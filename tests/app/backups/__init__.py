"""Backups of plans that are kept in a file."""
