"""How Backplan looks: one palette and one set of styles for pages, letters and drawings."""

from .palette import PALETTE, Colour
from .stylesheet import literal, part, stylesheet, tokens

__all__ = ["PALETTE", "Colour", "literal", "part", "stylesheet", "tokens"]
