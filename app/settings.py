"""What an operator may set: environment variables with safe defaults; a wrong one stops the start with its name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path

from app.document import Limits
from app.files import FOLDER
from app.invitations import Gate, Mailbox, read_mailbox_address
from app.mail import Post, read_sender, read_server
from app.plans import Desk
from app.plans.retaining import Retention
from app.setting_texts import HERE, READERS, SECRET, SQLITE, disagreeing
from app.webhooks import Courier, Outside

PREFIX = "BACKPLAN_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How this process serves; each is the environment variable of its name in capitals, with `BACKPLAN_` before it."""

    host: str = "127.0.0.1"
    """The address that is listened on; 0.0.0.0 lets other machines in."""

    port: int = 8000
    """Where it listens; the variable is PORT, as platforms name it. 0 takes any free one."""

    max_body: int = 2_000_000
    """Bytes of one request."""

    max_steps: int = 500
    """Steps of one plan."""

    max_links: int = 5_000
    """Predecessors of all steps of one plan together."""

    max_critical_dates: int = 20
    """Critical dates of one plan; each step of the answer has its float against each of them."""

    at_once: int = 2
    """Plans that are computed at the same time."""

    waiting: int = 32
    """Requests that are read or wait meanwhile; who comes then is asked to come back."""

    patience: int = 20
    """Seconds in which a request's body must have come, and seconds that it then waits for its turn."""

    data_dir: Path = Path(".backplan")
    """The folder of all that is written on this machine; made when something is."""

    files: str = FOLDER
    """Where attached files are kept: `folder`, in the data folder, or a bucket, `s3://NAME?endpoint=ADDRESS&region=NAME`,
    with its keys in `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY` and the extra `s3` installed."""

    database: str = SQLITE
    """Where plans are kept: `sqlite`, a file in the data folder, or the address of a PostgreSQL,
    `postgresql://USER:PASSWORD@HOST/NAME`."""

    public_url: str = ""
    """Where people reach the service, such as `https://plans.example.com`: for links in mails and calendars, and for
    cookies, which go over HTTPS alone where it says so. Without it, this machine and port."""

    proxies: int = 0
    """How many proxies in front say in `X-Forwarded-For` who asked. With 0 nobody is believed but who connects, so
    behind a proxy all share one count of attempts to sign in."""

    jobs: str = HERE
    """Who does what is done later (mails, what comes at midnight): `here`, the processes of `backplan serve`, or
    `elsewhere`, those of `backplan work`, which need a PostgreSQL."""

    smtp: str = ""
    """The server that takes mails: `smtp://USER:PASSWORD@HOST:PORT?starttls`, or `smtps://` where it is encrypted from
    the first byte. Without it mails are kept for a day, and the log says that they wait."""

    mail_from: str = ""
    """Who writes the mails, such as `Backplan <plans@example.com>`; needed where a server is set."""

    allow_loopback_webhooks: bool = False
    """Whether webhooks may call this very machine, also without encryption: `yes` or `no`, for development alone. Other
    private addresses stay out of reach."""

    @property
    def courier(self) -> Courier:
        """Return what delivers the events of webhooks."""
        outside = Outside(loopback=self.allow_loopback_webhooks)
        return Courier(outside=outside, address=self.address, mails=bool(self.smtp))

    @property
    def post(self) -> Post | None:
        """Return what sends mails; None where none is set."""
        server = read_server(self.smtp)
        return None if server is None else Post(server=server, sender=read_sender(self.mail_from), at=self.address)

    metrics_token: str = ""
    """What shows who reads `/metrics`, as `Authorization: Bearer ...`. Without it only programs of this machine read
    them, and nobody where there is a proxy in front."""

    linger: int = 0
    """Seconds for which a service that is asked to stop answers on, while `/readyz` tells proxies to go elsewhere."""
    reply_to: str = ""
    """The address of the mailbox where answers to invitations come, such as `replies@plans.example.com`."""

    imap: str = ""
    """Where that mailbox is read, such as `imaps://user:password@mail.example.com`; without it no answer is."""

    mail_checked_by: str = ""
    """By which name its server says in Authentication-Results who sent a mail; without it
    answers agree and propose no date."""

    @property
    def desk(self) -> Desk | None:
        """Return where answers to invitations are read; None where none can be sent or answered."""
        return Desk(address=self.reply_to, at=self.address) if self.reply_to and self.smtp else None

    @property
    def mailbox(self) -> Mailbox | None:
        """Return the mailbox that is read; None where none is set."""
        return read_mailbox_address(self.imap)

    @property
    def reply_gate(self) -> Gate | None:
        """Return what is believed of answers; None where none are read."""
        return None if self.desk is None else Gate(desk=self.desk, server=self.mail_checked_by)

    keep_closed: int = 0
    """Days for which plans are kept that are closed or archived; 0 keeps them for ever. Admins are told by mail two
    weeks before one is erased, so `BACKPLAN_SMTP` must be set."""

    keep_visits: int = 0
    """Days for which it is kept who opened a shared plan when; 0 keeps it as long as the plan."""

    @property
    def retention(self) -> Retention:
        """Return how long what nobody needs any more is kept."""
        over, visits = (timedelta(days=one) if one else None for one in (self.keep_closed, self.keep_visits))
        return Retention(over=over, visits=visits, address=self.address)

    oidc_issuer: str = ""
    """The OpenID provider at which people sign in too, such as `https://login.example.com`; it sends browsers back to
    `/sign-in/provider/back` of `BACKPLAN_PUBLIC_URL`."""

    oidc_client_id: str = ""
    """What the provider calls this service."""

    oidc_client_secret: str = ""
    """What the provider knows this service by."""

    oidc_domains: str = ""
    """Domains of e-mail addresses, with commas between, whose people come in as members without an invitation."""

    operators: str = ""
    """Whose admins see these settings and try the mail server: the id of a workspace, as `backplan workspace list`
    shows it, or `nobody`. Without it those of the only workspace, for as long as there is just one."""

    @property
    def address(self) -> str:
        """Return where people reach the service, without a slash at its end."""
        return self.public_url or f"http://localhost:{self.port}"

    @property
    def is_sqlite(self) -> bool:
        """Tell whether plans are kept in a file in the data folder."""
        return self.database == SQLITE

    @property
    def database_url(self) -> str:
        """Return the address of the database, as SQLAlchemy writes it."""
        if self.is_sqlite:
            return f"sqlite:///{self.data_dir}/backplan.db"
        return self.database.replace("postgresql://", "postgresql+psycopg://", 1)

    @property
    def limits(self) -> Limits:
        """Return how much of a plan is read for strangers: less than for the owner of a file."""
        return Limits(
            size=self.max_body,
            values=100_000,
            problems=100,
            repeated=10_000,
            steps=self.max_steps,
            links=self.max_links,
            critical_dates=self.max_critical_dates,
            calendars=50,
            parties=50,
            people=200,
            freezes=100,
            stretches=1_000_000,
            slot_rules=20,
        )


