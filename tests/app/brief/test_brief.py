"""A plan in words: how its dates stand, what comes now and next, what is said of each step and each person."""

import json
from datetime import date
from typing import Any

import pytest

from app.brief import brief
from app.brief.asks import Ask, Asks
from app.brief.brief import FindingBrief
from app.brief.dates import Cost
from app.brief.people import PersonBrief
from app.brief.steps import Reference
from app.brief.why import Exchange, Why, Word
from app.document import read
from app.projection import Audience, Projection, project
from tests.app.sample_plans import plan as long_plan
from tests.app.timeline.plans import PLAN, plan, step

SETTLED = "resolved"
"""The key of a concern; a lock file that names a registry has it too, with a colon behind."""


def dated(**written: object) -> Projection:
    """Return the plan with more written at its critical date."""
    return plan(critical_dates=[{"id": "go-live", "step": "go-live", "date": "2026-12-11", **written}])


def test_the_headline_comes_first_and_what_must_start_second() -> None:
    said = brief(plan())
    assert said.headline == "Go-live on Fri 11 Dec can be met."[:-1] + ", with 2 working days in reserve."
    assert said.first == "Legal review must start by Fri 4 Dec."
    assert (said.health, said.health_says, said.hold) == ("on_track", "on track", None)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ({}, "not yet confirmed"),
        ({"standing": "confirmed"}, "confirmed"),
        (
            {"standing": "confirmed", "confirmed": {"by": "jo", "on": "2026-11-20"}},
            "confirmed by Jo Kern on Fri 20 Nov",
        ),
        ({"standing": "contractual", "confirmed": {"by": "jo"}}, "contractual, confirmed by Jo Kern"),
        ({"standing": "contractual"}, "contractual"),
    ],
)
def test_how_firm_a_date_is(written: dict[str, Any], says: str) -> None:
    assert brief(dated(**written)).dates[0].standing == says


@pytest.mark.parametrize(
    ("on", "age"),
    [("2026-10-13", "41 days ago"), ("2026-11-22", "yesterday"), ("2026-11-23", "today"), (None, "")],
)
def test_how_long_ago_somebody_stood_by_a_date(on: str | None, age: str) -> None:
    confirmed = {"by": "jo", **({"on": on} if on else {})}
    assert brief(dated(standing="confirmed", confirmed=confirmed)).dates[0].age == age


@pytest.mark.parametrize(
    ("due", "buffer", "landing", "short", "reserve"),
    [
        ("2026-12-11", "2d", "forecast Wed 9 Dec, at the earliest Wed 2 Dec", "", "2 of 2 working days in reserve"),
        ("2026-12-03", "3d", "forecast Wed 2 Dec, which is the earliest", "", "1 of 3 working days in reserve"),
        ("2026-12-01", None, "forecast Wed 2 Dec, which is the earliest", "1 working day", ""),
    ],
)
def test_where_a_date_lands(due: str, buffer: str | None, landing: str, short: str, reserve: str) -> None:
    one = brief(dated(date=due, buffer=buffer)).dates[0]
    assert (one.landing, one.short, one.reserve) == (landing, short, reserve)


def test_in_a_minute_plan_the_reserve_is_told_in_hours() -> None:
    one = brief(long_plan("cut-over")).dates[0]
    assert (one.reserve, one.buffer) == ("2 hours of 2 working hours in reserve", "2 working hours")


def test_what_is_left_out_of_a_phase_is_not_counted() -> None:
    phase = brief(long_plan("after-go-live")).phases[1]
    assert (phase.done, phase.total, len(phase.steps)) == (0, 3, 4)
    assert [one.planned for one in phase.steps if one.left_out] == [""]


def test_what_a_day_of_delay_costs() -> None:
    steps = [{"from": "2026-12-14", "amount": 9000}, {"from": "2026-12-01", "amount": 6500}]
    cost = brief(dated(cost_of_delay={"currency": "EUR", "since": "2026-10-01", "per_day": steps})).dates[0].cost
    assert cost == Cost(
        a_day=(("EUR 6,500", date(2026, 12, 1)), ("EUR 9,000", date(2026, 12, 14))), since=date(2026, 10, 1)
    )
    assert cost.says(str) == "A day of delay costs EUR 6,500 from 2026-12-01, EUR 9,000 from 2026-12-14"


