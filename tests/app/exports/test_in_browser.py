"""The pages in real Chromium: nothing fetched, nothing wrong in the console, no sideways scrolling, axe content."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from app.exports import export
from tests.app.exports.long_plans import long_words, many_steps, thirty_steps
from tests.app.sample_plans import NAMES, plan
from tests.browser import visit

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from app.projection import Projection
    from tests.browser import Scheme, Visit

KINDS = pytest.mark.parametrize("kind", ["html", "letter"])
WIDTHS = (320, 390, 768, 1010, 1280)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return tmp_path / "page.html"


def write(projection: Projection, kind: str, path: Path) -> Path:
    path.write_bytes(export(projection, kind).content)
    return path


@KINDS
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_whole_and_open_to_all(
    browser: Browser, written: Path, name: str, kind: str, scheme: Scheme, width: int
) -> None:
    file = write(plan(name), kind, written)
    with visit(browser, file, width=width, scheme=scheme) as visited:
        assert visited.asked == [file.as_uri()]
        assert visited.told == []
        assert visited.violations() == []


@KINDS
@pytest.mark.parametrize("name", NAMES)
def test_no_page_scrolls_sideways(browser: Browser, written: Path, name: str, kind: str) -> None:
    file = write(plan(name), kind, written)
    for width in WIDTHS:
        with visit(browser, file, width=width) as visited:
            assert not visited.scrolls_sideways(), f"at {width} pixels"


@pytest.mark.parametrize("name", [*NAMES, "sixty steps"])
def test_labels_of_the_drawing_touch_nothing_and_stay_inside(browser: Browser, written: Path, name: str) -> None:
    file = write(many_steps(60) if name == "sixty steps" else plan(name), "html", written)
    for width in WIDTHS:
        with visit(browser, file, width=width) as visited:
            drawing, *boxes = label_boxes(visited)
            for box in boxes:
                assert box[0] >= drawing[0] - 1, f"{box} at {width} pixels"
                assert box[2] <= drawing[2] + 1, f"{box} at {width} pixels"
            for one, other in itertools.combinations(boxes, 2):
                assert not collide(one, other), f"{one} and {other} at {width} pixels"


@pytest.mark.parametrize("name", [*NAMES, "thirty steps", "long words"])
def test_a_letter_is_one_page(browser: Browser, written: Path, name: str) -> None:
    long = {"thirty steps": thirty_steps, "long words": long_words}
    projection = long[name]() if name in long else plan(name)
    with visit(browser, write(projection, "letter", written)) as visited:
        assert visited.pages() == 1
        visited.page.evaluate(
            "document.querySelectorAll('*').forEach(one => { one.style.fontFamily = 'Liberation Sans' })"
        )
        assert visited.pages() == 1, "in wider letters"


def test_the_measure_of_pages_counts(browser: Browser, written: Path) -> None:
    with visit(browser, write(plan("northwind"), "html", written)) as visited:
        assert visited.pages() > 1


def test_a_page_is_walked_by_keyboard(browser: Browser, written: Path) -> None:
    """The skip link comes first and can be seen; the links of the list and of the drawing follow and lead to steps."""
    with visit(browser, write(plan("northwind"), "html", written), width=390) as visited:
        page = visited.page
        page.keyboard.press("Tab")
        skip = page.locator(":focus")
        assert skip.inner_text() == "Skip to the steps"
        box = skip.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        page.keyboard.press("Tab")
        assert page.locator(":focus").inner_text() == "Business case"
        drawn = page.locator("svg.phone a")
        drawn.first.focus()
        assert drawn.first.evaluate("node => getComputedStyle(node.querySelector('.hit')).stroke") != "none"
        page.keyboard.press("Enter")
        assert page.url.endswith("#step-business-case")
        assert page.locator("#step-business-case").is_visible()


def label_boxes(visited: Visit) -> list[tuple[float, float, float, float, str]]:
    """Return the box of the visible drawing, then those of its texts, in pixels."""
    found: list[list[str | float]] = visited.page.evaluate(
        """() => {
            const drawings = [...document.querySelectorAll('svg.timeline[role=group]')]
            const drawing = drawings.find(one => one.getBoundingClientRect().width)
            return [drawing, ...drawing.querySelectorAll('text')].map(node => {
                const box = node.getBoundingClientRect()
                return [box.left, box.top, box.right, box.bottom, node === drawing ? '' : node.textContent]
            })
        }"""
    )
    return [(float(a), float(b), float(c), float(d), str(text)) for a, b, c, d, text in found]


def collide(one: tuple[float, float, float, float, str], other: tuple[float, float, float, float, str]) -> bool:
    """Tell whether two boxes overlap by more than the room that fonts leave above and below their letters."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 1 and down > 4
