"""Style sheets: the palette as custom properties, then the parts that a page asks for."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from .palette import FONTS, PALETTE


def stylesheet(*parts: str) -> str:
    """Return one style sheet: the palette, then each part by its name, as small as it can be read."""
    return small("\n".join([tokens(), *(part(name) for name in parts)]))


def tokens() -> str:
    """Return palette and fonts as custom properties: light, dark where the reader's system is, and light on paper."""
    light = "".join(f"--{name}:{colour.light};" for name, colour in PALETTE.items())
    dark = "".join(f"--{name}:{colour.dark};" for name, colour in PALETTE.items())
    fonts = "".join(f"--{name}:{stack};" for name, stack in FONTS.items())
    return (
        f":root{{color-scheme:light dark;{light}{fonts}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
    )


def literal(style: str) -> str:
    """Return a style sheet with the light colours written out, for programs that know no custom properties."""
    return _written_out(small(style), {name: colour.light for name, colour in PALETTE.items()})


@cache
def mail_style() -> str:
    """Return the style sheet of mails: light, and dark for programs that ask; without custom properties."""
    style, dark = small(part("mail")), {name: colour.dark for name, colour in PALETTE.items()}
    coloured = "".join(re.findall(r"[^{}@]+\{[^{}]*var\(--(?!sans)[^{}]*\}", style))
    return f"{literal(style)}@media (prefers-color-scheme:dark){{{_written_out(coloured, dark)}}}"


def _written_out(style: str, colours: dict[str, str]) -> str:
    values = {**colours, **FONTS}
    return re.sub(r"var\(--([a-z-]+)\)", lambda found: values[found[1]], style)


@cache
def part(name: str) -> str:
    """Return one part of the styles."""
    return files("app.look").joinpath(f"{name}.css").read_text(encoding="utf-8")


def small(style: str) -> str:
    """Return a style sheet without comments and the blanks that nobody but its author needs."""
    bare = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    close = re.sub(r" ?([{};,]) ?", r"\1", re.sub(r"\s+", " ", bare))
    return close.replace(": ", ":").replace(";}", "}").strip()
