"""How a database gets to the tables of this version: one step after the other, each in a transaction."""

from .moving import behind, upgrade

__all__ = ["behind", "upgrade"]
