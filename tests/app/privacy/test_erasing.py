"""Somebody is forgotten: no byte of name or address is left, and the plan still holds together under a pseudonym."""

from __future__ import annotations

import io
import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.actors import SYSTEM, Actor
from app.document.wire import Person
from app.feeds import Choice, make_feed
from app.files.folder import FolderStorage
from app.jobs import Task
from app.links import To, Wanted, make_link
from app.links.entering import note_visit
from app.mail import Mail, send
from app.plans import (
    attach,
    baselines_of,
    comment,
    comments,
    propose_baseline,
    request_change,
    sign_baseline,
)
from app.privacy import erase_by_email, erase_myself, erase_person, erase_person_in, erasures_of, export_person
from app.privacy.erasing import erase_in_plan
from app.privacy.somebody import Somebody
from app.soundness import Checked, check_database
from app.store import tables
from app.store.calendar_entries import remembered
from app.store.deliveries import keep_deliveries, of_webhook
from app.store.digests import begin_digest, keep_way
from app.store.erasures import Erasure
from app.store.external_ids import Named, name_plan
from app.store.invitations import add_reply, keep_invitation
from app.store.kept_answers import KeptAnswer, claim, keep_answer
from app.store.mail_choices import keep_kinds_off, stop_address
from app.store.participants import participants_of
from app.store.templates import add_template, add_version, content_of, plain_of
from app.store.views import newest_views
from app.verbs.agreements import AgreeDates, ProposeDates
from app.verbs.decisions import RecordDecision
from app.verbs.members import AddPerson, EditPerson
from app.verbs.people import AskForHelp, AssignOwner, Delegate
from app.verbs.progress import FinishStep
from app.verbs.steps import EditStep
from app.webhooks import Outside, make_webhook
from app.webhooks import Wanted as WantedWebhook
from scheduler.refusals import Refused
from tests.app.files.samples import PDF
from tests.app.links.door import Door
from tests.app.plans.test_keeping import called_off_to, replied_to
from tests.stored import ANA, NOVA, Stored, another_plan, stored_plan

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.store import Unit

EMAIL, NAME = "jo@northwind.example", "Jo Kern"
TRACES = (EMAIL, NAME, "Kern", "northwind.example", '"jo"')


@pytest.fixture
def door(stored: Stored) -> Door:
    """Keep a plan that can be shared."""
    return Door(stored=stored)


def everything(stored: Stored) -> str:
    """Return all that the database holds, revisions and answers unpacked, as one text."""
    with stored.reading() as unit:
        rows = {
            table.name: [dict(row) for row in unit.connection.execute(select(table)).mappings()]
            for table in tables.METADATA.sorted_tables
        }
        newest = unit.connection.execute(select(tables.plans.c.id, tables.plans.c.revision)).all()
    for one in newest:
        told = replace(stored, plan=one.id)
        rows[one.id] = [dict(told.document(number)) for number in range(1, one.revision + 1)]
    for row in rows["revisions"]:
        del row["body"]
    for row in rows["template_versions"]:
        row["content"] = plain_of(row["content"])
    return json.dumps(
        rows, default=lambda one: one.decode() if isinstance(one, bytes) else str(one), ensure_ascii=False
    )


def written(stored: Stored) -> Any:  # noqa: ANN401 - plain data
    """Return the newest document."""
    return stored.document()


def found_of(stored: Stored, traces: tuple[str, ...] = TRACES) -> list[str]:
    """Return which traces of somebody are in the database."""
    text = everything(stored).replace("\\", "")
    return [one for one in traces if one.casefold() in text.casefold()]


def does(stored: Stored, erasure: Erasure) -> None:
    """Do the job of an erasure, as a worker would."""
    task = Task(workspace=stored.workspace, about=erasure.id, attempt=1, is_last=False)
    erase_person(stored.database, task, lambda: stored.now)


def forgotten(stored: Stored, email: str = EMAIL, names: tuple[str, ...] = ()) -> Erasure:
    """Have somebody forgotten, and let that be done."""
    with stored.writing() as unit:
        erasure = erase_by_email(unit, email, names=names)
    does(stored, erasure)
    return erasure


@dataclass(frozen=True, slots=True)
class Lived:
    """A plan in which somebody has left traces everywhere."""

    door: Door
    jo: Actor

    @property
    def stored(self) -> Stored:
        """The plan."""
        return self.door.stored


