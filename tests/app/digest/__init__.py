"""What one person is told of all plans, once a day."""
