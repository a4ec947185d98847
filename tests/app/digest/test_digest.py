"""Each morning people are told what is late, on, moved and asked, in one mail, of what their side sees."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

import pytest
from sqlalchemy import update

from app.accounts.mail_choices import choose
from app.digest import find_due, write_digest
from app.document.wire import Person
from app.links.entering import link_at
from app.mail import STOPPABLE
from app.plans import comment, decline_change, erase_plan, propose_baseline, request_change
from app.store import tables
from app.store.mail_choices import stop_address
from app.store.mails import mails, note_sent
from app.verbs.agreements import AgreeDates, ProposeDates
from app.verbs.calendars import AddClosure
from app.verbs.members import AddPerson
from app.verbs.people import AskForHelp
from app.verbs.plan import ClosePlan, HoldPlan, ResumePlan
from app.verbs.progress import FinishStep, SkipStep, StartStep
from app.verbs.steps import EditStep
from tests.stored import ANA, JO, another_plan, stored_plan

from .morning import ANAS, AT, BUSY, JOS, SEVEN, Mornings, come_into, later, mornings

if TYPE_CHECKING:
    from app.store import Database


@pytest.fixture
def told(database: Database) -> Mornings:
    """Keep a plan with two people who are told of it."""
    return mornings(stored_plan(database, BUSY))


def of(found: list, address: str) -> str:  # type: ignore[type-arg] # mails
    """Return the text for somebody."""
    [text] = [one.text for one in found if one.address == address]
    return text or ""


def test_each_is_told_what_is_theirs_with_a_way_in(told: Mornings) -> None:
    found = told.come()

    assert [one.address for one in found] == [ANAS, JOS]
    jos, anas = of(found, JOS), of(found, ANAS)
    assert "TODAY\n- Legal review: starts" in jos
    assert "Legal review" not in anas
    assert "Margin talks" in anas
    assert f"{AT}/plans/{told.stored.plan}" in anas
    [way] = [line for line in jos.splitlines() if line.startswith(f"{AT}/s/")]
    link = link_at(told.stored.database, way.rpartition("/")[2]).link
    assert (link.listed, link.person, link.level, link.handed_on_from) == ((JOS,), "jo", "listed", "l-jo")


def test_whom_a_side_keeps_to_itself_writes_in_the_name_of_that_side(told: Mornings) -> None:
    told.come()
    kay = Person(id="kay", name="Kay Secretchief", party="seller", private="seller")
    told.stored.do(ANA, AddPerson(new=kay))
    kays = replace(ANA, id="m-kay", name="Kay Secretchief", person="kay")
    told.stored.do(kays, EditStep(step="set-up", set={"duration": "60d"}))
    with told.stored.writing(kays) as unit:
        comment(unit, told.stored.plan, "Can you?", step="legal", mentions=["jo"])

    text = of(told.come(later(1)), JOS)

    assert "Secretchief" not in text
    assert "Acme asks you to look: Can you?" in text
    assert "Because Acme " in text


def test_nobody_is_told_twice_a_day_and_the_way_in_stays(told: Mornings) -> None:
    first = told.come()
    assert told.come() == told.come(SEVEN + timedelta(hours=3)) == []

    again = told.come(later(1))
    assert [one.address for one in again] == [ANAS, JOS]
    ways = {line for text in (of(first, JOS), of(again, JOS)) for line in text.splitlines() if "/s/" in line}
    assert len(ways) == 1


@pytest.mark.parametrize("hour", [-1, 12])
def test_nobody_is_written_to_before_seven_or_in_the_evening(told: Mornings, hour: int) -> None:
    assert told.come(SEVEN + timedelta(hours=hour)) == []
    assert told.tasks() == []


@pytest.mark.parametrize("result", ["lost", "no_decision"])
def test_how_a_plan_ended_is_known_to_the_sellers_people_alone(
    told: Mornings, result: Literal["lost", "no_decision"]
) -> None:
    told.come()
    told.stored.do(ANA, ClosePlan(result=result))

    assert [one.address for one in told.come(later(1))] == [JOS]


def test_nothing_comes_on_a_saturday_or_while_a_side_rests(told: Mornings) -> None:
    assert told.come(later(3)) == []
    closed = {"from": "2026-11-30", "to": "2026-12-01", "reason": "Stocktaking"}
    told.stored.do(JO, AddClosure.model_validate({"calendar": "customer", "new": closed}))
    assert [one.address for one in told.come(later(5))] == [ANAS]


def test_a_plan_on_hold_says_nothing_until_it_goes_on(told: Mornings) -> None:
    told.stored.do(ANA, HoldPlan(reason="The budget is decided in January"))
    assert told.come() == []
    told.stored.now = later(1) - timedelta(hours=1)
    told.stored.do(ANA, ResumePlan())
    assert [one.address for one in told.come(later(1))] == [ANAS, JOS]


def test_what_should_have_begun_is_late(told: Mornings) -> None:
    found = told.come(later(14))
    assert "LATE\n- Legal review: was to start by" in of(found, JOS)
    assert " late" in found[-1].subject


def test_an_agreed_date_has_the_forecast_beside_it(told: Mornings) -> None:
    told.stored.do(ANA, ProposeDates(step="legal", finish="2026-12-11"))
    assert "Fri 11 Dec is proposed; agree to it, or propose another day" in of(told.come(), JOS)
    told.stored.do(JO, AgreeDates(step="legal"), StartStep(step="legal"))
    told.stored.do(JO, EditStep.model_validate({"step": "legal", "set": {"duration": "15d"}}))

    assert "(agreed Fri 11 Dec, now Tue 15 Dec)" in of(told.come(later(16)), JOS)


def test_dates_that_are_proposed_wait_for_nobody_once_the_step_is_over(told: Mornings) -> None:
    told.stored.do(ANA, ProposeDates(step="legal", finish="2026-12-10"))
    told.stored.do(ANA, ProposeDates(step="training", finish="2027-01-04"))
    assert "is proposed; agree to it" in of(told.come(), JOS)

    told.stored.do(JO, FinishStep(step="legal"))
    told.stored.do(ANA, SkipStep(step="training"))

    assert all("is proposed" not in (one.text or "") for one in told.come(SEVEN + timedelta(days=1)))


def test_what_moved_is_told_with_its_cause(told: Mornings) -> None:
    told.come()
    told.stored.do(ANA, EditStep.model_validate({"step": "set-up", "set": {"duration": "30d"}}))

    jos = of(told.come(later(1)), JOS)

    assert "MOVED SINCE YOU WERE LAST TOLD" in jos
    assert "Because Ana Ruiz (Acme) changed Set-up." in jos
    assert "MOVED" not in of(told.come(later(2)), JOS)


def test_questions_and_mentions_wait_for_whom_they_ask(told: Mornings) -> None:
    told.come()
    told.stored.do(ANA, AskForHelp(step="legal", question="Which clause?", owner="jo", answer_by="2026-12-01"))
    with told.stored.writing(ANA) as unit:
        comment(unit, told.stored.plan, "Could you look at this?", step="legal", mentions=["jo"])

    found = told.come(later(1))

    assert "WAITS FOR YOUR ANSWER" in of(found, JOS)
    assert "asks: Which clause? (by Tue 1 Dec)" in of(found, JOS)
    assert "Ana Ruiz (Acme) asks you to look: Could you look at this?" in of(found, JOS)
    assert "Which clause?" not in of(found, ANAS)


@pytest.mark.parametrize(
    ("left", "gone"), [("questions", "Which clause?"), ("mentions", "look at this"), ("digest", "")]
)
def test_who_does_without_a_kind_is_not_told_of_it(told: Mornings, left: str, gone: str) -> None:
    told.come()
    told.stored.do(ANA, AskForHelp(step="legal", question="Which clause?", owner="jo", answer_by="2026-12-01"))
    with told.stored.writing(ANA) as unit:
        comment(unit, told.stored.plan, "Could you look at this?", step="legal", mentions=["jo"])
        choose(unit, JOS, {kind.id for kind in STOPPABLE} - {left})

    found = told.come(later(1))

    assert [one.address for one in found] == ([ANAS] if left == "digest" else [ANAS, JOS])
    assert not gone or gone not in of(found, JOS)


def test_what_one_side_asks_of_the_other_waits_for_its_people_until_they_answer(told: Mornings) -> None:
    told.stored.now = SEVEN
    with told.stored.writing(JO) as unit:
        request_change(unit, told.stored.plan, [EditStep(step="training", set={"duration": "5d"})], why="A fourth site")
        propose_baseline(unit, told.stored.plan)
    found = told.come()
    anas, jos = of(found, ANAS), of(found, JOS)
    assert "- Training: Jo Kern (Northwind) asks for a change; accept or decline it: A fourth site" in anas
    assert "all dates as they stand were signed by Jo Kern for Northwind" in anas
    assert "asks for a change" not in jos
    assert "were signed" not in jos
    [html] = [one.html or "" for one in found if one.address == ANAS]
    assert f'href="{AT}/plans/{told.stored.plan}#request-1"' in html
    assert f'href="{AT}/plans/{told.stored.plan}#baseline"' in html
    with told.stored.writing(ANA) as unit:
        decline_change(unit, told.stored.plan, 1, why="Not before summer")
    assert "asks for a change" not in of(told.come(SEVEN + timedelta(days=1)), ANAS)


def test_nothing_of_another_side_shows_in_any_byte(told: Mornings) -> None:
    first = told.come()
    told.stored.now = SEVEN + timedelta(hours=1)
    told.stored.do(ANA, EditStep.model_validate({"step": "margin", "set": {"title": "Bottom line", "duration": "3d"}}))
    second = told.come(later(1))
    anas, jos = of(second, ANAS), of(second, JOS)

    assert "Bottom line" in anas
    for text in (jos, of(first, JOS), second[-1].html or "", second[-1].subject):
        assert "Bottom line" not in text
        assert "Margin" not in text
    assert "MOVED" not in jos


@pytest.mark.parametrize("gone", ["participant", "link", "expired", "unproved", "stopped"])
def test_who_comes_in_no_more_is_told_nothing(told: Mornings, gone: str) -> None:
    with told.stored.writing() as unit:
        people, links = tables.participants, tables.share_links
        changes = {
            "participant": update(people).values(revoked_at=unit.now),
            "link": update(links).values(revoked_at=unit.now),
            "expired": update(links).values(expires_at=unit.now + timedelta(hours=1)),
            "unproved": update(people).values(proved_at=None),
        }
        if gone in changes:
            unit.connection.execute(changes[gone])
        else:
            stop_address(unit, JOS, "550 No such person")
    assert [one.address for one in told.come()] == [ANAS]


def test_all_plans_of_a_workspace_come_in_one_mail(told: Mornings) -> None:
    other = another_plan(told.stored, BUSY)
    with told.stored.writing() as unit:
        unit.connection.execute(update(tables.plans).where(tables.plans.c.id == other.plan).values(owner=ANA.id))
    found = told.come()
    assert [one.address for one in found] == [ANAS, JOS]
    assert of(found, ANAS).count("Northwind roll-out") == 2
    assert "2 plans" in found[0].subject


def test_who_takes_part_in_several_plans_gets_one_mail(told: Mornings) -> None:
    come_into(told, another_plan(told.stored, BUSY, owner=ANA.id), JOS.upper(), also="-2")
    found = told.come()
    anas, jos = sorted(found, key=lambda one: one.address.casefold())
    assert [one.address.casefold() for one in (anas, jos)] == [ANAS, JOS]
    assert "2 plans" in jos.subject
    assert (jos.text or "").count("Northwind roll-out") == 2


def test_a_member_who_takes_part_in_another_plan_too_gets_one_mail(told: Mornings) -> None:
    other = another_plan(told.stored, BUSY)
    come_into(told, other, ANAS, also="-2")
    found = told.come()
    assert [one.address for one in found] == [ANAS, JOS]
    anas = of(found, ANAS)
    assert f"{AT}/plans/{told.stored.plan}" in anas
    assert f"{AT}/s/" in anas
    assert "2 plans" in found[0].subject


def test_a_member_who_takes_part_in_the_same_plan_is_told_of_it_once_as_a_member(told: Mornings) -> None:
    come_into(told, told.stored, ANAS, also="-2")
    anas = of(told.come(), ANAS)
    assert f"{AT}/plans/{told.stored.plan}" in anas
    assert f"{AT}/s/" not in anas


def test_each_workspace_writes_a_mail_of_its_own_which_tells_nothing_of_the_other(told: Mornings) -> None:
    """See decision 29."""
    other = mornings(stored_plan(told.stored.database, BUSY.replace("Northwind roll-out", "Secret plan")), also="-2")
    for one in (told, other):
        one.stored.now = SEVEN
    find_due(told.stored.database, SEVEN)
    for one in (told, other):
        for task in one.tasks():
            write_digest(one.stored.database, replace(task, workspace=one.stored.workspace), at=AT, now=SEVEN)

    here, there = ([mail for mail in one.mails() if mail.address == JOS] for one in (told, other))
    assert [len(here), len(there)] == [1, 1]
    assert "Secret plan" not in (here[0].text or "") + here[0].subject
    assert "Secret plan" in (there[0].text or "")


def test_a_digest_that_has_not_left_goes_with_a_plan_and_is_written_anew_without_it(told: Mornings) -> None:
    other = another_plan(told.stored, BUSY.replace("Northwind roll-out", "Secret plan"), owner=ANA.id)
    first = told.come()
    assert "Secret plan" in of(first, ANAS)

    with other.writing() as unit:
        erase_plan(unit, other.plan)
    assert [one.address for one in told.mails()] == [JOS]
    [again] = told.come(SEVEN + timedelta(minutes=15))

    assert again.address == ANAS
    assert "Secret plan" not in f"{again.text} {again.html} {again.subject}"
    assert "Northwind roll-out" in (again.text or "")


def test_a_digest_that_has_left_stays_and_nobody_is_written_to_again(told: Mornings) -> None:
    other = another_plan(told.stored, BUSY, owner=ANA.id)
    told.come()
    with told.stored.writing() as unit:
        for one in told.mails():
            note_sent(unit, one.id)
        erase_plan(unit, other.plan)

    assert told.come(SEVEN + timedelta(minutes=15)) == []


def test_a_digest_that_has_not_left_goes_with_the_last_plan_of_its_reader(told: Mornings) -> None:
    told.come()
    with told.stored.writing() as unit:
        erase_plan(unit, told.stored.plan)
        assert mails(unit) == []
    find_due(told.stored.database, SEVEN + timedelta(minutes=15))
    assert told.mails() == []


def test_a_digest_that_is_written_by_two_at_once_goes_out_once(told: Mornings) -> None:
    told.come()
    for task in told.tasks() * 2:
        write_digest(told.stored.database, replace(task, attempt=2), at=AT, now=told.stored.now)
    assert len(told.mails()) == 2
    find_due(told.stored.database, told.stored.now + timedelta(minutes=15))
    assert len(told.tasks()) == 2
