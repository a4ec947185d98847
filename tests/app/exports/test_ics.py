"""Calendar files: which entries a scope holds, when they stand, and what every byte of the file keeps to."""

from __future__ import annotations

import json
import random
import re
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.document import read
from app.exports import export
from app.exports.ics import Entry, Kept, Scope, calendar_file, entries, event, fitting, ics, mine
from app.exports.ics.span import Span, days
from app.exports.moments import day_in
from app.projection import Audience, whole
from scheduler.refusals import Refused
from tests.app.exports.plans import PLAN_ID, seen
from tests.readers.calendars import PYTHON, icalendar_sees
from tests.reading import random_plan

AT = datetime(2026, 11, 23, tzinfo=UTC)
ENTRY = Entry(uid="a@backplan", summary="Legal", span=days(date(2026, 12, 1), date(2026, 12, 1)), dates=(), texts=())
KEPT = Kept(entry=ENTRY, sequence=0, created=AT, changed=AT)
JO = {"id": "jo", "name": "Jo Kern", "party": "customer"}


def uids(content: bytes) -> list[str]:
    return [one.uid.removeprefix(f"{PLAN_ID}.").removesuffix("@backplan") for one in icalendar_sees(content).events]


def lines(content: bytes) -> list[bytes]:
    assert content.endswith(b"\r\n")
    return content.removesuffix(b"\r\n").split(b"\r\n")


def test_a_plan_without_an_id_is_refused_with_the_remedy() -> None:
    with pytest.raises(Refused) as refused:
        export(seen({"id": "legal", "duration": "5d"}, id=None), "ics")

    (problem,) = refused.value.problems
    assert problem.code == "plan-without-id"
    assert str(problem) == (
        "id: calendars tell entries apart by the plan's id, and this plan has none; write 'id:' and a UUID below its "
        "title ('backplan new' writes one by itself)"
    )


def test_a_plan_is_exported_as_a_calendar_that_is_called_by_its_title() -> None:
    file = export(seen({"id": "legal", "duration": "5d"}, title="Zürich & Köln: roll-out"), "ics")

    assert (file.name, file.media_type) == ("zurich-koln-roll-out.ics", "text/calendar; charset=utf-8")
    assert uids(file.content) == ["legal"]


# --- which entries ----------------------------------------------------------------------------------------------------


def test_mine_is_what_i_own_or_decide_with_the_days_on_which_i_must_start() -> None:
    plan = seen(
        {"id": "mine", "duration": "5d", "side": "customer", "owners": {"customer": "jo"}},
        {"id": "theirs", "duration": "5d", "after": "mine"},
        {"id": "gate", "kind": "gate", "side": "customer", "decider": "jo", "after": "theirs"},
        {"id": "live", "duration": "1d", "after": "gate"},
        people=[JO],
        critical_dates=[{"id": "go-live", "step": "live", "date": "2027-01-29", "buffer": "3d"}],
    )

    assert uids(ics(plan, Scope(person="jo"))) == ["mine.start", "mine", "gate", "date.go-live"]
    assert uids(ics(replace(plan, audience=Audience(party="customer", person="jo")))) == uids(
        ics(plan, Scope(person="jo"))
    )
    assert uids(ics(plan, Scope(party="customer"))) == ["mine", "gate", "date.go-live"]
    assert uids(ics(plan)) == ["mine", "gate", "theirs", "date.go-live"]


def test_a_reader_of_the_whole_plan_sees_their_own_days_to_start_too() -> None:
    plan = seen(
        {"id": "mine", "duration": "5d", "side": "customer", "owners": {"customer": "jo"}},
        {"id": "live", "duration": "1d", "after": "mine"},
        people=[JO],
        critical_dates=[{"id": "go-live", "step": "live", "date": "2027-01-29", "buffer": "3d"}],
        reads=Audience(party="customer", person="jo"),
    )

    assert uids(ics(plan, Scope())) == ["mine.start", "mine", "date.go-live"]


