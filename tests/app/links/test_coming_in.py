"""Coming in by a link: by name, by password, by a code that was mailed; and handing a step on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from app.links import To, leave, links_of, participants_of, revoke_link, revoke_participant, visits_of
from app.links.entering import note_visit
from app.store.share_links import Level
from app.verbs.members import AddPerson
from app.verbs.progress import FinishStep
from tests.app.links.door import AT, PASSWORD, Door, refusal
from tests.stored import ANA

JO = "jo@northwind.example"
MIA = "mia@northwind.example"


def test_somebody_new_joins_the_partys_people_and_does_what_needs_a_name(door: Door) -> None:
    came = door.comes(door.share().secret, " Mia  Roth ", email=MIA)

    assert door.people()["customer--mia-roth"] == {
        "id": "customer--mia-roth",
        "name": "Mia Roth",
        "email": MIA,
        "party": "customer",
    }
    door.stored.do(door.actor(came), FinishStep(step="legal"))
    entry = door.stored.log()[-1]
    assert (entry.by.kind, entry.by.name, entry.by.person) == ("participant", "Mia Roth", "customer--mia-roth")


def test_who_joined_takes_back_neither_that_nor_its_proved_address(door: Door) -> None:
    named, proved = door.comes(door.share().secret, "Mia Roth"), door.proves(door.share("code").secret, MIA, "Max Ott")

    for came in (named, proved):
        assert refusal(lambda came=came: door.stored.undo(door.actor(came))) == "nothing-to-undo"  # type: ignore[misc]
    assert {"customer--mia-roth", "customer--max-ott"} <= set(door.people())


def test_a_link_is_used_from_when_the_first_comes_in_by_it(door: Door) -> None:
    made = door.share()

    def used() -> object:
        with door.stored.reading() as unit:
            return next(one.used_at for one in links_of(unit, door.stored.plan) if one.id == made.link.id)

    assert used() is None
    door.comes(made.secret, "Mia Roth")
    assert used() == door.stored.now


def test_who_the_plan_knows_already_is_not_there_twice(door: Door) -> None:
    came = door.comes(door.share().secret, "jo KERN")

    assert door.actor(came).person == "jo"
    assert set(door.people()) == {"ana", "jo"}


def test_a_name_that_only_a_hidden_person_has_tells_nothing(door: Door) -> None:
    door.stored.do(ANA, AddPerson.model_validate({"new": {"id": "mia-roth", "party": "seller", "private": "seller"}}))

    came = door.comes(door.share().secret, "Mia Roth")

    assert door.actor(came).person == "customer--mia-roth"
    assert door.actor(came).name == "Mia Roth"


def test_at_an_open_link_one_chooses_who_one_is(door: Door) -> None:
    secret = door.share("open").secret

    assert door.actor(door.comes(secret, person="jo")).person == "jo"
    assert refusal(lambda: door.comes(secret, person="ana")) == "unknown-person"


def test_no_name_lets_nobody_in(door: Door) -> None:
    assert refusal(lambda: door.comes(door.share().secret, "  ")) == "bad-name"


def test_a_password_is_asked_for_beside_the_name_and_not_guessed(door: Door) -> None:
    secret = door.share("password", password=PASSWORD).secret

    assert refusal(lambda: door.comes(secret, "Mia Roth", password="guess")) == "wrong-link-password"  # noqa: S106
    assert door.actor(door.comes(secret, "Mia Roth", password=PASSWORD)).person == "customer--mia-roth"
    codes = [refusal(lambda: door.comes(secret, "Kim", password="guess")) for _ in range(12)]  # noqa: S106
    assert codes == ["wrong-link-password"] * 11 + ["too-many-attempts"]


@pytest.mark.parametrize("level", ["code", "listed"])
def test_a_code_proves_who_it_is(door: Door, level: Level) -> None:
    secret = door.share(level).secret
    assert refusal(lambda: door.comes(secret, "Jo Kern")) == "code-needed"

    came = door.proves(secret, "JO@northwind.example", "Somebody")

    assert (door.actor(came).person, door.actor(came).verified) == ("jo", True)
    assert door.letters[0].to == "JO@northwind.example"
    assert door.stored.opened().stored.title not in door.letters[0].text


def test_anybody_proves_an_address_where_any_will_do(door: Door) -> None:
    came = door.proves(door.share("code").secret, MIA, "Mia Roth")

    assert door.people()["customer--mia-roth"]["email"] == MIA
    assert door.actor(came).verified


def test_a_name_makes_nobody_of_whom_another_address_is_known(door: Door) -> None:
    came = door.proves(door.share("code").secret, MIA, "Jo Kern")

    assert door.actor(came).person == "customer--jo-kern"
    assert door.people()["jo"]["email"] == JO


def test_nobody_learns_who_is_listed(door: Door) -> None:
    secret = door.share("listed", listed=(MIA,)).secret

    kept = [door.asks(secret, email, "Somebody") for email in (MIA, JO, "eve@elsewhere.example")]

    assert [len(one) for one in kept] == [len(kept[0])] * 3
    assert [letter.to for letter in door.letters] == [MIA, JO]
    assert refusal(lambda: door.types(secret, kept[2], "123456")) == "wrong-code"


def test_a_code_holds_for_ten_minutes_five_tries_one_use_and_the_browser_that_asked(door: Door) -> None:
    secret = door.share("code").secret
    kept = door.asks(secret, MIA, "Mia Roth")
    code, wrong = door.code(), f"{(int(door.code()) + 1) % 10**6:06}"
    other = door.asks(secret, MIA, "Mia Roth")
    assert refusal(lambda: door.types(secret, other, code)) == "wrong-code"
    for _ in range(4):
        assert refusal(lambda: door.types(secret, kept, wrong)) == "wrong-code"
    assert door.types(secret, kept, f"{code[:3]} {code[3:]}") is not None
    assert refusal(lambda: door.types(secret, kept, code)) == "wrong-code"

    late = door.asks(secret, MIA, "Mia Roth")
    door.passes(timedelta(minutes=10))
    assert refusal(lambda: door.types(secret, late)) == "wrong-code"


def test_after_five_wrong_tries_the_right_code_is_none(door: Door) -> None:
    secret = door.share("code").secret
    kept = door.asks(secret, MIA, "Mia Roth")
    wrong = f"{(int(door.code()) + 1) % 10**6:06}"

    for _ in range(5):
        assert refusal(lambda: door.types(secret, kept, wrong)) == "wrong-code"
    assert refusal(lambda: door.types(secret, kept)) == "wrong-code"


def test_codes_for_one_address_come_slower_and_slower_listed_or_not(door: Door) -> None:
    secret = door.share("listed").secret

    for email in (JO, "eve@elsewhere.example"):
        for _ in range(6):
            door.asks(secret, email, "Somebody")
        assert refusal(lambda to=email: door.asks(secret, to, "Somebody")) == "too-many-attempts"  # type: ignore[misc]


def test_a_code_is_kept_so_that_nobody_finds_it_by_trying_all(door: Door) -> None:
    secret = door.share("code").secret
    kept = door.asks(secret, MIA, "Mia Roth")

    with door.stored.database.engine.connect() as connection:
        rows = repr(connection.execute(text("select * from mailed_codes")).all())
    assert door.code() not in rows
    assert kept not in rows


def test_who_came_by_name_proves_an_address_later(door: Door) -> None:
    secret = door.share().secret
    came = door.comes(secret, "Jo Kern")
    entered = door.entered(came.secret)

    door.asks(secret, MIA, by=entered)
    assert door.letters == []
    assert door.types(secret, door.asks(secret, JO, by=entered)) is None
    assert door.actor(came).verified


def test_the_plan_learns_an_address_that_it_did_not_know(door: Door) -> None:
    secret = door.share().secret
    came = door.comes(secret, "Mia Roth")

    door.types(secret, door.asks(secret, MIA, by=door.entered(came.secret)))

    assert door.people()["customer--mia-roth"]["email"] == MIA


def test_each_browser_leaves_and_is_shut_out_on_its_own(door: Door) -> None:
    secret = door.share().secret
    one, two, three = (door.comes(secret, "Mia Roth") for _ in range(3))
    with door.stored.writing() as unit:
        revoke_participant(unit, door.stored.plan, one.entered.participant.id)
    with door.stored.writing(door.actor(two)) as unit:
        leave(unit)

    assert [door.entered(came.secret) is not None for came in (one, two, three)] == [False, False, True]
    with door.stored.reading() as unit:
        assert [one.name for one in participants_of(unit, door.stored.plan)] == ["Mia Roth"] * 3
    with door.stored.writing() as unit:
        assert refusal(lambda: revoke_participant(unit, door.stored.plan, "nobody")) == "unknown-participant"


def test_not_me_gives_the_step_and_a_way_in_to_somebody_else(door: Door) -> None:
    issued = door.share()
    jo = door.comes(issued.secret, "Jo Kern")

    handed = door.hands_on(jo, "legal", To(name="Mia Roth"))

    assert door.stored.step("legal")["owners"] == {"customer": "customer--mia-roth"}
    assert handed.secret is not None
    mia = door.comes(handed.secret, "whatever she types")
    assert (door.actor(mia).person, door.actor(mia).name) == ("customer--mia-roth", "Mia Roth")
    assert [(one.verb, one.private) for one in door.stored.log()[-2:]] == [("delegate", None), ("hand_on", "customer")]
    with door.stored.writing() as unit:
        revoke_link(unit, door.stored.plan, issued.link.id)
    assert door.entered(mia.secret) is None


def test_a_way_in_that_was_handed_on_is_mailed_and_asks_for_no_less(door: Door) -> None:
    jo = door.proves(door.share("listed").secret, JO, "Jo Kern")

    assert refusal(lambda: door.hands_on(jo, "legal", To(name="Mia Roth"))) == "needs-email"
    handed = door.hands_on(jo, "legal", To(name="Mia Roth", email=MIA))

    assert handed.secret is None
    assert (handed.link.level, handed.link.listed, handed.link.person) == ("listed", (MIA,), "customer--mia-roth")
    letter = door.letters[-1]
    secret = next(line for line in letter.text.splitlines() if line.startswith(AT)).rpartition("/")[2]
    assert (letter.to, letter.subject) == (MIA, "Legal review: Jo Kern handed it to you")
    door.asks(secret, JO)
    assert door.letters[-1] == letter
    assert door.actor(door.proves(secret, MIA)).person == "customer--mia-roth"


def test_nobody_hands_on_without_a_name_of_their_own(door: Door) -> None:
    issued = door.share("password", password=PASSWORD)
    jo = door.comes(issued.secret, "Jo Kern", password=PASSWORD)
    handed = door.hands_on(jo, "legal", To(name="Mia Roth", by_mail=False))

    assert handed.secret is not None
    assert refusal(lambda: door.comes(handed.secret or "", "Mia Roth")) == "wrong-link-password"
    assert door.actor(door.comes(handed.secret, "", password=PASSWORD)).person == "customer--mia-roth"


def test_visits_are_kept_only_where_a_link_says_so(door: Door) -> None:
    quiet, told = door.share(), door.share(keeps_visits=True)
    for issued in (quiet, told, told):
        came = door.comes(issued.secret, "Mia Roth")
        with door.stored.writing(door.actor(came)) as unit:
            for _ in range(2):
                note_visit(unit, issued.link, came.entered.participant.id)

    with door.stored.reading() as unit:
        visits = visits_of(unit, door.stored.plan)
    assert [(one.link, one.name) for one in visits] == [(told.link.id, "Mia Roth")] * 2
