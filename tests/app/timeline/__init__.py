"""The timeline, shown by tests."""
