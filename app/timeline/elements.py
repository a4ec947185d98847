"""Elements of SVG as text: every value escaped, every number short."""

from __future__ import annotations

from markupsafe import Markup, escape


def element(name: str, *inside: str | Markup, **attributes: str | float | None) -> Markup:
    """Return an element; `class_` gives the class, a hyphen is written `_`, what is None is left out."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(short(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    body = Markup("").join(inside)
    return Markup(f"<{name}{said}>{body}</{name}>" if body else f"<{name}{said}/>")  # noqa: S704 - escaped above


def short(value: str | float) -> str:
    """Return an attribute's value; a number with two places at most, and none that says nothing."""
    if isinstance(value, str):
        return value
    rounded = round(value, 2)
    return f"{rounded:.2f}".rstrip("0").rstrip(".") if rounded else "0"


def percent(value: float) -> str:
    """Return a place along the width."""
    return f"{short(value)}%"