class WrongSettings(ValueError):  # noqa: N818 - it is a sentence for whoever starts the service
    """The environment says something that no setting can be."""


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Return what the environment says; raise WrongSettings with a line for each variable that is wrong."""
    variables = {variable_of(field.name): field for field in fields(Settings)}
    found: dict[str, object] = {}
    wrong = [_unknown(name, variables) for name in sorted(environment) if _is_stray(name, variables)]
    for variable, field in variables.items():
        if variable in environment:
            try:
                found[field.name] = READERS[field.name](environment[variable])
            except ValueError as error:
                said = "" if field.name in SECRET else f", not {environment[variable]!r}"
                wrong.append(f"{variable} {error}{said}")
    wrong.extend(disagreeing(environment) if not wrong else [])
    if wrong:
        raise WrongSettings("\n".join(wrong))
    return Settings(**found)  # type: ignore[arg-type] # each reader gives what its field holds


def variable_of(name: str) -> str:
    """Return the variable of the environment that changes a setting."""
    return "PORT" if name == "port" else f"{PREFIX}{name.upper()}"


_SET_BY_KUBERNETES = re.compile(r"BACKPLAN_(SERVICE_|PORT)")
"""A service that is called backplan has its addresses put into the environment under these names."""


def _is_stray(name: str, known: Mapping[str, object]) -> bool:
    return name.startswith(PREFIX) and name not in known and not _SET_BY_KUBERNETES.match(name)


def _unknown(name: str, known: Mapping[str, object]) -> str:
    own = {variable.removeprefix(PREFIX): variable for variable in known}
    near = get_close_matches(name.removeprefix(PREFIX), own, n=1)
    return f"{name} is no setting; " + (f"did you mean {own[near[0]]}?" if near else f"there are {', '.join(known)}")
