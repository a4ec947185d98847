"""Random histories of a plan: the ledger adds up after each operation, revisions have no gaps, undo loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from app.document.differences import differences, with_differences
from app.document.wire import CriticalDate
from app.document.wire.calendars import Closure
from app.document.wire.steps import Link, Step
from app.plans import ledger_of, propose_baseline, sign_baseline, withdraw_baseline
from app.store import Database, open_database
from app.store.baselines import baselines
from app.store.migrations import upgrade
from app.verbs import Verb
from app.verbs.calendars import AddClosure
from app.verbs.dates import AddCriticalDate, MoveCriticalDate, RemoveCriticalDate
from app.verbs.plan import HoldPlan, ResumePlan
from app.verbs.progress import FinishStep, ReopenStep, SkipStep, StartStep
from app.verbs.steps import AddStep, EditStep, LinkSteps, RemoveStep
from scheduler.refusals import Refused
from tests.stored import ANA, BEN, JO, Stored, stored_plan

ACTORS = (ANA, BEN, JO)
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
        lambda: AddClosure(
            calendar="customer", new=Closure.model_validate({"from": (day := some_day(chance, stored)), "to": day})
        ),
    ]
    return chance.choice(made)()


def one_thing(chance: Random, stored: Stored) -> None:
    """Let somebody do something, or days pass; what is refused is not done."""
    actor, what = chance.choice(ACTORS), chance.random()
    if what < 0.2:
        stored.now += timedelta(days=chance.randrange(1, 12))
    elif what < 0.3:
        stored.undo(actor)
    elif what < 0.35:
        stored.redo(actor)
    elif what < 0.45:
        with stored.writing(actor) as unit:
            propose_baseline(unit, stored.plan, name=actor.name)
    elif what < 0.6:
        with stored.writing(actor) as unit:
            found = baselines(unit, stored.plan)
            one = chance.choice(found or [None])
            if one is not None and chance.random() < 0.8:
                sign_baseline(unit, stored.plan, one.number, digest=one.digest, name=actor.name)
            elif one is not None:
                withdraw_baseline(unit, stored.plan, one.number)
    else:
        stored.do(actor, verb(chance, stored), seen=chance.choice((None, 1)))


def check(stored: Stored) -> None:
    opened, log = stored.opened(), stored.log()
    with stored.reading(ANA) as unit:
        ledger = ledger_of(unit, stored.plan)
    for slipped in ledger.values():
        assert sum(line.days for line in slipped.lines) == slipped.forecast.slippage
        assert sum(slipped.by_phase.values()) == slipped.forecast.slippage
    assert [one.number for one in log] == [*range(1, len(log) + 1)]
    assert [one.before for one in log[1:]] == [one.revision for one in log[:-1]]
    assert log[-1].revision == opened.stored.revision


@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=15)
def test_the_ledger_adds_up_whatever_happens(seed: int) -> None:
    chance, database = Random(seed), empty_database()
    stored, refused = stored_plan(database), 0
    for _ in range(20):
        try:
            one_thing(chance, stored)
        except Refused:
            refused += 1
        check(stored)
    last = stored.opened().stored.revision
    for number in range(1, last):
        before, after = stored.document(number), stored.document(number + 1)
        there = differences(before, after)
        assert with_differences(before, there) == after
        assert with_differences(after, [one.back for one in there]) == before
    database.close()
    assert refused < 20


def empty_database() -> Database:
    database = open_database("sqlite://")
    upgrade(database)
    return database