@pytest.fixture
def lived(door: Door, tmp_path: Path) -> Lived:
    """Let Jo do, and be named in, all that there is."""
    stored = door.stored
    with stored.writing() as unit:
        webhook = make_webhook(
            unit, WantedWebhook(url="https://crm.example.com/hooks", plans=(stored.plan,)), Outside()
        )
    issued = door.share("listed", listed=(EMAIL,), keeps_visits=True)
    came = door.proves(issued.secret, EMAIL, NAME)
    jo = door.actor(came)
    stored.do(ANA, AddPerson(new=Person(id="max", name="Max Lind", party="customer")))
    stored.do(ANA, EditStep(step="training", set={"title": "Training with jo  kern"}), why="Jo Kern asked for it")
    stored.do(
        ANA,
        AssignOwner(step="training", person=NAME),
        AskForHelp(step="legal", question=f"Ask {EMAIL}?", owner="jo", answer_by="2026-12-01"),
    )
    stored.do(ANA, RecordDecision(text="Roll out to all plants at once", decided_by="jo", step="signature"))
    stored.do(ANA, EditPerson(person="jo", set={"away": [{"from": "2026-12-24", "reason": "A cure"}], "role": "legal"}))
    stored.do(jo, ProposeDates(step="legal", finish="2026-12-18"), why="My own reason")
    with stored.writing() as unit:
        keep_deliveries(unit, of_webhook(webhook.id, "waiting"), delivered_at=unit.now)
    stored.do(ANA, AgreeDates(step="legal"))
    door.hands_on(came, "legal", To(name="Mia Roth", email="mia@northwind.test"))
    with stored.writing(jo) as unit:
        comment(unit, stored.plan, "My own words")
        attach(
            unit, FolderStorage(tmp_path / "files"), stored.plan, name="Offer for Jo Kern.pdf", content=io.BytesIO(PDF)
        )
        make_feed(unit, stored.plan, Choice(name="Jo Kern's phone"))
        note_visit(unit, issued.link, jo.id)
        request_change(unit, stored.plan, [Delegate(step="go-live", to=NAME)])
    with stored.writing(NOVA) as unit:
        make_feed(unit, stored.plan, Choice())
    with stored.writing() as unit:
        keep_invitation(unit, replace(called_off_to(stored.plan, unit.now), cancelled_at=None), is_new=True)
        add_reply(unit, replied_to(stored.plan, unit.now))
        comment(unit, stored.plan, f"Thanks, Jo Kern <{EMAIL.upper()}>", mentions=["jo"])
        make_link(unit, stored.plan, Wanted(party="customer", person="jo", label="For Jo Kern"), mails=True)
        proposed = propose_baseline(unit, stored.plan, name="Ana Ruiz").baseline
        name_plan(unit, Named(system="crm", id="0061x", plan=stored.plan), {"contact": {"Jo Kern": EMAIL}})
        claim(unit, "k", "0" * 64)
        keep_answer(unit, "k", KeptAnswer(digest="0" * 64, at=unit.now, status=200, headers={}, body=NAME.encode()))
        send(unit, Mail(to=EMAIL, name=NAME, kind="code", subject="Your code", text="123456"))
        send(unit, Mail(to="ana@acme.test", kind="digest", subject="Jo Kern finished", text=f"Write to {EMAIL}"))
    with stored.writing(jo) as unit:
        sign_baseline(unit, stored.plan, proposed.number, digest=proposed.digest, name="J. Kern")
        stop_address(unit, EMAIL, f"{EMAIL} is nobody")
        keep_kinds_off(unit, EMAIL, {"digest"})
        begin_digest(unit, EMAIL, unit.now.date())
        keep_way(unit, stored.plan, EMAIL, link=issued.link.id, secret=issued.secret)
        add_template(unit, "own")
        add_version(unit, "own", 1, text=f"title: For {NAME}", content=content_of({"title": f"For {NAME}"}))
    door.asks(issued.secret, EMAIL, NAME)
    return Lived(door=door, jo=jo)


def test_no_row_and_no_byte_holds_who_was_forgotten(lived: Lived, tmp_path: Path) -> None:
    stored = lived.stored
    assert found_of(stored) == [*TRACES]

    forgotten(stored)

    assert found_of(stored) == []
    if not stored.database.is_postgres:
        on_disk = b"".join(
            one.read_bytes() for one in tmp_path.rglob("*") if one.is_file() and "files" not in one.parts
        )
        assert len(on_disk) > 0
        assert [one for one in (EMAIL, NAME, "J. Kern", "My own words") if one.encode() in on_disk] == []


