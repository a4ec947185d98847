"""Whoever edits a list or a block sees part of it: what is hidden in it is neither lost nor told of."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.actors import Actor
from app.document import plain, read
from app.operations.own_ids import NewIds
from app.plans.opening import LIMITS
from app.plans.seen_edits import with_unseen_kept
from app.preview import made
from app.projection import Projections
from app.projection.visible import visible
from app.verbs import Occasion, read_operations
from scheduler.refusals import Refused
from tests.app.projection.private import random_private_plan
from tests.stored import ANA, JO, stored_plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.document import PlanDocument
    from app.store import Database

Asked = dict[str, Any]
PARTIES = ("seller", "customer")
HAPPENS = {"progress", "agreed", "proposed", "help"}
"""Fields of a step that other verbs set."""

PLAN = """\
format: backplan/1
title: Northwind roll-out
customer: Northwind
seller: Acme
critical_dates: [{id: go-live, step: go-live, date: 2027-02-26}]
calendars:
  customer:
    closed:
      - {from: 2026-12-28, to: 2026-12-30, private: customer, reason: Stocktaking}
      - {from: 2027-01-06, reason: Epiphany}
people:
  - {id: ana, name: Ana Ruiz, party: seller, email: ana@acme.example}
  - {id: kim, name: Kim Vu, party: customer, away: [{from: 2027-01-04, private: customer, reason: Surgery}]}
  - {id: eva, name: Eva Neu, party: customer, private: customer}
steps:
  - {id: legal, title: Legal review, side: customer, duration: 5d}
  - {id: board, title: Board, side: customer, duration: 2d, private: customer}
  - {id: set-up, title: Set-up, duration: 5d, after: [legal, board], side: both, owners: {seller: ana, customer: eva}}
  - {id: go-live, title: Go-live, kind: milestone, side: customer, after: set-up}
