"""Every code of a refusal at the door: its cause and its cure in a sentence; no code tells who has an account."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from scheduler.refusals import Problem, Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

CODES: Mapping[str, str] = MappingProxyType(
    {
        "address-used": "A one-time address was used, replaced or has run out: ask for a new one.",
        "address-taken": "Somebody has an account with this e-mail address already: sign in, or take another address.",
        "bad-address": "An e-mail address is none: write it like ana@example.com.",
        "bad-name": "A name is missing, too long or cannot be shown: write it in at most 200 characters.",
        "has-admin": "The service has its first admin already: sign in, or ask that admin for an invitation.",
        "last-admin": "A workspace keeps at least one admin: make somebody else one first.",
        "mail-forgotten": "What a mail said let somebody in, so it was forgotten: do again what sent it.",
        "more-than-yours": "Nobody gives more rights than they have: leave out what is not yours, or ask an admin.",
        "no-own-address": "A token that no member made has no address to write to: sign in, or make one as a member.",
        "no-scopes": "A token without scopes can do nothing: name at least one.",
        "not-invited": "Nobody invited this account, or its address is not verified: ask an admin for an invitation.",
        "other-account": "The invitation is for another account: sign in with the address that was invited.",
        "outlives-yours": "A token would last longer than the one that makes it: name an earlier moment.",
        "past-expiry": "A token would have run out already: name a later day.",
        "provider-silent": "The identity provider did not answer for this sign-in: try again, or ask the operator.",
        "shut-out": "The account is shut out: ask the operator.",
        "sign-in-over": "A sign-in at an identity provider was used or took too long: begin again.",
        "too-many-attempts": "There were too many attempts: wait as long as the sentence says, then try again.",
        "unknown-address": "Mails go to an address already: look at those to which nothing is sent.",
        "unknown-invitation": "There is no such invitation, or it was used: look at those that are open.",
        "unknown-mail": "There is no such mail that failed: look at the list.",
        "unknown-member": "The workspace has no such member: look at those that it has.",
        "unknown-role": "There is no such role: write admin or member.",
        "unknown-scope": "There is no such right: write one of those that are named.",
        "unknown-session": "There is no such session, or it has ended: look at those that are there.",
        "unknown-token": "The workspace has no such token, or it is not yours: look at those that it has.",
        "unknown-user": "Nobody has an account with that address: look at the list.",
        "unknown-workspace": "There is no such workspace, or you do not belong to it: look at those that are named.",
        "weak-password": "A password is too short, too long or the address itself: take a longer one of your own.",
        "which-workspace": "There are several workspaces: say which one is meant.",
        "wrong-password": "The address and the password do not belong together: try again, or choose a new one.",
    }
)


def refused(code: str, sentence: str) -> Refused:
    """Return a refusal at the door."""
    return Refused([Problem(code=code, path=(), sentence=sentence)])
