"""The drawing itself: well formed, small, the same each time, readable without eyes, harmless whatever it shows."""

import re
from xml.etree import ElementTree as ET

import pytest

from app.timeline import PHONE, WIDE, Frame, legend, svg, svg_file, timeline
from tests.app.sample_plans import NAMES
from tests.app.sample_plans import plan as long_plan
from tests.app.timeline.plans import plan, step

SVG = "{http://www.w3.org/2000/svg}"
FRAMES = pytest.mark.parametrize("frame", [WIDE, PHONE], ids=["wide", "phone"])
EVERY = pytest.mark.parametrize("name", NAMES)
LARGEST = 20_000
"""Bytes of the drawing of some twelve steps."""


def drawn(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - our own drawing


def texts(root: ET.Element) -> list[str]:
    return ["".join(node.itertext()) for node in root.iter(f"{SVG}text")]


@EVERY
@FRAMES
def test_a_drawing_is_small_and_the_same_each_time(name: str, frame: Frame) -> None:
    first, second = (svg(timeline(long_plan(name)), frame, link=lambda step: f"#{step}") for _ in range(2))
    assert first == second
    assert len(first.encode()) < LARGEST


@EVERY
@FRAMES
def test_each_step_has_its_sentence(name: str, frame: Frame) -> None:
    laid_out = timeline(long_plan(name))
    root = drawn(svg(laid_out, frame))
    rows = [node for node in root.iter() if node.get("class", "").startswith("row ")]

    assert {node.get("role") for node in rows} == {"img"}
    assert [node.findtext(f"{SVG}title") for node in rows] == [row.says for row in laid_out.rows]
    assert root.findtext(f"{SVG}title") == f"Timeline: {laid_out.title}"
    assert root.findtext(f"{SVG}desc") == laid_out.says
    assert (root.get("role"), root.get("aria-labelledby")) == ("group", f"{frame.name}-title")


def test_rows_are_links_where_there_are_details() -> None:
    root = drawn(svg(timeline(plan()), WIDE, link=lambda step: f"#step-{step}"))
    assert [node.get("href") for node in root.iter(f"{SVG}a")] == ["#step-legal", "#step-go-live"]
    assert not [node for node in root.iter(f"{SVG}g") if node.get("class", "").startswith("row")]


@EVERY
def test_both_forms_can_stand_in_one_page(name: str) -> None:
    laid_out = timeline(long_plan(name))
    both = svg(laid_out, WIDE) + svg(laid_out, PHONE)
    ids = re.findall(r' id="([^"]*)"', both)

    assert len(ids) == len({*ids})
    used = {*re.findall(r'(?:href="#|url\(#)([a-z_-]+)', both)}
    assert used <= {*ids}


@EVERY
@FRAMES
def test_nothing_is_styled_scripted_or_fetched(name: str, frame: Frame) -> None:
    drawing = svg(timeline(long_plan(name)), frame)
    assert not re.search(r' style=| on[a-z]+=|<script|<style|(?:href|src)="[^#]', drawing)


@FRAMES
def test_hostile_words_stay_words(frame: Frame) -> None:
    words = '<script>alert("1")</script>&\'"'
    steps = [step(0, title=words), step(1, title="</title></svg><b>")]
    people = [{"id": "jo", "name": "<img src=x>", "party": "customer"}]
    root = drawn(svg(timeline(plan(title=words, steps=steps, people=people, customer="<i>")), frame))

    assert root.findtext(f"{SVG}title") == f"Timeline: {words}"
    assert {node.tag.removeprefix(SVG) for node in root.iter()}.isdisjoint({"script", "b", "img", "i"})


def test_marks_say_what_a_colour_says() -> None:
    """Late steps are hatched, a missed date has a class, the agreed day a mark; and words say so beside."""
    root = drawn(svg(timeline(long_plan("late")), WIDE))
    rows = {
        (node.findtext(f"{SVG}title") or "").partition(",")[0]: node
        for node in root.iter()
        if node.get("class", "").startswith("row")
    }
    signature = rows["Signature"]

    assert signature.get("class") == "row late critical"
    assert [node.get("href") for node in signature.iter(f"{SVG}use")] == ["#wide-agreed"]
    assert [node.get("fill") for node in signature.iter() if node.get("class") == "too-late"] == ["url(#wide-late)"]
    assert "6 days late \N{MIDDLE DOT} 12\N{EN DASH}15 Mar" in "".join(texts(signature))
    assert [node.get("class") for node in root.iter() if node.get("class", "").startswith("goal")] == [
        "goal as-of",
        "goal missed",
        "goal",
    ]
    review = next(node for name, node in rows.items() if name.startswith("Review"))
    assert [node.get("class") for node in review.iter(f"{SVG}use")] == ["mark side-customer too-late"]


def test_what_several_parties_do_has_a_stripe_of_each() -> None:
    root = drawn(svg(timeline(plan()), WIDE))
    stops = [node.get("class") for node in root.iter(f"{SVG}stop")]
    assert stops == ["stop-seller", "stop-seller", "stop-customer", "stop-customer"]


def test_weekends_show_where_days_are_wide_enough() -> None:
    root = drawn(svg(timeline(plan()), WIDE))
    assert len([node for node in root.iter() if node.get("class") == "rest"]) == 4
    long = drawn(svg(timeline(long_plan("northwind")), WIDE))
    assert not [node for node in long.iter() if node.get("class") == "rest"]


def test_where_a_step_was_is_drawn_behind_its_bar_and_explained() -> None:
    moved = timeline(plan(steps=[step(0, duration="7d"), step(1)]), before=plan().schedule)
    names = [one.get("class", "") for one in drawn(svg(moved, WIDE)).iter()]
    assert names.index("was") < next(number for number, name in enumerate(names) if name.startswith("bar"))
    assert "planned before the change" in [key.says for key in legend(moved)]
    assert "planned before the change" not in [key.says for key in legend(timeline(plan()))]


def test_each_type_of_link_is_drawn_from_and_to_its_ends() -> None:
    """A start-to-start link leaves the left end, a finish-to-finish one arrives at the right end."""
    for kind in ("FS", "SS", "FF", "SF"):
        after = [{"step": "legal", "type": kind}]
        root = drawn(svg(timeline(plan(steps=[step(0), step(1, after=after)])), WIDE))
        arrows = [node for node in root.iter(f"{SVG}g") if node.get("class", "").startswith("arrow")]
        assert len(arrows) == 1
        assert arrows[0].findall(f"{SVG}use")


def test_a_lead_and_a_link_upward_are_drawn_too() -> None:
    steps = [
        step(0, phase="b"),
        step(1, phase="a", after=[{"step": "legal", "lag": "-3d"}]),
    ]
    drawing = svg(timeline(plan(steps=steps, phases=[{"id": "a"}, {"id": "b"}])), WIDE)
    assert 'href="#wide-up"' in drawing


def test_a_file_of_its_own_carries_its_styles_and_no_custom_property() -> None:
    alone = svg_file(timeline(plan()), WIDE, width=1000)
    assert drawn(alone).get("width") == "1000"
    assert "var(" not in alone
    assert "<style>.timeline{" in alone


def test_reasons_stand_where_they_have_room() -> None:
    closed = [
        {"from": "2026-11-30", "to": "2026-12-02", "reason": "Stocktaking"},
        {"from": "2026-12-09", "to": "2026-12-11", "reason": "Fair"},
    ]
    root = drawn(svg(timeline(plan(calendars={"customer": {"closed": closed}})), WIDE))
    reasons = [node for node in root.iter(f"{SVG}text") if node.get("class") == "reason"]
    assert [(node.text, node.get("text-anchor")) for node in reasons] == [("Stocktaking", None), ("Fair", "end")]


def test_an_empty_plan_is_drawn() -> None:
    assert texts(drawn(svg(timeline(plan(steps=[], critical_dates=[], calendars={})), PHONE)))[-1] == "As of Mon 23 Nov"
