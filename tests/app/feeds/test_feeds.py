"""What a feed holds: the reader's part of a plan, each entry with its own number, the same bytes from every process."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Table, event, text, update

from app.accounts.tokens import enter_by_token, make_token
from app.callers import Right
from app.feeds import Choice, Subscriptions, make_feed, revoke_feed
from app.plans import advance_day, undo
from app.store import tables
from app.verbs import VERBS
from scheduler.refusals import Refused
from tests.makers import let_in
from tests.readers.calendars import icalendar_sees
from tests.stored import ANA, BEN, JO, Stored

MINE = Choice(ahead=None)
WHOLE = Choice(whole=True, ahead=None)
if TYPE_CHECKING:
    from app.actors import Actor

PUBLIC = "https://plans.example.com"


def subscribed(stored: Stored, choice: Choice | None = None, *, actor: Actor = JO) -> str:
    let_in(stored, actor)
    with stored.writing(actor) as unit:
        return make_feed(unit, stored.plan, choice or Choice()).secret


def read(stored: Stored, secret: str) -> bytes:
    served = Subscriptions(stored.database, public=PUBLIC).served(secret, stored.now)
    assert served is not None
    return served[1].content


def uids(stored: Stored, content: bytes) -> list[str]:
    return [one.uid.removeprefix(f"{stored.plan}.").removesuffix("@backplan") for one in icalendar_sees(content).events]


def sequences(content: bytes) -> dict[str, int]:
    lines = content.decode().replace("\r\n ", "").split("\r\n")
    names = [line[4:].split(".", 1)[1].removesuffix("@backplan") for line in lines if line.startswith("UID:")]
    numbers = [int(line[9:]) for line in lines if line.startswith("SEQUENCE:")]
    return dict(zip(names, numbers, strict=True))


def do(stored: Stored, actor: Actor, **operation: Any) -> None:  # noqa: ANN401 - as each verb has it
    stored.do(actor, VERBS[operation["do"]].model_validate(operation))


def test_a_feed_holds_ones_own_steps_and_every_critical_date(stored: Stored) -> None:
    assert uids(stored, read(stored, subscribed(stored, MINE))) == ["legal.start", "legal", "date.go-live"]
    assert uids(stored, read(stored, subscribed(stored))) == ["date.go-live"], (
        "the review is due in more than six weeks"
    )


def test_a_feed_of_the_whole_plan_holds_what_the_party_sees(stored: Stored) -> None:
    whole = Choice(whole=True, ahead=None)
    assert "margin" not in uids(stored, read(stored, subscribed(stored, whole)))
    assert "margin" in uids(stored, read(stored, subscribed(stored, whole, actor=ANA)))


def test_a_feed_of_ones_side_holds_all_that_it_does_alone_or_with_others(stored: Stored) -> None:
    side = Choice(side=True, ahead=None)
    jos, anas = (uids(stored, read(stored, subscribed(stored, side, actor=one))) for one in (JO, ANA))
    assert jos == ["legal", "signature", "training", "date.go-live"]
    assert sorted(anas) == sorted(["margin", "signature", "set-up", "training", "date.go-live"])
    assert b"Northwind roll-out: Northwind\r\n" in read(stored, subscribed(stored, side))


def test_what_leaves_the_plan_is_cancelled_in_the_feed_of_the_side_that_did_it(stored: Stored) -> None:
    side = Choice(side=True, ahead=None)
    jos, bens = (subscribed(stored, side, actor=one) for one in (JO, BEN))
    stored.now += timedelta(minutes=5)
    do(stored, ANA, do="remove_step", step="legal")

    assert b"SUMMARY:Cancelled: Legal review" in read(stored, jos)
    assert b"Legal review" not in read(stored, bens)


def test_only_what_changed_for_the_reader_has_another_number(stored: Stored) -> None:
    whole = subscribed(stored, Choice(whole=True, ahead=None))
    before = read(stored, whole)
    do(stored, ANA, do="edit_step", step="margin", set={"title": "Rebate"})
    assert read(stored, whole) == before

    do(stored, ANA, do="edit_step", step="training", set={"title": "Training of the users"})
    after = sequences(read(stored, whole))

    assert {name: after[name] - number for name, number in sequences(before).items() if after[name] != number} == {
        "training": 1
    }


def test_an_entry_that_waits_for_another_step_now_has_another_number(stored: Stored) -> None:
    whole = subscribed(stored, Choice(whole=True, ahead=None))
    before = sequences(read(stored, whole))
    do(stored, ANA, do="link", step="training", to="legal")
    content = read(stored, whole)

    assert f"RELATED-TO;RELTYPE=DEPENDS-ON:{stored.plan}.legal@backplan" in content.decode().replace("\r\n ", "")
    assert {name: number - before[name] for name, number in sequences(content).items() if number != before[name]} == {
        "training": 1
    }


def test_what_leaves_the_plan_is_cancelled_for_thirty_days(stored: Stored) -> None:
    whole, own = subscribed(stored, Choice(whole=True, ahead=None)), subscribed(stored)
    do(stored, ANA, do="remove_step", step="training")
    stored = replace(stored, now=stored.now + timedelta(hours=1))

    seen = read(stored, whole)
    assert b"STATUS:CANCELLED" in seen
    assert b"SUMMARY:Cancelled: Training" in seen
    assert sequences(seen)["training"] == 1
    assert b"CANCELLED" not in read(stored, own), "it was nobody's own"

    later = replace(stored, now=stored.now + timedelta(days=30))
    with later.writing() as unit:
        advance_day(unit, later.plan)
    assert b"CANCELLED" not in read(later, whole)


def test_a_critical_date_that_leaves_the_plan_is_cancelled_in_every_feed_however_far_ahead_it_lay(
    stored: Stored,
) -> None:
    do(stored, ANA, do="add_critical_date", new={"id": "audit", "date": "2027-04-20", "reason": "Audit"})
    own, side, whole = (subscribed(stored, one) for one in (Choice(), Choice(side=True), Choice(whole=True)))
    assert all("date.audit" in sequences(read(stored, one)) for one in (own, side, whole))

    do(stored, ANA, do="remove_critical_date", critical_date="audit")

    for one in (own, side, whole):
        lines = read(stored, one).decode()
        assert sequences(lines.encode())["date.audit"] == 1
        assert lines.count("STATUS:CANCELLED") == 1
    stored.now += timedelta(days=31)
    with stored.writing() as unit:
        advance_day(unit, stored.plan)
    assert all("date.audit" not in sequences(read(stored, one)) for one in (own, side, whole))


def test_a_feed_of_a_plan_that_moved_west_has_not_changed_tomorrow(stored: Stored) -> None:
    stored.now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    do(stored, ANA, do="edit_plan", set={"time_zone": "Pacific/Auckland"})  # where it is the 24th
    with stored.writing() as unit:
        advance_day(unit, stored.plan)
    do(stored, ANA, do="edit_plan", set={"time_zone": "America/Los_Angeles"})
    served = Subscriptions(stored.database, public=PUBLIC).served(subscribed(stored, WHOLE), stored.now)
    assert served is not None
    assert served[1].changed == stored.now


def test_every_entry_has_an_address_of_its_own_also_one_that_went(stored: Stored) -> None:
    whole = subscribed(stored, Choice(whole=True, ahead=None))
    do(stored, ANA, do="remove_step", step="training")

    seen = read(stored, whole).decode().replace("\r\n ", "")

    addresses = re.findall(r"^URL:(.*)\r$", seen, re.MULTILINE)
    assert len(addresses) == seen.count("BEGIN:VEVENT") == len({*addresses})
    assert f"{PUBLIC}/plans/{stored.plan}?step=training#step-training" in addresses
    assert f"{PUBLIC}/plans/{stored.plan}#date-go-live" in addresses


def test_what_comes_back_after_a_long_time_has_a_higher_number_still(stored: Stored) -> None:
    whole = subscribed(stored, Choice(whole=True, ahead=None))
    do(stored, ANA, do="edit_step", step="training", set={"title": "Training of all"})
    do(stored, ANA, do="remove_step", step="training")
    later = replace(stored, now=stored.now + timedelta(days=40))
    with later.writing() as unit:
        advance_day(unit, later.plan)
    again = replace(later, now=later.now + timedelta(days=1))

    with again.writing(ANA) as unit:
        undo(unit, again.plan)

    assert sequences(read(again, whole))["training"] == 3


def test_ones_own_step_that_leaves_the_plan_is_cancelled_in_ones_own_feed(stored: Stored) -> None:
    own = subscribed(stored, MINE)
    do(stored, ANA, do="remove_step", step="legal")
    assert b"SUMMARY:Cancelled: Legal review" in read(stored, own)


def test_a_day_on_which_something_had_to_start_just_ends(stored: Stored) -> None:
    whole = subscribed(stored, Choice(ahead=None))
    before = read(stored, whole)
    do(stored, JO, do="start_step", step="legal")
    assert b"Must start" in before
    assert b"Must start" not in read(stored, whole)


def test_an_entry_leads_to_its_step_and_reminds_when_asked(stored: Stored) -> None:
    seen = read(stored, subscribed(stored, Choice(ahead=None, remind=2))).decode().replace("\r\n ", "")
    assert f"URL:{PUBLIC}/plans/{stored.plan}?step=legal#step-legal\r\n" in seen
    assert "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:" in seen
    assert "TRIGGER:-P1DT15H\r\n" in seen


def test_a_secret_that_is_none_or_was_revoked_or_ran_out_reads_nothing(stored: Stored) -> None:
    secret = subscribed(stored)
    with stored.writing(JO) as unit:
        passing = make_feed(unit, stored.plan, Choice(), expires_at=stored.now + timedelta(days=1))
        gone = make_feed(unit, stored.plan, Choice())
        revoke_feed(unit, stored.plan, gone.feed.id)
    feeds = Subscriptions(stored.database, public=PUBLIC)

    assert feeds.served(secret, stored.now) is not None
    assert feeds.served(secret[:-1], stored.now) is None
    assert feeds.served(gone.secret, stored.now) is None
    assert feeds.served(passing.secret, stored.now) is not None
    assert feeds.served(passing.secret, stored.now + timedelta(days=1)) is None


def test_nobody_revokes_anothers_feed_or_asks_for_steps_of_nobody(stored: Stored) -> None:
    with stored.writing(JO) as unit:
        made = make_feed(unit, stored.plan, Choice())
    with pytest.raises(Refused, match="you have no such feed"), stored.writing(ANA) as unit:
        revoke_feed(unit, stored.plan, made.feed.id)
    with pytest.raises(Refused, match="take your side's, or the whole plan"), stored.writing(BEN) as unit:
        make_feed(unit, stored.plan, Choice())


@pytest.mark.parametrize(
    "choice",
    [
        Choice(name=" "),
        Choice(name="x" * 101),
        Choice(ahead=-1),
        Choice(past=91),
        Choice(remind=31),
        Choice(whole=True, side=True),
    ],
)
def test_a_choice_that_cannot_be_is_refused(stored: Stored, choice: Choice) -> None:
    with pytest.raises(Refused, match=r"feed|number of days"), stored.writing(JO) as unit:
        make_feed(unit, stored.plan, choice)


def test_no_row_holds_the_secret_and_the_last_use_is_kept(stored: Stored) -> None:
    secret = subscribed(stored)
    feeds = Subscriptions(stored.database, public=PUBLIC)
    feeds.served(secret, stored.now)
    feeds.keep_last_use()
    with stored.database.engine.connect() as connection:
        [row] = connection.execute(text("select * from feeds"))
    assert secret not in repr(row)
    assert row.used_at is not None


def test_what_nobody_changed_is_not_made_twice(stored: Stored) -> None:
    secret, asked = subscribed(stored, MINE), list[str]()
    feeds = Subscriptions(stored.database, public=PUBLIC)
    first = feeds.served(secret, stored.now)
    event.listen(stored.database.engine, "before_cursor_execute", lambda *of: asked.append(of[2]))

    again = feeds.served(secret, stored.now)
    assert first is not None
    assert again is not None
    assert again[1] is first[1]
    assert len([query for query in asked if query.startswith("SELECT")]) == 2

    do(stored, ANA, do="edit_step", step="legal", set={"title": "Contract"})
    changed = feeds.served(secret, stored.now)
    assert changed is not None
    assert changed[1].tag != first[1].tag


def test_the_room_for_what_was_made_is_bounded(stored: Stored) -> None:
    secrets = [subscribed(stored, Choice(whole=True, past=days)) for days in range(10)]
    feeds = Subscriptions(stored.database, public=PUBLIC, room=10_000)
    files = [feeds.served(secret, stored.now) for secret in secrets]
    assert all(files)
    assert 0 < feeds.size <= 10_000


READ = """
import sys
from datetime import datetime
from app.feeds import Subscriptions
from app.store import open_database
database = open_database(sys.argv[1])
feeds = Subscriptions(database, public="https://plans.example.com")
_, served = feeds.served(sys.argv[2], datetime.fromisoformat(sys.argv[3]))
sys.stdout.buffer.write(served.tag.encode() + served.content)
database.close()
"""


def test_two_workers_with_different_hash_seeds_give_the_same_bytes(stored: Stored) -> None:
    do(stored, ANA, do="remove_step", step="training")
    secret = subscribed(stored, Choice(whole=True, ahead=None, bars=True))
    url = stored.database.engine.url.render_as_string(hide_password=False)

    def worker(seed: str) -> bytes:
        command = [sys.executable, "-c", READ, url, secret, (stored.now + timedelta(minutes=int(seed))).isoformat()]
        return subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout

    assert worker("1") == worker("2")
    assert json.dumps(uids(stored, worker("3")[34:])).count("training") == 1


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (tables.participants, {"revoked_at": datetime(2026, 11, 23, tzinfo=UTC)}),
        (tables.share_links, {"revoked_at": datetime(2026, 11, 23, tzinfo=UTC)}),
        (tables.share_links, {"expires_at": datetime(2026, 11, 23, tzinfo=UTC)}),
    ],
)
def test_a_feed_ends_with_the_way_in_of_who_made_it(stored: Stored, table: Table, values: dict[str, Any]) -> None:
    secret, feeds = subscribed(stored, MINE), Subscriptions(stored.database, public=PUBLIC)
    assert feeds.served(secret, stored.now) is not None
    with stored.writing() as unit:
        unit.connection.execute(update(table).values(**values))
    assert feeds.served(secret, stored.now) is None


def test_a_feed_ends_where_a_member_is_one_no_more(stored: Stored) -> None:
    secret, feeds = subscribed(stored, MINE, actor=ANA), Subscriptions(stored.database, public=PUBLIC)
    assert feeds.served(secret, stored.now) is not None
    with stored.writing() as unit:
        unit.connection.execute(update(tables.members).values(disabled_at=stored.now))
    assert feeds.served(secret, stored.now) is None


def test_a_feed_ends_with_the_token_of_the_tool_that_made_it(stored: Stored) -> None:
    with stored.writing() as unit:
        token = make_token(unit, "CRM", [Right.READ_PLANS], expires_at=stored.now + timedelta(days=1))
    caller = enter_by_token(stored.database, token, stored.now)
    assert caller is not None
    with stored.writing(caller.actor) as unit:
        secret = make_feed(unit, stored.plan, WHOLE).secret
    feeds = Subscriptions(stored.database, public=PUBLIC)
    assert feeds.served(secret, stored.now) is not None
    assert feeds.served(secret, stored.now + timedelta(days=1)) is None
