"""Steps come, change, change places and go; what waits for what is said and taken back."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.document import Reading, read, reread
from app.operations.expansion import Bound, Expansion, expand_step, expansion_of
from tests.app.verbs.doing import Asked, Changes, after, changes, plan, refusal
from tests.stored import JO

PILOT = {"id": "pilot", "title": "Pilot", "duration": "10d"}
IDS = [step.id for step in plan().document.steps]

DONE: dict[str, tuple[Asked, Changes]] = {
    "a step that comes last": ({"do": "add_step", "new": PILOT}, {"steps.pilot": (None, PILOT)}),
    "a step between two": (
        {"do": "add_step", "new": {**PILOT, "after": "set-up"}, "before": ["training"], "behind": "set-up"},
        {
            "steps.training.after.pilot FS": (None, "pilot"),
            "steps.pilot": (None, {**PILOT, "after": "set-up"}),
        },
    ),
    "a step that says of something that it is not": (
        {"do": "add_step", "new": {**PILOT, "progress": None, "help": None}},
        {"steps.pilot": (None, PILOT)},
    ),
    "fields that are set and cleared": (
        {"do": "edit_step", "step": "legal", "set": {"duration": "15d", "phase": None, "tags": ["change"]}},
        {
            "steps.legal.phase": ("purchase", None),
            "steps.legal.duration": ("10d", "15d"),
            "steps.legal.tags": (None, "change"),
        },
    ),
    "all predecessors at once": (
        {"do": "edit_step", "step": "training", "set": {"after": ["signature", {"step": "legal", "lag": "5d"}]}},
        {
            "steps.training.after.set-up FS": ("set-up", None),
            "steps.training.after.signature FS": (None, "signature"),
            "steps.training.after.legal FS": (None, {"step": "legal", "lag": "5d"}),
        },
    ),
    "a step that goes": (
        {"do": "remove_step", "step": "set-up"},
        {
            "steps.set-up": (
                {
                    "id": "set-up",
                    "title": "Set-up",
                    "phase": "roll-out",
                    "owners": {"seller": "ana"},
                    "duration": "15d",
                    "after": "signature",
                },
                None,
            ),
            "steps.training.after.set-up FS": ("set-up", None),
            "steps.training.after.signature FS": (None, "signature"),
        },
    ),
    "a step at which something was decided": (
        {"do": "remove_step", "step": "board"},
        {
            "steps.board": (
                {
                    "id": "board",
                    "title": "Board decides on the vendor",
                    "kind": "milestone",
                    "side": "customer",
                    "progress": {"finished": "2026-11-18"},
                },
                None,
            ),
            "why.decisions.vendor.step": ("board", None),
        },
    ),
    "steps that come first": (
        {"do": "reorder_steps", "steps": ["training", "legal"]},
        {"steps.<order>": (IDS, ["training", "legal", *(one for one in IDS if one not in {"training", "legal"})])},
    ),
    "a step behind another": (
        {"do": "reorder_steps", "steps": ["finished"], "behind": "adoption"},
        {"steps.<order>": (IDS, [*IDS[1:], "finished"])},
    ),
    "a link": (
        {"do": "link", "step": "training", "to": "legal"},
        {"steps.training.after.legal FS": (None, "legal")},
    ),
    "a link of another type": (
        {"do": "link", "step": "training", "to": {"step": "set-up", "type": "SS", "lag": "5d"}},
        {"steps.training.after.set-up SS": (None, {"step": "set-up", "type": "SS", "lag": "5d"})},
    ),
    "a link with another lag": (
        {"do": "link", "step": "training", "to": {"step": "set-up", "lag": "2d"}},
        {"steps.training.after.set-up FS": ("set-up", {"step": "set-up", "lag": "2d"})},
    ),
    "a link that goes": (
        {"do": "unlink", "step": "training", "predecessor": "set-up"},
        {"steps.training.after": ("set-up", None)},
    ),
}


@pytest.mark.parametrize(("operation", "changed"), DONE.values(), ids=[*DONE])
def test_it_changes_this_and_nothing_else(operation: Asked, changed: Changes) -> None:
    assert changes(operation) == changed


def test_a_new_step_stands_where_it_was_put() -> None:
    reading = after({"do": "add_step", "new": PILOT, "behind": "set-up"})

    at = IDS.index("set-up") + 1
    assert [step.id for step in reading.document.steps] == [*IDS[:at], "pilot", *IDS[at:]]


REFUSED: list[tuple[Asked, str, str]] = [
    (
        {"do": "edit_step", "step": "lega", "set": {"duration": "5d"}},
        "unknown-step",
        "no step 'lega'; did you mean 'legal'?",
    ),
    (
        {"do": "edit_step", "step": "legal", "set": {"id": "review"}},
        "permanent-id",
        "a step keeps its id for good; change its 'title' instead",
    ),
    (
        {"do": "edit_step", "step": "legal", "set": {"agreed": {"finish": "2026-12-18"}}},
        "other-verb",
        "'agreed' is not set like this: dates are agreed by proposing them: propose_dates, agree_dates",
    ),
    (
        {"do": "edit_step", "step": "proposed", "set": {"proposed": None}},
        "other-verb",
        "'proposed' is not set like this: dates are agreed by proposing them: propose_dates, agree_dates",
    ),
    (
        {"do": "edit_step", "step": "legal", "set": {"progress": {"finished": "2026-11-20"}}},
        "other-verb",
        (
            "'progress' is not set like this: what happens is said by start_step, progress_step, finish_step, "
            "reopen_step, block_step, unblock_step, skip_step"
        ),
    ),
    (
        {"do": "edit_step", "step": "legal", "set": {"help": {"question": "Which clause?"}}},
        "other-verb",
        "'help' is not set like this: a question is asked by ask_for_help, and answered by answer_help",
    ),
    (
        {"do": "edit_step", "step": "legal", "set": {"duratoin": "5d"}},
        "unknown-key",
        "steps[6].duratoin: no key 'duratoin' here; did you mean 'duration'?",
    ),
    (
        {"do": "edit_step", "step": "legal", "set": {"duratoin": None}},
        "unknown-key",
        "steps[6].duratoin: no key 'duratoin' here; did you mean 'duration'?",
    ),
    (
        {"do": "edit_step", "step": "legal", "set": {"duration": 5}},
        "wrong-type",
        (
            "steps[6].duration: here belongs a duration such as 10d (working days) or 3ed (calendar days), "
            "not the number 5; write '5d' if that is meant"
        ),
    ),
    (
        {"do": "edit_step", "step": "legal", "set": {"duration": "1w"}},
        "ambiguous-week",
        (
            "plan (changed) steps[6].duration: '1w': five days or seven? "
            "write '5d' (working days) or '1ew' (calendar weeks)"
        ),
    ),
    (
        {"do": "edit_step", "step": "legal", "set": {"must_start_on": "soon"}},
        "bad-date",
        "plan (changed) steps[6].must_start_on: 'soon' is no date; write it as year-month-day, such as 2026-11-30",
    ),
    (
        {"do": "edit_step", "step": "legal", "set": {"title": None}},
        "missing-key",
        "steps[6].title: 'title' is missing; add it with a title",
    ),
    (
        {"do": "edit_step", "step": "legal", "set": {"after": "trainign"}},
        "unknown-step",
        "plan (changed) steps[6].after: no step 'trainign'; did you mean 'training'?",
    ),
    (
        {"do": "add_step", "new": {**PILOT, "id": "legal"}},
        "duplicate-id",
        "there is a step 'legal' already; give the new one an id of its own",
    ),
    (
        {"do": "add_step", "new": {**PILOT, "id": "the pilot"}},
        "bad-id",
        (
            "plan (changed) steps[12].id: 'the pilot' is no id: it takes up to 64 letters, digits, - and _, "
            "a letter or digit first; write 'the-pilot'"
        ),
    ),
    (
        {"do": "add_step", "new": {**PILOT, "progress": {"started": "2026-11-20"}}},
        "other-verb",
        (
            "'progress' is not set like this: what happens is said by start_step, progress_step, finish_step, "
            "reopen_step, block_step, unblock_step, skip_step"
        ),
    ),
    (
        {"do": "add_step", "new": {**PILOT, "agreed": {"finish": "2026-12-18"}}},
        "other-verb",
        "'agreed' is not set like this: dates are agreed by proposing them: propose_dates, agree_dates",
    ),
    (
        {"do": "add_step", "new": PILOT, "behind": "setup"},
        "unknown-step",
        "no step 'setup'; did you mean 'set-up'?",
    ),
    (
        {"do": "add_step", "new": PILOT, "before": ["go-lve"]},
        "unknown-step",
        "no step 'go-lve'; did you mean 'go-live'?",
    ),
    (
        {"do": "remove_step", "step": "go-live"},
        "bound-step",
        (
            "Go-live carries the critical date 'go-live', which would bind the whole plan without it; "
            "bind the date to another step first"
        ),
    ),
    (
        {"do": "reorder_steps", "steps": ["legal", "setup"]},
        "unknown-step",
        "no step 'setup'; did you mean 'set-up'?",
    ),
    (
        {"do": "reorder_steps", "steps": ["legal", "set-up"], "behind": "legal"},
        "behind-itself",
        "Legal review cannot stand behind itself; name a step that stays where it is",
    ),
    (
        {"do": "expand_step", "step": "legal"},
        "not-a-rough-step",
        "steps[6].fragment: 'legal' names no fragment that could replace it; rough are adoption",
    ),
    (
        {"do": "link", "step": "legal", "to": "training"},
        "cycle",
        (
            "plan (changed) steps[6].after: these steps wait for each other in a circle: "
            "legal -> signature -> set-up -> training -> legal; take one of the links out"
        ),
    ),
    (
        {"do": "unlink", "step": "training", "predecessor": "legal"},
        "not-linked",
        "'training' does not wait for 'legal'; it waits for 'set-up'",
    ),
]


@pytest.mark.parametrize(("operation", "code", "sentence"), REFUSED)
def test_it_is_refused_with_a_sentence(operation: Asked, code: str, sentence: str) -> None:
    assert refusal(operation) == (code, sentence)


def test_only_who_sees_what_a_rough_step_stands_for_expands_it() -> None:
    assert refusal({"do": "expand_step", "step": "adoption"}, by=JO) == (
        "not-a-rough-step",
        "steps[11].fragment: 'adoption' names no fragment that could replace it; the plan has no rough steps",
    )


def expanded(resolution: str = "day", **said: object) -> Expansion:
    """Return what becomes of two weeks of purchasing about which something was said."""
    buy = {"id": "buy", "title": "Purchasing", "duration": "10d", "fragment": "procurement", **said}
    document = {
        "format": "backplan/1",
        "title": "Roll-out",
        "as_of": "2026-11-23",
        "resolution": resolution,
        "critical_dates": [{"id": "go-live", "date": "2026-12-31", "step": "go-live"}],
        "steps": [buy, {"id": "go-live", "title": "Go-live", "kind": "milestone", "after": "buy"}],
    }
    before: Reading = read(json.dumps(document), file="plan.json")
    return expansion_of(before, reread(expand_step(before.document, "buy")), "buy")


CAME = ("vendor-registration", "buy")
BEGINS, ENDS = date(2026, 11, 23), date(2026, 12, 3)


def test_an_expansion_tells_which_steps_came() -> None:
    assert expanded() == Expansion(came=CAME, bounds=())


@pytest.mark.parametrize(
    ("said", "planned", "held"),
    [
        ({"agreed": {"finish": "2026-12-03"}}, ENDS, True),
        ({"agreed": {"finish": "2026-12-02"}}, ENDS, False),
        ({"agreed": {"start": "2026-11-23"}}, BEGINS, True),
        ({"agreed": {"start": "2026-11-24"}}, BEGINS, False),
        ({"start_no_earlier_than": "2026-12-01"}, date(2026, 12, 1), True),
        ({"start_no_later_than": "2026-11-25"}, BEGINS, True),
        ({"finish_no_earlier_than": "2026-12-09"}, date(2026, 12, 9), True),
        ({"finish_no_later_than": "2026-12-02"}, ENDS, False),
        ({"must_start_on": "2026-11-26"}, date(2026, 11, 26), True),
        ({"must_finish_on": "2026-12-01"}, ENDS, False),
    ],
)
def test_an_expansion_tells_whether_what_people_said_still_holds(
    said: dict[str, Any], planned: date, *, held: bool
) -> None:
    ((field, day),) = said.items()
    if isinstance(day, dict):
        ((end, day),) = day.items()
        field = f"{field}.{end}"

    assert expanded(**said).bounds == (Bound(field=field, said=day, planned=planned, held=held),)


@pytest.mark.parametrize(
    ("said", "held"), [("2026-12-03 17:00", True), ("2026-12-03 16:59", False), ("2026-12-03", True)]
)
def test_in_minute_plans_a_bound_may_have_a_time(said: str, *, held: bool) -> None:
    (bound,) = expanded("minute", agreed={"finish": said}).bounds

    assert (bound.planned, bound.held) == (datetime(2026, 12, 3, 17, tzinfo=UTC), held)
