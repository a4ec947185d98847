"""Settings are told without what lets somebody in, wherever an operator has put that."""

from dataclasses import fields

import pytest

from app.setting_texts import SECRET
from app.settings import Settings, read_settings
from app.told_settings import SET, told_settings

PLANTED = "pl4nted"
"""Stands wherever somebody could put a secret."""
EVERYWHERE = {
    "BACKPLAN_DATABASE": f"postgresql://{PLANTED}-user:{PLANTED}@db.example.com:5433/plans?password={PLANTED}",
    "BACKPLAN_SMTP": f"smtp://{PLANTED}-user:{PLANTED}%2F@mail.example.com?starttls",
    "BACKPLAN_MAIL_FROM": "Backplan <plans@example.com>",
    "BACKPLAN_REPLY_TO": "replies@example.com",
    "BACKPLAN_IMAP": f"imaps://{PLANTED}-user:{PLANTED}@mail.example.com:1993/INBOX",
    "BACKPLAN_METRICS_TOKEN": f"{PLANTED}-of-the-numbers",
    "BACKPLAN_OIDC_ISSUER": f"https://{PLANTED}-user:{PLANTED}@login.example.com/realms/acme?key={PLANTED}",
    "BACKPLAN_OIDC_CLIENT_ID": "backplan",
    "BACKPLAN_OIDC_CLIENT_SECRET": PLANTED,
}


def told(environment: dict[str, str]) -> dict[str, str]:
    """Return the values that are told."""
    return {one.variable: one.value for one in told_settings(read_settings(environment))}


def test_every_setting_is_told_in_the_order_of_the_registry() -> None:
    found = told_settings(Settings())

    assert len(found) == len(fields(Settings))
    assert [one for one in found if not one.is_default or one.value != one.default] == []
    assert {one.variable for one in found if one.is_secret} == {f"BACKPLAN_{name.upper()}" for name in SECRET}
    assert all(one.says.endswith(".") for one in found)


def test_what_is_set_is_told_with_what_it_would_be() -> None:
    found = {one.variable: one for one in told_settings(read_settings({"PORT": "8123", "BACKPLAN_LINGER": "5"}))}

    assert {name for name, one in found.items() if not one.is_default} == {"PORT", "BACKPLAN_LINGER"}
    assert (found["PORT"].value, found["PORT"].default) == ("8123", "8000")


def test_no_login_and_no_secret_is_told() -> None:
    found = told(EVERYWHERE)

    assert PLANTED not in repr(told_settings(read_settings(EVERYWHERE)))
    assert {name: found[name] for name in EVERYWHERE} == {
        "BACKPLAN_DATABASE": "postgresql://db.example.com:5433/plans",
        "BACKPLAN_SMTP": "smtp://***@mail.example.com?starttls",
        "BACKPLAN_MAIL_FROM": "Backplan <plans@example.com>",
        "BACKPLAN_REPLY_TO": "replies@example.com",
        "BACKPLAN_IMAP": "imaps://***@mail.example.com:1993/INBOX",
        "BACKPLAN_METRICS_TOKEN": SET,
        "BACKPLAN_OIDC_ISSUER": "https://***@login.example.com/realms/acme",
        "BACKPLAN_OIDC_CLIENT_ID": "backplan",
        "BACKPLAN_OIDC_CLIENT_SECRET": SET,
    }


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://me@db/plans", "postgresql://db/plans"),
        ("postgresql:///plans?host=/run/postgresql", "postgresql:///run/postgresql/plans"),
        (f"postgresql://me:{PLANTED}@{PLANTED}@db/plans", "postgresql://***"),
        (f"postgresql://me:a/{PLANTED}@db/plans", "postgresql://db/plans"),
        (f"postgresql://me:{PLANTED}#@db/plans", "postgresql://db/plans"),
    ],
)
def test_of_a_database_only_its_place_is_told(address: str, shown: str) -> None:
    assert told({"BACKPLAN_DATABASE": address})["BACKPLAN_DATABASE"] == shown
