"""What the service can do, checked without HTTP."""
