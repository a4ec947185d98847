"""What would be forgotten of somebody, counted from what the asker may see of it, before anybody asks for that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .exporting import kept_about

if TYPE_CHECKING:
    from app.store import Unit

    from .whom import Whom


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """How much of somebody is where: what goes, and what stays under a pseudonym."""

    email: str | None
    """By which all of it was found; None where it was by one way in alone."""
    plan: str | None
    """The one plan in which the person is forgotten; all of the workspace where absent."""
    account: bool
    """Whether a membership of the workspace ends; the account too, where it is the last one."""
    plans: int
    people: int
    """Entries among people of plans, which keep a pseudonym."""
    signatures: int
    """What stays signed, under the pseudonym."""
    log: int
    """Lines of logs, which keep what was done when, under the pseudonym."""
    comments: int
    """Whose words go."""
    participants: int
    """Ways in that close."""
    visits: int
    feeds: int
    invitations: int
    replies: int


COUNTED = ("people", "signatures", "log", "comments", "participants", "visits", "feeds", "invitations", "replies")


def foresee(unit: Unit, whom: Whom | None) -> Foreseen:
    """Return what would be forgotten of somebody."""
    found = kept_about(unit, whom)
    return Foreseen(
        email=found["email"],
        plan=None if whom is None else whom.plan,
        account=found["account"] is not None,
        plans=len(found["plans"]),
        **{name: sum(len(one[name]) for one in found["plans"]) for name in COUNTED},
    )