@pytest.mark.parametrize(
    "changed",
    [
        {"progress": {"started": "2026-11-23"}},
        {"progress": {"started": "2026-11-16", "finished": "2026-11-20"}},
        {"progress": {"skipped": True}},
        {"kind": "meeting"},
        {"owners": {}},
    ],
    ids=["begun", "done", "skipped", "meeting", "not mine"],
)
def test_a_day_to_start_is_for_my_tasks_that_have_not_begun(changed: dict[str, object]) -> None:
    task = {"id": "mine", "duration": "5d", "side": "customer", "owners": {"customer": "jo"}}
    dates = [{"id": "go-live", "step": "live", "date": "2027-01-29", "buffer": "3d"}]
    live = {"id": "live", "duration": "1d", "after": "mine"}
    scope = Scope(person="jo")

    assert "mine.start" in uids(ics(seen(task, live, people=[JO], critical_dates=dates), scope))
    assert "mine.start" not in uids(ics(seen({**task, **changed}, live, people=[JO], critical_dates=dates), scope))


def test_a_task_that_must_start_on_the_day_of_its_own_entry_has_only_that() -> None:
    plan = seen(
        {"id": "mine", "duration": "1d", "side": "customer", "owners": {"customer": "jo"}},
        people=[JO],
        critical_dates=[{"id": "all", "date": "2026-12-01"}],
    )

    assert uids(ics(plan, Scope(person="jo"))) == ["date.all", "mine"]


def test_a_window_leaves_out_what_is_far_but_never_a_critical_date() -> None:
    plan = seen(
        {"id": "long-ago", "duration": "5d", "progress": {"started": "2026-08-17", "finished": "2026-08-21"}},
        {"id": "a-while-ago", "duration": "5d", "progress": {"started": "2026-11-02", "finished": "2026-11-06"}},
        {"id": "last-week", "duration": "5d", "progress": {"started": "2026-11-09", "finished": "2026-11-13"}},
        {"id": "soon", "duration": "5d", "start_no_earlier_than": "2026-12-28", "policy": "asap"},
        {"id": "in-a-while", "duration": "7d", "start_no_earlier_than": "2026-12-28", "policy": "asap"},
        critical_dates=[{"id": "all", "date": "2028-01-03"}],
        start="2026-08-01",
    )

    assert uids(ics(plan)) == ["a-while-ago", "last-week", "soon", "in-a-while", "date.all"]
    assert uids(ics(plan, Scope(past=94))) == ["long-ago", *uids(ics(plan))]
    feed = replace(mine("jo"), person=None)
    assert uids(ics(plan, feed)) == ["last-week", "soon", "date.all"]


def test_a_bar_is_in_the_window_as_soon_as_its_begin_is() -> None:
    plan = seen({"id": "long", "duration": "60d", "policy": "asap"})

    assert uids(ics(plan, Scope(ahead=42))) == []
    assert uids(ics(plan, Scope(ahead=42, bars=True))) == ["long"]


def test_relations_lead_to_all_entries_that_the_reader_may_see_whatever_is_in_the_file() -> None:
    plan = seen(
        {"id": "a", "duration": "1d", "side": "customer"},
        {"id": "b", "duration": "1d", "after": "a"},
        {"id": "c", "duration": "1d", "after": [{"step": "b", "type": "SS"}, {"step": "b", "type": "FF"}, "a"]},
        {"id": "d", "duration": "1d", "after": ["c", "e"]},
        {"id": "e", "duration": "1d", "progress": {"skipped": True}},
        critical_dates=[{"id": "one", "step": "c", "date": "2027-01-29"}],
    )

    def relations(scope: Scope) -> dict[str, tuple[str, ...]]:
        return {entry.uid: entry.waits_for for entry in entries(plan.dated, scope)}

    a, b, c, d = (f"{PLAN_ID}.{name}@backplan" for name in ("a", "b", "date.one", "d"))
    assert relations(Scope()) == {a: (), b: (a,), c: (a, b), d: (c,)}
    assert relations(Scope(party="seller")) == {b: (a,), c: (a, b), d: (c,)}
    assert relations(Scope(party="customer")) == {a: (), c: (a, b)}


