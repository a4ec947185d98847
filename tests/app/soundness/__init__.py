"""Whether a check of a database finds what is wrong with it."""
