"""The operations: what each changes, what it leaves alone, what it refuses."""