def test_the_plan_holds_together_under_the_pseudonym(lived: Lived) -> None:
    stored, before = lived.stored, written(lived.stored)
    forecast, revisions = stored.forecast(), stored.opened().stored.revision
    log = [(one.verb, one.at, one.revision) for one in stored.log()]
    erasure = forgotten(stored)
    former, new = erasure.pseudonym, erasure.pseudonym.replace(" ", "-")

    after = written(stored)
    people = {str(one["id"]): one for one in after["people"]}
    assert re.fullmatch(r"former participant \d{3}", former)
    assert people[new] == {
        "id": new,
        "name": former,
        "party": "customer",
        "role": "legal",
        "away": [{"from": "2026-12-24"}],
    }
    assert people["max"]["name"] == "Max Lind"
    assert (stored.step("training")["title"], stored.step("training")["owners"]) == (
        f"Training with {former}",
        {"customer": new},
    )
    assert json.dumps(stored.step("legal")["agreed"]).count(f'"customer": "{new}"') == 1
    assert json.dumps(after).count(new) == json.dumps(before).count('"jo"') + json.dumps(before).count(EMAIL) - 1
    assert (stored.forecast(), stored.opened().stored.revision) == (forecast, revisions + 1)
    assert [(one.verb, one.at, one.revision) for one in stored.log()][:-1] == log
    assert {one.by.name for one in stored.log() if one.by.id == lived.jo.id} == {former}
    assert [one.why for one in stored.log() if one.verb in {"edit_step", "propose_dates"}] == [
        f"{former} asked for it",
        None,
    ]
    with stored.reading() as unit:
        [baseline] = baselines_of(unit, stored.plan)
        own, others = (one for one in comments(unit, stored.plan))
        assert participants_of(unit, stored.plan) == []
    signed = next(one for one in baseline.signatures if one.party == "customer")
    assert (signed.name, signed.person, signed.verified, signed.at) == (former, new, True, stored.now)
    assert (own.text, own.by.name) == (None, former)
    assert (others.text, others.mentions) == (f"Thanks, {former} <{new}>", (new,))


def test_what_was_done_before_is_taken_back_after(lived: Lived) -> None:
    stored = lived.stored
    stored.do(ANA, AssignOwner(step="legal", person="jo", party="customer"))
    erasure = forgotten(stored)

    stored.undo(ANA)
    stored.redo(ANA)

    assert stored.step("legal")["owners"] == {"customer": erasure.pseudonym.replace(" ", "-")}


def test_entries_of_calendars_keep_their_uids_and_change_where_their_text_does(lived: Lived) -> None:
    stored = lived.stored
    with stored.reading() as unit:
        before = remembered(unit, stored.plan)

    stored.now = stored.now.replace(hour=10)
    forgotten(stored)

    with stored.reading() as unit:
        after = remembered(unit, stored.plan)
    raised = {uid.split(".")[1] for (_, uid), one in after.items() if one.sequence != before[_, uid].sequence}
    assert after.keys() == before.keys()
    assert all(one.sequence - before[key].sequence in {0, 1} for key, one in after.items())
    assert "training" in raised
    assert raised.isdisjoint({"set-up", "margin"})


def test_who_is_hidden_from_a_side_is_forgotten_without_its_notice(door: Door) -> None:
    stored = door.stored
    stored.do(
        ANA, AddPerson(new=Person(id="eve", name="Eve Holt", email="eve@spy.test", party="seller", private="seller"))
    )
    customer = Actor(kind="participant", id="p", name="Jo Kern", party="customer", person="jo")
    with stored.reading(customer) as unit:
        before = (newest_views(unit, stored.plan)["customer"], remembered(unit, stored.plan, "customer"))

    forgotten(stored, "eve@spy.test")

    assert found_of(stored, ("Eve Holt", "eve@spy.test")) == []
    with stored.reading(customer) as unit:
        assert (newest_views(unit, stored.plan)["customer"], remembered(unit, stored.plan, "customer")) == before


