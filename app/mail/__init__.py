"""Outgoing mail: a row that is written with the change that causes it, sent by a job as soon as there is time."""

from .at_once import send_at_once
from .delivering import SEND_MAIL, Post, deliver
from .forgetting import FORGET_MAILS, forget_mails
from .kinds import KINDS, STOPPABLE, Kind
from .mail import Mail, send, send_again
from .server import MailServer, read_sender, read_server

__all__ = [
    "FORGET_MAILS",
    "KINDS",
    "SEND_MAIL",
    "STOPPABLE",
    "Kind",
    "Mail",
    "MailServer",
    "Post",
    "deliver",
    "forget_mails",
    "read_sender",
    "read_server",
    "send",
    "send_again",
    "send_at_once",
]
