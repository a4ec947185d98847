"""Jobs, on real databases, by real workers."""