def test_a_day_to_start_never_takes_the_name_of_a_critical_date() -> None:
    plan = seen(
        {"id": "date", "duration": "5d", "side": "customer", "owners": {"customer": "jo"}},
        people=[JO],
        critical_dates=[{"id": "start", "date": "2027-01-29", "buffer": "3d"}],
    )

    assert uids(ics(plan, Scope(person="jo"))) == ["date", "date.start"]


def test_a_critical_date_whose_step_is_not_there_is_told_by_its_reason() -> None:
    plan = seen(
        {"id": "live", "duration": "1d"},
        critical_dates=[{"id": "board", "step": "live", "date": "2027-01-29", "reason": "The board meets"}],
    )
    without = replace(plan, document=plan.document.model_copy(update={"steps": ()}))

    assert [entry.summary for entry in entries(without.dated, Scope())] == ["Critical date: The board meets"]


def test_for_the_customer_a_title_names_the_seller_for_everybody_else_the_customer() -> None:
    plan = seen({"id": "legal", "duration": "1d"}, seller="Acme", customer="Northwind")

    def title(party: str) -> list[str]:
        return [entry.summary for entry in entries(replace(plan, audience=Audience(party=party)).dated, Scope())]

    assert title("customer") == ["Legal (Acme)"]
    assert title("seller") == title("hw") == ["Legal (Northwind)"]


def test_names_of_entries_are_made_of_ids_alone() -> None:
    steps = ({"id": "legal", "duration": "1d"}, {"id": "order", "duration": "1d", "after": "legal"})
    first = seen(*steps)
    other = seen(
        *({**step, "title": "Another title", "progress": {}} for step in reversed(steps)),
        title="Another plan",
        as_of="2027-04-05",
        id=PLAN_ID.upper(),
    )

    assert sorted(uids(ics(first))) == sorted(uids(ics(other)))


# --- when -------------------------------------------------------------------------------------------------------------


