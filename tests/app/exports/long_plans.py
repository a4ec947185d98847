"""Plans that would fill more than a page: many steps, and people who write much."""

import json
from typing import Any

from app.document import read
from app.projection import Projection, whole

PEOPLE = [
    {"id": "ana", "name": "Ana Ruiz", "party": "seller", "role": "account_executive"},
    {"id": "eva", "name": "Eva Lang", "party": "customer", "role": "economic_buyer"},
    {"id": "jo", "name": "Maximiliane von Hohenstaufen-Wittgenstein", "party": "customer", "role": "champion"},
]
LONG = "Our monthly close takes twelve working days, and in the last three of them nobody goes home on time. " * 12


def thirty_steps(**changed: object) -> Projection:
    """Return a plan of thirty steps in a row, every tenth a gate, some agreed."""
    return many_steps(30, **changed)


def many_steps(number_of_steps: int, **changed: object) -> Projection:
    """Return a plan of so many steps in a row."""
    steps = []
    for number in range(1, number_of_steps + 1):
        step: dict[str, Any] = {
            "id": f"s{number}",
            "title": f"Step {number} of the roll-out in all five countries",
            "side": ("seller", "customer", "both")[number % 3],
            "owners": {"seller": "ana", "customer": ("eva", "jo")[number % 2]},
            "duration": "3d",
            "exit_criteria": "All five country managers have signed the minutes of the rehearsal",
        }
        if number > 1:
            step["after"] = [f"s{number - 1}"]
        if number % 10 == 0:
            step |= {"kind": "gate", "decider": "eva"}
        if number % 4 == 0:
            step["agreed"] = {"finish": f"2027-0{1 + number // 8 % 9}-15", "by": {"customer": "jo"}, "on": "2026-11-02"}
        steps.append(step)
    written: dict[str, Any] = {
        "format": "backplan/1",
        "title": "Roll-out in five countries",
        "seller": "Acme",
        "customer": "Northwind",
        "as_of": "2026-11-23",
        "people": PEOPLE,
        "critical_dates": [
            {
                "id": "end",
                "step": f"s{number_of_steps}",
                "date": "2027-06-30",
                "reason": "The old licence ends",
                "buffer": "5d",
            },
            {"id": "half", "step": "s15", "date": "2027-03-31", "reason": "The year ends"},
            {"id": "third", "step": "s20", "date": "2027-04-30"},
        ],
        "steps": steps,
        **changed,
    }
    return _read(written)


def long_words() -> Projection:
    """Return the same plan with a why that nobody kept short."""
    said: dict[str, Any] = {"text": LONG, "by": "eva", "on": "2026-11-02"}
    entries = [{"id": f"e{number}", **said} for number in range(8)]
    benefits = [
        {"driver": f"{LONG[:80]} {number}", "year": 2027 + number % 3, "amount": 50_000.5} for number in range(9)
    ]
    why: dict[str, Any] = {
        "pains": entries,
        "current_way": {**said, "measured": LONG},
        "consequences": entries,
        "solution": said,
        "criteria": entries,
        "value": {
            "currency": "EUR",
            "by": "eva",
            "investment": [{"year": 2027, "amount": 1}],
            "benefits": benefits,
        },
        "gives": [{"id": "give", "get": "get", **said}],
        "gets": [{"id": "get", **said}],
    }
    return thirty_steps(why=why)


def _read(written: dict[str, Any]) -> Projection:
    return whole(read(json.dumps(written), file="plan.json"))
