"""What a verb does to a plan on which every verb can be done, or why it is not done."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.document import plain, read
from app.document.differences import differences
from app.operations.own_ids import NewIds
from app.plans.opening import LIMITS
from app.preview import made
from app.projection import Projections
from app.verbs import OPERATION, Occasion
from scheduler.refusals import Refused
from tests.stored import ANA, START

if TYPE_CHECKING:
    from app.actors import Actor
    from app.document import PlanDocument, Reading

PLAN = Path(__file__).with_name("everything.yaml").read_text()

Asked = dict[str, Any]
"""An operation as it is asked for."""
Changes = dict[str, tuple[Any, Any]]
"""Every field that is another than before, with what it was and is; None where there is nothing."""


@cache
def plan() -> Reading:
    """Return the plan before anything is done."""
    return read(PLAN, file="plan.yaml", as_of=START.date().isoformat())


def after(*operations: Asked, by: Actor = ANA) -> Reading:
    """Return the plan after somebody's operations."""
    verbs, reading = [OPERATION.validate_python(one) for one in operations], plan()
    occasion = Occasion(as_of=reading.as_of, schedule=reading.schedule, now=START, by=by, ids=NewIds(by.party))

    def make(document: PlanDocument) -> PlanDocument:
        for verb in verbs:
            document = verb.done(document, occasion)
        return document

    return made(Projections(reading), make, party=by.party, file="plan", limits=LIMITS).reading


def changes(*operations: Asked, by: Actor = ANA) -> Changes:
    """Return all that somebody's operations change, and nothing else."""
    found = differences(plain(plan().document), plain(after(*operations, by=by).document))
    return {".".join(one.path): (one.before, one.after) for one in found}


def refusal(*operations: Asked, by: Actor = ANA) -> tuple[str, str]:
    """Return why the last of somebody's operations is not done: the code and the sentence."""
    with pytest.raises(Refused) as refused:
        after(*operations, by=by)
    (problem,) = refused.value.problems
    return problem.code, str(problem)
