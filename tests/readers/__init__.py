"""Real programs that read what we write: each says what it sees, and tests compare that with what we meant."""
