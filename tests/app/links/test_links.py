"""Share links: made for one party, shown once, made anew, revoked, and over."""

from __future__ import annotations

import inspect
from datetime import timedelta

import pytest
from sqlalchemy import text

from app import links
from app.allowed import LINKS
from app.links import enter_by_link, link_at, links_of, reissue_link, revoke_link
from app.store.share_links import Level
from tests.app.links.door import PASSWORD, Door, refusal
from tests.stored import ANA, JO, another_plan

PEOPLES_OWN = {"enter_by_link", "enter_by_participant", "link_at", "note_visit", "refuse_over", "stranger_by"}
"""What the doors do before they know who comes."""


def test_every_use_case_is_in_a_row() -> None:
    functions = {name for name in links.__all__ if inspect.isfunction(getattr(links, name))}

    assert functions - PEOPLES_OWN == set(LINKS)


def test_a_link_is_kept_without_its_secret_and_the_log_tells_of_it_without_one(door: Door) -> None:
    issued = door.share("password", password=PASSWORD, label="For the board")

    entry = door.stored.log()[-1]
    assert (entry.verb, entry.private, entry.by.name) == ("share_plan", "seller", "Ana Ruiz")
    with door.stored.database.engine.connect() as connection:
        rows = [repr(connection.execute(text(f"select * from {table}")).all()) for table in ("share_links", "log")]  # noqa: S608
    assert [secret in row for row in rows for secret in (issued.secret, PASSWORD)] == [False] * 4
    assert "argon2id" in rows[0]
    with door.stored.reading() as unit:
        [link] = links_of(unit, door.stored.plan)
    assert (link.label, link.made_by_name, link.used_at) == ("For the board", "Ana Ruiz", None)


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({"party": "seller"}, "own-side"),
        ({"party": "hw"}, "unknown-party"),
        ({"level": "password"}, "no-password"),
        ({"level": "password", "password": "short"}, "weak-password"),
        ({"level": "open", "password": PASSWORD}, "stray-field"),
        ({"level": "code", "listed": ("jo@northwind.example",)}, "stray-field"),
        ({"level": "listed", "listed": ("nobody",)}, "bad-address"),
        ({"person": "ana"}, "unknown-person"),
        ({"label": " "}, "bad-name"),
    ],
)
def test_a_link_that_fits_nobody_is_refused(door: Door, wanted: dict[str, object], code: str) -> None:
    assert refusal(lambda: door.share(**wanted)) == code  # type: ignore[arg-type] # wrong by intent


def test_a_link_that_would_have_run_out_is_refused(door: Door) -> None:
    assert refusal(lambda: door.share(expires_at=door.stored.now)) == "past-expiry"


def test_who_came_in_by_a_link_shares_nothing(door: Door) -> None:
    assert refusal(lambda: door.share(by=JO)) == "members-only"
    with door.stored.reading(JO) as unit:
        assert refusal(lambda: links_of(unit, door.stored.plan)) == "members-only"


def test_a_link_that_was_made_anew_has_another_address_and_keeps_who_came(door: Door) -> None:
    issued = door.share()
    came = door.comes(issued.secret, "Mia Roth")
    with door.stored.writing() as unit:
        again = reissue_link(unit, door.stored.plan, issued.link.id)

    assert refusal(lambda: link_at(door.stored.database, issued.secret)) == "no-such-link"
    assert link_at(door.stored.database, again.secret).link.id == issued.link.id
    assert door.entered(came.secret) is not None


def test_a_revoked_link_lets_nobody_in_and_nobody_stay(door: Door) -> None:
    issued = door.share()
    came = door.comes(issued.secret, "Mia Roth")
    for _ in range(2):
        with door.stored.writing() as unit:
            revoke_link(unit, door.stored.plan, issued.link.id)

    assert door.entered(came.secret) is None
    assert refusal(lambda: door.comes(issued.secret, "Kim Vu")) == "link-revoked"
    assert [one.verb for one in door.stored.log()].count("revoke_link") == 1


@pytest.mark.parametrize("level", ["open", "name", "code", "listed"])
def test_a_link_that_has_run_out_lets_nobody_in(door: Door, level: Level) -> None:
    issued = door.share(level, expires_at=door.stored.now + timedelta(days=1))
    door.passes(timedelta(days=1))

    assert enter_by_link(door.stored.database, issued.secret, door.stored.now) is None
    if level in links.PROVING:
        assert refusal(lambda: door.asks(issued.secret, "jo@northwind.example", "Jo")) == "link-expired"
    else:
        assert refusal(lambda: door.comes(issued.secret, "Mia Roth")) == "link-expired"


def test_the_secret_of_an_open_link_shows_the_plan_and_changes_nothing(door: Door) -> None:
    caller = enter_by_link(door.stored.database, door.share("open").secret, door.stored.now)

    assert caller is not None
    assert (caller.plan, caller.actor.party, caller.actor.person) == (door.stored.plan, "customer", None)
    for level in ("name", "code", "listed"):
        assert enter_by_link(door.stored.database, door.share(level).secret, door.stored.now) is None


def test_another_plans_links_are_unknown(door: Door) -> None:
    issued, other = door.share(), another_plan(door.stored)
    with other.writing(ANA) as unit:
        assert refusal(lambda: revoke_link(unit, other.plan, issued.link.id)) == "unknown-link"
