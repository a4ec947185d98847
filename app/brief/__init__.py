"""A plan in words: what pages, letters and mails say of it, whoever reads."""

from .brief import Brief, brief

__all__ = ["Brief", "brief"]
