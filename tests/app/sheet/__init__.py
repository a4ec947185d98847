"""Plans that people keep in a sheet."""
