"""How large a plan may become: as large as the operator says, for each side as far as it sees the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.operations.lookup import refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.document import PlanDocument
    from app.projection import Projections
    from app.store import Unit


def refuse_overgrown(unit: Unit, before: Projections | None, after: Projections) -> None:
    """Refuse what makes a plan larger than the operator wants; one that is larger already may become smaller.

    What its author does not see is not counted: nobody learns how much is hidden.
    """
    party = unit.actor.party
    was = {} if before is None else sizes(before.document(party))
    for what, size in sizes(after.document(party)).items():
        most = getattr(unit.most, what)
        if size > most and size > was.get(what, 0):
            name = what.replace("_", " ")
            sentence = (
                f"the plan would have {size:,} {name}, and here it has at most {most:,}; split it, or remove some"
            )
            raise refused("plan-full", sentence)


def sizes(document: PlanDocument) -> Mapping[str, int]:
    """Return how much of each there is in a document."""
    return {
        "steps": len(document.steps),
        "links": sum(len(step.after) for step in document.steps),
        "critical_dates": len(document.critical_dates),
    }
