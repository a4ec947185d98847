"""What a stored plan, and what was done to one, looks like to who asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.answers import computed
from app.answers import ChangesAnswer
from app.answers.stored import ChangedAnswer, StoredPlanAnswer
from app.plans.showing import shown
from app.plans.views import view_of
from scheduler.plan import SELLER

if TYPE_CHECKING:
    from starlette.responses import Response

    from app.plans import Changed
    from app.projection import Projection, Projections
    from app.store import Unit
    from app.store.plans import StoredPlan


def presented(unit: Unit, stored: StoredPlan, projection: Projection) -> StoredPlanAnswer:
    """Return a stored plan as its reader sees it."""
    return StoredPlanAnswer.of(
        projection,
        plan=stored.id,
        revision=view_of(unit, stored),
        archived=stored.archived_at is not None,
        owner=stored.owner if unit.actor.party in {None, SELLER} else None,
    )


def changed_answer(unit: Unit, changed: Changed) -> ChangedAnswer:
    """Return what was done to a plan as the one who did it sees it."""
    after = changed.after
    return ChangedAnswer.of(
        shown(unit.actor, changed.before or after.projections),
        shown(unit.actor, after.projections),
        plan=after.stored.id,
        revision=view_of(unit, after.stored),
    )


def tried(unit: Unit, before: Projections, after: Projections) -> Response:
    """Return what would be done to a plan as the one who tries it sees it."""
    return computed(ChangesAnswer.of(shown(unit.actor, before), shown(unit.actor, after)))
