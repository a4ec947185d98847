"""Answers to invitations: what came by mail is read, looked at, and done to the plan as whoever was invited."""

from .letter import LARGEST
from .mailbox import READ_MAILBOX, Mailbox, read_mailbox, read_mailbox_address
from .taking import FORGET_REPLIES, Gate, Taken, forget, take

__all__ = [
    "FORGET_REPLIES",
    "LARGEST",
    "READ_MAILBOX",
    "Gate",
    "Mailbox",
    "Taken",
    "forget",
    "read_mailbox",
    "read_mailbox_address",
    "take",
]
