"""How the text of each setting is read, and which of them have to be set together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryFile

from app.files import read_address
from app.invitations import read_mailbox_address
from app.mail import read_sender, read_server

SQLITE = "sqlite"
HERE, ELSEWHERE = "here", "elsewhere"


def disagreeing(environment: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong with settings that are right one by one."""
    there = {name for name, value in environment.items() if value}
    yield from _copied(environment)
    if "BACKPLAN_SMTP" in there and "BACKPLAN_MAIL_FROM" not in there:
        yield "BACKPLAN_MAIL_FROM must be set where BACKPLAN_SMTP is: it is who writes the mails"
    if "BACKPLAN_REPLY_TO" in there and "BACKPLAN_SMTP" not in there:
        yield "BACKPLAN_SMTP must be set where BACKPLAN_REPLY_TO is: invitations leave by it"
    if "BACKPLAN_IMAP" in there and "BACKPLAN_REPLY_TO" not in there:
        yield "BACKPLAN_REPLY_TO must be set where BACKPLAN_IMAP is: it is the address of that mailbox"
    if environment.get("BACKPLAN_KEEP_CLOSED", "0").strip("0") and "BACKPLAN_SMTP" not in there:
        yield "BACKPLAN_SMTP must be set where BACKPLAN_KEEP_CLOSED is: admins are told by mail before a plan is erased"
    if environment.get("BACKPLAN_JOBS") == ELSEWHERE and environment.get("BACKPLAN_DATABASE", SQLITE) == SQLITE:
        yield "BACKPLAN_JOBS must be here where plans are kept in a file; elsewhere needs a PostgreSQL"
    provider = [name for name in (*PROVIDER, "BACKPLAN_OIDC_DOMAINS") if name in there]
    for name in PROVIDER if provider else ():
        if name not in there:
            yield f"{name} must be set where {provider[0]} is: a provider takes all three"


PROVIDER = ("BACKPLAN_OIDC_ISSUER", "BACKPLAN_OIDC_CLIENT_ID", "BACKPLAN_OIDC_CLIENT_SECRET")
"""What people who sign in with the account of their organisation need, all of it."""
SAMPLE = ("change-me", "USER:PASSWORD")
"""What stands for a secret in deploy/backplan.env.example."""


def _copied(environment: Mapping[str, str]) -> Iterator[str]:
    """Yield the secrets that everybody knows, as they were copied from the example."""
    for name in sorted(SECRET):
        variable = f"BACKPLAN_{name.upper()}"
        if any(sample in environment.get(variable, "") for sample in SAMPLE):
            yield f"{variable} is still the example's; write your own secret there"


def _whole(low: int, high: int) -> Callable[[str], int]:
    """Return a reader of whole numbers between two bounds."""

    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,12}", text) or not low <= int(text) <= high:
            message = f"must be a whole number from {low:,} to {high:,}"
            raise ValueError(message)
        return int(text)

    return read


def _address(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9.:_-]{1,253}", text):
        message = "must be an address or a name of this machine, such as 127.0.0.1 or 0.0.0.0"
        raise ValueError(message)
    return text


def _folder(text: str) -> Path:
    """Return a folder that can be written, made where it was not there."""
    if "\0" in text:
        message = "must be a folder that can be written (a name has no null character)"
        raise ValueError(message)
    try:
        folder = Path(text)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            return folder
    except OSError as error:
        message = f"must be a folder that can be written ({error.strerror or error})"
        raise ValueError(message) from error


def _database(text: str) -> str:
    """Return the address of a PostgreSQL; the refusal does not repeat it, which may hold a password."""
    if text != SQLITE and not re.match(r"postgresql://[^/]*/[^/?]+", text):
        message = "must be sqlite, or the address of a PostgreSQL, such as postgresql://backplan@127.0.0.1/backplan"
        raise ValueError(message)
    return text


def _issuer(text: str) -> str:
    if not re.fullmatch(r"https://[^/\s]+\S*|http://(localhost|127\.0\.0\.1)(:[0-9]{1,5})?\S*", text):
        message = "must be the issuer of an identity provider, such as https://login.example.com"
        raise ValueError(message)
    return text


def _public_url(text: str) -> str:
    if not re.fullmatch(r"https?://[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?", text):
        message = "must be the address by which people reach the service, such as https://plans.example.com"
        raise ValueError(message)
    return text.rstrip("/")


def _files(text: str) -> str:
    read_address(text)
    return text


def _jobs(text: str) -> str:
    if text not in {HERE, ELSEWHERE}:
        message = f"must be {HERE} or {ELSEWHERE}"
        raise ValueError(message)
    return text


def _yes_or_no(text: str) -> bool:
    if text not in {"yes", "no"}:
        message = "must be yes or no"
        raise ValueError(message)
    return text == "yes"


def _smtp(text: str) -> str:
    read_server(text)
    return text


def _mail_from(text: str) -> str:
    if text:
        read_sender(text)
    return text


def _metrics_token(text: str) -> str:
    if text and not re.fullmatch(r"[!-~]{16,200}", text):
        message = "must be at least 16 letters, digits and signs without spaces"
        raise ValueError(message)
    return text


def _imap(text: str) -> str:
    read_mailbox_address(text)
    return text


def _reply_to(text: str) -> str:
    """Return an address with room for what tells one invitation from another."""
    if text and (not re.fullmatch(r"[A-Za-z0-9._-]{1,30}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", text)):
        message = "must be an address with at most 30 characters before the @, such as replies@plans.example.com"
        raise ValueError(message)
    return text


def _operators(text: str) -> str:
    if not re.fullmatch(r"([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|nobody)?", text):
        message = "must be the id of a workspace, as `backplan workspace list` shows it, or nobody"
        raise ValueError(message)
    return text


def _server_name(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9._-]{0,255}", text):
        message = "must be a server's name as it stands first in Authentication-Results, such as mx.example.com"
        raise ValueError(message)
    return text


SECRET = frozenset({"oidc_client_secret", "database", "smtp", "metrics_token", "imap"})
"""What may hold a password, and is not repeated."""

READERS: Mapping[str, Callable[[str], object]] = {
    "host": _address,
    "port": _whole(0, 65_535),
    "max_body": _whole(1_000, 20_000_000),
    "max_steps": _whole(1, 20_000),
    "max_links": _whole(1, 200_000),
    "max_critical_dates": _whole(1, 200),
    "at_once": _whole(1, 64),
    "waiting": _whole(0, 10_000),
    "patience": _whole(1, 120),
    "data_dir": _folder,
    "files": _files,
    "database": _database,
    "public_url": _public_url,
    "jobs": _jobs,
    "smtp": _smtp,
    "mail_from": _mail_from,
    "reply_to": _reply_to,
    "imap": _imap,
    "mail_checked_by": _server_name,
    "proxies": _whole(0, 10),
    "allow_loopback_webhooks": _yes_or_no,
    "metrics_token": _metrics_token,
    "keep_closed": _whole(0, 36_500),
    "keep_visits": _whole(0, 36_500),
    "linger": _whole(0, 120),
    "oidc_issuer": _issuer,
    "oidc_client_id": str,
    "oidc_client_secret": str,
    "oidc_domains": lambda text: text.replace(" ", "").casefold(),
    "operators": _operators,
}
"""How each setting's text is read."""
