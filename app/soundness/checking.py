"""A look at a whole database, plan by plan: nothing is changed, and no more than one plan is in memory."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.actors import SYSTEM
from app.store.cache import Cache
from app.store.migrations import behind
from app.store.soundness import begun_answers, broken_pages, some_plans

from .content import content_faults
from .fault import Fault
from .jobs import job_faults
from .plan import plan_faults

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from app.files import Storage
    from app.store import Database

AT_ONCE = 200
"""Plans that are found in one transaction; each is then looked at in one of its own, so that nobody waits for us."""


@dataclass(slots=True, kw_only=True)
class Checked:
    """How much was looked at so far."""

    plans: int = 0
    revisions: int = 0
    files: int = 0


def check_database(
    database: Database, storage: Callable[[], Storage] | None, now: datetime, checked: Checked
) -> Iterator[Fault]:
    """Yield what is wrong with a database, and with the content of its files unless there is no `storage`.

    The service may run meanwhile: each plan is seen in one state of everything.
    """
    bare = replace(database, cache=Cache(most=0, room=0))  # everything is worked out anew
    wrong = _version_fault(bare)
    if wrong is not None:
        yield wrong
        return
    with bare.reading(workspace="", actor=SYSTEM, now=now) as unit:
        for said in broken_pages(unit):
            yield Fault(place="file", says=said)
        for key, at in begun_answers(unit):
            yield Fault(place=f"request {key!r} of {at:%Y-%m-%d %H:%M}", says="its answer was begun and never kept")
    yield from _plans(bare, storage, now, checked)
    yield from job_faults(bare, now)


def _version_fault(database: Database) -> Fault | None:
    try:
        missing = behind(database)
    except ValueError as newer:
        return Fault(place="version", says=str(newer))
    if not missing:
        return None
    steps = ", ".join(missing)
    return Fault(place="version", says=f"steps {steps} are missing; run `backplan db upgrade`, and check again")


def _plans(
    database: Database, storage: Callable[[], Storage] | None, now: datetime, checked: Checked
) -> Iterator[Fault]:
    last = ""
    while True:
        with database.reading(workspace="", actor=SYSTEM, now=now) as unit:
            some = some_plans(unit, after=last, limit=AT_ONCE)
        for kept in some:
            with database.reading(workspace=kept.workspace, actor=SYSTEM, now=now) as unit:
                yield from plan_faults(unit, kept.plan, checked)
            if storage is not None:
                yield from content_faults(database, storage, kept, now, checked)
        if len(some) < AT_ONCE:
            return
        last = some[-1].plan