@given(
    zone=st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "UTC"]),
    day=st.dates(date(2026, 11, 23), date(2029, 12, 31)),
    minute=st.integers(0, 24 * 60 - 1),
    length=st.integers(1, 600),
)
def test_a_meeting_keeps_its_time_of_day_in_its_zone(zone: str, day: date, minute: int, length: int) -> None:
    at = f"{minute // 60:02}:{minute % 60:02}"
    plan = seen(
        {
            "id": "meet",
            "kind": "meeting",
            "duration": "1d",
            "must_start_on": day.isoformat(),
            "meeting": {"at": at, "length": f"{length}m"},
        },
        time_zone=zone,
        calendars={"seller": {"week": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]}},
    )
    (entry,) = entries(plan.dated, Scope(past=10_000))
    begin, end = entry.span.begin, entry.span.end

    assert isinstance(begin, datetime)
    assert isinstance(end, datetime)
    assert begin.tzinfo is end.tzinfo is UTC
    assert end - begin == timedelta(minutes=length)
    wall = begin.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    wanted = datetime.combine(day, time(minute // 60, minute % 60))
    there_and_back = wanted.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(zone))
    if there_and_back.replace(tzinfo=None) == wanted:  # clocks show this time on that day
        assert (wall, begin.astimezone(ZoneInfo(zone)).fold) == (wanted, 0)
    else:
        assert timedelta() < wall - wanted <= timedelta(hours=1)


def test_an_hour_is_taken_for_a_meeting_that_says_no_length() -> None:
    plan = seen({"id": "meet", "kind": "meeting", "duration": "1d", "meeting": {"at": "10:00"}})
    (entry,) = entries(plan.dated, Scope())

    assert entry.span == Span(begin=datetime(2026, 11, 23, 10, tzinfo=UTC), end=datetime(2026, 11, 23, 11, tzinfo=UTC))


@pytest.mark.parametrize(
    ("kind", "agreed", "span"),
    [
        ("task", None, ("2026-11-26", "2026-11-27")),
        ("task", {"finish": "2026-12-03"}, ("2026-12-03", "2026-12-04")),
        ("task", {"start": "2026-12-01"}, ("2026-11-26", "2026-11-27")),
        ("meeting", None, ("2026-11-23", "2026-11-27")),
        ("meeting", {"start": "2026-12-01"}, ("2026-12-01", "2026-12-02")),
        ("meeting", {"finish": "2026-12-03"}, ("2026-12-03", "2026-12-04")),
        ("meeting", {"start": "2026-12-01", "finish": "2026-12-03"}, ("2026-12-01", "2026-12-04")),
        ("gate", {"start": "2026-12-01"}, ("2026-12-01", "2026-12-02")),
        ("gate", {}, ("2026-11-26", "2026-11-27")),
    ],
)
def test_an_agreed_date_counts_before_a_planned_one(
    kind: str, agreed: dict[str, str] | None, span: tuple[str, str]
) -> None:
    plan = seen({"id": "x", "kind": kind, "duration": "4d", "policy": "asap", "agreed": agreed})
    (entry,) = entries(plan.dated, Scope())

    assert (str(entry.span.begin), str(entry.span.end)) == span


def test_a_bar_whose_agreed_finish_lies_before_its_planned_start_is_one_day() -> None:
    plan = seen({"id": "x", "duration": "4d", "policy": "asap", "agreed": {"finish": "2026-11-18"}})
    (entry,) = entries(plan.dated, Scope(bars=True))

    assert entry.span == days(date(2026, 11, 18), date(2026, 11, 18))


# --- the file ---------------------------------------------------------------------------------------------------------


def test_a_file_has_no_uid_of_its_own_no_method_but_publish_and_asks_to_be_looked_at_hourly() -> None:
    head = lines(ics(seen(id=PLAN_ID, title="a, b; c")))

    assert head == [
        b"BEGIN:VCALENDAR",
        b"VERSION:2.0",
        b"PRODID:-//Backplan//Backplan//EN",
        b"METHOD:PUBLISH",
        rb"NAME:a\, b\; c",
        rb"X-WR-CALNAME:a\, b\; c",
        b"REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        b"X-PUBLISHED-TTL:PT1H",
        b"COLOR:teal",
        b"END:VCALENDAR",
    ]


def test_what_a_server_remembers_is_in_the_event() -> None:
    later = datetime(2026, 12, 1, 8, 30, tzinfo=UTC)
    kept = Kept(
        entry=replace(ENTRY, dates=("Planned.",), texts=("Who: Jo",)),
        sequence=7,
        created=AT,
        changed=later,
        url="https://plans.example/p/1#legal",
        cancelled=True,
    )

    assert lines(event(kept)) == [
        b"BEGIN:VEVENT",
        b"UID:a@backplan",
        b"DTSTAMP:20261201T083000Z",
        b"CREATED:20261123T000000Z",
        b"LAST-MODIFIED:20261201T083000Z",
        b"SEQUENCE:7",
        b"DTSTART;VALUE=DATE:20261201",
        b"DTEND;VALUE=DATE:20261202",
        b"SUMMARY:Cancelled: Legal",
        rb"DESCRIPTION:Planned.\nWho: Jo\nhttps://plans.example/p/1#legal",
        b"URL:https://plans.example/p/1#legal",
        b"STATUS:CANCELLED",
        b"TRANSP:TRANSPARENT",
        b"END:VEVENT",
    ]


@pytest.mark.parametrize("zone", [None, ZoneInfo("Europe/London")])
def test_a_time_that_is_not_in_utc_is_refused_before_it_becomes_a_wrong_hour(zone: ZoneInfo | None) -> None:
    wrong = datetime(2026, 12, 1, 9, tzinfo=zone)
    span = Span(begin=wrong, end=wrong)

    for kept in (replace(KEPT, entry=replace(ENTRY, span=span)), replace(KEPT, changed=wrong)):
        with pytest.raises(ValueError, match="is not in UTC"):
            event(kept)


UNFOLDED = re.compile(r"([A-Z-]+)((?:;[A-Z-]+=[A-Z0-9-]+)*):(.*)")
IN_AN_EVENT = {
    "UID", "DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "LOCATION",
    "CATEGORIES", "RELATED-TO", "TRANSP", "END",
}  # fmt: skip
"""Without a server: no URL, and nothing cancelled. Never RRULE, DURATION, ATTENDEE, ORGANIZER or an alarm."""


@given(
    seed=st.integers(0, 2**40),
    resolution=st.sampled_from([*["day"] * 11, "minute"]),
    scope=st.builds(Scope, person=st.sampled_from([None, "p-customer"]), past=st.integers(0, 90), bars=st.booleans()),
)
def test_a_file_of_any_plan_holds_what_every_app_takes_and_nothing_else(
    seed: int, resolution: str, scope: Scope
) -> None:
    document = {**random_plan(random.Random(seed), resolution=resolution), "id": PLAN_ID}
    plan = whole(read(json.dumps(document), file="plan.json"))
    text = ics(plan, scope).decode().replace("\r\n ", "").removesuffix("END:VCALENDAR\r\n")
    head, *events = [part.removesuffix("\r\n").split("\r\n") for part in text.split("BEGIN:VEVENT\r\n")]
    stamp = f"{day_in(plan.schedule.as_of, ZoneInfo(plan.schedule.plan.time_zone)):%Y%m%d}T000000Z"
    names = [one[0] for one in events]

    assert not any(line.startswith("UID") for line in head)
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(rf"UID:{PLAN_ID}(\.date|)\.[\w-]+(\.start|)@backplan", name) for name in names)
    for one in events:
        found = [UNFOLDED.fullmatch(line) for line in one]
        told = {said[1]: said[2].removeprefix(";") + said[3] for said in found if said}
        assert all(found)
        assert told.keys() <= IN_AN_EVENT
        assert {told["DTSTAMP"], told["CREATED"], told["LAST-MODIFIED"]} == {stamp}
        assert told["DTSTART"] < told["DTEND"]
        if told["DTSTART"].startswith("VALUE=DATE"):
            assert re.fullmatch(r"VALUE=DATE\d{8}", told["DTEND"])
            assert told["TRANSP"] == "TRANSPARENT"
        else:
            assert all(re.fullmatch(r"\d{8}T\d{6}Z", told[name]) for name in ("DTSTART", "DTEND"))
        related = {line.removeprefix("RELATED-TO;RELTYPE=DEPENDS-ON:") for line in one if line.startswith("RELATED")}
        assert all(re.fullmatch(rf"{PLAN_ID}(\.date|)\.[\w-]+@backplan", name) for name in related)


