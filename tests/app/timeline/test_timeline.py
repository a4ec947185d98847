"""Where a plan's dates lie on the axis, and what is said of them: plain values, compared whole."""

import pytest

from app.timeline import timeline
from app.timeline.picture import Arrow, Closed, Goal, Group, Lane, Row, Span
from tests.app.sample_plans import NAMES
from tests.app.sample_plans import plan as long_plan
from tests.app.timeline.plans import plan, step


def only_row(**changed: object) -> Row:
    return timeline(plan(steps=[step(0, **changed), step(1)])).rows[0]


def test_a_plan_is_laid_out_in_days() -> None:
    """Monday 23 November is day 0; the date, Friday 11 December, ends with day 19."""
    laid_out = timeline(plan())

    assert (laid_out.first.isoformat(), laid_out.days, laid_out.as_of) == ("2026-11-23", 19, 0)
    assert laid_out.as_of_says == "Mon 23 Nov"
    assert laid_out.rest_days == {5, 6}
    assert laid_out.says == (
        "Go-live on Fri 11 Dec can be met, with 2 working days in reserve; Legal review must start by Fri 4 Dec. "
        "The drawing shows 2 steps and 1 critical date."
    )
    assert laid_out.goals == (
        Goal(name="Go-live", due="Fri 11 Dec", at=19, buffer=Span(start=17, end=19), health="on_track"),
    )
    assert laid_out.lanes == (
        Lane(
            name="Closed at Northwind",
            closed=(Closed(span=Span(start=3, end=5), reason="Stocktaking", says="26-27 Nov: Stocktaking"),),
        ),
    )
    assert laid_out.groups == (
        Group(
            title="",
            rows=(
                Row(
                    id="legal",
                    title="Legal review",
                    who="Jo Kern",
                    sides_say="Northwind",
                    when="2\N{EN DASH}8 Dec",
                    state="",
                    says="Legal review, Jo Kern: planned from Wed 2 Dec to Tue 8 Dec; must start by Fri 4 Dec; "
                    "on the critical path.",
                    look="bar",
                    kind="task",
                    sides=("customer",),
                    health="on_track",
                    left_out=False,
                    critical=True,
                    planned=Span(start=9, end=16),
                    was=None,
                    timeless=False,
                    window=Span(start=0, end=18),
                    worked=None,
                    late=None,
                    agreed=None,
                    closed=(Span(start=3, end=5),),
                ),
                Row(
                    id="go-live",
                    title="Go-live",
                    who="Acme and Northwind",
                    sides_say="Acme and Northwind",
                    when="Wed 9 Dec",
                    state="",
                    says="Go-live, Acme and Northwind: planned on Wed 9 Dec; must start by Fri 11 Dec; "
                    "on the critical path.",
                    look="bar",
                    kind="task",
                    sides=("seller", "customer"),
                    health="on_track",
                    left_out=False,
                    critical=True,
                    planned=Span(start=16, end=17),
                    was=None,
                    timeless=False,
                    window=Span(start=9, end=19),
                    worked=None,
                    late=None,
                    agreed=None,
                    closed=(),
                ),
            ),
        ),
    )
    assert laid_out.arrows == (Arrow(from_row="legal", to_row="go-live", type="FS", critical=True),)


def test_what_is_done_has_only_its_days() -> None:
    row = only_row(progress={"started": "2026-11-16", "finished": "2026-11-20"})

    assert (row.state, row.health, row.critical) == ("done", "done", False)
    assert (row.window, row.closed, row.late) == (None, (), None)
    assert row.says == "Legal review, Jo Kern: done from Mon 16 Nov to Fri 20 Nov."


def test_of_a_started_step_what_lies_behind_is_marked() -> None:
    row = only_row(progress={"started": "2026-11-18"})

    assert row.state == "under way"
    assert row.worked == Span(start=0, end=5)
    assert row.planned == Span(start=0, end=7)


def test_what_is_too_late_is_marked_from_the_latest_safe_finish_on() -> None:
    row = only_row(duration="15d")

    assert row.state == "3 days late"
    assert (row.planned, row.late) == (Span(start=0, end=23), Span(start=18, end=23))
    assert "3 working days late" in row.says


def test_an_agreed_date_shows_where_the_plan_has_another() -> None:
    row = only_row(agreed={"finish": "2026-12-01", "by": {"customer": "jo"}, "on": "2026-11-20"})

    assert (row.state, row.agreed) == ("agreed Tue 1 Dec", 9)
    assert "agreed for Tue 1 Dec" in row.says


@pytest.mark.parametrize(
    ("changed", "state"),
    [
        ({"progress": {"blocked": {"reason": "No draft"}}}, "blocked"),
        ({"progress": {"skipped": True}}, "left out"),
        ({"duration": "11d"}, "at risk"),
    ],
)
def test_how_a_step_stands_is_said_first(changed: dict[str, object], state: str) -> None:
    assert only_row(**changed).state == state


def test_a_plan_on_hold_says_so_of_every_step() -> None:
    held = timeline(plan(hold={"since": "2026-11-23"}))
    assert [row.health for row in held.rows] == ["on_hold", "on_hold"]
    assert all("on hold" in row.says for row in held.rows)


