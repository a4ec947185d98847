"""Mails that did not arrive: kept with the reason, for admins to look at, and to send again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.mail import send_again
from app.store.mail_choices import go_on_writing, stopped_addresses
from app.store.mails import failed_mail, mails

from .codes import refused

if TYPE_CHECKING:
    from app.store import Unit
    from app.store.mail_choices import StoppedAddress
    from app.store.mails import KeptMail, Place

AT_ONCE = 200
"""Mails that are listed, or sent again, at once."""


def failed_mails(unit: Unit, *, behind: Place | None = None, limit: int = AT_ONCE) -> list[KeptMail]:
    """Return the workspace's mails that failed, newest first."""
    return mails(unit, failed=True, limit=limit, behind=behind)


def stopped(unit: Unit) -> list[StoppedAddress]:
    """Return the addresses to which nothing is sent any more, newest first."""
    return stopped_addresses(unit)


def resend(unit: Unit, mail_id: str) -> None:
    """Send a mail that failed once more, as the same message, and let mails go to its address again.

    Raises Refused for one that is not there, and for one whose words are forgotten since they let somebody in.
    """
    mail = failed_mail(unit, mail_id)
    if mail is None:
        raise refused("unknown-mail", "there is no such mail that failed; look at the list")
    if mail.text is None:
        sentence = "what this mail said let somebody in, so it was forgotten; do again what sent it"
        raise refused("mail-forgotten", sentence)
    go_on_writing(unit, mail.address)
    send_again(unit, mail.id)


def resend_all(unit: Unit) -> int:
    """Send all mails that failed once more, as far as their words are kept, and return how many."""
    kept = [mail for mail in failed_mails(unit) if mail.text is not None]
    for mail in kept:
        resend(unit, mail.id)
    return len(kept)


def write_again_to(unit: Unit, email: str) -> None:
    """Let mails go to an address again to which nothing was sent."""
    if not go_on_writing(unit, email):
        raise refused("unknown-address", "mails go to this address already; look at those that are named")
