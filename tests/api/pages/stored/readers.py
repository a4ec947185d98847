"""A stored plan's page as one person gets it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from api.pages.stored.reader import Told, reader_of
from api.pages.stored.showing import plan_page
from app.callers import ADMIN, PARTICIPANT, RIGHTS, Caller
from app.plans import open_plan
from app.plans.views import view_of

if TYPE_CHECKING:
    from app.actors import Actor
    from tests.stored import Stored


def page(stored: Stored, actor: Actor, **told: Any) -> str:  # noqa: ANN401 - what a page can be told
    """Return the page of the plan as somebody reads it."""
    rights = RIGHTS[ADMIN] if actor.kind == "member" else PARTICIPANT
    with stored.reading(actor) as unit:
        opened = open_plan(unit, stored.plan)
        caller = Caller(workspace=stored.workspace, actor=actor, rights=rights)
        reader = reader_of(unit, caller, opened, at="/here", key="k", told=Told(**told))
        return bytes(plan_page(reader, seen=view_of(unit, opened.stored)).body).decode()


def sixty_steps() -> str:
    """Return a plan of sixty steps with titles, owners and exit criteria as long as people write them."""
    steps = [
        {
            "id": f"step-{at}",
            "title": f"Configure and check the interface to system {at}",
            "phase": f"phase-{at // 12}",
            "side": ("seller", "customer", "both")[at % 3],
            "owners": {"seller": "ana", "customer": "jo"},
            "duration": "3d",
            "exit_criteria": "Both project leads have seen it work with last month's figures, and have said so",
            **({"after": [f"step-{at - 1}"] if at % 4 else [f"step-{at - 4}"]} if at else {}),
        }
        for at in range(60)
    ]
    return json.dumps(
        {
            "format": "backplan/1",
            "title": "Roll-out in sixty steps",
            "customer": "Northwind",
            "seller": "Acme",
            "critical_dates": [
                {"id": "go-live", "step": "step-59", "date": "2027-06-30", "reason": "Old licence ends"}
            ],
            "people": [
                {"id": "ana", "name": "Ana Ruiz", "party": "seller"},
                {"id": "jo", "name": "Jo Kern", "party": "customer"},
            ],
            "phases": [{"id": f"phase-{at}", "title": f"Phase {at + 1}"} for at in range(5)],
            "steps": steps,
            "why": {
                "pains": [{"id": "pain", "text": "The close takes a month", "by": "jo"}],
                "solution": {"text": "One ledger for all"},
            },
        }
    )
