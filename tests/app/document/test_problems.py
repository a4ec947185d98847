"""All problems are told at once, each with place and remedy, and none that only follows from another."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path as File
from typing import TYPE_CHECKING

import pytest

import app.document
from app.document import CODES, Unreadable, read
from scheduler.refusals import Problem
from tests.app.document.refusals import refused, refusing, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scheduler.plan import Calendar, Moment, Plan

HEAD = "format: backplan/1\ntitle: T\n"


@refusing
def strict(plan: Plan, as_of: Moment) -> tuple[Problem, ...]:
    """Tell much of what the engine tells, so that what only follows from something else would show."""
    found = [*unknown(plan), *impossible(plan, as_of)]
    return tuple(Problem(code="of-the-engine", path=path, sentence=sentence) for path, sentence in found)


def unknown(plan: Plan) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Give every name of something that the plan does not have."""
    known = {
        "step": {step.id for step in plan.steps},
        "person": {person.id for person in plan.people},
        "phase": {phase.id for phase in plan.phases},
        "calendar": {calendar.id for calendar in plan.calendars},
        "party": {"seller", "customer", *(party.id for party in plan.parties)},
    }
    named: list[tuple[str, str | None, tuple[str | int, ...]]] = [
        ("step", critical.step, ("critical_dates", number, "step"))
        for number, critical in enumerate(plan.critical_dates)
    ]
    for index, step in enumerate(plan.steps):
        at = ("steps", index)
        named += [("step", link.step, (*at, "after", number)) for number, link in enumerate(step.after)]
        named += [("party", party, (*at, "side")) for party in step.side]
        named += [("person", person, (*at, "owners", party)) for party, person in step.owners]
        named += [("phase", step.phase, (*at, "phase")), ("calendar", step.calendar, (*at, "calendar"))]
    yield from ((path, f"no {what} {name!r}") for what, name, path in named if name and name not in known[what])


def impossible(plan: Plan, as_of: Moment) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Give what cannot be in a plan whatever its names."""
    calendars = {calendar.id: calendar for calendar in plan.calendars}
    for name, calendar in calendars.items():
        if not any(calendar.week) and not calendar.open:
            yield ("calendars", name), "it has no working time"
    for index, step in enumerate(plan.steps):
        if step.duration is None and step.kind in {"task", "meeting"}:
            yield ("steps", index), f"a {step.kind} needs a duration"
        if step.duration is not None and step.kind == "milestone":
            yield ("steps", index), "a milestone has no duration"
        if step.anchor and step.kind != "milestone":
            yield ("steps", index, "anchor"), "only milestones have an anchor"
        if step.progress.remaining and not step.progress.started:
            yield ("steps", index, "progress", "remaining"), "remaining without started"
        if step.progress.started is not None and step.progress.started > as_of:
            yield ("steps", index, "progress", "started"), "it has not started yet"
        if isinstance(step.must_start_on, date) and not calendars_open(step.side, calendars, step.must_start_on):
            yield ("steps", index, "must_start_on"), "it cannot start then"


def calendars_open(side: tuple[str, ...], calendars: dict[str, Calendar], day: date) -> bool:
    """Return whether all parties of a side work on a weekday."""
    return all(calendars[party].week[day.weekday()] if party in calendars else day.weekday() < 5 for party in side)


def test_many_problems_in_the_order_of_the_document() -> None:
    text = """\
format: backplan/1
titel: Northwind
time_zone: Europe/Berln
start: 30.11.2026
calendars:
  seller: {week: [mon, tues], holidays: us-ny}
people: [{id: 7, party: seller, email: jo}]
steps:
  - {title: No id, duration: 2w}
  - {id: a, title: A, duration: 1w}
  - {id: b, title: B, durations: 1h, after: [aa, {stp: a}, {lag: 1d}], decider: joe}
  - {id: c, title: 2024, duration: true, after: a, foo: 1, kind: mile}
  - just text
  - id: d
    title: D
    after: {step: a, type: fs, lag: 90m}
    private: custmer
    references: [{title: x, url: "javascript:x"}]