def test_it_is_done_in_every_plan_of_the_workspace_and_in_no_other(lived: Lived) -> None:
    other = another_plan(lived.stored)
    foreign = stored_plan(lived.stored.database)

    erasure = forgotten(lived.stored)

    new = erasure.pseudonym.replace(" ", "-")
    assert [one["id"] for one in written(other)["people"]] == ["ana", new]
    assert [one["id"] for one in written(foreign)["people"]] == ["ana", "jo"]


def test_begun_again_it_goes_on_and_done_again_it_does_nothing(lived: Lived) -> None:
    stored, other = lived.stored, another_plan(lived.stored)
    with stored.writing() as unit:
        erasure = erase_by_email(unit, EMAIL)
        assert erase_by_email(unit, EMAIL.upper()).id == erasure.id
    who = Somebody.read(erasure.about or {})
    with stored.writing(SYSTEM) as unit:
        assert erase_in_plan(unit, stored.plan, who)
    with stored.writing(SYSTEM) as unit:
        assert not erase_in_plan(unit, stored.plan, who)
    lines = len(stored.log())

    does(stored, erasure)
    does(stored, erasure)

    assert found_of(stored) == []
    assert (len(stored.log()), len(other.log())) == (lines, 2)
    with stored.reading() as unit:
        [kept] = erasures_of(unit)
    assert (kept.about, kept.finished_at) == (None, stored.now)


def test_who_has_no_address_is_forgotten_in_the_plan(stored: Stored) -> None:
    stored.do(ANA, EditPerson(person="jo", set={"email": None}))
    with stored.writing() as unit:
        erasure = erase_person_in(unit, stored.plan, "jo")
    assert erasure.plan == stored.plan

    does(stored, erasure)

    assert stored.step("legal")["owners"] == {"customer": erasure.pseudonym.replace(" ", "-")}
    assert NAME not in json.dumps(written(stored))


def test_a_word_that_is_somebodys_only_name_stays_a_word(door: Door) -> None:
    stored = door.stored
    stored.do(ANA, AddPerson(new=Person(id="will", name="Will", email="will@northwind.test", party="customer")))
    stored.do(ANA, EditStep(step="legal", set={"title": "Who will sign: Will"}))

    forgotten(stored, "will@northwind.test")

    assert stored.step("legal")["title"] == "Who will sign: Will"
    assert all(one["name"] != "Will" for one in written(stored)["people"])


def test_who_came_by_a_link_is_forgotten_in_its_plan_once_the_address_is_proved(lived: Lived) -> None:
    stored, other = lived.stored, another_plan(lived.stored)
    with stored.writing(replace(lived.jo, verified=False)) as unit, pytest.raises(Refused, match="prove"):
        erase_myself(unit, stored.plan, confirmed=EMAIL)
    with stored.writing(lived.jo) as unit, pytest.raises(Refused, match="type your own"):
        erase_myself(unit, stored.plan, confirmed="jo@elsewhere.example")
    with stored.writing(lived.jo) as unit:
        erasure = erase_myself(unit, stored.plan, confirmed=EMAIL.upper())

    does(stored, erasure)

    assert NAME not in json.dumps(written(stored))
    assert NAME in json.dumps(written(other))


OTHERS: dict[str, Callable[[Unit, str], object]] = {
    "by address": lambda unit, _: erase_by_email(unit, EMAIL),
    "in the plan": lambda unit, plan: erase_person_in(unit, plan, "ana"),
}


@pytest.mark.parametrize("do", OTHERS.values(), ids=OTHERS)
def test_who_came_by_a_link_has_nobody_else_forgotten(lived: Lived, do: Callable[[Unit, str], object]) -> None:
    with lived.stored.writing(lived.jo) as unit, pytest.raises(Refused, match="only a member of the workspace"):
        do(unit, lived.stored.plan)


def test_nothing_is_told_of_who_was_forgotten(lived: Lived) -> None:
    forgotten(lived.stored)

    with lived.stored.reading() as unit:
        assert export_person(unit, EMAIL)["plans"] == []


def test_finishing_a_step_goes_on(lived: Lived) -> None:
    forgotten(lived.stored)

    lived.stored.do(ANA, FinishStep(step="margin"))


def test_what_is_left_is_sound(lived: Lived) -> None:
    another_plan(lived.stored)
    forgotten(lived.stored)

    assert [*check_database(lived.stored.database, None, lived.stored.now, Checked())] == []
