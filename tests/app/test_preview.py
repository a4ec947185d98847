"""A party tries changes of a plan of which it sees a part, and is told of that part alone."""

import json
import random
import re

import pytest

from app.answers import ChangesAnswer
from app.document import read
from app.operations import Change
from app.preview import preview
from app.projection.visible import visible
from scheduler.refusals import Refused
from tests.app.projection.private import mark, random_private_plan

PLAN = """\
format: backplan/1
title: Roll-out
as_of: 2026-11-23
critical_dates: [{id: go-live, step: go-live, date: 2026-12-18}]
steps:
  - {id: contract, title: Contract, duration: 2d}
  - {id: margin-talks, title: Margin talks, duration: 4d, after: contract, private: seller}
  - {id: go-live, title: Go-live, duration: 1d, after: [contract, margin-talks]}
"""


def told(plan: str, *changes: Change, party: str | None = "customer") -> str:
    """Return all that is told of changes, answer or refusal."""
    reading = read(plan, file="plan.yaml")
    try:
        found = preview(reading, changes, file="plan.yaml", party=party)
    except Refused as refused:
        return "\n".join(str(one) for one in refused.problems)
    return ChangesAnswer.of(found.before, found.after).model_dump_json()


def test_the_dates_that_a_party_is_told_are_those_of_the_whole_plan() -> None:
    answer = json.loads(told(PLAN, ("set", "contract.duration=5d")))

    moves = {(one["step"], one["name"]): (one["before"], one["after"]) for one in answer["moves"]}
    assert moves["go-live", "early_finish"] == ("2026-12-01", "2026-12-04")


@pytest.mark.parametrize("name", ["drop", "skip", "finish"])
def test_a_step_that_a_party_does_not_see_is_not_there_for_it(name: str) -> None:
    hidden, nothing = (told(PLAN, (name, step)) for step in ("margin-talks", "margin-tolks"))

    assert hidden.replace("margin-talks", "margin-tolks") == nothing
    assert "margin-talks" in told(PLAN, (name, "margin-tolks"), party=None)


def test_a_circle_through_what_a_party_does_not_see_is_refused_without_a_name() -> None:
    circle = ("link", "contract=go-live")
    plan = PLAN.replace("after: [contract, margin-talks]", "after: margin-talks")

    assert told(plan, circle) == (
        "this conflicts with something that another party keeps to itself; ask them, or try another change"
    )
    assert "contract -> margin-talks -> go-live" in told(plan, circle, party=None)
    assert "contract -> go-live -> contract" in told(PLAN, circle)


def test_the_id_of_a_hidden_step_is_taken_and_not_told() -> None:
    assert told(PLAN, ("add", "margin-talks 3d")).startswith("this conflicts with something that another party keeps")


@pytest.mark.parametrize("seed", range(6))
def test_nothing_that_a_party_tries_tells_it_what_is_hidden(seed: int) -> None:
    rng = random.Random(seed)
    plan = random_private_plan(rng, rng.choice(["day", "minute"]))
    text = json.dumps(plan)
    document = read(text, file="plan.json").document
    for party, other in (("seller", "customer"), ("customer", "seller")):
        unseen = {step["id"] for step in plan["steps"]} - {step.id for step in visible(document, party).steps}
        for change in _changes(rng, plan, party):
            said = told(text, change, party=party)
            assert mark(other) not in said
            assert not unseen & (_words(said) - _words(change[1])), (change, said)


def _words(text: str) -> set[str]:
    return {*re.findall(r"[a-z0-9-]+", text)}


def _changes(rng: random.Random, plan: dict[str, list[dict[str, str]]], party: str) -> list[Change]:
    """Return changes of every kind, of what the party sees and of what it does not."""
    one, other, third = rng.choices([step["id"] for step in plan["steps"]], k=3)
    people = [each["id"] for each in plan["people"]]
    return [
        ("drop", one),
        ("skip", one),
        ("finish", other),
        ("link", f"{one}={other}"),
        ("link", f"{other}={third}"),
        ("unlink", f"{one}={other}"),
        ("set", f"{one}.duration=9d"),
        ("set", f"{one}.after={other}"),
        ("add", f"{third} 3d"),
        ("add", f"pilot 4d after {one} before {other}"),
        ("give", f"{one}={rng.choice(people)}"),
        ("give", f"{other}.{party}=X {party}"),
    ]
