"""The mailbox to which answers come, read over IMAP: each message at least once, then put away by what became of it."""

from __future__ import annotations

import imaplib
import logging
import re
import ssl
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from app.jobs import Job, NotYet
from app.jobs.report import report
from app.mail.server import LOOPBACK

from .letter import LARGEST
from .taking import take

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from urllib.parse import SplitResult

    from app.store import Database

    from .taking import Gate, Taken

READ_MAILBOX = Job(name="read_mailbox", waits=())
PATIENCE = 30
"""Seconds in which the server has to answer."""
AT_ONCE = 200
"""Messages that are read in one turn."""
SEEN_BY_US = "BackplanRead"
"""A keyword that stays on a message that could not be put away."""
FOLDERS = {"refused": "Backplan-refused", "words": "Backplan-words"}
READ = "Backplan-read"
FORM = "must be a mailbox, such as imaps://user:password@mail.example.com/INBOX or imap://...?starttls"
UNSAFE = "would send the password in the open; add ?starttls, or write imaps://"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox:
    """Where answers come, and as whom they are read."""

    host: str
    port: int
    tls: bool
    """Encrypted from the first byte."""
    starttls: bool
    """Encrypted before anything is said that matters, or nothing is said."""
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"


def read_mailbox_address(text: str) -> Mailbox | None:
    """Return the mailbox that a setting names; None for an empty one; raise ValueError with what it should be."""
    if not text:
        return None
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise ValueError(FORM) from error
    if parts.scheme not in {"imap", "imaps"} or not host or not parts.username or not _is_option(parts):
        raise ValueError(FORM)
    box = Mailbox(
        host=host,
        port=port or (993 if parts.scheme == "imaps" else 143),
        tls=parts.scheme == "imaps",
        starttls=bool(parts.query),
        user=unquote(parts.username),
        password=unquote(parts.password or ""),
        folder=unquote(parts.path.strip("/")) or "INBOX",
    )
    if not (box.tls or box.starttls or box.host in LOOPBACK):
        raise ValueError(UNSAFE)
    return box


def _is_option(parts: SplitResult) -> bool:
    return parts.query in ({"", "starttls"} if parts.scheme == "imap" else {""}) and not parts.fragment


def read_mailbox(database: Database, box: Mailbox | None, gate: Gate | None, now: Callable[[], datetime]) -> None:
    """Take every message of a mailbox that was not taken before; raise NotYet where it cannot be reached."""
    if box is None or gate is None:
        return
    try:
        with _opened(box) as connection:
            for uid in _waiting(connection):
                _read_one(database, connection, uid, gate, now())
    except (OSError, imaplib.IMAP4.error) as error:
        sentence = f"the mailbox for answers cannot be read ({type(error).__name__})"
        raise NotYet(sentence) from None


@contextmanager
def _opened(box: Mailbox) -> Iterator[imaplib.IMAP4]:
    context = ssl.create_default_context()
    if box.tls:
        connection: imaplib.IMAP4 = imaplib.IMAP4_SSL(box.host, box.port, ssl_context=context, timeout=PATIENCE)
    else:
        connection = imaplib.IMAP4(box.host, box.port, timeout=PATIENCE)
    try:
        if box.starttls:
            connection.starttls(context)
        connection.login(box.user, box.password)
        for folder in (READ, *FOLDERS.values()):
            connection.create(_quoted(folder))  # that it is there already is told by NO, which is well
        _said(connection.select(_quoted(box.folder)))
        yield connection
    finally:
        with suppress(imaplib.IMAP4.error, OSError):  # what was read is, however the server takes its leave
            connection.logout()


def _waiting(connection: imaplib.IMAP4) -> list[str]:
    [found] = _said(connection.uid("SEARCH", "UNDELETED", "UNKEYWORD", SEEN_BY_US))
    return found.decode().split()[:AT_ONCE] if isinstance(found, bytes) else []


def _read_one(database: Database, connection: imaplib.IMAP4, uid: str, gate: Gate, now: datetime) -> None:
    raw = _fetched(connection, uid)
    if raw is None:
        return
    try:
        taken = take(database, raw, gate, now=now)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told, and the others behind it are read
        report("reply not taken", {"uid": uid}, level=logging.ERROR, error=error)
        return
    _put_away(connection, uid, taken)


def _fetched(connection: imaplib.IMAP4, uid: str) -> bytes | None:
    """Return a message, the first part of one that is too long; None where somebody else took it away."""
    answer = _said(connection.uid("FETCH", uid, f"(BODY.PEEK[]<0.{LARGEST}>)"))
    return next((one[1] for one in answer if isinstance(one, tuple)), None)


def _put_away(connection: imaplib.IMAP4, uid: str, taken: Taken) -> None:
    """Move a message where what became of it is seen; what people have to read stays unread there."""
    folder = _quoted(FOLDERS.get(taken.outcome, READ))
    flags = SEEN_BY_US if taken.outcome == "words" else rf"{SEEN_BY_US} \Seen"
    connection.uid("STORE", uid, "+FLAGS", f"({flags})")
    [able] = _said(connection.capability())  # what it told before the login is not all that it can do
    if b"MOVE" in able.upper().split():
        connection.uid("MOVE", uid, folder)
    elif connection.uid("COPY", uid, folder)[0] == "OK":
        connection.uid("STORE", uid, "+FLAGS", r"(\Deleted)")
        connection.expunge()


def _said(answer: tuple[str, list[Any]]) -> list[Any]:
    """Return what a server answers; raise for what it refuses."""
    status, content = answer
    if status != "OK":
        raise imaplib.IMAP4.error(status)
    return content


def _quoted(folder: str) -> str:
    return '"' + re.sub(r'(["\\])', r"\\\1", folder) + '"'