def test_a_milestone_stands_on_its_day() -> None:
    laid_out = timeline(
        plan(steps=[step(0), {"id": "go-live", "title": "Go-live", "kind": "milestone", "after": "legal"}])
    )
    row = laid_out.rows[1]

    assert (row.look, row.timeless, row.planned) == ("milestone", True, Span(start=16, end=17))
    assert row.says.startswith("Go-live (milestone), Acme: planned on Wed 9 Dec; must happen by Fri 11 Dec")


def test_absences_and_freezes_have_lanes_of_their_own() -> None:
    away = timeline(
        plan(
            people=[{"id": "jo", "party": "customer", "role": "legal", "away": [{"from": "2026-12-01"}]}],
            freezes=[{"from": "2026-12-07", "to": "2026-12-08", "reason": "Audit"}],
        )
    )
    assert [(lane.name, [closed.says for closed in lane.closed]) for lane in away.lanes[1:]] == [
        ("Away", ["Tue 1 Dec: Northwind's legal"]),
        ("Change freeze", ["7-8 Dec: Audit"]),
    ]
    assert away.rows[0].closed == (Span(start=3, end=5), Span(start=8, end=9))


def test_a_closure_over_a_weekend_is_one_run_and_a_worked_day_ends_it() -> None:
    closed = {
        "closed": [{"from": "2026-11-26", "to": "2026-12-03", "reason": "Move"}],
        "open": [{"date": "2026-12-01"}],
    }
    lane = timeline(plan(calendars={"seller": closed})).lanes[0]
    assert [one.says for one in lane.closed] == ["26-30 Nov: Move", "2-3 Dec: Move"]


def test_a_step_in_elapsed_time_has_no_closed_days() -> None:
    assert only_row(duration="7ed").closed == ()


def test_steps_stand_by_phase_in_the_order_of_their_dates() -> None:
    steps = [
        step(1, phase="roll-out"),
        step(0, phase="purchase"),
        {"id": "b", "title": "B", "duration": "1d", "after": []},
        {"id": "a", "title": "A", "duration": "1d", "after": []},
    ]
    laid_out = timeline(plan(steps=steps, phases=[{"id": "purchase"}, {"id": "roll-out", "title": "Roll-out"}]))
    assert [(group.title, [row.id for row in group.rows]) for group in laid_out.groups] == [
        ("purchase", ["legal"]),
        ("Roll-out", ["go-live"]),
        ("Further steps", ["a", "b"]),
    ]


def test_a_minute_plan_lies_on_parts_of_days_in_its_own_zone() -> None:
    laid_out = timeline(long_plan("cut-over"))
    rows = {row.id: row for row in laid_out.rows}

    assert (laid_out.first.isoformat(), laid_out.as_of) == ("2027-06-04", 0.625)
    assert laid_out.as_of_says == "Fri 4 Jun 15:00"
    assert rows["load"].when == "Sun 6 Jun 08:00\N{EN DASH}14:00"
    assert rows["load"].planned == Span(start=2 + 8 / 24, end=2 + 14 / 24)
    assert rows["export"].when == "Sat 5 Jun 21:00 \N{EN DASH} Sun 6 Jun 08:00"
    assert laid_out.goals[0].at == 3.25


def test_what_a_change_moved_shows_where_it_was() -> None:
    before, after = plan(), plan(steps=[step(0, duration="7d"), step(1)])
    legal, go_live = timeline(after, before=before.schedule).rows
    assert (legal.was, legal.planned.start) == (Span(start=9, end=16), 7)
    assert go_live.was is None
    assert [row.was for row in timeline(before, before=before.schedule).rows] == [None, None]


def test_what_was_planned_before_lies_on_the_axis_too() -> None:
    early = plan(critical_dates=[{"id": "go-live", "step": "go-live", "date": "2026-12-11"}], start="2026-11-25")
    late = plan(critical_dates=[{"id": "go-live", "step": "go-live", "date": "2027-03-12"}], start="2026-11-25")
    for before, after in ((early, late), (late, early)):
        laid_out = timeline(after, before=before.schedule)
        spans = [row.was for row in laid_out.rows if row.was]
        assert len(spans) == 2
        assert all(0 <= span.start < span.end <= laid_out.days for span in spans)


def test_a_plan_without_steps_is_laid_out_too() -> None:
    laid_out = timeline(plan(steps=[], critical_dates=[], calendars={}))
    assert (laid_out.days, laid_out.groups, laid_out.goals) == (1, (), ())
    assert laid_out.says == "The plan has no steps yet. The drawing shows 0 steps."


@pytest.mark.parametrize("name", NAMES)
def test_everything_lies_on_the_axis(name: str) -> None:
    laid_out = timeline(long_plan(name))
    spans = [
        span for row in laid_out.rows for span in (row.planned, row.window, row.late, row.worked, *row.closed) if span
    ]
    spans += [closed.span for lane in laid_out.lanes for closed in lane.closed]
    spans += [goal.buffer for goal in laid_out.goals if goal.buffer]

    assert all(0 <= span.start <= span.end <= laid_out.days for span in spans)
    assert all(0 <= goal.at <= laid_out.days for goal in laid_out.goals)
