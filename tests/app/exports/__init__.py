"""What a plan leaves as."""
