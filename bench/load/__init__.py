"""The service under load: its answers against a bare ASGI application, and what its own work takes."""
