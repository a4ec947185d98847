"""What happens to a plan as a whole: it is renamed, waits and goes on, ends and is opened again."""

from __future__ import annotations

import pytest

from tests.app.verbs.doing import Asked, Changes, changes, refusal

HOLD: Asked = {"do": "hold_plan", "reason": "The budget is decided later", "since": "2026-11-16"}
ENDED: Asked = {**HOLD, "until": "2026-11-20"}
CLOSE: Asked = {"do": "close_plan", "result": "no_decision"}
HELD = {"since": "2026-11-16", "reason": "The budget is decided later"}

DONE: list[tuple[list[Asked], Changes]] = [
    (
        [{"do": "edit_plan", "set": {"title": "Northwind goes live", "customer": "Northwind AG", "seller": None}}],
        {
            "title": ("Northwind roll-out", "Northwind goes live"),
            "customer": ("Northwind", "Northwind AG"),
            "seller": ("Acme", None),
        },
    ),
    (
        [{"do": "edit_plan", "set": {"time_zone": "UTC", "start": "2026-12-01", "critical_threshold": 2}}],
        {"time_zone": ("Europe/Berlin", "UTC"), "start": (None, "2026-12-01"), "critical_threshold": (None, 2)},
    ),
    ([{"do": "hold_plan"}], {"hold": (None, {"since": "2026-11-23"})}),
    (
        [{"do": "hold_plan", "since": "2026-12-01", "until": "2027-01-18", "reason": "Audit"}],
        {"hold": (None, {"since": "2026-12-01", "until": "2027-01-18", "reason": "Audit"})},
    ),
    ([HOLD, {"do": "hold_plan", "until": "2027-01-18"}], {"hold": (None, {**HELD, "until": "2027-01-18"})}),
    ([HOLD, {"do": "hold_plan", "reason": None}], {"hold": (None, {"since": "2026-11-16"})}),
    ([ENDED, {"do": "hold_plan", "reason": "Audit"}], {"hold": (None, {"since": "2026-11-23", "reason": "Audit"})}),
    ([HOLD, {"do": "resume_plan"}], {}),
    ([HOLD, {"do": "resume_plan", "on": "2026-11-20"}], {}),
    ([HOLD, {"do": "resume_plan", "on": "2027-01-18"}], {"hold": (None, {**HELD, "until": "2027-01-18"})}),
    ([{**HOLD, "since": "2026-12-01"}, {"do": "resume_plan"}], {}),
    ([CLOSE], {"outcome": (None, {"on": "2026-11-23", "result": "no_decision"})}),
    (
        [{"do": "close_plan", "result": "won", "what_worked": "Legal came first", "on": "2026-11-20"}],
        {"outcome": (None, {"on": "2026-11-20", "result": "won", "what_worked": "Legal came first"})},
    ),
    ([CLOSE, {"do": "reopen_plan"}], {}),
]


@pytest.mark.parametrize(
    ("operations", "changed"), DONE, ids=[f"{at} {one[-1]['do']}" for at, (one, _) in enumerate(DONE)]
)
def test_it_changes_this_and_nothing_else(operations: list[Asked], changed: Changes) -> None:
    assert changes(*operations) == changed


EDITED = "edit_plan sets title, customer, seller, time_zone, start, critical_threshold"
NO_DAY = "'soon' is no date; write it as year-month-day, such as 2026-11-30"

REFUSED: list[tuple[list[Asked], str, str]] = [
    ([{"do": "edit_plan", "set": {"id": "x"}}], "other-verb", f"'id' is not edited here; {EDITED}"),
    ([{"do": "edit_plan", "set": {"format": "backplan/2"}}], "other-verb", f"'format' is not edited here; {EDITED}"),
    (
        [{"do": "edit_plan", "set": {"resolution": "minute"}}],
        "other-verb",
        f"'resolution' is not edited here; {EDITED}",
    ),
    ([{"do": "edit_plan", "set": {"steps": []}}], "other-verb", f"'steps' is not edited here; {EDITED}"),
    (
        [{"do": "edit_plan", "set": {"title": None}}],
        "missing-key",
        "title: 'title' is missing; add it with a title",
    ),
    (
        [{"do": "edit_plan", "set": {"time_zone": "Mars"}}],
        "unknown-time-zone",
        "plan (changed) time_zone: no time zone 'Mars'; write continent and city, such as 'Europe/Berlin', or 'UTC'",
    ),
    ([{"do": "hold_plan", "since": "soon"}], "bad-date", f"plan (changed) hold.since: {NO_DAY}"),
    (
        [{"do": "hold_plan", "until": "2026-11-20"}],
        "ends-before-it-begins",
        "plan (changed) hold.until: 2026-11-20 is before 2026-11-23, where it begins; swap them or mend one",
    ),
    ([{"do": "resume_plan"}], "not-on-hold", "the plan is not on hold, so there is nothing to resume"),
    ([ENDED, {"do": "resume_plan"}], "not-on-hold", "the plan is not on hold, so there is nothing to resume"),
    ([HOLD, {"do": "resume_plan", "on": "soon"}], "bad-date", NO_DAY),
    (
        [HOLD, {"do": "resume_plan", "on": "1.1.2026"}],
        "bad-date",
        "'1.1.2026' is no date; write '2026-01-01'",
    ),
    (
        [CLOSE, {"do": "close_plan", "result": "won"}],
        "already-closed",
        "the plan is closed already (no decision); reopen it first",
    ),
    ([{**CLOSE, "on": "soon"}], "bad-date", f"plan (changed) outcome.on: {NO_DAY}"),
    ([{"do": "reopen_plan"}], "not-closed", "the plan is not closed, so there is nothing to reopen"),
]


@pytest.mark.parametrize(("operations", "code", "sentence"), REFUSED)
def test_it_is_refused_in_these_words(operations: list[Asked], code: str, sentence: str) -> None:
    assert refusal(*operations) == (code, sentence)
