"""A workspace's own templates."""
