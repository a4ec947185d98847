"""A mail, and all that a use case has to do to have it sent."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from secrets import token_urlsafe
from typing import TYPE_CHECKING
from uuid import uuid4

from app.jobs import Job, enqueue
from app.store.mails import add_mail, reopen_mail, tells_of

from .kinds import kind_of

if TYPE_CHECKING:
    from app.store import Unit

SEND_MAIL = Job(name="send_mail", priority=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """What somebody is to read; secrets in it are forgotten once it was sent."""

    to: str
    """The address."""
    name: str | None = None
    """Whose it is, as people write it."""
    kind: str
    """What it is, one of `KINDS`."""
    subject: str
    text: str
    html: str | None = None
    """The same, for programs that show it."""
    calendar: str | None = None
    """The same, for calendar programs: a file with the METHOD that says what they shall do."""
    reply_to: str | None = None
    """Where answers go, if not to who writes."""
    plans: tuple[str, ...] = ()
    """The plans that it tells of: once one of them is erased, it does not leave any more."""


def send(unit: Unit, mail: Mail) -> str:
    """Have a mail sent once the transaction is kept, never if it is not; return its id.

    An address that cannot be written to refuses nothing: the mail is kept as failed, with the reason.
    """
    mail_id = str(uuid4())
    texts = {"address": mail.to, "name": mail.name, "subject": mail.subject, "text": mail.text, "html": mail.html}
    texts |= {"calendar": mail.calendar, "reply_to": mail.reply_to}
    way = drawn() if kind_of(mail.kind).can_stop else None
    choices = {"choices": way, "choices_digest": digest_of(way) if way else None}
    add_mail(unit, mail_id, kind=mail.kind, **choices, **{key: _writable(text) for key, text in texts.items()})
    tells_of(unit, mail_id, mail.plans)
    enqueue(unit, SEND_MAIL, mail_id)
    return mail_id


def send_again(unit: Unit, mail_id: str) -> None:
    """Have a mail sent that failed, as the same message; one that others let go out already goes once."""
    if reopen_mail(unit, mail_id):
        enqueue(unit, SEND_MAIL, mail_id)


CHOICES = "bpm_"
"""How the secret of an address begins at which somebody chooses which mails to get."""


def drawn() -> str:
    """Return the secret of a new one: each mail has its own, and it lasts as long as the mail is kept."""
    return CHOICES + token_urlsafe(32)


def digest_of(secret: str) -> str:
    """Return what is kept of it for ever."""
    return sha256(secret.encode()).hexdigest()


def _writable(text: str | None) -> str | None:
    """Return a text without what no database keeps: null characters, and halves of characters."""
    return None if text is None else text.replace("\0", "").encode("utf-8", "replace").decode()
