"""How people and tools come in."""
