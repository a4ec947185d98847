"""What happens to the work on a step: it begins, goes on, is held up, left out, done, and is to be done again."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from app.verbs import OPERATION
from tests.app.verbs.doing import Asked, Changes, after, changes, refusal

LEGAL, UNDER_WAY, STUCK = "steps.legal.progress", "steps.under-way.progress", "steps.stuck.progress"
BLOCKED = {"since": "2026-11-19", "reason": "Nobody knows"}

DONE: list[tuple[Asked, Changes]] = [
    ({"do": "start_step", "step": "legal"}, {LEGAL: (None, {"started": "2026-11-23"})}),
    ({"do": "start_step", "step": "legal", "on": "2026-11-20"}, {LEGAL: (None, {"started": "2026-11-20"})}),
    ({"do": "start_step", "step": "legal", "on": "2026-12-01"}, {"steps.legal.must_start_on": (None, "2026-12-01")}),
    (
        {"do": "start_step", "step": "under-way", "on": "2026-11-17"},
        {f"{UNDER_WAY}.started": ("2026-11-18", "2026-11-17")},
    ),
    ({"do": "progress_step", "step": "under-way", "remaining": "4d"}, {f"{UNDER_WAY}.remaining": ("6d", "4d")}),
    ({"do": "finish_step", "step": "legal"}, {LEGAL: (None, {"finished": "2026-11-23"})}),
    ({"do": "finish_step", "step": "legal", "on": "2026-12-18"}, {"steps.legal.must_finish_on": (None, "2026-12-18")}),
    (
        {"do": "finish_step", "step": "under-way"},
        {f"{UNDER_WAY}.remaining": ("6d", None), f"{UNDER_WAY}.finished": (None, "2026-11-23")},
    ),
    ({"do": "finish_step", "step": "under-way", "on": "2026-11-27"}, {f"{UNDER_WAY}.remaining": ("6d", "5d")}),
    (
        {"do": "finish_step", "step": "finished", "on": "2026-11-17"},
        {"steps.finished.progress.finished": ("2026-11-16", "2026-11-17")},
    ),
    ({"do": "finish_step", "step": "finished", "on": "2026-11-16"}, {}),
    ({"do": "reopen_step", "step": "finished"}, {"steps.finished.progress.finished": ("2026-11-16", None)}),
    (
        {"do": "reopen_step", "step": "finished", "not_started": True},
        {"steps.finished.progress": ({"started": "2026-11-16", "finished": "2026-11-16"}, None)},
    ),
    ({"do": "reopen_step", "step": "board"}, {"steps.board.progress": ({"finished": "2026-11-18"}, None)}),
    (
        {"do": "reopen_step", "step": "under-way", "not_started": True},
        {UNDER_WAY: ({"started": "2026-11-18", "remaining": "6d"}, None)},
    ),
    (
        {"do": "block_step", "step": "legal", "reason": "Counsel is away"},
        {LEGAL: (None, {"blocked": {"since": "2026-11-23", "reason": "Counsel is away"}})},
    ),
    (
        {
            "do": "block_step",
            "step": "under-way",
            "reason": "No map",
            "question": "Who has one?",
            "since": "2026-11-20",
        },
        {f"{UNDER_WAY}.blocked": (None, {"since": "2026-11-20", "reason": "No map", "question": "Who has one?"})},
    ),
    (
        {"do": "block_step", "step": "stuck", "reason": "The map is wrong", "since": "2026-11-19"},
        {f"{STUCK}.blocked.reason": ("Nobody knows", "The map is wrong")},
    ),
    ({"do": "unblock_step", "step": "stuck"}, {STUCK: ({"blocked": BLOCKED}, None)}),
    (
        {"do": "finish_step", "step": "stuck"},
        {f"{STUCK}.blocked": (BLOCKED, None), f"{STUCK}.finished": (None, "2026-11-23")},
    ),
    ({"do": "skip_step", "step": "training"}, {"steps.training.progress": (None, {"skipped": True})}),
    ({"do": "skip_step", "step": "stuck"}, {f"{STUCK}.blocked": (BLOCKED, None), f"{STUCK}.skipped": (None, True)}),
    (
        {"do": "skip_step", "step": "under-way"},
        {f"{UNDER_WAY}.remaining": ("6d", None), f"{UNDER_WAY}.skipped": (None, True)},
    ),
]


@pytest.mark.parametrize(("operation", "changed"), DONE, ids=[str([*one.values()][:3]) for one, _ in DONE])
def test_it_changes_this_and_nothing_else(operation: Asked, changed: Changes) -> None:
    assert changes(operation) == changed


REFUSED: list[tuple[Asked, str, str]] = [
    ({"do": "start_step", "step": "lega"}, "unknown-step", "no step 'lega'; did you mean 'legal'?"),
    (
        {"do": "start_step", "step": "under-way"},
        "already-happened",
        "Security review was started on 2026-11-18; reopen it first",
    ),
    (
        {"do": "start_step", "step": "under-way", "on": "2026-12-01"},
        "already-happened",
        "Security review was started on 2026-11-18; reopen it first",
    ),
    (
        {"do": "start_step", "step": "finished"},
        "already-happened",
        "First talk was finished on 2026-11-16; reopen it first",
    ),
    (
        {"do": "start_step", "step": "signature"},
        "milestone-started",
        (
            "plan (changed) steps[7].progress.started: a milestone takes no time, so it cannot be under way; "
            "write 'finished' once it has happened"
        ),
    ),
    (
        {"do": "start_step", "step": "legal", "on": "tomorrow"},
        "bad-date",
        (
            "plan (changed) steps[6].progress.started: 'tomorrow' is no date; "
            "write it as year-month-day, such as 2026-11-30"
        ),
    ),
    (
        {"do": "progress_step", "step": "legal", "remaining": "4d"},
        "not-under-way",
        "Legal review has not begun, so nothing of it is left over; start or reopen it first",
    ),
    (
        {"do": "progress_step", "step": "finished", "remaining": "4d"},
        "not-under-way",
        "First talk is done, so nothing of it is left over; start or reopen it first",
    ),
    (
        {"do": "progress_step", "step": "under-way", "remaining": "1w"},
        "ambiguous-week",
        (
            "plan (changed) steps[2].progress.remaining: '1w': five days or seven? "
            "write '5d' (working days) or '1ew' (calendar weeks)"
        ),
    ),
    (
        {"do": "progress_step", "step": "under-way", "remaining": "0d"},
        "zero-remaining",
        (
            "plan (changed) steps[2].progress.remaining: a step with nothing remaining is finished; "
            "write 'finished' with its date"
        ),
    ),
    (
        {"do": "finish_step", "step": "finished"},
        "already-happened",
        "First talk was finished on 2026-11-16; reopen it first",
    ),
    (
        {"do": "finish_step", "step": "under-way", "on": "2026-11-16"},
        "finished-before-started",
        (
            "plan (changed) steps[2].progress.finished: it cannot have finished on 2026-11-16, "
            "before it started on 2026-11-18"
        ),
    ),
    (
        {"do": "reopen_step", "step": "legal"},
        "not-done",
        "Legal review is to be done anyway; there is nothing to reopen",
    ),
    (
        {"do": "reopen_step", "step": "under-way"},
        "not-done",
        "Security review is to be done anyway; there is nothing to reopen",
    ),
    (
        {"do": "block_step", "step": "finished", "reason": "Too late"},
        "already-happened",
        "First talk is done; what is over cannot be held up",
    ),
    (
        {"do": "block_step", "step": "legal", "reason": "Counsel is away", "since": "yesterday"},
        "bad-date",
        (
            "plan (changed) steps[6].progress.blocked.since: 'yesterday' is no date; "
            "write it as year-month-day, such as 2026-11-30"
        ),
    ),
    ({"do": "unblock_step", "step": "legal"}, "not-blocked", "nothing holds Legal review up"),
    (
        {"do": "skip_step", "step": "finished"},
        "already-happened",
        "First talk was finished on 2026-11-16; reopen it first",
    ),
]


@pytest.mark.parametrize(
    ("operation", "code", "sentence"), REFUSED, ids=[str([*one.values()][:3]) for one, _, _ in REFUSED]
)
def test_it_is_refused_with_a_sentence(operation: Asked, code: str, sentence: str) -> None:
    assert refusal(operation) == (code, sentence)


def test_a_step_that_is_left_out_is_to_be_done_again() -> None:
    assert changes({"do": "skip_step", "step": "training"}, {"do": "reopen_step", "step": "training"}) == {}


def test_what_is_left_out_cannot_be_held_up() -> None:
    skipped = {"do": "skip_step", "step": "training"}

    assert refusal(skipped, {"do": "block_step", "step": "training", "reason": "No room"}) == (
        "already-happened",
        "Training is left out; what is over cannot be held up",
    )


def test_what_is_held_up_moves_no_date_and_shows() -> None:
    reading = after({"do": "block_step", "step": "legal", "reason": "Counsel is away"})

    assert reading.schedule.steps["legal"].health == "blocked"


def test_a_reason_says_something() -> None:
    with pytest.raises(ValidationError, match="reason"):
        OPERATION.validate_python({"do": "block_step", "step": "legal", "reason": " "})
