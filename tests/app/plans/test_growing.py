"""A plan becomes no larger by changes than the operator wants, and nobody learns how much is hidden."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.document.wire import CriticalDate
from app.document.wire.steps import Link, Step
from app.plans import accept_change, copy_plan, preview_change, preview_request, request_change
from app.store import Most
from app.verbs.dates import AddCriticalDate
from app.verbs.steps import AddStep, EditStep, LinkSteps, RemoveStep
from tests.stored import ANA, JO

if TYPE_CHECKING:
    from tests.stored import Stored


def added(number: int, *, side: str = "customer") -> list[AddStep]:
    return [AddStep(new=Step(id=f"more-{n}", title="More", side=(side,), duration="1d")) for n in range(number)]


@pytest.fixture
def narrow(single: Stored) -> Stored:
    """Let plans have no more than they have: six steps, of which the customer sees five."""
    single.database = replace(single.database, most=Most(steps=6, links=5, critical_dates=1))
    return single


def test_a_plan_grows_to_the_limit_and_no_further(narrow: Stored) -> None:
    with pytest.raises(ValueError, match="the plan would have 7 steps, and here it has at most 6; split it"):
        narrow.do(ANA, *added(1, side="seller"))
    with pytest.raises(ValueError, match="the plan would have 2 critical dates, and here it has at most 1"):
        narrow.do(ANA, AddCriticalDate(new=CriticalDate(id="board", step="legal", date="2027-01-29")))
    with pytest.raises(ValueError, match="the plan would have 6 links, and here it has at most 5"):
        narrow.do(ANA, LinkSteps(step="training", to=Link(step="legal")))
    assert len(narrow.log()) == 1
    with narrow.reading(ANA) as unit, pytest.raises(ValueError, match="the plan would have 7 steps"):
        preview_change(unit, narrow.plan, added(1, side="seller"))


def test_what_is_hidden_is_not_counted_for_who_does_not_see_it(narrow: Stored) -> None:
    narrow.do(JO, *added(1))
    with pytest.raises(ValueError, match="the plan would have 7 steps"):
        narrow.do(JO, AddStep(new=Step(id="one-more", title="More", side=("customer",), duration="1d")))


def test_what_is_too_large_already_is_changed_and_made_smaller(single: Stored) -> None:
    single.database = replace(single.database, most=Most(steps=3))
    single.do(ANA, EditStep(step="set-up", set={"duration": "12d"}))
    single.do(ANA, RemoveStep(step="training"))
    with pytest.raises(ValueError, match="the plan would have 6 steps, and here it has at most 3"):
        single.undo(ANA)


def test_what_is_asked_for_and_what_is_copied_is_bounded_too(narrow: Stored) -> None:
    with narrow.writing(JO) as unit:
        asked = request_change(unit, narrow.plan, added(2))
    with narrow.writing(ANA) as unit, pytest.raises(ValueError, match="the plan would have 8 steps"):
        accept_change(unit, narrow.plan, asked.request.number)
    with narrow.reading(ANA) as unit, pytest.raises(ValueError, match="the plan would have 8 steps"):
        preview_request(unit, narrow.plan, asked.request.number)
    small = replace(narrow.database, most=Most(steps=5))
    with replace(narrow, database=small).writing(ANA) as unit, pytest.raises(ValueError, match="would have 6 steps"):
        copy_plan(unit, narrow.plan, title="Again")
