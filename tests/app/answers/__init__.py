"""The answers: their whole text, field by field described."""
