"""A plan is read and dated once, however many look at it, and nobody is shown what is not so."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from app.plans import change_plan, create_plan, erase_plan, open_plan
from app.plans.remembering import VERSIONS, rendered
from app.projection import Audience
from app.store import Database
from app.verbs.steps import EditStep
from scheduler.refusals import Refused
from scheduler.schedule import schedule
from tests.stored import ANA, JO, Stored

if TYPE_CHECKING:
    from app.projection import Projection
    from scheduler.plan import Moment, Plan
    from scheduler.schedule import Schedule

LONGER, SHORTER = (EditStep(step="set-up", set={"duration": days}) for days in ("20d", "12d"))
CUSTOMER, SELLER = Audience(party="customer", person="jo"), Audience(party="seller")


class Counted:
    """Counts how often a plan is dated."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.times = 0

        def counting(plan: Plan, as_of: Moment, *, stretches: int) -> Schedule:
            self.times += 1
            return schedule(plan, as_of, stretches=stretches)

        monkeypatch.setattr("app.document.reading.schedule", counting)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    """Count from now on."""
    return Counted(monkeypatch)


def elsewhere(stored: Stored) -> Stored:
    """Return the same plan as another process has it, which has read nothing yet."""
    return replace(stored, database=Database(stored.database.engine))


def test_a_plan_is_dated_once_for_all_who_look_at_it(stored: Stored, counted: Counted) -> None:
    other = elsewhere(stored)
    for actor in (ANA, JO):
        with other.reading(actor) as unit:
            open_plan(unit, other.plan)
    assert counted.times == 1

    stored.do(ANA, LONGER)
    counted.times = 1
    for actor in (ANA, JO):
        with other.reading(actor) as unit:
            assert open_plan(unit, other.plan).stored.revision == 2
    assert counted.times == 2


@pytest.mark.parametrize("newer", [("99.0.0", VERSIONS[1]), (VERSIONS[0], "99.0")], ids=["engine", "holidays"])
def test_what_another_engine_or_library_of_holidays_made_is_made_anew(
    stored: Stored, counted: Counted, monkeypatch: pytest.MonkeyPatch, newer: tuple[str, str]
) -> None:
    stored.opened()
    before = counted.times
    monkeypatch.setattr("app.plans.remembering.VERSIONS", newer)

    stored.opened()

    assert counted.times == before + 1


def test_who_looks_after_a_change_finds_it_dated_already(stored: Stored, counted: Counted) -> None:
    changed = stored.do(ANA, LONGER)
    assert counted.times == 1  # the plan after it: the one before was there

    assert stored.opened().projections is changed.after.projections
    assert counted.times == 1
    anew = elsewhere(stored).opened()
    assert (anew.document, anew.reading.schedule) == (changed.after.document, changed.after.reading.schedule)
    assert anew.document.revision == 2


def test_each_party_is_shown_its_part_of_it_made_once(stored: Stored) -> None:
    projections = elsewhere(stored).opened().projections

    assert projections.of(CUSTOMER).schedule is projections.of(replace(CUSTOMER, person=None)).schedule
    assert projections.of(CUSTOMER).audience == CUSTOMER
    assert [step.id for step in projections.of(SELLER).document.steps if step.private] == ["margin"]
    assert "margin" not in projections.of(CUSTOMER).schedule.steps


def test_another_day_leaves_no_trace(stored: Stored) -> None:
    today, log = stored.opened(), stored.log()
    with stored.reading() as unit:
        later = open_plan(unit, stored.plan, as_of=stored.now.date() + timedelta(days=90))

    assert later.reading.schedule != today.reading.schedule
    assert stored.opened().projections is today.projections
    assert (stored.opened().stored, stored.log()) == (today.stored, log)


def test_a_change_that_breaks_off_is_remembered_by_nobody(stored: Stored) -> None:
    before = stored.document()

    def break_off() -> None:
        with stored.writing() as unit:
            change_plan(unit, stored.plan, [LONGER])
            assert open_plan(unit, stored.plan).stored.revision == 2
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()
    assert stored.opened().stored.revision == 1
    assert stored.document() == before
    stored.do(ANA, SHORTER)
    durations = {step.id: step.duration for step in stored.opened().document.steps}
    assert durations["set-up"] == "12d"


def test_nobody_of_another_workspace_finds_what_is_remembered(stored: Stored) -> None:
    stored.opened()

    with pytest.raises(Refused, match="there is no such plan"):
        replace(stored, workspace="another").opened()


def test_an_erased_plan_is_gone_from_memory_too(stored: Stored) -> None:
    document = stored.opened().document
    assert len(stored.database.cache) > 0
    with stored.writing() as unit:
        erase_plan(unit, stored.plan)
    assert len(stored.database.cache) == 0

    with stored.writing() as unit:
        other = document.model_copy(update={"title": "Begun anew"})
        assert create_plan(unit, other).after.stored.id == stored.plan
    assert stored.opened().document.title == "Begun anew"


def test_what_is_rendered_is_rendered_once_for_each_who_reads_it(stored: Stored) -> None:
    made = list[Audience | None]()

    def render(projection: Projection) -> bytes:
        made.append(projection.audience)
        return f"{projection.document.title} for {projection.audience}".encode()

    def read(audience: Audience | None, kind: str = "text") -> bytes:
        with stored.reading() as unit:
            return rendered(unit, open_plan(unit, stored.plan), audience, kind, render)

    assert read(CUSTOMER) == read(CUSTOMER) != read(SELLER)
    read(None)
    read(CUSTOMER, "another text")
    assert made == [CUSTOMER, SELLER, None, CUSTOMER]
    stored.do(ANA, LONGER)
    read(CUSTOMER)
    assert made == [CUSTOMER, SELLER, None, CUSTOMER, CUSTOMER]
