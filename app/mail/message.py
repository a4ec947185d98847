"""A kept mail as a message: whatever a name or subject holds, it stays in its place."""

from __future__ import annotations

import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.store.mails import KeptMail


class Whole(EmailPolicy):
    """A policy that leaves the address of `List-Unsubscribe` whole, which nobody finds again once it is folded."""

    def fold(self, name: str, value: str) -> str:
        """Return a header on its lines."""
        return f"{name}: {value}{self.linesep}" if name in WHOLE else super().fold(name, value)

    def fold_binary(self, name: str, value: str) -> bytes:
        """Return the same as bytes."""
        return self.fold(name, value).encode() if name in WHOLE else super().fold_binary(name, value)


WHOLE = frozenset({"List-Unsubscribe", "List-Unsubscribe-Post"})
POLICY = Whole(linesep="\r\n")
LONGEST = 300
"""Characters of a subject or a name; the rest is left out."""
LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
DOMAIN = r"([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
LONGEST_LOCAL, LONGEST_DOMAIN = 64, 255


class NoAddress(ValueError):  # noqa: N818 - a sentence for whoever looks why a mail failed
    """Nobody can be written to there."""


def message_of(mail: KeptMail, sender: Address, message_id: str, *, at: str = "") -> EmailMessage:
    """Return the message; the same mail gives the same one, each time that it is tried.

    `at` is where people reach the service: what they can turn off says where.
    """
    message = EmailMessage(policy=POLICY)
    way = f"{at}/mails/{mail.choices}" if mail.choices is not None and at else ""
    message["From"] = sender
    message["To"] = Address(display_name=one_line(mail.name or ""), addr_spec=address_of(mail.address))
    message["Subject"] = one_line(mail.subject)
    message["Date"] = mail.made_at
    message["Message-ID"] = message_id
    message["Auto-Submitted"] = "auto-generated"
    if mail.reply_to is not None:
        message["Reply-To"] = Address(addr_spec=address_of(mail.reply_to))
    if way:
        message["List-Unsubscribe"] = f"<{way}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(with_way(mail.text or "", way), cte="quoted-printable")
    if mail.html is not None:
        message.add_alternative(with_link(mail.html, way), subtype="html", cte="quoted-printable")
    if mail.calendar is not None:
        _add_calendar(message, mail.calendar)
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"={mail.id}={number}=")  # else each attempt draws its own
    return message


def with_way(text: str, way: str) -> str:
    """Return a text with the address at which its reader chooses, if there is one."""
    return f"{text.rstrip()}\n\n{CHOOSE}:\n{way}\n" if way else text


def with_link(html: str, way: str) -> str:
    """Return a page with a link to it."""
    if not way:
        return html
    body, end, rest = html.rpartition("</body>")
    link = f'<p class="choose" style="{SMALL}"><a href="{escape(way)}" style="color:inherit">{CHOOSE}</a></p>\n'
    return f"{body}{link}{end}{rest}" if end else f"{html}\n{link}"


CHOOSE = "Choose which mails you get, or get none of these"
SMALL = "max-width:600px;margin:0 auto;padding:16px 20px;font:13px/1.5 sans-serif;color:#6b7280"


def _add_calendar(message: EmailMessage, calendar: str) -> None:
    """Add a calendar file as iMIP asks for it, and as an attachment, by which other programs open it."""
    found = re.search(r"^METHOD:([A-Z]+)\r?$", calendar, re.MULTILINE)
    method = found[1] if found else "PUBLISH"
    message.add_alternative(calendar, subtype="calendar", cte="base64", params={"method": method})
    message.add_attachment(calendar.encode(), "application", "ics", filename="invite.ics", cte="base64")


def address_of(text: str) -> str:
    """Return an address as servers understand it; raise NoAddress for one that they do not."""
    local, _, domain = text.strip().rpartition("@")
    try:
        domain = domain.encode("idna").decode()
    except UnicodeError as error:
        raise NoAddress(NOT_ONE) from error
    fits = len(local) <= LONGEST_LOCAL and len(domain) <= LONGEST_DOMAIN
    if not (fits and re.fullmatch(LOCAL, local) and re.fullmatch(DOMAIN, domain)):
        raise NoAddress(NOT_ONE)
    return f"{local}@{domain}"


NOT_ONE = "this is no address that mail servers understand"


def one_line(text: str) -> str:
    """Return a text as a header holds it: on one line, without what is not seen.

    What looks as if it were encoded would be decoded on its way, line ends and all, so it is taken apart.
    """
    seen = "".join(each if each.isprintable() else " " for each in text)
    return " ".join(seen.replace("=?", "= ?").split())[:LONGEST]
