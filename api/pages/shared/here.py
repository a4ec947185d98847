"""What the plan's page says about its reader who came in by a link: who that is, and what else is to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.pages.stored.reader import Here

from .asking import visits_said

if TYPE_CHECKING:
    from app.links import Entered, Found


def here_of(found: Found, entered: Entered | None, *, at: str, key: str) -> Here:
    """Return who somebody is here."""
    if entered is None:
        says = "You are looking at this plan; to change something in it, say who you are."
        return Here(says=says, ways=((f"{at}/who", "Say who you are"),), visits=visits_said(found))
    one = entered.participant
    proof = () if one.proved_at else ((f"{at}/prove", "Confirm your e-mail address"),)
    kept = ((f"{at}/you", "What is kept about you"),)
    says = f"You are here as {one.name}."
    if not one.proved_at:
        says += " To propose or agree dates and to sign, confirm your e-mail address."
    return Here(says=says, ways=(*proof, *kept), leave=f"{at}/leave", key=key, name=one.name, visits=visits_said(found))