@given(text=st.text(max_size=300))
def test_any_text_is_folded_in_whole_letters_and_read_back_without_what_cannot_be_seen(text: str) -> None:
    entry = replace(ENTRY, summary=text, dates=(text,), place=text, category=text)
    content = calendar_file(text, [event(replace(KEPT, entry=entry))], colour="teal")

    for line in content.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(line) <= 75
        assert not any(unicodedata.category(letter) in {"Cc", "Zl", "Zp", "Cs"} for letter in line.decode())
    (event_seen,) = icalendar_sees(content).events
    assert event_seen.summary.split() == "".join(_visible(" ".join(text.split()))).split()
    assert event_seen.summary == " ".join(event_seen.summary.split())
    assert event_seen.description.count("\n") == sum(text.count(one) for one in "\n\u2028\u2029")


def _visible(text: str) -> list[str]:
    return [letter for letter in text if unicodedata.category(letter) not in {"Cc", "Cs"}]


@pytest.mark.parametrize("reader", PYTHON)
def test_a_backslash_before_an_n_is_no_line_break(reader: str) -> None:
    entry = replace(ENTRY, summary="C:\\new\\Next", dates=("\\n \\N \\\\n \\, \\;",))
    (event_seen,) = PYTHON[reader](calendar_file("x", [event(replace(KEPT, entry=entry))], colour="teal")).events

    assert (event_seen.summary, event_seen.description) == ("C:\\new\\Next", "\\n \\N \\\\n \\, \\;")


