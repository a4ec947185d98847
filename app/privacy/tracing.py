"""Where somebody is to be found in a plan: under which ids and names, in which lines of the log, by which ways in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from app.store.history import revision_texts
from app.store.log import entries
from app.store.participants import participants_of

from .documents import people_in
from .masking import Mask, called

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.actors import Actor
    from app.store import Unit
    from app.store.participants import Participant

    from .somebody import Somebody


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """All by which a plan knows somebody."""

    who: Somebody
    ids: Mapping[str, str]
    """What the person is or was called among the plan's people, each with what it is called from now on."""
    names: frozenset[str]
    """As they were written."""
    participants: frozenset[str]
    """Of those who came in by a link as this person."""
    gone: frozenset[str]
    """These, and those who said the address without being this person as far as anybody knows."""
    lines: frozenset[int]
    """Numbers of the entries of the log that the person wrote."""

    @property
    def mask(self) -> Mask:
        """What replaces the person in texts."""
        emails = [] if self.who.email is None else [self.who.email]
        return Mask(emails=emails, names=self.names, pseudonym=self.who.pseudonym, id=self.who.id)

    def is_theirs(self, person: dict[str, Any]) -> bool:
        """Tell whether an entry among a plan's people is this person: an id can have been somebody else's."""
        if self.who.has(person.get("email")):
            return True
        name = person.get("name")
        alike = name is None or called(str(name)) in {called(one) for one in self.names}
        return person["id"] in self.ids and "email" not in person and alike


def traces_in(unit: Unit, plan: str, who: Somebody) -> Traces:
    """Return by what a plan knows somebody, in all of its history."""
    ids, names = _in_history(unit, plan, who)
    came = participants_of(unit, plan)
    own = [one for one in came if one.person in ids or (who.has(one.email) and one.proved_at is not None)]
    names |= {one.name for one in own}
    participants = frozenset(one.id for one in own)
    traces = Traces(
        who=who,
        ids=MappingProxyType(ids),
        names=frozenset(names),
        participants=participants,
        gone=participants | {one.id for one in came if who.has(one.email)},
        lines=frozenset(),
    )
    lines = frozenset(one.number for one in entries(unit, plan) if _is_by(one.by, traces))
    return Traces(**{**{name: getattr(traces, name) for name in Traces.__slots__}, "lines": lines})


def _in_history(unit: Unit, plan: str, who: Somebody) -> tuple[dict[str, str], set[str]]:
    """Return what somebody was called among a plan's people, and its names; a text that has no address is not read."""
    names, own = set(who.names), list[str]()
    if who.person is not None:
        own.append(who.person)
    sought = (who.email or "").casefold()
    for text in revision_texts(unit, plan):
        if sought and sought in text.decode().casefold():
            for person in people_in(json.loads(text)):
                if who.has(person.get("email")):
                    own.append(str(person["id"]))
                    names |= {str(person["name"])} if person.get("name") else set()
    distinct = [*dict.fromkeys(own)]
    return {one: who.id if index == 0 else f"{who.id}-{index + 1}" for index, one in enumerate(distinct)}, names


def _is_by(actor: Actor, traces: Traces) -> bool:
    if actor.kind == "member":
        return actor.id == traces.who.user
    if actor.kind != "participant":
        return False
    return actor.id in traces.participants or (actor.person in traces.ids and _is_called(actor.name, traces))


def _is_called(name: str, traces: Traces) -> bool:
    return called(name) in {called(one) for one in traces.names}


def is_one(one: Participant, traces: Traces) -> bool:
    """Tell whether somebody who came in is this person."""
    return one.id in traces.participants