"""

EDITS: dict[str, tuple[Asked, tuple[str, ...], object]] = {
    "links": (
        {"do": "edit_step", "step": "set-up", "set": {"after": None}},
        ("steps", "set-up", "after"),
        "board",
    ),
    "owners": (
        {"do": "edit_step", "step": "set-up", "set": {"owners": {}}},
        ("steps", "set-up", "owners"),
        {"customer": "eva"},
    ),
    "closures": (
        {"do": "edit_calendar", "calendar": "customer", "set": {"closed": [{"from": "2027-01-08"}]}},
        ("calendars", "customer", "closed"),
        [
            {"from": "2027-01-08"},
            {"from": "2026-12-28", "to": "2026-12-30", "reason": "Stocktaking", "private": "customer"},
        ],
    ),
    "a closure of which the reason is another's": (
        {
            "do": "edit_calendar",
            "calendar": "customer",
            "set": {"closed": [{"from": "2027-01-06"}, {"from": "2027-01-08"}]},
        },
        ("calendars", "customer", "closed"),
        [
            {"from": "2026-12-28", "to": "2026-12-30", "reason": "Stocktaking", "private": "customer"},
            {"from": "2027-01-06", "reason": "Epiphany"},
            {"from": "2027-01-08"},
        ],
    ),
    "absences": (
        {"do": "edit_person", "person": "kim", "set": {"away": [{"from": "2027-01-11"}]}},
        ("people", "kim", "away"),
        [{"from": "2027-01-11"}, {"from": "2027-01-04", "reason": "Surgery", "private": "customer"}],
    ),
}


def at(document: PlanDocument, path: tuple[str, ...]) -> object:
    here: Any = plain(document)
    for key in path:
        here = next(one for one in here if one["id"] == key) if isinstance(here, list) else here.get(key)
    return here


@pytest.mark.parametrize("what", EDITS)
def test_what_the_customer_keeps_to_itself_is_not_lost_when_the_seller_edits_beside_it(
    database: Database, what: str
) -> None:
    stored = stored_plan(database, PLAN)
    operation, path, whole = EDITS[what]

    stored.do(ANA, *read_operations([operation]))

    after = stored.opened()
    assert at(after.reading.document, path) == whole
    assert "Surgery" not in str(after.seen_by(ANA))


def test_a_closure_on_the_days_of_a_hidden_one_is_in_nobodys_way(database: Database) -> None:
    stored = stored_plan(database, PLAN)
    days = {"from": "2026-12-28", "to": "2026-12-30"}

    stored.do(ANA, *read_operations([{"do": "add_closure", "calendar": "customer", "new": days}]))
    stored.do(ANA, *read_operations([{"do": "remove_closure", "calendar": "customer", **days}]))

    assert at(stored.opened().reading.document, ("calendars", "customer", "closed")) == [
        {**days, "reason": "Stocktaking", "private": "customer"},
        {"from": "2027-01-06", "reason": "Epiphany"},
    ]
    with pytest.raises(Refused, match="already"):
        stored.do(JO, *read_operations([{"do": "add_closure", "calendar": "customer", "new": days}]))


def edits(shown: Asked) -> Iterator[Asked]:
    """Yield an edit of each field of each block to what it says already."""
    for step in shown.get("steps", ()):
        for name in step.keys() - {"id", "private"} - HAPPENS:
            yield {"do": "edit_step", "step": step["id"], "set": {name: step[name]}}
    for person in shown.get("people", ()):
        for name in person.keys() - {"id", "private", "name"}:
            yield {"do": "edit_person", "person": person["id"], "set": {name: person[name]}}
    for called, calendar in shown.get("calendars", {}).items():
        for name in calendar.keys() - {"by"}:
            yield {"do": "edit_calendar", "calendar": called, "set": {name: calendar[name]}}
    for part, entries in shown.get("why", {}).items():
        for entry in entries if isinstance(entries, list) else ():
            for name in entry.keys() - {"id", "private"}:
                yield {"do": "edit_in_why", "to": part, "entry": entry["id"], "set": {name: entry[name]}}


def done(before: Projections, operation: Asked, party: str) -> PlanDocument:
    [verb], reading = read_operations([operation]), before.reading
    by = Actor(kind="member", id="m", name="M", party=party, person=f"p-{party}", verified=True)
    occasion = Occasion(
        as_of=reading.as_of,
        schedule=reading.schedule,
        now=datetime(2026, 11, 23, 9, tzinfo=UTC),
        by=by,
        ids=NewIds(party),
    )

    def make(document: PlanDocument) -> PlanDocument:
        return with_unseen_kept(verb, document, party).done(document, occasion)

    return made(before, make, party=party, file="plan", limits=LIMITS).reading.document


@given(seed=st.integers(0, 2**40), party=st.sampled_from(PARTIES), resolution=st.sampled_from(("day", "minute")))
def test_to_set_what_one_sees_to_what_it_says_changes_nothing(seed: int, party: str, resolution: str) -> None:
    document = random_private_plan(random.Random(seed), resolution)
    before = Projections(read(json.dumps(document), file="plan.json"))
    possible = list(edits(plain(before.document(party))))
    assume(possible)
    rng = random.Random(seed)
    for operation in rng.sample(possible, min(len(possible), 12)):
        try:
            after = done(before, operation, party)
        except Refused as refused:
            assert refused.problems[0].code != "private-conflict", operation  # noqa: PT017 - some are other verbs' own
            continue
        assert plain(after) == plain(before.reading.document), operation


def hidden(document: PlanDocument, party: str) -> set[tuple[str, ...]]:
    """Return the links, closures and absences of which a party sees nothing."""
    return parts(document) - parts(visible(document, party))


def parts(document: PlanDocument) -> set[tuple[str, ...]]:
    links = {("after", step.id, link.step, link.type or "FS") for step in document.steps for link in step.after}
    closed = {
        ("closed", name, one.from_, str(one.private))
        for name, calendar in document.calendars.items()
        for one in calendar.closed
    }
    away = {("away", person.id, one.from_, str(one.private)) for person in document.people for one in person.away}
    return {*links, *closed, *away}


@given(seed=st.integers(0, 2**40), party=st.sampled_from(PARTIES))
def test_to_clear_what_one_sees_leaves_the_rest(seed: int, party: str) -> None:
    before = Projections(read(json.dumps(random_private_plan(random.Random(seed), "day")), file="plan.json"))
    lists = [one for one in edits(plain(before.document(party))) if {*one["set"]} & {"after", "closed", "away"}]
    assume(lists)
    for operation in lists[:6]:
        try:
            after = done(before, {**operation, "set": dict.fromkeys(operation["set"])}, party)
        except Refused:
            continue  # such as where a hidden plan cannot be dated any more
        assert hidden(before.reading.document, party) <= hidden(after, party), operation
