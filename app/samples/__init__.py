"""A plan to look at before one has a plan of one's own."""
