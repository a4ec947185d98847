"""How wide a text is, about, and what of it fits: for labels in a drawing, which no browser wraps."""

from __future__ import annotations

from unicodedata import combining, east_asian_width

_WIDTHS = {
    letter: size
    for size, letters in (
        (0.24, "il'j|"),
        (0.3, " !,./:;I[]ft\N{MIDDLE DOT}"),
        (0.35, "r-()`"),
        (0.52, "ckszvxyJ"),
        (0.86, "m%MW"),
        (0.74, "wCDGHNOQRU"),
        (0.68, "ABEFKLPSTVXYZ&"),
    )
    for letter in letters
}
"""In parts of the size, of what is narrower or wider than most."""
_OTHER = 0.57
_WIDE = 1.05
_BOLD = 1.07


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return about how many pixels a text takes in the common fonts, rather too many than too few."""
    return sum(map(_letter, text)) * size * (_BOLD if bold else 1)


def fitted(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """Return a text, or as much of it as has room, ending in an ellipsis."""
    if width(text, size, bold=bold) <= room:
        return text
    kept = text
    while kept and width(f"{kept}\N{HORIZONTAL ELLIPSIS}", size, bold=bold) > room:
        kept = kept[:-1]
    return f"{kept.rstrip(' ,')}\N{HORIZONTAL ELLIPSIS}" if kept else ""


def _letter(letter: str) -> float:
    if combining(letter):
        return 0
    return (
        _WIDE
        if east_asian_width(letter) in "WF"
        else _WIDTHS.get(letter, _WIDE if letter == "\N{HORIZONTAL ELLIPSIS}" else _OTHER)
    )
