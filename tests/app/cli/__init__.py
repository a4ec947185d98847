"""The command, module by module."""
