"""A mail that is sent while somebody waits for it, to try the server: nothing of it is kept or tried again."""

from __future__ import annotations

from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING
from uuid import uuid4

from app.jobs import NotYet
from app.store.mails import KeptMail

from .delivering import RefusedMail, hand_over
from .message import NoAddress

if TYPE_CHECKING:
    from datetime import datetime

    from .delivering import Post
    from .mail import Mail

WITHIN = 15.0
"""Seconds that somebody waits at most, however slowly the server says one thing after the other."""
FOR_ONE = 2 / 3
"""The part of it that one answer of the server may take, so that what it did not answer can still be said."""
NO_SERVER = "no mail server is set; name one in BACKPLAN_SMTP"


def send_at_once(post: Post | None, mail: Mail, now: datetime, *, within: float = WITHIN) -> str | None:
    """Hand a mail to the server, and return why it did not take it, in the words that failed mails have; None if so."""
    if post is None:
        return NO_SERVER
    found = SimpleQueue[str | None]()
    message = _kept(post, mail, now)
    Thread(
        target=lambda: found.put(_problem(post, message, within * FOR_ONE)), name="backplan-mail", daemon=True
    ).start()
    try:
        return found.get(timeout=within)
    except Empty:
        return f"the mail server has not taken it within {within:g} seconds"


def _problem(post: Post, mail: KeptMail, patience: float) -> str | None:
    try:
        hand_over(post, mail, lambda: None, patience=patience)
    except (RefusedMail, NoAddress, NotYet) as refused:
        return str(refused)
    return None


def _kept(post: Post, mail: Mail, now: datetime) -> KeptMail:
    """Return a mail as it would be kept."""
    mail_id = str(uuid4())
    return KeptMail(
        id=mail_id,
        workspace=None,
        address=mail.to,
        name=mail.name,
        kind=mail.kind,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        made_at=now,
        attempts=1,
        message_id=f"<{mail_id}@{post.sender.domain}>",
        sent_at=None,
        failed_at=None,
        problem=None,
    )
