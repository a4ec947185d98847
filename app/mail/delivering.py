"""The job that sends a mail: at least once, each time as the same message, and not again once the server has it."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.actors import SYSTEM
from app.jobs import NotYet
from app.jobs.report import report
from app.store.mail_choices import kinds_off, stop_address, stopped_address
from app.store.mails import KeptMail, drop_mail, mail_of, note_attempt, note_failed, note_sent

from .kinds import KINDS
from .mail import SEND_MAIL
from .message import NoAddress, message_of, one_line
from .server import PATIENCE, MailServer, connected

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from email.headerregistry import Address
    from email.message import EmailMessage

    from app.jobs import Task
    from app.store import Database, Unit

__all__ = ["SEND_MAIL", "deliver"]

NO_SERVER = "it waits: no mail server is set; name one in BACKPLAN_SMTP"
PERMANENT = 500
"""From this number on the server means it; below it may think otherwise later."""


class RefusedMail(Exception):  # noqa: N818 - a sentence for whoever looks why a mail failed
    """The server will never take this mail."""


class NobodyThere(RefusedMail):
    """The server will take none to this address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What sends mails: the server, and who writes."""

    server: MailServer
    sender: Address
    at: str = "http://localhost"
    """Where people reach the service, for the address at which they choose what they get."""


def deliver(database: Database, post: Post | None, task: Task, now: Callable[[], datetime]) -> None:
    """Send the mail that a task is about, unless it was; raise NotYet where it has to wait."""
    mail = _begun(database, post, task, now())
    if mail is None:
        return

    def done() -> None:
        with database.writing(workspace=task.workspace, actor=SYSTEM, now=now()) as unit:
            note_sent(unit, mail.id)
        report("mail sent", {"mail": mail.id, "kind": mail.kind})

    try:
        hand_over(post, mail, done)
    except (RefusedMail, NoAddress) as refused:
        _fail(database, mail, str(refused), now(), for_ever=isinstance(refused, NobodyThere))
        report("mail refused", {"mail": mail.id, "kind": mail.kind})
    except NotYet as wait:
        if task.is_last:
            _fail(database, mail, str(wait), now())
        raise


def _begun(database: Database, post: Post | None, task: Task, now: datetime) -> KeptMail | None:
    """Return a mail that is still to be sent, with the id under which that is tried."""
    with database.writing(workspace=task.workspace, actor=SYSTEM, now=now) as unit:
        mail = mail_of(unit, task.about, to_change=True)
        if mail is None or mail.is_over:
            return None
        if _is_unwanted(unit, mail):
            drop_mail(unit, mail.id)
            return None
        stopped = stopped_address(unit, mail.address) if KINDS[mail.kind].can_stop else None
        if stopped is not None:
            _note_failed(unit, mail, f"nothing is sent there since {stopped.at.date()}: {stopped.problem}")
            return None
        if post is not None:
            note_attempt(unit, mail.id, message_id=mail.message_id or f"<{mail.id}@{post.sender.domain}>")
        return mail_of(unit, mail.id)


def _is_unwanted(unit: Unit, mail: KeptMail) -> bool:
    """Tell whether its reader has turned mails of its kind off, by now."""
    return KINDS[mail.kind].can_stop and mail.kind in kinds_off(unit, mail.address)


def _fail(database: Database, mail: KeptMail, problem: str, now: datetime, *, for_ever: bool = False) -> None:
    """Keep why a mail failed; `for_ever` keeps other mails from its address too."""
    with database.writing(workspace=mail.workspace or "", actor=SYSTEM, now=now) as unit:
        _note_failed(unit, mail, problem)
        if for_ever and mail.workspace is not None:
            stop_address(unit, mail.address, problem)


def _note_failed(unit: Unit, mail: KeptMail, problem: str) -> None:
    note_failed(unit, mail.id, problem, keep=not KINDS[mail.kind].lets_in)


def hand_over(post: Post | None, mail: KeptMail, done: Callable[[], None], *, patience: float = PATIENCE) -> None:
    """Give a mail to the server, and say so before anything else can go wrong."""
    if post is None:
        raise NotYet(NO_SERVER)
    message = message_of(mail, post.sender, mail.message_id or "", at=post.at)
    try:
        with connected(post.server, patience=patience) as connection:
            _transmit(connection, message)
            done()
    except OSError as error:
        raise NotYet(_reason(error), logged=_logged(error)) from None


def _logged(error: OSError) -> str:
    """Say what the log has instead of the server's own words; nothing where they are not told anyway."""
    if isinstance(error, smtplib.SMTPAuthenticationError) or not isinstance(error, smtplib.SMTPResponseException):
        return ""
    return _refused(error.smtp_code)


def _reason(error: OSError) -> str:
    """Say why a mail could not be handed over now; what was sent to log in is not repeated."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"the mail server refuses the login ({error.smtp_code})"
    if isinstance(error, smtplib.SMTPResponseException):
        return _said(error.smtp_code, error.smtp_error)
    return f"no connection to the mail server ({type(error).__name__})"


def _transmit(connection: smtplib.SMTP, message: EmailMessage) -> None:
    """Hand a message over; what the server says of the reader or the content can be final."""
    try:
        connection.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        [(code, said)] = error.recipients.values()
        _refuse(code, said, NobodyThere)
    except smtplib.SMTPDataError as error:
        _refuse(error.smtp_code, error.smtp_error, RefusedMail)


def _refuse(code: int, said: bytes | str, final: type[RefusedMail]) -> None:
    if code >= PERMANENT:
        raise final(_said(code, said))
    raise NotYet(_said(code, said), logged=_refused(code))


def _refused(code: int) -> str:
    """Say what the log has of a server's answer, which may name the reader."""
    return f"the mail server answers {code}"


def _said(code: int, said: bytes | str) -> str:
    return f"{code} {one_line(said.decode('utf-8', 'replace') if isinstance(said, bytes) else said)}"
