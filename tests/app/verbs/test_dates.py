"""Critical dates are wished, moved, stood by, stood by once more, and taken away."""

from __future__ import annotations

import pytest

from tests.app.verbs.doing import Asked, Changes, changes, refusal
from tests.stored import JO

GO_LIVE, LICENCE = "critical_dates.go-live", "critical_dates.old-licence"
BOARD = {"id": "board", "step": "signature", "date": "2027-01-29", "reason": "The board meets"}
COST = {"currency": "EUR", "per_day": [{"from": "2027-03-27", "amount": 4000}]}
BY_JO, TODAY = {"by": "jo", "on": "2026-11-02"}, "2026-11-23"


def moved(to: str, **more: str) -> Asked:
    """Return what moves go-live to a day."""
    return {"do": "move_critical_date", "critical_date": "go-live", "to": to, **more}


def confirmed(date: str, by: str, **more: str) -> Asked:
    """Return what says who stands by a date."""
    return {"do": "confirm_critical_date", "critical_date": date, "by": by, **more}


CONTRACT = confirmed("go-live", "jo", standing="contractual")

DONE: list[tuple[list[Asked], Changes]] = [
    ([{"do": "add_critical_date", "new": BOARD}], {"critical_dates.board": (None, BOARD)}),
    (
        [
            {
                "do": "edit_critical_date",
                "critical_date": "go-live",
                "set": {"buffer": None, "reason": "Year end", "cost_of_delay": COST, "step": "training"},
            }
        ],
        {
            f"{GO_LIVE}.step": ("go-live", "training"),
            f"{GO_LIVE}.buffer": ("5d", None),
            f"{GO_LIVE}.reason": (None, "Year end"),
            f"{GO_LIVE}.cost_of_delay": (None, COST),
        },
    ),
    (
        [{"do": "edit_critical_date", "critical_date": "old-licence", "set": {"party": "hw"}}],
        {f"{LICENCE}.party": (None, "hw")},
    ),
    (
        [moved("2027-04-01")],
        {
            f"{GO_LIVE}.date": ("2027-03-26", "2027-04-01"),
            f"{GO_LIVE}.standing": ("confirmed", None),
            f"{GO_LIVE}.confirmed": (BY_JO, None),
        },
    ),
    ([moved("2027-03-26")], {}),
    (
        [moved("2027-04-01", confirmed_by="jo")],
        {
            f"{GO_LIVE}.date": ("2027-03-26", "2027-04-01"),
            f"{GO_LIVE}.confirmed.on": ("2026-11-02", TODAY),
        },
    ),
    (
        [CONTRACT, moved("2027-04-01", confirmed_by="Jo Kern")],
        {
            f"{GO_LIVE}.date": ("2027-03-26", "2027-04-01"),
            f"{GO_LIVE}.confirmed.on": ("2026-11-02", TODAY),
        },
    ),
    (
        [{"do": "move_critical_date", "critical_date": "old-licence", "to": "2027-05-31"}],
        {f"{LICENCE}.date": ("2027-06-30", "2027-05-31")},
    ),
    (
        [confirmed("old-licence", "Jo Kern")],
        {f"{LICENCE}.standing": (None, "confirmed"), f"{LICENCE}.confirmed": (None, {"by": "jo", "on": TODAY})},
    ),
    (
        [CONTRACT],
        {f"{GO_LIVE}.standing": ("confirmed", "contractual"), f"{GO_LIVE}.confirmed.on": ("2026-11-02", TODAY)},
    ),
    (
        [{"do": "reconfirm_critical_date", "critical_date": "go-live"}],
        {f"{GO_LIVE}.confirmed.on": ("2026-11-02", TODAY)},
    ),
    (
        [CONTRACT, {"do": "reconfirm_critical_date", "critical_date": "go-live"}],
        {f"{GO_LIVE}.standing": ("confirmed", "contractual"), f"{GO_LIVE}.confirmed.on": ("2026-11-02", TODAY)},
    ),
    (
        [{"do": "remove_critical_date", "critical_date": "old-licence"}],
        {LICENCE: ({"id": "old-licence", "date": "2027-06-30", "reason": "The old licence ends"}, None)},
    ),
]


