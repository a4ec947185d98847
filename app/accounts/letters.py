"""The letters of the door, as plain text: an invitation, a new password."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.mail import Mail
from app.mail.kinds import JOINING, RESET, TRIAL

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.store import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """How letters leave, and the address of the service that stands in them."""

    at: str
    """Where people reach the service, such as `https://plans.example.com`."""
    send_it: Callable[[Unit, Mail], object] | None = None
    """Puts a letter into the transaction; None where the service sends no mail."""

    replies: str = ""
    """Where answers to invitations are read; empty where none are."""

    @property
    def is_there(self) -> bool:
        """Tell whether the service sends mail."""
        return self.send_it is not None

    def send(self, unit: Unit, letter: Mail) -> None:
        """Put a letter into the transaction."""
        if self.send_it is not None:
            self.send_it(unit, letter)

    def address(self, secret: str) -> str:
        """Return the whole of a one-time address."""
        return f"{self.at}/welcome/{secret}"


def invitation(to: str, address: str, *, workspace: str, by: str) -> Mail:
    """Return what somebody gets who is invited."""
    text = (
        f"{by} invites you to the workspace {workspace} on Backplan, where plans towards a go-live date are kept.\n\n"
        f"Come in here within seven days; the address works once:\n{address}\n\n"
        "If you do not know what this is about, do nothing.\n"
    )
    return Mail(to=to, kind=JOINING.id, subject=f"{by} invites you to {workspace}", text=text)


def new_password(to: str, address: str) -> Mail:
    """Return what somebody gets who has forgotten the password."""
    text = (
        f"Choose a new password here within an hour; the address works once:\n{address}\n\n"
        "All browsers that are signed in are signed out then. If you did not ask for this, do nothing.\n"
    )
    return Mail(to=to, kind=RESET.id, subject="Choose a new password for Backplan", text=text)


def no_password(to: str, address: str) -> Mail:
    """Return what somebody gets who asks for a password and signs in otherwise."""
    text = (
        "Somebody, probably you, asked for a new password for Backplan. You sign in with your organisation's account, "
        f"so there is none; do so here:\n{address}/sign-in\n\nIf you did not ask for this, do nothing.\n"
    )
    return Mail(to=to, kind=RESET.id, subject="How you sign in to Backplan", text=text)


def trial(to: str, at: str) -> Mail:
    """Return what somebody gets who tries the mail server."""
    text = (
        f"The mail server of Backplan at {at} works: this mail left by it.\n\nYou tried it, so nothing is to be done.\n"
    )
    return Mail(to=to, kind=TRIAL.id, subject="Backplan can send mails", text=text)
