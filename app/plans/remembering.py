"""What is worked out of a plan, once for everybody: its dates, its projections, and files and pages made of them."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from app.document.regions import LIBRARY
from app.store.cache import CacheKey

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from app.projection import Audience, Projection, Projections
    from app.store import Unit
    from app.store.plans import StoredPlan

    from .opening import Opened

VERSIONS = (version("backplan"), LIBRARY)
"""Of the engine, and of the library that knows the holidays."""
TIMES = 50
"""So many times its text a plan takes in memory, once three parties have looked at it (measured)."""


def remembered_projections(unit: Unit, stored: StoredPlan, day: date) -> Projections | None:
    """Return the newest state of a plan with its dates as of a day, if somebody has worked it out."""
    projections: Projections | None = unit.cache.get(_key(stored, day))
    return projections


def remember_projections(unit: Unit, stored: StoredPlan, day: date, projections: Projections, *, size: int) -> None:
    """Remember the newest state of a plan, whose text has so many bytes."""
    unit.cache.keep(_key(stored, day), projections, size * TIMES)


def rendered(
    unit: Unit, opened: Opened, audience: Audience | None, kind: str, render: Callable[[Projection], bytes]
) -> bytes:
    """Return what is rendered of a plan for an audience, as it was rendered before if nothing has changed since.

    `kind` says all that it depends on besides the plan, its day and who reads.
    """
    key = _key(opened.stored, opened.day, audience, kind)
    content: bytes | None = unit.cache.get(key)
    if content is None:
        content = render(opened.projections.of(audience))
        unit.cache.keep(key, content, len(content))
    return content


def _key(stored: StoredPlan, day: date, audience: Audience | None = None, kind: str = "") -> CacheKey:
    return CacheKey(
        workspace=stored.workspace,
        plan=stored.id,
        made_at=stored.made_at,
        revision=stored.revision,
        as_of=day,
        versions=VERSIONS,
        audience=None if audience is None else (audience.party, audience.person),
        kind=kind,
    )
