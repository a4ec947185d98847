"""The container image: read as it is written, and carried out without a Docker engine."""
