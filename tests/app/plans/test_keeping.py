"""A plan is put away and rests, is taken up again, or is gone without a trace."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from app.actors import SYSTEM, Actor
from app.document.wire.steps import Step
from app.feeds import Choice, make_feed
from app.files.folder import FolderStorage
from app.links import Said, Wanted, introduce, make_link
from app.mail import Mail, send
from app.plans import (
    advance_day,
    archive_plan,
    attach,
    comment,
    comments,
    erase_comment,
    erase_plan,
    ledger_of,
    open_plan,
    preview_change,
    preview_request,
    preview_restore,
    propose_baseline,
    request_change,
    restore_plan,
    share_sums,
    sign_baseline,
    sweep_orphans,
)
from app.store import tables
from app.store.calendar_entries import remembered
from app.store.digests import keep_way
from app.store.erasures import Erasure, add_erasure
from app.store.external_ids import Named, name_plan
from app.store.invitations import Invitation, Reply, add_reply, keep_invitation
from app.store.kept_answers import KeptAnswer, claim, keep_answer
from app.store.mails import tells_of
from app.store.sharing import set_shared
from app.verbs.plan import HoldPlan
from app.verbs.progress import FinishStep, StartStep
from app.verbs.steps import AddStep, EditStep, RemoveStep
from app.webhooks import Outside, make_webhook
from app.webhooks import Wanted as WantedWebhook
from scheduler.refusals import Refused
from tests.app.files.samples import PDF
from tests.stored import ANA, BEN, JO, NOVA, Stored, another_plan

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from app.store import Unit

EDIT = EditStep(step="set-up", set={"duration": "12d"})
REST = "the plan is archived, so nobody changes it; restore it first"
CRM = Actor(kind="tool", id="t-crm", name="CRM", party="seller")


def archive(stored: Stored, actor: Actor = ANA) -> None:
    with stored.writing(actor) as unit:
        archive_plan(unit, stored.plan, why="Next year")


def restore(stored: Stored, actor: Actor = ANA) -> None:
    with stored.writing(actor) as unit:
        restore_plan(unit, stored.plan)


CHANGES: dict[str, Callable[[Unit, str], object]] = {
    "comment": lambda unit, plan: comment(unit, plan, "Still there?"),
    "sign": lambda unit, plan: propose_baseline(unit, plan, name="Ana"),
    "share sums": share_sums,
    "ask": lambda unit, plan: request_change(unit, plan, [EDIT]),
    "archive": archive_plan,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_nobody_changes_a_plan_that_rests(stored: Stored, change: Callable[[Unit, str], object]) -> None:
    archive(stored)

    with stored.writing() as unit, pytest.raises(Refused) as refused:
        change(unit, stored.plan)
    assert str(refused.value) == REST


def test_nor_by_an_operation_or_by_taking_one_back(stored: Stored) -> None:
    stored.do(ANA, EDIT)
    archive(stored)
    before = stored.document()

    ways: list[Callable[[], object]] = [
        partial(stored.do, ANA, EDIT),
        *(partial(way, ANA) for way in (stored.undo, stored.redo)),
    ]
    for way in ways:
        with pytest.raises(Refused, match=REST):
            way()
    restore(stored)
    assert stored.document() == before
    stored.undo(ANA)
    assert stored.step("set-up")["duration"] == "15d"


def test_no_day_passes_in_it_and_it_can_be_read(stored: Stored) -> None:
    stored.do(ANA, EditStep(step="set-up", set={"duration": "60d"}))  # it is late, so each day counts
    archive(stored)
    day, lands, lines = stored.opened().stored.day, stored.forecast(), len(stored.log())

    stored.now += timedelta(days=30)
    with stored.writing(SYSTEM) as unit:
        assert advance_day(unit, stored.plan).stored.day == day
    assert (stored.forecast(), len(stored.log())) == (lands, lines)


def test_the_days_that_it_was_away_pass_when_it_is_restored_and_nobody_is_blamed(stored: Stored) -> None:
    stored.do(ANA, EditStep(step="set-up", set={"duration": "60d"}))
    archive(stored)
    stored.now += timedelta(days=28)
    with stored.reading(BEN) as unit:
        before, after = preview_restore(unit, stored.plan)
    assert before.reading.schedule.steps == stored.opened().reading.schedule.steps
    restore(stored, BEN)
    assert after.reading.schedule.steps == stored.opened().reading.schedule.steps
    assert before.reading.schedule.steps != after.reading.schedule.steps

    opened = stored.opened()
    assert (opened.stored.archived_at, opened.stored.day) == (None, stored.now.date())
    assert [(one.verb, one.by.name, one.why) for one in stored.log()][2:] == [
        ("archive", "Ana Ruiz", "Next year"),
        ("restore", "Ben Ott", None),
        ("waiting", "Backplan", None),
    ]
    with stored.reading() as unit:
        line = ledger_of(unit, stored.plan)["go-live"].lines[-1]
    assert (line.cause, line.step, line.side) == ("waiting", None, None)
    assert line.days > 0
    stored.do(NOVA, EditStep(step="training", set={"title": "Training of all"}))


def test_what_is_refused_once_a_plan_is_archived_is_refused_as_a_preview_too(stored: Stored) -> None:
    with stored.writing(JO) as unit:
        request_change(unit, stored.plan, [EDIT])
    archive(stored)
    with stored.reading() as unit:
        with pytest.raises(Refused, match=REST):
            preview_change(unit, stored.plan, [EDIT])
        with pytest.raises(Refused, match=REST):
            preview_request(unit, stored.plan, 1)


def test_what_is_not_archived_is_not_restored(stored: Stored) -> None:
    with pytest.raises(Refused, match="the plan is not archived"):
        restore(stored)
    with stored.reading() as unit, pytest.raises(Refused, match="the plan is not archived"):
        preview_restore(unit, stored.plan)


def test_a_tool_may_put_plans_away_and_others_may_not(stored: Stored) -> None:
    for way in (archive, restore):
        with pytest.raises(Refused, match="only a member of the workspace does this"):
            way(stored, JO)
        way(stored, CRM)
    with stored.reading(JO) as unit, pytest.raises(Refused, match="only a member of the workspace does this"):
        preview_restore(unit, stored.plan)


def test_a_step_that_a_quiet_day_moves_is_moved_in_calendars(stored: Stored) -> None:
    alone = Step(id="survey", title="Survey", duration="2d", policy="asap")
    stored.do(ANA, AddStep(new=alone), EditStep(step="legal", set={"policy": "asap", "duration": "1d"}))
    stored.do(ANA, StartStep(step="legal"))
    stored.do(ANA, FinishStep(step="legal"))
    entry = ("customer", f"{stored.plan}.survey@backplan")
    with stored.reading() as unit:
        before, log = remembered(unit, stored.plan)[entry], stored.log()
    stored.now += timedelta(days=1)
    with stored.writing() as unit:
        advance_day(unit, stored.plan)

    assert stored.log() == log
    with stored.reading() as unit:
        after = remembered(unit, stored.plan)[entry]
    assert (after.sequence, after.changed_at) == (before.sequence + 1, stored.now)
    assert after.last_seen["begin"] > before.last_seen["begin"]


@pytest.mark.parametrize("actor", [JO, SYSTEM])
def test_no_other_erases(stored: Stored, actor: Actor) -> None:
    with stored.writing(actor) as unit, pytest.raises(Refused, match="only a member of the workspace does this"):
        erase_plan(unit, stored.plan)
    assert stored.opened().stored.id == stored.plan


def test_of_an_erased_plan_nothing_is_left(stored: Stored, tmp_path: Path) -> None:
    """Rows in every table, files, and what the database's own file would still hold of them."""
    storage = FolderStorage(tmp_path / "files")
    filled(stored, storage)
    belongs = [table for table in tables.METADATA.tables.values() if "plan" in table.c]
    # What PostgreSQL deletes stays in its own files until it vacuums them; SQLite overwrites it at once.
    assert words_on_disk(tmp_path) == ([] if stored.database.is_postgres else WORDS)
    assert {table.name for table in belongs if rows(stored, table.name)} == {table.name for table in belongs}

    archive(stored)
    with stored.writing() as unit:
        erase_plan(unit, stored.plan)
    with stored.writing(SYSTEM) as unit:
        assert sweep_orphans(unit, storage) == 1

    assert [table.name for table in belongs if rows(stored, table.name)] == []
    assert list(storage.contents()) == []
    with stored.reading() as unit, pytest.raises(Refused, match="there is no such plan"):
        open_plan(unit, stored.plan)
    with stored.reading() as unit:
        assert unit.connection.scalar(select(func.count()).select_from(tables.discarded)) == 0
    stored.database.close()
    assert words_on_disk(tmp_path) == []


