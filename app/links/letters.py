"""The letters around share links, as plain text; what a plan is about stands in none that anybody can ask for."""

from __future__ import annotations

from app.mail import Mail
from app.mail.kinds import CODE, HANDED_ON


def code_letter(to: str, code: str, *, by: str) -> Mail:
    """Return what proves an address: a code, and nothing of the plan."""
    text = (
        f"Your code is {code}\n\n"
        f"Type it on the page where you asked for it, within ten minutes. {by} shared a plan on Backplan there.\n\n"
        "If you did not ask for this, do nothing: nobody gets in without the code.\n"
    )
    return Mail(to=to, kind=CODE.id, subject="Your code for a plan on Backplan", text=text)


def handed_on_letter(to: str, address: str, *, plan: str, title: str, step: str, by: str) -> Mail:
    """Return what somebody gets to whom a step was handed."""
    text = (
        f"{by} says that this is yours: {step}, in the plan {title}.\n\n"
        f"This is your own way in; keep it to yourself:\n{address}\n\n"
        "If it is not yours either, say so there: the step goes to whom you name.\n"
    )
    subject = f"{step}: {by} handed it to you"
    return Mail(to=to, kind=HANDED_ON.id, subject=subject, text=text, plans=(plan,))