@pytest.mark.parametrize(
    ("operations", "changed"), DONE, ids=[f"{at} {one[-1]['do']}" for at, (one, _) in enumerate(DONE)]
)
def test_it_changes_this_and_nothing_else(operations: list[Asked], changed: Changes) -> None:
    assert changes(*operations) == changed


def test_the_customer_moves_its_own_date() -> None:
    assert changes(moved("2027-04-01"), by=JO) == changes(moved("2027-04-01"))


OTHER = "is not edited: move the date, or confirm it (move_critical_date, confirm_critical_date)"
UNCONFIRMED = "yet; say who does (confirm_critical_date)"

REFUSED: list[tuple[list[Asked], str, str]] = [
    (
        [{"do": "add_critical_date", "new": {**BOARD, "id": "go-live"}}],
        "duplicate-id",
        "there is a critical date 'go-live' already; take another name",
    ),
    (
        [{"do": "add_critical_date", "new": {**BOARD, "step": "signatur"}}],
        "unknown-step",
        "plan (changed) critical_dates[2].step: no step 'signatur'; did you mean 'signature'?",
    ),
    (
        [{"do": "edit_critical_date", "critical_date": "go-live", "set": {"date": "2027-04-01"}}],
        "other-verb",
        f"'date' {OTHER}",
    ),
    (
        [{"do": "edit_critical_date", "critical_date": "go-live", "set": {"standing": "contractual"}}],
        "other-verb",
        f"'standing' {OTHER}",
    ),
    (
        [{"do": "edit_critical_date", "critical_date": "go-live", "set": {"id": "live"}}],
        "permanent-id",
        "a critical date keeps its id for good; change what it is called instead",
    ),
    (
        [{"do": "edit_critical_date", "critical_date": "go-life", "set": {"buffer": "10d"}}],
        "unknown-critical-date",
        "no critical date 'go-life'; did you mean 'go-live'?",
    ),
    (
        [{"do": "edit_critical_date", "critical_date": "go-live", "set": {"buffer": "5w"}}],
        "ambiguous-week",
        (
            "plan (changed) critical_dates[0].buffer: '5w': five days or seven? "
            "write '25d' (working days) or '5ew' (calendar weeks)"
        ),
    ),
    (
        [moved("April")],
        "bad-date",
        ("plan (changed) critical_dates[0].date: 'April' is no date; write it as year-month-day, such as 2026-11-30"),
    ),
    ([moved("2027-04-01", confirmed_by="joe")], "unknown-person", "no person 'joe'; did you mean 'jo'?"),
    ([confirmed("go-live", "joe")], "unknown-person", "no person 'joe'; did you mean 'jo'?"),
    (
        [confirmed("go-life", "jo")],
        "unknown-critical-date",
        "no critical date 'go-life'; did you mean 'go-live'?",
    ),
    (
        [{"do": "reconfirm_critical_date", "critical_date": "old-licence"}],
        "not-confirmed",
        f"nobody has confirmed 'old-licence' {UNCONFIRMED}",
    ),
    (
        [moved("2027-04-01"), {"do": "reconfirm_critical_date", "critical_date": "go-live"}],
        "not-confirmed",
        f"nobody has confirmed 'go-live' {UNCONFIRMED}",
    ),
    (
        [{"do": "remove_critical_date", "critical_date": "licence"}],
        "unknown-critical-date",
        "no critical date 'licence'; did you mean 'old-licence'?",
    ),
]


@pytest.mark.parametrize(("operations", "code", "sentence"), REFUSED)
def test_it_is_refused_in_these_words(operations: list[Asked], code: str, sentence: str) -> None:
    assert refusal(*operations) == (code, sentence)
