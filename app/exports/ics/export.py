"""A calendar file from a projection alone, without a server that remembers what it gave before."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.exports.moments import day_in
from app.exports.words import dated, names_of_people

from .calendar_file import Kept, calendar_file, event
from .entries import entries
from .scope import Scope
from .uid import plan_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.document import PlanDocument
    from app.projection import Dated, Projection

LIMIT = 1_000_000
"""Bytes; the apps that most people use take no larger calendar."""
NOTE = 500
"""Bytes kept free to say what is left out."""
COLOURS = ("steelblue", "seagreen", "darkorange", "mediumpurple", "indianred", "teal")
"""A plan keeps one of these, so that two plans in one calendar app are told apart."""


def ics(projection: Projection, scope: Scope | None = None) -> bytes:
    """Return a plan's calendar; where no scope is given, of the reader's own steps, or else the whole plan.

    All stamps are the begin of the plan's day and all sequence numbers the document's revision, so that the same plan
    gives the same bytes on every day. Raises Refused for a plan without an id.
    """
    if scope is None:
        scope = Scope(person=projection.audience.person if projection.audience else None)
    seen = projection.dated
    day = day_in(seen.as_of, ZoneInfo(seen.plan.time_zone))
    stamp = datetime(day.year, day.month, day.day, tzinfo=UTC)
    kept = [
        Kept(entry=entry, sequence=projection.document.revision or 0, created=stamp, changed=stamp)
        for entry in entries(seen, scope)
    ]
    return fitting(kept, name=name_of(seen, scope), colour=colour_of(seen.document))


def fitting(kept: Sequence[Kept], *, name: str, colour: str, limit: int = LIMIT) -> bytes:
    """Return the calendar of entries in the order of their days, cut where it would grow larger than apps take.

    First the long descriptions give way, then what lies farthest ahead; the calendar's own description says so.
    """
    room = limit - len(calendar_file(name, (), colour=colour)) - NOTE
    events = [event(one) for one in kept]
    if sum(map(len, events)) > room:
        events = [event(one, brief=True) for one in kept]
    room -= sum(len(given) for one, given in zip(kept, events, strict=True) if one.entry.always)
    taken: list[bytes] = []
    cut: list[Kept] = []
    for one, given in zip(kept, events, strict=True):
        if one.entry.always:
            taken.append(given)
        elif cut or len(given) > room:
            cut.append(one)
        else:
            taken.append(given)
            room -= len(given)
    return calendar_file(name, taken, colour=colour, says=_left_out(cut))


def _left_out(cut: Sequence[Kept]) -> str:
    if not cut:
        return ""
    entries = "1 entry is" if len(cut) == 1 else f"{len(cut)} entries are"
    first = dated(cut[0].entry.span.begin)
    return f"From {first} on, {entries} left out: apps take no larger calendar. Critical dates are all here."


def name_of(seen: Dated, scope: Scope) -> str:
    """Return what apps call the calendar: the plan's title, and whose part of it this is."""
    title = seen.document.title
    if scope.person is not None:
        return f"{title}: {names_of_people(seen).get(scope.person, scope.person)}"
    return title if scope.party is None else f"{title}: {seen.plan.party_name(scope.party)}"


def colour_of(document: PlanDocument) -> str:
    """Return the colour that a plan has in every calendar."""
    return COLOURS[int(plan_id(document).replace("-", ""), 16) % len(COLOURS)]