WORDS = ["Northwind", "Shared words", "secret reason"]


def words_on_disk(folder: Path) -> list[str]:
    on_disk = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    return [word for word in WORDS if word.encode() in on_disk]


MAIL = Mail(to="jo@northwind.example", kind="digest", subject="Words", text="Words")


def filled(stored: Stored, storage: FolderStorage) -> None:
    """Let everything that can belong to a plan belong to it."""
    with stored.writing(ANA) as unit:
        wanted = WantedWebhook(url="https://crm.example.com/hooks", plans=(stored.plan,))
        make_webhook(unit, wanted, Outside())
    stored.do(ANA, AddStep(new=Step(id="gone", title="Gone", duration="1d")))
    stored.do(ANA, RemoveStep(step="gone"))
    stored.do(ANA, EditStep(step="set-up", set={"duration": "60d"}), why="A secret reason")
    with stored.writing(ANA) as unit:
        comment(unit, stored.plan, "Shared words")
        attach(unit, storage, stored.plan, name="Northwind.pdf", content=io.BytesIO(PDF))
        share_sums(unit, stored.plan)
        request_change(unit, stored.plan, [EDIT])
        proposed = propose_baseline(unit, stored.plan, name="Ana Ruiz").baseline
        link = make_link(unit, stored.plan, Wanted(party="customer"), mails=False)
    introduce(stored.database, link.secret, Said(name="Mia Roth"), origin="192.0.2.1", now=stored.now)
    with stored.writing(JO) as unit:
        sign_baseline(unit, stored.plan, proposed.number, digest=proposed.digest, name="Jo Kern")
        make_feed(unit, stored.plan, Choice())
    with stored.writing() as unit:
        keep_way(unit, stored.plan, "mia@northwind.example", link=link.link.id, secret=link.secret)
        keep_invitation(unit, called_off_to(stored.plan, unit.now), is_new=True)
        add_reply(unit, replied_to(stored.plan, unit.now))
        add_erasure(
            unit,
            Erasure(
                id="e",
                workspace=stored.workspace,
                pseudonym="former participant 1",
                about=None,
                plan=stored.plan,
                asked_at=unit.now,
                asked_by=ANA.id,
            ),
        )
        tells_of(unit, send(unit, MAIL), [stored.plan])
        set_shared(unit, stored.plan, BEN.id, shared=True)
        name_plan(unit, Named(system="crm", id="0061x", plan=stored.plan))
        claim(unit, "k", "0" * 64)
        answer = KeptAnswer(digest="0" * 64, at=unit.now, status=200, headers={}, body=b"Words", plan=stored.plan)
        keep_answer(unit, "k", answer)


