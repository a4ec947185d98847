"""Projection: what each party sees of a plan, and that nothing else changes a byte of it."""
