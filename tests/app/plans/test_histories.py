"""Random histories of a plan: the ledger adds up after each operation, revisions have no gaps, undo loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from app.actors import Actor
from app.document.differences import Block, differences, with_differences
from app.document.wire import CriticalDate
from app.document.wire.calendars import Closure
from app.document.wire.steps import Link, Step
from app.plans import (
    accept_change,
    ledger_of,
    propose_baseline,
    request_change,
    requests_of,
    sign_baseline,
    withdraw_baseline,
)
from app.store import Database, open_database
from app.store.baselines import baselines, in_force
from app.store.ledger import booked, forecasts
from app.store.migrations import upgrade
from app.verbs import Verb
from app.verbs.agreements import AgreeDates, DeclineDates, ProposeDates
from app.verbs.calendars import AddClosure
from app.verbs.dates import AddCriticalDate, MoveCriticalDate, RemoveCriticalDate
from app.verbs.plan import HoldPlan, ResumePlan
from app.verbs.progress import FinishStep, ReopenStep, SkipStep, StartStep
from app.verbs.steps import AddStep, EditStep, LinkSteps, RemoveStep
from scheduler.refusals import Refused
from scheduler.timeline import day_of
from tests.servers.postgres import Postgres
from tests.stored import ANA, BEN, JO, Stored, stored_plan

ACTORS = (ANA, BEN, JO)
LENGTH = 25
"""Things that happen in a history."""
STEPS = ("legal", "margin", "signature", "set-up", "training", "go-live", "extra")


def some_day(chance: Random, stored: Stored) -> str:
    return (stored.now.date() + timedelta(days=chance.randrange(-10, 120))).isoformat()


def verb(chance: Random, stored: Stored) -> Verb:
    """Return something that people do."""
    step, other = chance.choice(STEPS), chance.choice(STEPS)
    days = f"{chance.randrange(1, 50)}d"
    made: list[Callable[[], Verb]] = [
        lambda: EditStep(step=step, set={"duration": days}),
        lambda: EditStep(step=step, set={"start_no_earlier_than": some_day(chance, stored)}),
        lambda: AddStep(new=Step(id="extra", title="Extra", duration=days, after=(Link(step=step),)), before=(other,)),
        lambda: RemoveStep(step=step),
        lambda: LinkSteps(step=step, to=Link(step=other, lag=days)),
        lambda: StartStep(step=step),
        lambda: FinishStep(step=step),
        lambda: ReopenStep(step=step, not_started=True),
        lambda: SkipStep(step=step),
        lambda: MoveCriticalDate(critical_date="go-live", to=some_day(chance, stored)),
        lambda: AddCriticalDate(new=CriticalDate(id="board", step=step, date=some_day(chance, stored))),
        lambda: RemoveCriticalDate(critical_date=chance.choice(("board", "go-live"))),
        lambda: HoldPlan(until=some_day(chance, stored)),
        HoldPlan,
        ResumePlan,
        lambda: ProposeDates(step=step, finish=some_day(chance, stored)),
        lambda: AddClosure(
            calendar="customer", new=Closure.model_validate({"from": (day := some_day(chance, stored)), "to": day})
        ),
    ]
    return chance.choice(made)()


def one_thing(chance: Random, stored: Stored) -> None:
    """Let somebody do something, or days pass; what is refused is not done."""
    do = chance.choices((change, days_pass, take_back, sign, agree, ask), (8, 4, 3, 4, 4, 3))[0]
    do(chance, stored, chance.choice(ACTORS))


def change(chance: Random, stored: Stored, actor: Actor) -> None:
    stored.do(actor, verb(chance, stored), seen=chance.choice((None, 1)))


def days_pass(chance: Random, stored: Stored, _: Actor) -> None:
    stored.now += timedelta(days=chance.randrange(1, 12))


def take_back(chance: Random, stored: Stored, actor: Actor) -> None:
    chance.choice((stored.undo, stored.redo))(actor)


def sign(chance: Random, stored: Stored, actor: Actor) -> None:
    """Propose a baseline, sign the newest or an older one, or withdraw one."""
    with stored.writing(actor) as unit:
        found = baselines(unit, stored.plan)
        one = chance.choice(found[-2:] or [None])
        if one is None or chance.random() < 0.3:
            propose_baseline(unit, stored.plan)
        elif chance.random() < 0.8:
            sign_baseline(unit, stored.plan, one.number, digest=one.digest, name=actor.name)
        else:
            withdraw_baseline(unit, stored.plan, one.number)


def agree(chance: Random, stored: Stored, actor: Actor) -> None:
    """Propose dates for a step, or answer what is proposed."""
    steps = stored.opened().reading.document.steps
    proposed = [step.id for step in steps if step.proposed is not None]
    if not proposed or chance.random() < 0.4:
        day = some_day(chance, stored) if chance.random() < 0.5 else None
        stored.do(actor, ProposeDates(step=chance.choice(STEPS), finish=day))
    elif chance.random() < 0.8:
        stored.do(actor, AgreeDates(step=chance.choice(proposed)))
    else:
        stored.do(actor, DeclineDates(step=chance.choice(proposed), reason="No"))


def ask(chance: Random, stored: Stored, actor: Actor) -> None:
    """Ask the other side for changes, or accept what it asks for."""
    with stored.writing(actor) as unit:
        asked = [one for one in requests_of(unit, stored.plan) if one.state == "open"]
        if asked and chance.random() < 0.6:
            accept_change(unit, stored.plan, asked[0].number)
        else:
            request_change(unit, stored.plan, [verb(chance, stored) for _ in range(chance.randrange(1, 3))])


def check(stored: Stored) -> None:
    opened, log = stored.opened(), stored.log()
    anew = replace(stored, database=Database(stored.database.engine)).opened()  # as who remembers nothing reads it
    assert (anew.document, anew.reading.schedule) == (opened.document, opened.reading.schedule)
    for actor in (ANA, JO):
        with stored.reading(actor) as unit:
            ledger = ledger_of(unit, stored.plan)
        for slipped in ledger.values():
            assert sum(line.days for line in slipped.lines) == slipped.forecast.slippage
            assert sum(slipped.by_cause.values()) == sum(slipped.by_phase.values()) == slipped.forecast.slippage
    with stored.reading() as unit:  # of dates that are gone, too
        signed, known = in_force(unit, stored.plan), forecasts(unit, stored.plan)
        lines = booked(unit, stored.plan, after=signed.entry if signed else 0)
    for name, forecast in known.items():
        assert sum(line.days for line in lines if line.critical_date == name) == forecast.slippage
    for date in opened.reading.schedule.critical_dates.values():
        if opened.reading.as_of == opened.stored.day:
            assert day_of(date.forecast) == known[date.id].latest
    if signed is not None:
        for name, landed in signed.dates["critical_dates"].items():
            assert str(known[name].baseline) == landed
    assert [one.number for one in log] == [*range(1, len(log) + 1)]
    assert [one.before for one in log[1:]] == [one.revision for one in log[:-1]]
    assert log[-1].revision == opened.stored.revision


@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=15)
def test_the_ledger_adds_up_whatever_happens(seed: int) -> None:
    with TemporaryDirectory() as folder, closing(empty_database(f"sqlite:///{folder}/backplan.db")) as database:
        live_and_look_back(seed, database)


@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=3)
def test_it_adds_up_on_a_server_too(postgres: Postgres, seed: int) -> None:
    with postgres.database() as url, closing(empty_database(url)) as database:
        live_and_look_back(seed, database)


def live_and_look_back(seed: int, database: Database) -> None:
    """Let a history happen, and check that all of it holds together."""
    stored = stored_plan(database)
    refused = live(Random(seed), stored)
    lead_there_and_back(stored)
    keep_their_word(stored)
    assert refused < LENGTH


def live(chance: Random, stored: Stored) -> int:
    """Let a history happen, and check each state of it; return how often somebody was refused."""
    refused = 0
    for _ in range(LENGTH):
        try:
            one_thing(chance, stored)
        except Refused:
            refused += 1
        check(stored)
    return refused


def lead_there_and_back(stored: Stored) -> None:
    """Check that what differs between revisions leads from each to the next, and back."""
    for number in range(1, stored.opened().stored.revision):
        before, after = stored.document(number), stored.document(number + 1)
        there = differences(before, after)
        assert with_differences(before, there) == after
        assert with_differences(after, [one.back for one in there]) == before


def keep_their_word(stored: Stored) -> None:
    """Check that what was agreed changed by agreement alone."""
    for entry in stored.log()[1:]:
        before, after = agreed(stored, entry.before), agreed(stored, entry.revision)
        if entry.verb not in {"agree_dates", "accept_change"}:
            assert {name: after[name] for name in before if name in after} == {
                name: before[name] for name in before if name in after
            }


def agreed(stored: Stored, revision: int) -> Block:
    """Return what is agreed for each step of a revision."""
    steps = stored.document(revision)["steps"]
    assert isinstance(steps, list)
    return {str(one["id"]): one.get("agreed") for one in steps if isinstance(one, dict)}


def empty_database(url: str) -> Database:
    """Open a new database with this version's tables."""
    database = open_database(url)
    upgrade(database)
    return database
