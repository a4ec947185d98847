"""Write the answer: per plan, per critical date and per step (section 2 of the contract)."""

from typing import Any

from .backward import last_occasion
from .causes import Asking
from .findings import findings
from .forward import Span
from .passes import Passes, buffer_left, free_float, missed_by, run, total_float
from .paths import drags, driving_path
from .plan import FINISHED, STARTED, CriticalDate, Plan, Step

_Facts = dict[str, Any]


def answer(plan: Plan) -> _Facts:
    """Schedule a plan and give plain data."""
    passes = run(plan)
    steps = {step.id: _step_floats(plan, passes, step) for step in plan.steps.values()}
    asking = Asking(plan, passes)
    for step in plan.steps.values():
        steps[step.id]["causes"] = asking.causes(step)
    dates = {date.id: _date_facts(plan, passes, date, steps) for date in plan.dates}
    paths = {name for facts in dates.values() for name in facts["critical_path"]}
    for name, facts in steps.items():
        slack = facts["total_float"]
        facts["critical"] = name in paths or (slack is not None and slack <= plan.threshold)
    for name, drag in drags(plan, passes, [name for name, facts in steps.items() if facts["critical"]]).items():
        steps[name]["drag"] = drag
    negative = any(facts["total_float"] is not None and facts["total_float"] < 0 for facts in steps.values())
    missed = any(facts["short_by"] > 0 and facts["health"] != "done" for facts in dates.values())
    return {
        "unit": plan.line.unit,
        "as_of": plan.line.show_start(plan.as_of),
        "feasible": not missed and not negative,
        "critical_dates": dates,
        "steps": steps,
        "findings": findings(plan, passes),
    }


def _step_floats(plan: Plan, passes: Passes, step: Step) -> _Facts:
    early, late, planned = passes.early[step.id], passes.late[step.id], passes.planned[step.id]
    by_date = {
        date: total_float(step, early, spans[step.id])
        for date, spans in passes.by_date.items()
        if spans[step.id] is not None
    }
    slack = total_float(step, early, late)
    facts = _shown_dates(plan, step, early, late, planned)
    facts |= {
        "start_by": facts["late_start"],
        "total_float": slack,
        "free_float": free_float(plan, passes, step),
        "critical": False,
        "drag": None,
        "float_by_date": by_date,
        "governing_date": _governing(passes, step),
        "health": _step_health(plan, step, slack, by_date),
        "book_by": _book_by(plan, step, planned),
    }
    return facts


def _shown_dates(plan: Plan, step: Step, early: Span, late: Span | None, planned: Span) -> _Facts:
    facts: _Facts = {}
    for name, span in (("early", early), ("planned", planned)):
        facts[f"{name}_finish"] = plan.shown_finish(step, span.finish)
        facts[f"{name}_start"] = facts[f"{name}_finish"] if step.point else plan.line.show_start(span.start)
    if step.state == FINISHED:
        facts |= {"late_start": facts["early_start"], "late_finish": facts["early_finish"]}
    elif late is None:
        facts |= {"late_start": None, "late_finish": None}
    elif step.state == STARTED:
        facts |= {"late_start": facts["early_start"], "late_finish": plan.line.show_finish(late.finish)}
    elif step.point:
        facts["late_start"] = facts["late_finish"] = _late_point(plan, step, late.finish, planned.finish)
    else:
        facts |= {"late_start": plan.line.show_start(late.start), "late_finish": plan.line.show_finish(late.finish)}
    return facts


def _late_point(plan: Plan, step: Step, late: int, planned: int) -> str:
    """Show the last working day on which a milestone may happen, or a later planned day in time (rule 3.4)."""
    if step.anchored:
        return plan.line.show_start(late)
    end = last_occasion(step, late)
    shown = plan.line.show_point(end, end - 1, step.own)
    return max(shown, plan.shown_finish(step, planned)) if planned <= late else shown


def _governing(passes: Passes, step: Step) -> str | None:
    """Name the date that gives the late finish, unless a limit or pin gives an earlier one (rule 3.12)."""
    finishes = {date: span.finish for date, spans in passes.by_date.items() if (span := spans[step.id]) is not None}
    late = passes.late[step.id]
    if not finishes or late is None or late.finish < min(finishes.values()):
        return None
    return min(finishes, key=lambda date: (finishes[date], date))


def _step_health(plan: Plan, step: Step, slack: int | None, by_date: dict[str, int | None]) -> str:
    """Give the first of done, on_hold, blocked, late, at_risk and on_track that holds (rule 3.21)."""
    buffers = {date.id: date.buffer.units for date in plan.dates}
    eaten = any(room is not None and room < buffers[date] for date, room in by_date.items())
    states = {
        "done": step.done,
        "on_hold": plan.held,
        "blocked": step.blocked,
        "late": slack is not None and slack < 0,
        "at_risk": eaten,
    }
    return next((name for name, holds in states.items() if holds), "on_track")


def _book_by(plan: Plan, step: Step, planned: Span) -> str | None:
    if step.booking is None:
        return None
    if step.booking.elapsed:
        return plan.line.show_start(planned.start - step.booking.units)
    return plan.line.show_start(step.plain.begin_before(planned.start, step.booking.units))


def _date_facts(plan: Plan, passes: Passes, date: CriticalDate, facts: dict[str, _Facts]) -> _Facts:
    bound = list(plan.steps.values()) if date.step is None else [plan.steps[date.step]]
    short_by = max((missed_by(plan, date, step, passes.planned[step.id].finish) for step in bound), default=0)
    left = min((buffer_left(plan, date, step, passes.planned[step.id].finish) for step in bound), default=0)
    floats = [slack for step in bound if (slack := facts[step.id]["float_by_date"].get(date.id)) is not None]
    states = {
        "done": all(step.done for step in bound),
        "on_hold": plan.held,
        "late": short_by > 0,
        "at_risk": left < date.buffer.units,
    }
    return {
        "forecast": max((facts[step.id]["planned_finish"] for step in bound), default=None),
        "earliest": max((facts[step.id]["early_finish"] for step in bound), default=None),
        "total_float": min(floats, default=None),
        "short_by": short_by,
        "buffer": {"size": date.buffer.units, "left": left},
        "health": next((name for name, holds in states.items() if holds), "on_track"),
        "critical_path": driving_path(plan, passes, date),
    }
