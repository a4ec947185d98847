"""Every code of a refusal of an operation: its cause and its cure in a sentence."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CODES: Mapping[str, str] = MappingProxyType(
    {
        "already-happened": "What has happened cannot be planned anew: take the progress back first.",
        "bad-change": "A change is not written in its form: write it as the sentence says.",
        "bad-id": "A new step's id has characters that ids cannot have: use letters, digits, - and _.",
        "beyond-horizon": "A day lies outside the plan's calendar: look for a slip in the year.",
        "bound-step": "A step that carries a critical date cannot be removed: bind the date to another step first.",
        "duplicate-id": "A new step has the id of another one: give it its own.",
        "lags-do-not-add": "The lags around a removed step are of different kinds: link its neighbours by hand first.",
        "not-linked": "A link is to be taken away that is not there: name one of the predecessors that the step has.",
        "no-working-time": "Nobody works on a step until the day on which it shall be done: take a later one.",
        "not-yours-to-set": "A party sets a field that only the seller sees: leave it to the seller.",
        "other-party": "Somebody belongs to another party than the one named: leave the party out.",
        "permanent-id": "A step's id is permanent: give it another title instead.",
        "private-conflict": "A change conflicts with what another party keeps to itself: ask them, or try another.",
        "unknown-critical-date": "No critical date has that id: name one that the plan has.",
        "unknown-key": "A step has no such field: mend its spelling.",
        "unknown-party": "No party has that id: name one that the plan has.",
        "unknown-person": "Nobody in the plan has that id or name: mend it, or say the party to add somebody.",
        "unknown-step": "No step has that id: name one that the plan has.",
    }
)

PARTS: Mapping[str, str] = MappingProxyType(
    {
        "already-closed": "A plan is closed that is closed already: reopen it first.",
        "always-there": "The seller and the customer are always there: edit the plan to call them otherwise.",
        "behind-itself": "Something is put behind what changes its place too: name what stays where it is.",
        "duplicate-id": "A new part has the name or the days of another one: take others.",
        "not-closed": "A plan is reopened that is not closed: leave it as it is.",
        "not-confirmed": "A critical date is confirmed once more that nobody has confirmed: say who stands by it.",
        "not-on-hold": "A plan is resumed that is not on hold: leave it as it is.",
        "other-verb": "A field is edited that another verb changes, or nobody: use that verb.",
        "permanent-id": "Every part keeps its id for good: change what it is called instead.",
        "still-named": "What is to go is named elsewhere in the plan: name something else there first.",
        "unknown-calendar": "No calendar has that name: name one that the plan has.",
        "unknown-closure": "A calendar has no closure with those days: name its first and its last day.",
        "unknown-entry": "Nothing in that list of the why has that id: name something that is there.",
        "unknown-freeze": "The plan has no freeze with those days: name its first and its last day.",
        "unknown-phase": "No phase has that id: name one that the plan has.",
    }
)
"""What keeps another part of a stored plan than a step from being changed."""