"""
    assert told(text, scheduling=strict, file="plan.yaml") == [
        "plan.yaml:2 titel: no key 'titel' here; did you mean 'title'?",
        "plan.yaml:3 time_zone: no time zone 'Europe/Berln'; did you mean 'Europe/Berlin'?",
        "plan.yaml:4 start: '30.11.2026' is no date; write '2026-11-30'",
        "plan.yaml:6 calendars.seller.week: 'tues' is no day of the week; did you mean 'tue'?",
        "plan.yaml:6 calendars.seller.holidays: no region 'us-ny'; did you mean 'US-NY'?",
        "plan.yaml:7 people[0].id: here belongs an id such as legal-review, not the number 7; put it in quotes",
        "plan.yaml:7 people[0].email: 'jo' does not fit; here belongs an e-mail address such as jo@northwind.example",
        "plan.yaml:9 steps[0]: 'id' is missing; add it with an id such as legal-review",
        "plan.yaml:10 steps[1].duration: '1w': five days or seven? write '5d' (working days) or '1ew' (calendar weeks)",
        "plan.yaml:11 steps[2].durations: no key 'durations' here; did you mean 'duration'?",
        "plan.yaml:11 steps[2].after[0]: no step 'aa'",
        "plan.yaml:11 steps[2].after[1].stp: no key 'stp' here; did you mean 'step'?",
        "plan.yaml:11 steps[2].after[2]: 'step' is missing; add it with the id of a step",
        "plan.yaml:11 steps[2].decider: no person 'joe'; add them under people",
        "plan.yaml:12 steps[3].title: here belongs a title, not the number 2024; put it in quotes",
        (
            "plan.yaml:12 steps[3].duration: here belongs a duration such as 10d (working days) or 3ed "
            "(calendar days), not true"
        ),
        "plan.yaml:12 steps[3].foo: no key 'foo' here; is this written by a newer version of Backplan?",
        "plan.yaml:12 steps[3].kind: kind cannot be 'mile'; did you mean 'milestone'?",
        "plan.yaml:13 steps[4]: here belongs a block with keys such as id, title and phase, not the text 'just text'",
        "plan.yaml:14 steps[5]: a task needs a duration",
        "plan.yaml:16 steps[5].after.type: type cannot be 'fs'; did you mean 'FS'?",
        "plan.yaml:16 steps[5].after.lag: this plan counts in days; write '1d' for '90m', or set 'resolution: minute'",
        "plan.yaml:17 steps[5].private: no party 'custmer'; did you mean 'customer'?",
        (
            "plan.yaml:18 steps[5].references[0].url: 'javascript:x' does not fit; here belongs "
            "an address that begins with https:// or http://"
        ),
    ]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        # A part that cannot be read is not told to be missing too.
        ("steps: [{id: a, title: A, duration: 1w}]", ["steps[0].duration: '1w'"]),
        ("steps: [{id: a, title: A, duration: [1]}]", ["steps[0].duration: here belongs"]),
        (
            "steps: [{id: a, title: A, lasts: 1d, duratoin: 1d}]",
            ["steps[0].lasts: no key", "steps[0].duratoin: no key"],
        ),
        ("steps: [{id: a, title: A, kind: mile}]", ["steps[0].kind: kind cannot"]),
        ("steps: [{id: a, title: A, kind: mile, duration: 1d, anchor: start}]", ["steps[0].kind: kind cannot"]),
        (
            "steps: [{id: a, title: A, duration: 1d, progress: {started: soon, remaining: 1d}}]",
            ["steps[0].progress.started: 'soon'"],
        ),
        # Nor is what names something in a list that cannot be read.
        ("people: {}\nsteps: [{id: a, title: A, duration: 1d, owners: {seller: jo}}]", ["people: here belongs a list"]),
        ("people: 1\nsteps: [{id: a, title: A, duration: 1d, decider: jo}]", ["people: here belongs a list"]),
        ("phases: x\nsteps: [{id: a, title: A, duration: 1d, phase: p}]", ["phases: here belongs a list"]),
        ("calendars: x\nsteps: [{id: a, title: A, duration: 1d, calendar: c}]", ["calendars: here belongs"]),
        ("calendars: {c: x}\nsteps: [{id: a, title: A, duration: 1d, calendar: c}]", ["calendars.c: here belongs"]),
        ("parties: x\nsteps: [{id: a, title: A, duration: 1d, side: hw, private: hw}]", ["parties: here belongs"]),
        ("steps: {a: {}}\ncritical_dates: [{id: d, step: a, date: 2027-01-01}]", ["steps: here belongs a list"]),
        (
            "people: [{id: jo}]\nsteps: [{id: a, title: A, duration: 1d, decider: jo}]",
            ["people[0]: 'party' is missing"],
        ),
        # Nor is anything told of the parts of what is taken away as a whole.
        (
            "calendars: {c: {holidays: {from: 2026-01-01, to: 2026-12-31, days: [{name: x}, 1]}}}",
            [
                "calendars.c.holidays: 'region' is missing",
                "calendars.c.holidays.days[0]: 'date' is missing",
                "calendars.c.holidays.days[1]: here belongs a block",
            ],
        ),
        # An id that is no id is known all the same.
        (
            "steps: [{id: a b, title: A, duration: 1d}, {id: c, title: C, duration: 1d, after: a b}]",
            ["steps[0].id: 'a b'"],
        ),
        (
            "steps: [{id: 1, title: A, duration: 1d}, {id: c, title: C, duration: 1d, after: 1}]",
            ["steps[0].id: here belongs", "steps[1].after: here belongs"],
        ),
        # Nor is working time missing where a calendar cannot be read.
        ("calendars: {c: {week: [], open: [{date: soon}]}}", ["calendars.c.open[0].date: 'soon'"]),
        ("calendars: {c: {week: [Sat, Sun]}}", ["calendars.c.week: 'Sat'", "calendars.c.week: 'Sun'"]),
        # Nor is a pin on a wrong day where the day's calendar is unclear.
        (
            "steps: [{id: a, title: A, duration: 1d, side: [1], must_start_on: 2026-12-05}]",
            ["steps[0].side[0]: here belongs"],
        ),
        # Nor has anything happened too late where today is unclear.
        (
            "as_of: soon\nsteps: [{id: a, title: A, duration: 1d, progress: {started: 2030-01-01}}]",
            ["as_of: 'soon'"],
        ),
        # In a plan that counts in nobody knows what, hours and days are both taken.
        ("resolution: weekly\nsteps: [{id: a, title: A, duration: 1h, after: b}]", ["resolution: resolution cannot"]),
        ("resolution: minutes\nsteps: [{id: a, title: A, duration: 1h}]", ["resolution: resolution cannot"]),
        # A key that is there twice leaves open which of the two is meant.
        (
            "people: [{id: a, party: seller}]\npeople: []\nsteps: [{id: a, title: A, duration: 1d, decider: b}]",
            ["people: 'peo"],
        ),
    ],
)
def test_nothing_is_told_that_only_follows(text: str, sentences: list[str]) -> None:
    problems = [str(problem).partition(" ")[2] for problem in refused(HEAD + text, scheduling=strict)]
    assert len(problems) == len(sentences), problems
    for problem, beginning in zip(problems, sentences, strict=True):
        assert problem.startswith(beginning)


def test_what_the_engine_tells_is_at_its_place_whatever_was_dropped_before() -> None:
    text = (
        f"{HEAD}steps:\n"
        "  - {title: No id}\n"
        "  - nothing\n"
        "  - id: a\n"
        "    title: A\n"
        "    duration: 1d\n"
        "    after:\n"
        "      - {lag: 1d}\n"
        "      - b\n"
    )
    assert told(text, scheduling=strict) == [
        "x:4 steps[0]: 'id' is missing; add it with an id such as legal-review",
        "x:5 steps[1]: here belongs a block with keys such as id, title and phase, not the text 'nothing'",
        "x:10 steps[2].after[0]: 'step' is missing; add it with the id of a step",
        "x:11 steps[2].after[1]: no step 'b'",
    ]


def test_the_engine_dates_a_plan_unless_something_else_is_given() -> None:
    text = f"{HEAD}steps: [{{id: security-review, title: A, duration: 1d, after: secrity-review}}]"
    with pytest.raises(Unreadable) as unreadable:
        read(text, file="enterprise-saas.yaml", today=lambda _: date(2026, 11, 23))
    sentence = "no step 'secrity-review'; did you mean 'security-review'?"
    assert str(unreadable.value) == f"enterprise-saas.yaml:3 steps[0].after: {sentence}"


def test_an_engine_problem_with_a_freeze_is_at_its_place() -> None:
    @refusing
    def second(plan: Plan, as_of: Moment) -> tuple[Problem, ...]:
        del as_of
        assert len(plan.freezes) == 1
        return (Problem(code="of-the-engine", path=("freezes", 0, "to"), sentence="look"),)

    text = f"{HEAD}freezes:\n- {{from: soon, to: 2027-01-01}}\n- {{from: 2027-01-01, to: 2027-01-02}}"
    assert told(text, scheduling=second)[-1] == "x:5 freezes[1].to: look"


def test_a_newer_format_is_all_that_is_told() -> None:
    assert told("format: backplan/2\ntitle: 1\nnew: x") == [
        "x:1 format: this plan is written in backplan/2, by a newer version of Backplan; this one reads backplan/1"
    ]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("", "x:1: the plan does not say its format; begin with 'format: backplan/1'"),
        ("format:", "x:1 format: the plan does not say its format; begin with 'format: backplan/1'"),
        ("format: 1", "x:1 format: the number 1 is no format of a plan; write 'format: backplan/1'"),
        ("format: backplan", "x:1 format: the text 'backplan' is no format of a plan; write 'format: backplan/1'"),
        ("formt: backplan/1", "x:1 formt: no key 'formt' here; did you mean 'format'?"),
    ],
)
def test_the_format(line: str, sentence: str) -> None:
    assert told(f"{line}\ntitle: T") == [sentence.replace("x:1:", "x:2:") if not line else sentence]


def test_what_was_asked_for_stands_on_no_line() -> None:
    assert told(HEAD, as_of="tomorrow") == [
        "x as_of: asked for beside the document: 'tomorrow' is no date; write it as year-month-day, such as 2026-11-30"
    ]
    assert told(HEAD, today=None) == ["x:1: say from which day to plan, such as 'as_of: 2026-11-30'"]


OTHERS = {
    f"{HEAD}revision: -1": "revision: revision cannot be -1; write 0 or more",
    f"{HEAD}seller:\n  name: x": "seller: here belongs text, not a block of keys",
    f"{HEAD}steps: [{{id: a, title: ' ', duration: 1d}}]": "steps[0].title: this is empty; here belongs a title",
    f"{HEAD}steps: [{{id: a, title: A, duration: 10}}]": "steps[0].duration: here belongs a duration such as 10d "
    "(working days) or 3ed (calendar days), not the number 10; write '10d' if that is meant",
    f"{HEAD}steps: [{{id: a, title: A, duration: 1d, anchor: end}}]": "steps[0].anchor: anchor cannot be 'end'; "
    "write 'start' or leave it out",
    f"{HEAD}steps: [{{id: a, title: A, duration: 1d, estimate: {{low: 5d, high: 2d}}}}]": "steps[0].estimate: "
    "low, likely and high go from short to long, not '5d', '2d'; put them in order",
    f"{HEAD}hold: {{since: 2026-12-02, until: 2026-12-01}}": "hold.until: "
    "2026-12-01 is before 2026-12-02, where it begins; swap them or mend one",
    f"{HEAD}resolution: minute\nfreezes: [{{from: 2026-12-02 10:00, to: 2026-12-01}}]": "freezes[0].to: "
    "2026-12-01 is before 2026-12-02 10:00, where it begins; swap them or mend one",
    f"{HEAD}calendars: {{successor: }}": "calendars.successor: no calendar can be called 'successor': "
    "in lag_calendar the word means a step's successor; name it otherwise",
    f"{HEAD}parties: [{{id: both}}]": "parties[0].id: no party can be called 'both': "
    "the word means seller and customer; give it another id",
    f"{HEAD}parties: [{{id: seller}}]": "parties[0].id: the seller is always there; "
    "take it away here and write its name as 'seller: …'",
    f"{HEAD}calendars: {{c: {{open: [{{date: 2026-12-12, hours: []}}]}}}}": "calendars.c.open[0].hours: "
    "an open day needs hours, such as '10:00-14:00'; leave the key out for 09:00-17:00",
    f"{HEAD}calendars: {{c: {{closed: [{{from: 2026-12-12 10:00}}]}}}}": "calendars.c.closed[0].from: "
    "here belongs a day without a time; write '2026-12-12'",
    f"{HEAD}calendars: {{c: {{holidays: {{region: US, from: 2026-01-01}}}}}}": "calendars.c.holidays: "
    "from without to and days; the days rule from one day to another, so write all three",
    f"{HEAD}calendars: {{c: {{holidays: {{region: US, from: 2026-01-01, to: 2026-12-31,\n"
    "    days: [{date: 2027-01-01}]}}}": (
        "calendars.c.holidays.days[0].date: "
        "2027-01-01 is outside 2026-01-01 to 2026-12-31, where these days rule; widen from and to or take it away"
    ),
    f"{HEAD}id: abc": "id: 'abc' is no UUID; leave the id out of a file, it is given when the plan is stored",
    f"{HEAD}critical_dates: [{{id: a, date: 2027-01-01,\n"
    "    cost_of_delay: {per_day: [{from: 2027-01-01, amount: much}]}}]": (
        "critical_dates[0].cost_of_delay.per_day[0].amount: here belongs a number, not the text 'much'"
    ),
    f"{HEAD}critical_dates: [{{id: a, date: 2027-01-01, cost_of_delay: {{currency: eur}}}}]": (
        "critical_dates[0].cost_of_delay.currency: 'eur' does not fit; "
        "here belongs a currency of three capital letters such as EUR"
    ),
    f"{HEAD}steps: [{{id: a, title: A, duration: 1d, agreed: {{by: {{buyer: }}}}}}]": "steps[0].agreed.by.buyer: "
    "this is empty; here belongs the id of a person",
}


@pytest.mark.parametrize(("text", "sentence"), OTHERS.items())
def test_other_sentences(text: str, sentence: str) -> None:
    assert [problem.partition(" ")[2] for problem in told(text)] == [sentence]


def test_people_and_parties_named_where_the_engine_does_not_look() -> None:
    text = (
        f"{HEAD}critical_dates: [{{id: a, date: 2027-01-01, confirmed: {{by: jo}}}}]\n"
        "people: [{id: joe, party: seller, private: sellr, away: [{from: 2027-01-01, private: x}]}]\n"
        "calendars: {seller: {closed: [{from: 2027-01-01, private: x}]}}\n"
        "steps:\n"
        "  - {id: a, title: A, duration: 1d, private: hw, decider: jo, help: {owner: jo, asked_by: ana},\n"
        "     agreed: {by: {buyer: ana}}, proposed: {by: {customer: ana}}}\n"
    )
    assert told(text) == [
        "x:3 critical_dates[0].confirmed.by: no person 'jo'; did you mean 'joe'?",
        "x:4 people[0].private: no party 'sellr'; did you mean 'seller'?",
        "x:4 people[0].away[0].private: no party 'x'; add it under parties",
        "x:5 calendars.seller.closed[0].private: no party 'x'; add it under parties",
        "x:7 steps[0].private: no party 'hw'; add it under parties",
        "x:7 steps[0].decider: no person 'jo'; did you mean 'joe'?",
        "x:7 steps[0].help.owner: no person 'jo'; did you mean 'joe'?",
        "x:7 steps[0].help.asked_by: no person 'ana'; add them under people",
        "x:8 steps[0].agreed.by.buyer: no person 'ana'; add them under people",
        "x:8 steps[0].agreed.by.buyer: no party 'buyer'; add it under parties",
        "x:8 steps[0].proposed.by.customer: no person 'ana'; add them under people",
    ]


def test_every_code_has_a_cause_and_a_cure() -> None:
    used = set()
    for file in File(app.document.__file__).parent.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        literals = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
        if file.name != "codes.py":
            used |= {code for code in CODES if code in literals}
    counted = {f"too-many-{what}" for what in ("calendars", "critical-dates", "freezes", "parties", "people", "steps")}
    assert used | counted == set(CODES)
    assert list(CODES) == sorted(CODES)
    assert all(": " in sentence and sentence.endswith(".") for sentence in CODES.values())


def test_a_plan_with_a_problem_at_every_step_is_told_in_time() -> None:
    steps = "".join(f"- {{id: s{n}, title: S, durations: 1d}}\n" for n in range(2000))
    with pytest.raises(Unreadable) as unreadable:
        read(f"{HEAD}steps:\n{steps}", file="x", today=lambda _: date(2026, 11, 23))
    assert [problem.line for problem in unreadable.value.problems] == list(range(4, 2004))
