"""What is exported as a sheet comes back as the same steps, links, owners and durations."""

from __future__ import annotations

from typing import Any

import pytest

from app.document import PlanDocument, reread
from app.document.plain import plain
from app.exports import EXPORTS
from app.projection import Projection
from app.sheet import read_sheet
from app.sheet.reading import NO_HOLIDAYS
from tests.app.exports.plans import seen
from tests.app.sheet.sheets import TODAY
from tests.golden.exports import export_files, read_export

KEPT = ("id", "title", "phase", "kind", "side", "owners", "duration", "after", "exit_criteria", "progress")
"""What a sheet holds of a step."""

ODD = seen(
    {"id": "a", "title": "Sign, then file", "duration": "3ed", "side": "both", "owners": {"seller": "ana"}},
    {"id": "b", "title": "none", "duration": "5d", "after": [{"step": "a", "type": "SS", "lag": "2d"}], "side": "hw"},
    {"id": "c", "title": "=1+1", "duration": "5d", "after": [{"step": "b", "type": "FF", "lag": "-1d"}, "a"]},
    {"id": "d", "title": "=1+1.", "duration": "1d", "after": ["c", {"step": "a", "type": "SF", "lag": "2ew"}]},
    {"id": "e", "title": "b", "kind": "milestone", "after": ["d", "b"], "side": ["seller", "hw"]},
    {"id": "f", "title": "Draft; final", "kind": "gate", "duration": "2d", "after": "e", "owners": {"customer": "x"}},
    {"id": "g", "title": "Draft FS+3d", "kind": "meeting", "duration": "1d", "after": [{"step": "f", "lag": "1d"}]},
    {"id": "h", "title": "Draft", "kind": "value_event", "after": "g", "exit_criteria": "- one\n- two"},
    {"id": "i", "title": "2", "duration": "1d", "after": ["h"], "progress": {"skipped": True}},
    {"id": "j", "title": "Last", "duration": "1d", "after": ["i", "g"], "side": "customer"},
    seller="Müller & Söhne",
    customer="The Northwind, Group",
    parties=[{"id": "hw", "name": "Hammer/Hardware, Inc."}],
    people=[
        {"id": "ana", "name": "Ruiz, Ana", "party": "seller"},
        {"id": "x", "name": "Legal & IT", "party": "customer", "email": "it@northwind.example"},
        {"id": "max", "party": "hw", "role": "implementation_lead"},
    ],
    critical_dates=[{"id": "all", "date": "2027-06-30", "buffer": "3d"}],
)  # fmt: skip

PLANS = {"odd": ODD, **{path.stem: read_export(path).projection for path in export_files()}}


def held(document: PlanDocument) -> list[dict[str, Any]]:
    """Return what a sheet holds of the steps of a plan, in the words of a sheet."""
    written: Any = plain(document)
    phases = {phase["id"]: phase.get("title", phase["id"]) for phase in written.get("phases", [])}
    parties = {party["id"]: party["name"] for party in written.get("parties", [])}
    return [
        {key: step[key] for key in KEPT if key in step} | _as_a_sheet_has_it(step, phases, parties)
        for step in written.get("steps", [])
    ]


def _as_a_sheet_has_it(step: dict[str, Any], phases: dict[str, str], parties: dict[str, str]) -> dict[str, Any]:
    """Return titles on one line, phases and parties by name, the side that is left out, both days of what is done."""
    progress = {key: day for key, day in step.get("progress", {}).items() if key in {"started", "finished", "skipped"}}
    if "finished" in progress and "duration" in step:
        progress = {"started": progress["finished"], **progress}
    side = step.get("side", "seller")
    sides = ["seller", "customer"] if side == "both" else [side] if isinstance(side, str) else side
    said = {
        "title": " ".join(step["title"].split()),
        "phase": phases.get(step.get("phase", "")),
        "side": [parties.get(party, party) for party in sides],
        "owners": {parties.get(party, party): person for party, person in step.get("owners", {}).items()},
        "exit_criteria": step.get("exit_criteria", "").translate({0x2028: "\n", 0x2029: "\n", 0xA0: " "}),
        "progress": progress,
    }
    return {key: value for key, value in said.items() if value}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("name", [name for name in PLANS if name != "nothing-yet"])
def test_steps_links_owners_and_durations_come_back(name: str, kind: str) -> None:
    plan: Projection = PLANS[name]
    reading = read_sheet(EXPORTS[kind].render(plan), name=f"plan.{kind}", today=_day(plan))

    assert held(reading.document) == held(plan.document)
    assert [(date.id, date.step, date.date[:16]) for date in reading.document.critical_dates] == [
        (date.id, date.step, date.date[:16].replace("T", " ")) for date in plan.document.critical_dates
    ]
    assert reading.document.resolution == plan.document.resolution
    assert reread(reading.document, as_of=_day(plan).isoformat()).document == reading.document


def _day(plan: Projection) -> Any:  # noqa: ANN401 - a day, also of a time
    as_of = plan.schedule.as_of
    return as_of.date() if hasattr(as_of, "date") else as_of


def test_both_kinds_of_sheet_say_the_same() -> None:
    documents = [read_sheet(EXPORTS[kind].render(ODD), name="plan", today=TODAY).document for kind in ("csv", "xlsx")]

    assert documents[0] == documents[1]


def test_nothing_that_an_export_says_is_told_but_its_day_and_that_it_has_no_holidays() -> None:
    for kind in ("csv", "xlsx"):
        reading = read_sheet(EXPORTS[kind].render(ODD), name="plan", today=TODAY)

        assert [note.sentence for note in reading.notes] == [
            f"as of {ODD.schedule.as_of}: a plan is computed from today",
            NO_HOLIDAYS,
        ]
        assert [(one.id, one.name, one.role) for one in reading.document.people] == [
            (one.id, one.name, one.role) for one in ODD.document.people
        ]
