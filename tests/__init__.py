"""What Backplan promises, checked."""
