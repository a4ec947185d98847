"""What people see on a terminal, text for text."""
