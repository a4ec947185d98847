"""The log is read a few lines at a time, and nothing else of its transaction is."""

from __future__ import annotations

from app.store.log import newest_first
from app.verbs.steps import EditStep
from tests.stored import ANA, Stored


def test_reading_backwards_leaves_the_rest_of_the_transaction_alone(stored: Stored) -> None:
    stored.do(ANA, EditStep(step="set-up", set={"duration": "20d"}))

    with stored.writing() as unit:
        before = dict(unit.connection.get_execution_options())
        assert [one.number for one in newest_first(unit, stored.plan)] == [2, 1]
        assert dict(unit.connection.get_execution_options()) == before
