"""Every colour can be read and told apart: in light and dark, and by eyes that see fewer colours."""

import itertools
import re

import pytest

from app.look.palette import FONTS, GRAPHICS, ON_SOFT, PALETTE, SIDES, TEXT
from app.look.stylesheet import part, stylesheet, tokens

LIGHT, DARK = 0, 1
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
TEXT_NEEDS, GRAPHICS_NEED = 4.5, 3.0

# What a colour becomes for eyes without one of the three kinds of cones (Machado, Oliveira and Fernandes 2009).
EYES = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
TOLD_APART = 15
"""CIE76 steps; two is the least that anybody sees side by side."""


def linear(colour: str) -> tuple[float, ...]:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return tuple(one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)


def luminance(colour: str) -> float:
    return sum(share * one for share, one in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def seen(colour: str, eye: str) -> tuple[float, float, float]:
    """Return a colour as an eye sees it, in CIE L*a*b*."""
    red, green, blue = (
        min(1, max(0, sum(share * one for share, one in zip(row, linear(colour), strict=True)))) for row in EYES[eye]
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (one ** (1 / 3) if one > 0.008856 else 7.787 * one + 16 / 116 for one in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@THEMES
@pytest.mark.parametrize("ground", ["page", "paper", "paper-raised"])
@pytest.mark.parametrize("name", TEXT)
def test_text_can_be_read(name: str, ground: str, theme: int) -> None:
    assert contrast(PALETTE[name][theme], PALETTE[ground][theme]) >= TEXT_NEEDS


@THEMES
@pytest.mark.parametrize("name", ON_SOFT)
def test_text_on_a_ground_of_its_own_can_be_read(name: str, theme: int) -> None:
    assert contrast(PALETTE[name][theme], PALETTE[ON_SOFT[name]][theme]) >= TEXT_NEEDS


@THEMES
@pytest.mark.parametrize("name", GRAPHICS)
def test_shapes_that_mean_something_are_seen(name: str, theme: int) -> None:
    assert contrast(PALETTE[name][theme], PALETTE["paper"][theme]) >= GRAPHICS_NEED


@THEMES
@pytest.mark.parametrize("eye", EYES)
def test_the_sides_differ_for_every_eye(eye: str, theme: int) -> None:
    for one, other in itertools.combinations(SIDES, 2):
        steps = zip(seen(PALETTE[one][theme], eye), seen(PALETTE[other][theme], eye), strict=True)
        assert sum((a - b) ** 2 for a, b in steps) ** 0.5 >= TOLD_APART, f"{one} and {other}"


def test_the_measure_knows_what_it_measures() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert seen("#ffffff", "all cones") == pytest.approx((100, 0, 0), abs=0.1)
    red, green = seen("#d01c1c", "no green"), seen("#6b7a00", "no green")
    assert sum((a - b) ** 2 for a, b in zip(red, green, strict=True)) ** 0.5 < 30


@pytest.mark.parametrize("name", ["base", "letter", "page", "plan", "timeline"])
def test_styles_use_only_colours_and_fonts_that_there_are(name: str) -> None:
    assert {*re.findall(r"var\(--([a-z-]+)\)", part(name))} <= {*PALETTE, *FONTS}
    assert not re.search(r"#[0-9a-f]{3,8}\b|rgb|url\(", part(name)), "a colour or an address beside the palette"


def test_paper_is_light_whatever_the_screen_is() -> None:
    assert "@media screen and (prefers-color-scheme:dark){:root{--page:#0d1118;" in tokens()


def test_a_style_sheet_is_one_line_without_comments() -> None:
    styles = stylesheet("timeline")
    assert "/*" not in styles
    assert "\n" not in styles
    assert styles.endswith(".timeline a:focus-visible .hit{stroke:var(--accent);stroke-width:2}")
