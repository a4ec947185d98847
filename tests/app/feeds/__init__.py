"""Calendar feeds of stored plans."""
