"""The way into one plan by a share link: who is let in, and the pages that ask for it."""

from .routes import router

__all__ = ["router"]
