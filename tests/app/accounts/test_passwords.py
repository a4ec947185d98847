"""Passwords: long enough, kept as a slow hash, tried a few times, forgotten and chosen anew; nobody learns whose."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from unittest.mock import patch

import pytest
from sqlalchemy import text

from app.accounts import passwords
from app.accounts.lockout import network_of
from app.accounts.passwords import fits, hashed
from app.accounts.signing_in import change_password, count_forgotten, send_new_password
from app.accounts.welcome import Said
from app.store.users import keep_user
from scheduler.refusals import Refused
from tests.app.accounts.office import ANA, PASSWORD, Office, address_in

OTHER = "another few words"
IN_EARNEST = passwords.HASH
"""As the service hashes; other tests take less time."""


def test_a_password_is_kept_as_an_argon2id_hash_of_64_megabytes(office: Office) -> None:
    with office.database.engine.connect() as connection:
        (kept,) = connection.scalars(text("select password from users"))

    assert (fits(PASSWORD, kept), fits(OTHER, kept)) == (True, False)
    assert IN_EARNEST.hash(PASSWORD).startswith("$argon2id$v=19$m=65536,t=3,p=4$")


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("eleven char", "at least 12"),
        ("x" * 1_001, "at most 1,000"),
        (ANA.upper(), "your e-mail address is no password"),
    ],
)
def test_a_weak_password_is_refused_and_the_address_still_leads_in(office: Office, password: str, says: str) -> None:
    address = office.invited("ana+2@acme.example") if password.lower() != ANA else ""
    if not address:
        with office.writing() as unit:
            send_new_password(unit, ANA, office.post)
        address = address_in(office.letters[-1])

    with pytest.raises(Refused, match=says):
        office.comes_in(address, Said(password=password, name="Ana"))
    office.comes_in(address, Said(password=OTHER, name="Ana"))


def test_the_same_password_is_the_same_on_every_keyboard() -> None:
    assert fits("Stra\u00dfe nach M\u00fcnchen", hashed("Stra\u00dfe nach Mu\u0308nchen"))


def test_unknown_addresses_users_without_a_password_and_wrong_ones_take_one_hash_each(office: Office) -> None:
    ben = office.entered(office.joins()).session.user
    with office.writing() as unit:
        keep_user(unit, ben, password=None)
    told = []
    for email in (ANA, "nobody@acme.example", "ben@acme.example"):
        counted = patch.object(passwords.HASH, "verify", wraps=passwords.HASH.verify)
        with counted as verify, pytest.raises(Refused) as refused:
            office.signs_in(email, OTHER)
        told.append((verify.call_count, str(refused.value)))

    assert told == [(1, told[0][1])] * 3


def test_few_are_hashed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once, most, verify = 0, 0, passwords.HASH.verify

    def counted(password: str, kept: str) -> bool:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        try:
            return verify(password, kept)
        finally:
            at_once -= 1

    kept = hashed(PASSWORD)
    monkeypatch.setattr(passwords.HASH, "verify", counted)
    with ThreadPoolExecutor(6) as pool:
        assert all(pool.map(lambda _: fits(PASSWORD, kept), range(6)))
    assert 1 <= most <= 2


@pytest.mark.parametrize("email", [ANA, "nobody@acme.example"])
def test_an_account_that_is_there_and_one_that_is_not_wait_alike(office: Office, email: str) -> None:
    said = []
    for _ in range(8):
        with pytest.raises(Refused) as refused:
            office.signs_in(email, OTHER)
        said.append(str(refused.value))

    assert ["too many" in one for one in said] == [False] * 6 + [True] * 2
    assert said[-1].endswith("try again in 30 seconds")
    office.passes(timedelta(seconds=31))
    for told in ("do not belong together", "try again in 60 seconds"):
        with pytest.raises(Refused, match=told):
            office.signs_in(email, OTHER)


def test_many_guesses_at_once_count_like_guesses_in_turn(office: Office) -> None:
    def guess(number: int) -> str:
        try:
            return office.signs_in(ANA, f"guess number {number}")
        except Refused as refused:
            return str(refused)

    with ThreadPoolExecutor(12) as pool:
        said = [*pool.map(guess, range(12))]

    assert sum("do not belong together" in one for one in said) == 6


def test_whoever_tries_many_accounts_waits_too_and_an_own_account_does_not_help(office: Office) -> None:
    for number in range(30):
        with pytest.raises(Refused, match="do not belong together"):
            office.signs_in(f"user-{number}@acme.example", OTHER)
        if number % 10 == 0:
            office.signs_in()  # which gives back its own attempt alone

    assert office.is_in(office.signs_in())
    for told in ("do not belong together", "too many attempts"):
        with pytest.raises(Refused, match=told):
            office.signs_in("one-more@acme.example", OTHER)
    with pytest.raises(Refused, match="too many attempts"):
        office.signs_in()
    assert office.is_in(office.signs_in(origin="198.51.100.1"))


@pytest.mark.parametrize(
    ("origin", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8::1:2:3:4", "2001:db8::"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("unix", "unix"),
    ],
)
def test_an_origin_is_whoever_shares_it(origin: str, network: str) -> None:
    assert network_of(origin) == network


def test_a_forgotten_password_is_chosen_anew_by_mail_within_an_hour_and_signs_everybody_out(office: Office) -> None:
    with office.writing() as unit:
        send_new_password(unit, ANA.upper(), office.post)
    address = address_in(office.letters[-1])
    assert office.letters[-1].to == ANA

    new = office.comes_in(address, Said(password=OTHER))

    assert not office.is_in(office.ana)
    assert office.entered(new).caller.actor.verified  # only who reads that mail has the address
    assert office.is_in(office.signs_in(ANA, OTHER))
    with pytest.raises(Refused, match="do not belong together"):
        office.signs_in()
    with pytest.raises(Refused, match="was used, replaced or has run out"):
        office.comes_in(address, Said(password=PASSWORD))


def test_a_newer_address_replaces_an_older_one_and_none_outlives_its_hour(office: Office) -> None:
    for _ in range(2):
        with office.writing() as unit:
            send_new_password(unit, ANA, office.post)
    first, second = map(address_in, office.letters)

    with pytest.raises(Refused, match="was used, replaced or has run out"):
        office.comes_in(first, Said(password=OTHER))
    office.passes(timedelta(hours=1))
    with pytest.raises(Refused, match="was used, replaced or has run out"):
        office.comes_in(second, Said(password=OTHER))


def test_nothing_is_mailed_to_strangers_and_asking_is_counted_for_them_too(office: Office) -> None:
    with office.writing() as unit:
        send_new_password(unit, "nobody@acme.example", office.post)
    assert office.letters == []

    for email in (ANA, "nobody@acme.example"):
        for _ in range(4):
            with office.writing() as unit:
                count_forgotten(unit, email, "192.0.2.7")
        with office.writing() as unit, pytest.raises(Refused, match="try again in 15 minutes"):
            count_forgotten(unit, email, "192.0.2.7")


def test_who_changes_the_password_signs_all_other_browsers_out(office: Office) -> None:
    here = office.entered(office.signs_in()).session

    with pytest.raises(Refused, match="not your present password"):
        change_password(office.database, here.user, old=OTHER, new=OTHER, but=here.id, now=office.now)
    change_password(office.database, here.user, old=PASSWORD, new=OTHER, but=here.id, now=office.now)

    assert not office.is_in(office.ana)
    with office.writing(office.signs_in(ANA, OTHER)) as unit:
        assert unit.actor.name == "Ana Ruiz"


def test_no_row_holds_a_secret(office: Office) -> None:
    office.invited("eva@acme.example", post=office.post)
    secret = address_in(office.letters[-1]).rpartition("/")[2]

    with office.database.engine.connect() as connection:
        rows = [
            repr(connection.execute(text(f"select * from {table}")).all())  # noqa: S608 - our own names
            for table in ("users", "sessions", "one_time_addresses", "attempts")
        ]
    assert [one for one in rows if secret in one or office.ana in one or PASSWORD in one] == []
