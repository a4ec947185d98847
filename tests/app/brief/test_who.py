"""Who did something: whatever name was typed, the side is that of the link."""

from __future__ import annotations

import pytest

from app.actors import SYSTEM, Actor
from app.brief.who import who_did
from scheduler.plan import Plan


@pytest.mark.parametrize(
    ("kind", "verified", "party", "said"),
    [
        ("member", False, "seller", "Ana Ruiz (Acme)"),
        ("participant", True, "customer", "Ana Ruiz (Northwind)"),
        ("participant", False, "customer", "Ana Ruiz (Northwind, not confirmed)"),
    ],
)
def test_who_typed_the_reps_name_is_told_from_the_rep(kind: str, verified: bool, party: str, said: str) -> None:  # noqa: FBT001
    actor = Actor(kind=kind, id="1", name="Ana Ruiz", party=party, verified=verified)  # type: ignore[arg-type]

    assert str(who_did(actor, Plan(title="Roll-out", steps=(), seller="Acme", customer="Northwind"))) == said


def test_a_side_and_backplan_itself_are_called_by_their_name() -> None:
    sides = Plan(title="Roll-out", steps=(), seller="Acme", customer="Northwind")
    kept = Actor(kind="participant", id="customer", name="Northwind", party="customer", verified=True)

    assert str(who_did(kept, sides)) == "Northwind"
    assert str(who_did(SYSTEM, sides)) == "Backplan"
