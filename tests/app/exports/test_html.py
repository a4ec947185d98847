"""The page: one file that fetches nothing and trusts nobody, the same each time, with all that a reader needs."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

import pytest

from app.exports import EXPORTS, export
from app.exports.rendering import unbroken
from app.projection import Audience
from tests.app.exports.long_plans import thirty_steps
from tests.app.sample_plans import NAMES
from tests.app.sample_plans import plan as long_plan
from tests.app.timeline.plans import plan, step

PAGES = pytest.mark.parametrize("kind", ["html", "letter"])
LARGEST = 100_000
"""Bytes of the sample plan's page."""
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'


class Elements(HTMLParser):
    """The elements of a page, as a browser would see them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def page(kind: str = "html", **changed: object) -> str:
    return export(plan(**changed), kind).content.decode()


@PAGES
@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_one_file_that_fetches_nothing(name: str, kind: str) -> None:
    found = Elements(export(long_plan(name), kind).content.decode()).found

    assert {tag for tag, _ in found}.isdisjoint({"script", "img", "link", "iframe", "object", "embed", "form"})
    assert not [names for _, names in found if "style" in names or any(name.startswith("on") for name in names)]
    outside = [names["href"] or "" for _, names in found if not (names.get("href") or "#").startswith("#")]
    assert all(address.startswith(("https://", "mailto:")) for address in outside)
    ids = [names["id"] for _, names in found if "id" in names]
    assert len(ids) == len({*ids})


@PAGES
def test_the_policy_allows_the_styles_of_the_page_and_nothing_else(kind: str) -> None:
    text = page(kind)
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    assert Elements(text).found[3] == (
        "meta",
        {
            "http-equiv": "Content-Security-Policy",
            "content": f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        },
    )


def test_the_sample_is_small_enough_for_every_mailbox() -> None:
    assert len(export(long_plan("northwind"), "html").content) < LARGEST


@pytest.mark.parametrize("kind", [*EXPORTS])
def test_the_same_plan_gives_the_same_bytes(kind: str) -> None:
    assert export(long_plan("northwind"), kind) == export(long_plan("northwind"), kind)


@PAGES
def test_hostile_words_stay_words(kind: str) -> None:
    hostile: dict[str, Any] = {
        "title": HOSTILE,
        "exit_criteria": HOSTILE,
        "bring": [HOSTILE],
        "references": [{"title": HOSTILE, "url": 'https://x.example/"><script>alert(1)</script>'}],
        "meeting": {"place": "javascript:alert(1)"},
        "kind": "meeting",
    }
    text = page(
        kind,
        title=HOSTILE,
        customer=HOSTILE,
        seller=HOSTILE,
        steps=[step(0, **hostile), step(1, title=HOSTILE)],
        people=[{"id": "jo", "name": HOSTILE, "party": "customer", "role": HOSTILE, "email": '"><b>@x.example'}],
        phases=[{"id": "p", "title": HOSTILE}],
        why={"pains": [{"id": "a", "text": HOSTILE, "by": "jo"}], "solution": {"text": HOSTILE}},
        hold={"since": "2026-11-20", "reason": HOSTILE},
    )
    found = Elements(text).found
    assert {tag for tag, _ in found}.isdisjoint({"script", "img", "b"})
    assert not [names for _, names in found if any(name.startswith("on") for name in names)]
    assert not [names for _, names in found if (names.get("href") or "").startswith("javascript:")]
    assert "<title>&lt;script&gt;" in text


def test_links_lead_out_only_where_a_browser_opens_them_harmlessly() -> None:
    references = [{"title": "Draft", "url": "https://acme.example/draft"}, {"title": "Note"}]
    text = page(steps=[step(0, references=references), step(1)])
    assert '<a href="https://acme.example/draft" rel="noopener noreferrer">Draft</a>, Note' in text


def test_a_page_is_read_from_the_top_to_the_bottom() -> None:
    text = export(long_plan("northwind"), "html").content.decode()
    headings = re.findall(r"<(h[1-3])[^>]*>(.*?)</h", text)
    assert headings[:8] == [
        ("h1", "Northwind ERP roll-out"),
        ("h2", "Critical dates"),
        ("h3", "Go-live"),
        ("h3", "First monthly close in one day"),
        ("h2", "Now"),
        ("h2", "Next"),
        ("h2", "Timeline"),
        ("h2", "Steps"),
    ]
    assert [title for level, title in headings if level == "h2"][4:] == ["Steps", "Why we do this", "People"]
    found = Elements(text).found
    assert found[0] == ("html", {"lang": "en"})
    assert [tag for tag, _ in found if tag in {"header", "main", "footer"}] == ["header", "main", "footer"]


def test_every_step_that_the_drawing_links_to_is_there() -> None:
    found = Elements(export(long_plan("late"), "html").content.decode()).found
    asked = {names["href"] for tag, names in found if tag == "a" and (names.get("href") or "").startswith("#step-")}
    assert asked
    assert asked <= {f"#{names['id']}" for _, names in found if "id" in names}


def test_what_a_customer_reads_has_no_findings() -> None:
    late = plan(steps=[step(0, duration="15d"), step(1)])
    assert "Worth a look" in export(late, "html").content.decode()
    read_by = replace(late, audience=Audience(party="customer"))
    assert "Worth a look" not in export(read_by, "html").content.decode()


def test_a_plan_without_anything_is_a_page_too() -> None:
    text = page(steps=[], critical_dates=[], people=[], calendars={}, customer=None, seller=None)
    assert "<title>Two steps</title>" in text
    assert "The plan has no steps yet." in text


def test_thirty_steps_are_all_told() -> None:
    text = export(thirty_steps(), "html").content.decode()
    assert len(re.findall(r'<tr id="step-', text)) == 30


def test_days_do_not_break_at_the_end_of_a_line() -> None:
    assert unbroken("by Mon 15 Mar 2027, or 4 May") == (
        "by Mon\N{NO-BREAK SPACE}15\N{NO-BREAK SPACE}Mar\N{NO-BREAK SPACE}2027, or 4\N{NO-BREAK SPACE}May"
    )
    assert unbroken("at 4 May 20:30") == "at 4\N{NO-BREAK SPACE}May\N{NO-BREAK SPACE}20:30"
    assert unbroken("12 Marbles") == "12 Marbles"
    assert unbroken(4) == 4
