"""What one side keeps to itself is in no page, letter or mail that another side reads, and the dates stay."""

import json
from typing import Any

import pytest

from app.document import read
from app.exports import export
from app.projection import Audience, project, whole

SECRET = "SECRET"  # noqa: S105 - what must not be seen
PLAN: dict[str, Any] = {
    "format": "backplan/1",
    "id": "4b6f5a52-0d5e-4b0e-9c7a-6f4f0d3c2a11",
    "title": "Roll-out",
    "seller": "Acme",
    "customer": "Northwind",
    "as_of": "2026-11-23",
    "calendars": {
        "seller": {"closed": [{"from": "2026-12-01", "to": "2026-12-04", "reason": SECRET, "private": "seller"}]}
    },
    "people": [
        {"id": "ana", "name": "Ana Ruiz", "party": "seller", "away": [{"from": "2026-11-30", "reason": SECRET}]},
        {"id": "eva", "name": "Eva Lang", "party": "customer", "role": "economic_buyer"},
        {"id": "bot", "name": SECRET, "party": "seller", "private": "seller"},
    ],
    "critical_dates": [{"id": "go-live", "step": "go-live", "date": "2027-01-15", "buffer": "2d"}],
    "steps": [
        {"id": "legal", "title": "Legal review", "side": "customer", "owners": {"customer": "eva"}, "duration": "5d"},
        {
            "id": "hidden",
            "title": SECRET,
            "private": "seller",
            "owners": {"seller": "bot"},
            "duration": "5d",
            "after": ["legal"],
        },
        {"id": "go-live", "title": "Go-live", "side": "both", "duration": "1d", "after": ["hidden"]},
    ],
    "why": {"pains": [{"id": "a", "text": SECRET, "private": "seller"}, {"id": "b", "text": "It takes a month"}]},
}
KINDS = pytest.mark.parametrize("kind", ["html", "letter", "letter-md", "text"])


@KINDS
def test_a_customer_sees_nothing_of_it(kind: str) -> None:
    reading = read(json.dumps(PLAN), file="plan.json")
    dated = reading.schedule
    shown = export(project(reading, dated, Audience(party="customer")), kind).content.decode()

    assert SECRET not in shown
    assert "Legal review" in shown
    assert SECRET in export(whole(reading), "html").content.decode(), "there is something to hide"


@KINDS
def test_a_step_behind_a_hidden_one_keeps_its_days(kind: str) -> None:
    reading = read(json.dumps(PLAN), file="plan.json")
    dated = reading.schedule
    planned = dated.steps["go-live"].planned_start
    shown = export(project(reading, dated, Audience(party="customer")), kind).content.decode()

    month = "January" if kind.startswith("letter") else "Jan"
    assert f"{planned.day} {month}" in shown.replace("\N{NO-BREAK SPACE}", " ")
