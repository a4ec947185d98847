"""How operations are typed, on a command line or in the address of a page: `move go-live=2027-04-01`.

Beside the operations themselves, so that help can be shown without them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How one operation is typed."""

    takes: str
    """The text, as help shows it."""
    says: str
    """What it does."""
    example: str
    """A text that shows the form."""


FORMS: dict[str, Form] = {
    "move": Form(takes="CRITICAL-DATE=DATE", says="move a critical date", example="go-live=2027-04-01"),
    "set": Form(
        takes="STEP.FIELD=VALUE",
        says="set a field of a step as a plan document would; no value takes it away",
        example="legal-review.duration=5d",
    ),
    "start": Form(
        takes="STEP[=DATE]", says="a step was started, or will start on a day to come", example="kickoff=2026-12-01"
    ),
    "finish": Form(
        takes="STEP[=DATE]", says="a step was finished, or will finish on a day to come", example="kickoff=2026-12-01"
    ),
    "skip": Form(takes="STEP", says="leave a step out; its links pass through", example="training"),
    "add": Form(takes="STEP", says="add a step", example="pilot 10d by customer after kickoff before go-live"),
    "drop": Form(
        takes="STEP", says="remove a step; what waited for it waits for what it waited for", example="training"
    ),
    "expand": Form(takes="STEP", says="put the steps of its fragment in place of a rough step", example="legal-review"),
    "link": Form(takes="STEP=PREDECESSOR", says="let a step wait for another", example="go-live=training FF+1d"),
    "unlink": Form(takes="STEP=PREDECESSOR", says="let a step no longer wait for another", example="go-live=training"),
    "give": Form(
        takes="STEP[.PARTY]=PERSON",
        says="make somebody the owner of a step; where the party is said, somebody new too",
        example="legal-review.customer=Mia Roth",
    ),
}
"""By name, in the order of the help."""
