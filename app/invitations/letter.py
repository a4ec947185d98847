"""A message that came, as far as it matters: who sent it to which invitation, with which calendar file and words.

Anybody can send anything to a mailbox, so size, lines, parts and nesting are bounded before anything is parsed, and
nothing of it is run or fetched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.utils import getaddresses
from html import unescape
from typing import TYPE_CHECKING

from app.exports.seen import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

    from app.plans import Desk

LARGEST = 1_000_000
"""Bytes of a message."""
LARGEST_HEAD, LARGEST_FILE = 64_000, 100_000
MOST_LINES, MOST_MARKS, MOST_PARTS, LONGEST_TYPE = 50_000, 40, 50, 4_000
LONGEST_WORDS, LONGEST_LINE = 5_000, 300
MOST_NESTED = 100
"""Brackets and colons in addresses."""
CHARSETS = frozenset({"utf-8", "us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252"})
"""Those that are decoded; anything else is taken for UTF-8."""
RECIPIENTS = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To", "Cc")
_MARK = re.compile(rb"boundary|message/", re.IGNORECASE)
_TYPE = re.compile(rb"^content-[a-z-]*[ \t]*:[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE)
_TAG = re.compile(r"<[^<>]*>")


class BadLetter(ValueError):  # noqa: N818 - a sentence for whoever looks why a message was refused
    """A message is none that anybody reads."""

    def __init__(self, code: str, sentence: str) -> None:
        """Keep what is wrong, for programs and for people."""
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message."""

    sender: str
    """The one address that it says it is from."""
    tokens: tuple[str, ...]
    """Of the invitations to whose addresses it went."""
    message_id: str
    subject: str
    authentication: tuple[str, ...]
    """What servers on its way say about its sender, the last one first."""
    calendar: str | None
    """The calendar file in it."""
    words: str
    """What somebody wrote."""
    automatic: bool
    """Whether a program says that it wrote this by itself."""


def read_letter(raw: bytes, desk: Desk) -> Letter:
    """Return a message as it came; raise BadLetter for one that is none, or more than anybody writes."""
    message = _parsed(_bounded(raw))
    parts = list(_parts(message))
    return Letter(
        sender=_sender(message),
        tokens=_tokens(message, desk),
        message_id=_header(message, "Message-ID"),
        subject=_header(message, "Subject"),
        authentication=tuple(str(one) for one in message.get_all("Authentication-Results", [])),
        calendar=_calendar(parts),
        words=_words(parts),
        automatic=_is_automatic(message),
    )


def _bounded(raw: bytes) -> bytes:
    if len(raw) > LARGEST:
        raise BadLetter("too-large", f"it has more than {LARGEST:,} bytes")
    text = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if text.count(b"\n") > MOST_LINES or len(_MARK.findall(text)) > MOST_MARKS:
        raise BadLetter("too-many-parts", "it has more lines or parts than anybody writes")
    if len(text.partition(b"\n\n")[0]) > LARGEST_HEAD:
        raise BadLetter("long-head", "its head is longer than any program writes")
    if any(len(one[0]) > LONGEST_TYPE for one in _TYPE.finditer(text)):
        raise BadLetter("long-head", "it describes its parts at a length that no program needs")
    return text


def _parsed(text: bytes) -> Message:
    try:
        return message_from_bytes(text)
    except Exception as error:
        raise BadLetter("no-message", "it is no message") from error


def _parts(message: Message) -> Iterator[Message]:
    """Give the parts that are no containers; what is attached as a message of its own stays shut."""
    waiting, given = [message], 0
    while waiting:
        part = waiting.pop(0)
        given += 1
        if given > MOST_PARTS:
            raise BadLetter("too-many-parts", f"it has more than {MOST_PARTS} parts")
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting[:0] = [one for one in part.get_payload() if not isinstance(one, str)]
        elif not part.is_multipart():
            yield part


def _addresses(headers: list[str]) -> list[str]:
    """Return the addresses in headers; the standard library goes one call deeper for every bracket and group."""
    if sum(one.count(sign) for one in headers for sign in "(:") > MOST_NESTED:
        raise BadLetter("long-head", "its addresses are nested more deeply than any program writes")
    return [address for _, address in getaddresses(headers)]


def _sender(message: Message) -> str:
    found = _addresses([str(one) for one in message.get_all("From", [])])
    if len(found) != 1 or "@" not in found[0]:
        raise BadLetter("no-sender", "it does not say from which one address it comes")
    return found[0].strip()


def _tokens(message: Message, desk: Desk) -> tuple[str, ...]:
    local, _, domain = desk.address.rpartition("@")
    own = re.compile(rf"{re.escape(local)}\+([0-9a-f]{{32}})@{re.escape(domain)}", re.IGNORECASE)
    headers = [str(one) for name in RECIPIENTS for one in message.get_all(name, [])]
    found = (own.fullmatch(address.strip()) for address in _addresses(headers))
    return tuple(dict.fromkeys(one[1].lower() for one in found if one))


def _header(message: Message, name: str) -> str:
    return one_line(str(message.get(name, "")))[:LONGEST_LINE]


def _is_automatic(message: Message) -> bool:
    said = str(message.get("Auto-Submitted", "no")).partition(";")[0].strip().lower()
    return said != "no" or "X-Autoreply" in message or str(message.get("Precedence", "")).lower() == "auto_reply"


def _calendar(parts: list[Message]) -> str | None:
    """Return the calendar file: the part that programs read, else one that is attached."""
    for kind in ("text/calendar", "application/ics"):
        for part in parts:
            if part.get_content_type() == kind:
                return _text(part, LARGEST_FILE)
    return None


def _words(parts: list[Message]) -> str:
    """Return what somebody wrote, without what they repeat of ours."""
    for kind in ("text/plain", "text/html"):
        for part in parts:
            if part.get_content_type() == kind and part.get_filename() is None:
                text = _text(part, LARGEST)
                text = text if kind == "text/plain" else unescape(_TAG.sub(" ", text))
                own = [line.rstrip() for line in visible(text).splitlines() if not line.lstrip().startswith(">")]
                return "\n".join(own).strip()[:LONGEST_WORDS]
    return ""


def _text(part: Message, most: int) -> str:
    try:
        content = part.get_payload(decode=True)
    except Exception as error:
        raise BadLetter("no-message", "a part of it cannot be read") from error
    if not isinstance(content, bytes):
        return ""
    if len(content) > most:
        raise BadLetter("too-large", f"a part of it has more than {most:,} bytes")
    charset = str(part.get_content_charset("utf-8"))
    return content.decode(charset if charset in CHARSETS else "utf-8", "replace")
