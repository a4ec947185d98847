"""What a service runs with and how it is, as it is answered to whoever operates it."""

from __future__ import annotations

from pydantic import Field

from .values import Answer


class SettingAnswer(Answer):
    """One setting."""

    variable: str = Field(description="The variable of the environment that changes it at the next start.")
    value: str = Field(description="As it is, without logins and secrets; empty where nothing is set.")
    default: str = Field(description="What it is where nobody sets it.")
    is_default: bool = Field(description="Whether it is as it comes.")
    is_secret: bool = Field(description="Whether it can hold a password, which is not told.")
    says: str = Field(description="What it is.")


class BacklogAnswer(Answer):
    """What waits in the database, of all workspaces; counted every ten seconds at most."""

    jobs_waiting: int = Field(description="Jobs whose time has come.")
    jobs_later: int = Field(description="Jobs that rest until their time comes.")
    jobs_running: int = Field(description="Jobs that are being done.")
    jobs_given_up: int = Field(description="Jobs that failed until no attempt was left, in the last seven days.")
    oldest_seconds: int = Field(description="For how long the oldest waits; minutes mean that no worker works.")
    mails_waiting: int = Field(description="Mails that are still to be sent.")
    mails_failed: int = Field(description="Mails that did not arrive, in the last 90 days.")


class ServiceAnswer(Answer):
    """What the process that answers runs with, and how it is."""

    version: str = Field(description="Of Backplan.")
    holidays: str = Field(description="Of the library that knows public holidays.")
    checks: dict[str, str] = Field(description="What `/readyz` looks at: `ok`, or what is wrong with it.")
    backlog: BacklogAnswer | None = Field(description="What waits; null where the database does not answer.")
    settings: tuple[SettingAnswer, ...] = Field(description="All settings.")


class TrialAnswer(Answer):
    """What came of a mail that tried the mail server."""

    to: str = Field(description="The address to which it went: your own.")
    sent: bool = Field(description="Whether the mail server took it.")
    problem: str | None = Field(description="Why it did not, in the words that failed mails have; null where it did.")
    proves: bool = Field(
        description="Whether it was the mail at which a new password is chosen, which proves the address: "
        "nobody had proved it yet."
    )
