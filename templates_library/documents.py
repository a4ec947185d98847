"""Steps in their places as the plan document writes them: plain data, with people in place of roles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .pieces import Placed
    from .schema import WrittenLink

COPIED = ("calendar", "anchor", "policy", "optional", "overlap", "private")
"""Keys that a plan has as the library writes them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What the two sides are called in texts that both of them read."""

    customer: str = ""
    seller: str = ""

    def put_into(self, text: str) -> str:
        """Return a text with the names in the places of `{customer}` and `{seller}`."""
        named = text.replace("{customer}", self.customer or "the customer").replace(
            "{seller}", self.seller or "the seller"
        )
        return named[:1].upper() + named[1:]


def plan_step(placed: Placed, names: Names) -> dict[str, Any]:
    """Return a step of the plan document."""
    step = placed.step
    entry: dict[str, Any] = {
        "id": step.id,
        "title": names.put_into(step.title),
        "phase": placed.phase,
        "kind": None if step.kind == "task" else step.kind,
        "side": step.side[0] if len(step.side) == 1 else list(step.side),
        "owners": {party: person_id(party, role) for party, role in step.owners.items()},
        **_durations(placed),
        "after": [plan_link(link) for link in placed.after],
        "fragment": placed.fragment,
        "slots": step.slots,
        "meeting": step.meeting.model_dump(exclude_none=True) if step.meeting else None,
        "decider": next((person_id(party, role) for party, role in (step.decider or {}).items()), None),
        "exit_criteria": names.put_into(step.exit_criteria or "") or None,
        "bring": [names.put_into(text) for text in step.bring],
        "result": [names.put_into(text) for text in step.result],
        "tags": list(step.tags),
        **{key: getattr(step, key) for key in COPIED},
    }
    return {key: value for key, value in entry.items() if value not in (None, [], {})}


def plan_link(link: WrittenLink) -> str | dict[str, str]:
    """Return a link as short as it can be written."""
    entry = {"step": link.step, "type": None if link.type == "FS" else link.type}
    entry |= {"lag": link.lag, "lag_calendar": link.lag_calendar}
    said = {key: value for key, value in entry.items() if value is not None}
    return link.step if len(said) == 1 else said


def people_of(steps: Iterable[Placed]) -> list[dict[str, str]]:
    """Return one nameless person for each role that has a part or is asked; who owns private steps alone is private."""
    found: dict[tuple[str, str], set[str | None]] = {}
    for placed in steps:
        for owner in (*placed.step.owners.items(), *(placed.step.decider or {}).items()):
            found.setdefault(owner, set()).add(placed.step.private)
        for ask in placed.asks:
            found.setdefault(next(iter(ask.ask.items())), set()).add(None)
    return [
        {"id": person_id(party, role), "party": party, "role": role} | ({"private": party} if seen == {party} else {})
        for (party, role), seen in sorted(found.items())
    ]


def asks_of(steps: Iterable[Placed], names: Names) -> list[dict[str, str]]:
    """Return what is still to be asked, each by the end of its step."""
    return [
        {
            "id": ask.id,
            "text": names.put_into(ask.text),
            "about": ask.about,
            "ask": next(person_id(party, role) for party, role in ask.ask.items()),
            "step": placed.step.id,
        }
        for placed in steps
        for ask in placed.asks
    ]


def person_id(party: str, role: str) -> str:
    """Return the id of the one who has a role, until somebody says who it is."""
    return f"{party}-{role}".replace("_", "-")


def _durations(placed: Placed) -> dict[str, Any]:
    trace = placed.trace
    if trace is None:
        return {}
    spread = {"low": trace.low, "likely": trace.duration, "high": trace.high}
    return {"duration": trace.duration, "estimate": None if trace.certain else spread}
