"""The kinds of mail, as readers choose among them: a closed list, so that nobody gets what no page names."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What mails are about."""

    id: str
    """Kept with each mail, and with each choice."""
    name: str
    """What people call it."""
    says: str
    """What is in it, in a sentence."""
    can_stop: bool = True
    """Whether readers turn it off; not where they cannot come in without, or where something is lost without a word."""
    lets_in: bool = False
    """Whether it has a secret that lets its reader in: forgotten even where it did not arrive."""
    part_of: str | None = None
    """The mail in which it comes, where it has none of its own."""


DIGEST = Kind(id="digest", name="The daily digest", says="What starts, is due, is late and moved, once a day at most.")
QUESTIONS = Kind(id="questions", name="Questions", says="Steps about which your help is asked for.", part_of=DIGEST.id)
AGREEMENTS = Kind(
    id="agreements", name="Dates to agree to", says="Dates that the other side proposes.", part_of=DIGEST.id
)
MENTIONS = Kind(id="mentions", name="Mentions", says="Comments that ask you to look.", part_of=DIGEST.id)
INVITATIONS = Kind(
    id="invitations", name="Invitations", says="Meetings and gates, when they move, and when they are called off."
)
HANDED_ON = Kind(
    id="handed-on", name="Steps handed to you", says="Your own way in to a step that somebody gives you.", lets_in=True
)
WEBHOOKS = Kind(id="webhooks", name="Webhooks", says="That a webhook of your workspace is paused, and why.")
RETENTION = Kind(
    id="retention",
    name="Plans that will be erased",
    says="That plans which are over will be erased, and when.",
    can_stop=False,
)
CODE = Kind(id="code", name="Codes", says="What proves that an address is yours.", can_stop=False, lets_in=True)
RESET = Kind(id="reset", name="Passwords", says="What you asked for to choose a new one.", can_stop=False, lets_in=True)
JOINING = Kind(id="invitation", name="Workspaces", says="That you may join one.", can_stop=False, lets_in=True)
TRIAL = Kind(id="trial", name="Trials", says="That the mail server works, for whoever operates it.", can_stop=False)

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.id: kind
        for kind in (
            DIGEST,
            QUESTIONS,
            AGREEMENTS,
            MENTIONS,
            INVITATIONS,
            HANDED_ON,
            WEBHOOKS,
            RETENTION,
            CODE,
            RESET,
            JOINING,
            TRIAL,
        )
    }
)
STOPPABLE = tuple(kind for kind in KINDS.values() if kind.can_stop)
"""What readers choose among, in the order of the page."""


def kind_of(text: str) -> Kind:
    """Return the kind that a mail says it is of."""
    return KINDS[text]
