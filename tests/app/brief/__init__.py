"""A plan in words, shown by tests."""
