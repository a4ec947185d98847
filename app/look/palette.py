"""The colours, each with the part that it plays, for light and dark surroundings."""

from __future__ import annotations

from typing import NamedTuple


class Colour(NamedTuple):
    """One colour of the palette."""

    light: str
    dark: str
    says: str
    """What it is for."""


PALETTE: dict[str, Colour] = {
    "page": Colour("#f5f6f9", "#0d1118", "Behind everything."),
    "paper": Colour("#ffffff", "#161c26", "Cards, tables and drawings."),
    "paper-raised": Colour("#eef1f6", "#212a38", "Heads of tables, chips."),
    "ink": Colour("#151c2c", "#edf1f7", "Text, and the outline of what is critical."),
    "ink-soft": Colour("#4a566b", "#aeb9ca", "Text that stands back."),
    "line": Colour("#dde2ea", "#2e3848", "Hairlines that only part things."),
    "window": Colour("#838da0", "#74829a", "The early to late window, links and outlines that mean something."),
    "closed": Colour("#8b94a5", "#77849a", "The hatching of closed days."),
    "accent": Colour("#2f46c8", "#9db2ff", "Links, focus, the one colour that is ours."),
    "accent-soft": Colour("#eceffc", "#232c4f", "Behind what is ours."),
    "seller": Colour("#3a41b0", "#8c9bff", "What the seller does."),
    "customer": Colour("#0b9384", "#4bcdbb", "What the customer does."),
    "partner": Colour("#ab8400", "#f2dc6b", "What other parties do."),
    "done": Colour("#697488", "#8794aa", "What is behind us."),
    "good": Colour("#14703f", "#63d69b", "On track."),
    "good-soft": Colour("#e4f4ea", "#14301f", "Behind it."),
    "risk": Colour("#8a5300", "#f4bf63", "At risk; agreed otherwise."),
    "risk-soft": Colour("#fcf1dc", "#352a10", "Behind it."),
    "late": Colour("#b3261e", "#ff8a7d", "Late, blocked."),
    "late-soft": Colour("#fceae8", "#3c1d1b", "Behind it."),
}
"""By the name of its custom property."""

TEXT = ("ink", "ink-soft", "accent", "good", "risk", "late")
"""Colours that letters are written in, on page and paper."""

GRAPHICS = ("window", "closed", "seller", "customer", "partner", "done")
"""Colours of shapes that mean something, on paper."""

ON_SOFT = {
    "good": "good-soft",
    "risk": "risk-soft",
    "late": "late-soft",
    "accent": "accent-soft",
    "ink": "paper-raised",
}
"""Text that stands on a ground of its own."""

SIDES = ("seller", "customer", "partner", "late")
"""Colours that must differ for every eye."""

FONTS = {
    "sans": '-apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Liberation Sans",sans-serif',
    "serif": 'Charter,"Bitstream Charter",Cambria,"Times New Roman","Liberation Serif",serif',
}
"""What is on the reader's machine anyway: nothing is fetched."""
