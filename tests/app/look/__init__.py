"""The look, shown by tests."""