# --- how large --------------------------------------------------------------------------------------------------------


def kept_days(count: int) -> list[Kept]:
    first = date(2026, 12, 1)
    return [
        replace(
            KEPT,
            entry=replace(
                ENTRY,
                uid=f"{at}@backplan",
                span=days(first + timedelta(at), first + timedelta(at)),
                dates=("Planned for that day.",),
                texts=("Done when: " + "all is well " * 10,),
            ),
        )
        for at in range(count)
    ]


def test_a_plan_of_two_thousand_steps_stays_under_a_megabyte_with_an_entry_for_each() -> None:
    words = "Both sides have looked at the figures and put their names below them. " * 3
    steps = [
        {"id": f"step-{at}", "title": f"Step {at} of the roll-out", "duration": "1d", "exit_criteria": words}
        for at in range(2_000)
    ]
    content = ics(seen(*steps, seller="Acme", customer="Northwind"))

    assert len(content) < 1_000_000
    assert len(icalendar_sees(content).events) == 2_000
    assert b"Both sides" not in content
    assert b"Both sides" in ics(seen(*steps[:1_000], seller="Acme", customer="Northwind"))


def test_critical_dates_are_all_there_however_much_is_said_of_each() -> None:
    dates = [{"id": f"d{at}", "step": "live", "date": "2027-01-29", "reason": "why " * 2_000} for at in range(150)]
    content = ics(seen({"id": "live", "title": "live " * 2_000, "duration": "1d"}, critical_dates=dates))

    assert len(content) < 1_000_000
    assert sorted(uids(content)) == sorted(f"date.{date['id']}" for date in dates)
    shortened = f"{('Why: ' + 'why ' * 2_000)[:199]}…"
    assert content.decode().replace("\r\n ", "").count(shortened) == 150


def test_where_even_that_is_too_much_the_far_end_is_left_out_and_said() -> None:
    kept = kept_days(60)
    last = replace(kept[-1], entry=replace(kept[-1].entry, always=True))
    content = fitting([*kept[:-1], last], name="Roll-out", colour="teal", limit=10_000)
    seen_uids = [one.uid for one in icalendar_sees(content).events]
    in_it = len(seen_uids) - 1

    assert len(content) <= 10_000
    assert seen_uids == [*(f"{at}@backplan" for at in range(in_it)), "59@backplan"]
    note = b"".join(lines(content)).replace(b" ", b"")
    said = f"From {kept[in_it].entry.span.begin:%a} {_day(kept[in_it])} on, {59 - in_it} entries are left out: "
    assert f"DESCRIPTION:{said}".replace(" ", "").replace(",", "\\,").encode() in note
    assert f"X-WR-CALDESC:{said}".replace(" ", "").replace(",", "\\,").encode() in note


def _day(kept: Kept) -> str:
    begin = kept.entry.span.begin
    return f"{begin.day} {begin:%b %Y}"


def test_a_single_entry_that_is_left_out_is_told_as_one() -> None:
    content = fitting(kept_days(2), name="x", colour="teal", limit=1_100)

    assert b"on\\, 1 entry is left out" in b"".join(lines(content)).replace(b"\r\n ", b"")
    assert len(icalendar_sees(content).events) == 1


def test_no_entry_is_lost_to_the_files_own_size() -> None:
    content = ics(seen(*({"id": f"s{at}", "duration": "1d"} for at in range(50))))
    folder = Path(__file__).parents[2] / "golden" / "exports"

    assert len(icalendar_sees(content).events) == 50
    assert all(b"left out" not in path.read_bytes() for path in folder.glob("*.ics"))