def test_what_is_under_way_or_should_begin_is_now_and_the_rest_comes_next() -> None:
    said = brief(long_plan("northwind"))
    assert [step.id for step in said.now] == ["business-case", "legal-review", "security-review"]
    assert [step.id for step in said.next] == [
        "board-approval",
        "signature",
        "kickoff",
        "configuration",
        "data-migration",
    ]


def test_in_a_held_plan_nothing_is_now() -> None:
    said = brief(long_plan("held"))
    assert said.now == ()
    assert said.hold is not None
    assert said.hold.reason == "Budget cycle"


def test_a_step_says_what_it_needs_and_gives() -> None:
    meeting = {"at": "10:00", "length": "90m", "place": "https://meet.example/1", "booking": "2d"}
    more: dict[str, Any] = {
        "kind": "meeting",
        "meeting": meeting,
        "exit_criteria": "Both have initialled",
        "bring": ["Draft"],
        "result": ["Final draft"],
        "references": [{"title": "Draft", "url": "https://acme.example/draft"}, {"title": "Note"}],
        "help": {"owner": "jo", "question": "Which clause?", "answer_by": "2026-12-01"},
        "progress": {"blocked": {"reason": "No draft.", "question": "Who has it?"}},
        "agreed": {"finish": "2026-12-01", "by": {"customer": "jo"}, "on": "2026-11-20"},
    }
    one = brief(plan(steps=[step(0, **more), step(1)])).steps[0]

    assert (one.kind_says, one.state, one.start_by_says) == ("meeting", "blocked", "Fri 4 Dec")
    assert (one.meeting, one.book_by) == ("at 10:00, for 90 minutes", "Mon 30 Nov")
    assert one.place == Reference(title="https://meet.example/1", url="https://meet.example/1")
    assert one.references == (
        Reference(title="Draft", url="https://acme.example/draft"),
        Reference(title="Note", url=""),
    )
    assert one.blocked == "No draft. Who has it?"
    assert one.help == "Which clause? (answer from Jo Kern by Tue 1 Dec)"
    assert (one.agreed_says, one.moved) == ("Tue 1 Dec", True)


def test_a_place_that_no_browser_opens_harmlessly_is_no_address() -> None:
    for place in ("Room 4", "javascript:alert(1)", "data:text/html,x"):
        meeting = {"place": place}
        one = brief(plan(steps=[step(0, kind="meeting", meeting=meeting), step(1)])).steps[0]
        assert one.place == Reference(title=place, url="")


@pytest.mark.parametrize(
    ("progress", "state", "begun", "is_open"),
    [
        ({"started": "2026-11-20"}, "under way", True, True),
        ({"started": "2026-11-16", "finished": "2026-11-20"}, "done", True, False),
        ({"skipped": True}, "left out", True, False),
        ({"blocked": {}}, "blocked", False, True),
    ],
)
def test_how_a_step_stands(progress: dict[str, Any], state: str, begun: bool, is_open: bool) -> None:  # noqa: FBT001
    one = brief(plan(steps=[step(0, progress=progress), step(1)])).steps[0]
    assert (one.state, one.begun, one.open) == (state, begun, is_open)


def test_people_stand_by_party_the_customer_first() -> None:
    people = [
        {"id": "ana", "name": "Ana Ruiz", "party": "seller", "email": "ana@acme.example"},
        {
            "id": "jo",
            "party": "customer",
            "role": "economic_buyer",
            "away": [{"from": "2026-10-01"}, {"from": "2026-12-01", "to": "2026-12-03"}],
        },
    ]
    said = brief(plan(people=people)).parties
    assert [(party.name, party.people) for party in said] == [
        ("Northwind", (PersonBrief(id="jo", name="", role="economic buyer", email="", private=False, away="1-3 Dec"),)),
        ("Acme", (PersonBrief(id="ana", name="Ana Ruiz", role="", email="ana@acme.example", private=False, away=""),)),
    ]


