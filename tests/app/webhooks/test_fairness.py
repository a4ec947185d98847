"""No workspace holds up another: neither by a receiver that is slow, nor by how much it has to tell."""

from __future__ import annotations

from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING

import pytest

from app import clock
from app.jobs import Duty, Task, working
from app.jobs.worker import Pace
from app.store.deliveries import standing
from app.webhooks import DELIVER, deliver_event
from app.webhooks.lanes import Lanes
from tests.servers.receiver import receiving
from tests.stored import ANA, stored_plan
from tests.workers import HURRY, wait_until

from .conftest import COURIER, Hooked, duties, hooked_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.stored import Stored


@pytest.fixture
def others(stored: Stored) -> Iterator[Hooked]:
    """Make a webhook of another workspace, to another receiver."""
    with receiving() as receiver:
        yield hooked_to(stored_plan(stored.database), receiver)


def changes(hooked: Hooked, number: int) -> None:
    for count in range(number):
        title = f"Legal, {len(hooked.told())} and {count}"
        hooked.do(ANA, {"do": "edit_step", "step": "legal", "set": {"title": title}})


def test_a_slow_receiver_holds_up_its_own_workspace_alone(hooked: Hooked, others: Hooked) -> None:
    goes_on = Event()
    hooked.receiver.meanwhile = goes_on.wait
    changes(hooked, 8)

    with working(hooked.stored.database, duties(hooked.stored), pace=replace(HURRY, at_once=4)):
        hooked.receiver.wait_for(2)
        changes(others, 5)
        others.receiver.wait_for(5)
        assert len(hooked.receiver.messages) == 2
        goes_on.set()
        wait_until(lambda: len(hooked.told("delivered")) == 8)

    assert len(hooked.receiver.messages) == 8
    assert {one.id for one in hooked.receiver.messages} == {one.id for one in hooked.told()}
    with hooked.stored.reading() as unit:
        assert standing(unit) == []


def test_a_workspace_that_has_much_to_tell_lets_others_go_before(hooked: Hooked, others: Hooked) -> None:
    changes(hooked, 60)
    changes(others, 1)

    came = list[str]()
    hooked.receiver.meanwhile = lambda: came.append("much")
    others.receiver.meanwhile = lambda: came.append("little")
    with working(hooked.stored.database, duties(hooked.stored), pace=Pace(looks=0.01, beats=0.05, at_once=1)):
        wait_until(lambda: len(came) == 61)

    assert came.index("little") <= 10


def test_what_stood_back_goes_on_with_the_attempt_that_it_had(hooked: Hooked) -> None:
    changes(hooked, 1)
    [delivery] = hooked.told()
    lanes, tasks = Lanes(most=1), list[Task]()
    assert lanes.enter(hooked.stored.workspace)
    courier = replace(COURIER, lanes=lanes)
    task = Task(workspace=hooked.stored.workspace, about=delivery.id, attempt=7, is_last=False)

    deliver_event(hooked.stored.database, courier, task, lambda: hooked.stored.now)
    deliver_event(hooked.stored.database, courier, task, lambda: hooked.stored.now)  # the same once more, after a crash

    with hooked.stored.reading() as unit:
        assert standing(unit) == [delivery.id]
    assert hooked.receiver.messages == []

    lanes.leave(hooked.stored.workspace)
    changes(hooked, 1)
    first = next(one.id for one in hooked.told() if one.id != delivery.id)
    deliver_event(hooked.stored.database, courier, replace(task, about=first, attempt=1), lambda: hooked.stored.now)
    with working(hooked.stored.database, [Duty(job=DELIVER, do=tasks.append)], pace=HURRY):
        wait_until(lambda: len(tasks) == 3)

    assert {one.attempt for one in tasks if one.about == delivery.id} == {1, 7}


def test_who_finds_room_after_standing_back_goes_on_at_once(hooked: Hooked) -> None:
    """The last one ahead may have ended between the look and the word that one stands back."""
    changes(hooked, 1)

    class Hasty(Lanes):
        def enter(self, workspace: str) -> bool:
            return workspace == ""

    [delivery] = hooked.told()
    task = Task(workspace=hooked.stored.workspace, about=delivery.id, attempt=1, is_last=False)
    deliver_event(hooked.stored.database, replace(COURIER, lanes=Hasty()), task, clock.now)

    with hooked.stored.reading() as unit:
        assert standing(unit) == []
    with working(hooked.stored.database, duties(hooked.stored), pace=HURRY):
        wait_until(lambda: hooked.told("delivered") != [])