def called_off_to(plan: str, now: datetime) -> Invitation:
    """Return an invitation that was called off, so that the end of the plan tells nobody anything."""
    return Invitation(
        id="i",
        plan=plan,
        step="legal",
        person="jo",
        party="customer",
        email="jo@northwind.example",
        name="Jo Kern",
        token="t",  # noqa: S106 - no address has it
        organizer="replies+t@plans.example",
        by_name="Ana Ruiz",
        at="",
        uid="legal@backplan",
        title="Words",
        sequence=1,
        start=None,
        finish="2026-12-15",
        begin="2026-12-15",
        end="2026-12-16",
        place="Words",
        made_at=now,
        sent_at=now,
        cancelled_at=now,
    )


def replied_to(plan: str, now: datetime) -> Reply:
    """Return what somebody wrote about it."""
    return Reply(
        key="k",
        plan=plan,
        invitation="i",
        at=now,
        sender="jo@northwind.example",
        subject="Re",
        outcome="words",
        says="",
    )


def rows(stored: Stored, table: str) -> int:
    with stored.reading() as unit:
        return unit.connection.scalar(select(func.count()).select_from(tables.METADATA.tables[table])) or 0


def test_other_plans_stay(stored: Stored) -> None:
    other = another_plan(stored)
    with stored.writing() as unit:
        erase_plan(unit, stored.plan)

    assert other.document()["title"] == "Northwind roll-out"


def test_another_workspace_erases_nothing(stored: Stored) -> None:
    stranger = replace(stored, workspace="another")
    with stranger.writing() as unit, pytest.raises(Refused, match="there is no such plan"):
        erase_plan(unit, stored.plan)

    assert stored.opened().stored.id == stored.plan


def test_ones_own_words_are_taken_away_from_a_plan_that_rests_too(stored: Stored) -> None:
    with stored.writing(JO) as unit:
        said = comment(unit, stored.plan, "Between us").comment
    archive(stored)

    with stored.writing(JO) as unit:
        erase_comment(unit, stored.plan, said.id)

    with stored.reading() as unit:
        assert [one.text for one in comments(unit, stored.plan)] == [None]


def test_a_plan_on_hold_may_be_put_away(stored: Stored) -> None:
    stored.do(ANA, HoldPlan(reason="Budget"))
    archive(stored)
    restore(stored)

    assert "hold" in stored.document()