def test_findings_are_for_the_seller() -> None:
    late = plan(steps=[step(0, duration="15d"), step(1)])
    seen = {
        party: brief(Projection(document=late.document, schedule=late.schedule, audience=audience)).findings
        for party, audience in (
            ("whole", None),
            ("seller", Audience(party="seller")),
            ("customer", Audience(party="customer")),
        )
    }
    assert seen["whole"] == seen["seller"]
    assert seen["customer"] == ()
    assert seen["whole"][0] == FindingBrief(
        severity="error",
        says="Please look at this first",
        sentence="Go-live is due on Fri 11 Dec and lands on Wed 16 Dec: 3 working days short.",
        remedy="Shorten, overlap or drop steps of its critical path, or agree on a later date.",
    )


def test_a_plan_without_a_why_says_none() -> None:
    assert not brief(plan()).why
    assert brief(plan(why={})).why == Why()


def test_the_why_is_said_with_names_and_days() -> None:
    why = {
        "pains": [{"id": "slow", "text": "The close takes a month", "by": "jo", "on": "2026-11-03"}],
        "current_way": {"text": "By hand", "measured": "190 hours"},
        "criteria": [
            {"id": "one", "text": "One day", "by": "jo", "unit": "days", "before": 20, "target": 1, "measured": 2}
        ],
        "concerns": [
            {
                "id": "data",
                "text": "Bad data",
                "probability": 0.3,
                "delay": "5d",
                "owner": "jo",
                "mitigation": "A trial",
                "resolved_when": "It agrees",
            },
            {"id": "old", "text": "Old", "owner": "jo", SETTLED: "2026-11-01", "private": "seller"},
        ],
        "gives": [{"id": "trial", "text": "A trial", "get": "call", "due": "2026-12-01"}],
        "gets": [{"id": "call", "text": "A call", "owner": "jo", "done": "2026-11-20"}, {"id": "more", "text": "More"}],
        "decisions": [
            {"id": "all", "text": "All at once", "decided_by": "jo", "step": "legal", "reopened": "2026-11-20"}
        ],
    }
    said = brief(plan(why=why)).why
    plain = Word(text="", source="", by_customer=False, private=False)

    assert said.pains == (
        Word(text="The close takes a month", source="Jo Kern, 3 November", by_customer=True, private=False),
    )
    assert said.current_way is not None
    assert said.current_way.details == ("190 hours",)
    assert said.criteria[0].details == ("From 20 to 1 days", "Measured 2 days")
    assert [(one.details, one.settled, one.private) for one in said.concerns] == [
        (
            ("30% likely, would cost 5 working days", "What we do (Jo Kern): A trial", "Resolved when: It agrees"),
            False,
            False,
        ),
        (("Jo Kern",), True, True),
    ]
    assert said.exchanges == (
        Exchange(
            give=Word(text="A trial", source="", by_customer=False, private=False, details=("By 1 December",)),
            get=Word(
                text="A call",
                source="",
                by_customer=False,
                private=False,
                details=("Jo Kern, done on 20 November",),
                settled=True,
            ),
        ),
        Exchange(give=None, get=Word(text="More", source="", by_customer=plain.by_customer, private=plain.private)),
    )
    assert said.decisions[0].details == ("Decided by Jo Kern, about Legal review", "Reopened on 20 November")
    assert not said.decisions[0].settled


def test_what_is_still_to_be_asked_stands_by_step_and_for_the_seller_alone() -> None:
    questions = [
        {"id": "who", "text": "Who goes live first?", "about": "decisions", "ask": "jo", "step": "go-live"},
        {"id": "pain", "text": "What hurts?", "about": "pains", "step": "legal"},
        {"id": "date", "text": "Why this day?", "about": "critical_dates"},
        {"id": "way", "text": "How today?", "about": "current_way", "step": "legal", "answered": "2026-11-20"},
    ]
    made = plan(why={"questions": questions})

    assert brief(made).asks == (
        Asks(step="Legal review", questions=(Ask(text="What hurts?", whom=""),)),
        Asks(step="Go-live", questions=(Ask(text="Who goes live first?", whom="Jo Kern"),)),
        Asks(step="", questions=(Ask(text="Why this day?", whom=""),)),
    )
    assert not brief(made).why
    reading = read(json.dumps({**PLAN, "why": {"questions": questions}}), file="plan.json")
    assert brief(project(reading, made.schedule, Audience(party="customer"))).asks == ()
