"""The `backplan` command: one module for each of its commands, which parses, makes one call and presents."""

from .command import main

__all__ = ["main"]
