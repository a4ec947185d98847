"""The log keeps who did what as they were known then, and is read a few lines at a time."""

from __future__ import annotations

from app.store.log import newest_first
from app.verbs.steps import EditStep
from tests.stored import ANA, BEN, JO, Stored


def test_reading_backwards_leaves_the_rest_of_the_transaction_alone(stored: Stored) -> None:
    stored.do(ANA, EditStep(step="set-up", set={"duration": "20d"}))

    with stored.writing() as unit:
        before = dict(unit.connection.get_execution_options())
        assert [one.number for one in newest_first(unit, stored.plan)] == [2, 1]
        assert dict(unit.connection.get_execution_options()) == before


def test_it_keeps_whether_somebody_had_proved_an_address(stored: Stored) -> None:
    proved = {JO: True, BEN: False}
    for actor in proved:
        stored.do(actor, EditStep(step="legal", set={"title": f"Review, says {actor.name}"}))

    written = stored.log()[1:]
    assert [one.by.verified for one in written] == [*proved.values()]
    assert [one.by for one in written] == [*proved]
