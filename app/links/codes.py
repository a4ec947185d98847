"""Every code of a refusal around share links: its cause and its cure in a sentence."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CODES: Mapping[str, str] = MappingProxyType(
    {
        "code-needed": "The link asks for an e-mail address, proved by a mailed code: ask for one.",
        "link-expired": "The link has run out: ask who shared the plan for a new one.",
        "link-over": "A link that was taken back or has run out gets no other address: make a new one.",
        "link-revoked": "The link was taken back: ask who shared the plan for a new one.",
        "needs-email": "Who takes a step over here proves an e-mail address: say where mail reaches them.",
        "no-list": "Nobody is listed who could come in: name addresses, or give the party's people theirs.",
        "no-mail": "The service sends no mail, so no address can be proved: take another level.",
        "no-password": "A link with a password needs one: say which.",
        "no-such-link": "There is no such link: look whether its address is whole.",
        "own-side": "A link is for another party than the seller: invite a member instead.",
        "past-expiry": "A link would have run out already: name a later moment.",
        "stray-field": "A link of this level has no use for a field: leave it out, or take the level that it is for.",
        "unknown-link": "The plan has no such link: look at those that it has.",
        "unknown-participant": "Nobody of that id came in: look at the list.",
        "wrong-code": "The code is wrong, was used or has run out: look at the newest mail, or ask for another code.",
        "wrong-link-password": "This is not the link's password: ask who shared the plan.",
    }
)
