"""What a plan gives, in the shape in which a case asks for it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from scheduler.causes import DATE_NAMES, causes
from scheduler.changes import changes
from scheduler.explain import explain
from scheduler.findings import RULES
from scheduler.headline import headline
from tests.golden.plain import CaseError, items, mapping, texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from scheduler.causes import Cause, DateName
    from scheduler.changes import Changes
    from scheduler.plan import Moment
    from scheduler.schedule import Schedule, ScheduledDate, ScheduledStep
    from tests.golden.plain import Plain

_STEP: dict[str, Callable[[ScheduledStep], Plain]] = {
    "float": lambda step: step.total_float,
    "free_float": lambda step: step.free_float,
    "critical": lambda step: step.critical,
    "drag": lambda step: step.drag,
    "float_by_date": lambda step: {**step.float_by_date},
    "governing": lambda step: step.governing_date,
    "health": lambda step: step.health,
    "start_by": lambda step: said(step.start_by),
    "book_by": lambda step: said(step.book_by),
}
_DATE: dict[str, Callable[[ScheduledDate], Plain]] = {
    "forecast": lambda date: said(date.forecast),
    "earliest": lambda date: said(date.earliest),
    "float": lambda date: date.total_float,
    "short_by": lambda date: date.short_by,
    "buffer": lambda date: date.buffer,
    "buffer_left": lambda date: date.buffer_left,
    "health": lambda date: date.health,
    "path": lambda date: [*date.critical_path],
}


def answer(
    schedule: Schedule, expect: dict[str, Plain], *, codes: frozenset[str], before: Schedule | None = None
) -> Plain:
    """Return what a schedule gives for each thing that a case expects; `codes` are the findings that it is about."""
    known: dict[str, Callable[[Plain], Plain]] = {
        "feasible": lambda _: schedule.feasible,
        "headline": lambda _: headline(schedule),
        "findings": lambda wanted: _findings(schedule, wanted, codes),
        "explain": lambda wanted: _explained(schedule, wanted),
        "critical_dates": lambda wanted: _dates(schedule, wanted),
    }
    if before is not None:
        known |= _changed(changes(before, schedule))
    return {key: known[key](value) if key in known else _step(schedule, key, value) for key, value in expect.items()}


def said(moment: Moment | None) -> str | None:
    """Say a day as 2026-03-02, a time as 2026-03-02 15:00+01:00."""
    if isinstance(moment, datetime):
        return moment.isoformat(" ", "minutes")
    return None if moment is None else moment.isoformat()


# Steps.


def _step(schedule: Schedule, step: str, wanted: Plain) -> Plain:
    if step not in schedule.steps:
        raise CaseError(repr(step), "in expect is no step of the plan")
    if isinstance(wanted, list):
        return _row(schedule, step, "late", wanted)
    block = mapping(wanted, f"what {step} must give")
    found: dict[str, Plain] = {}
    for key, value in block.items():
        if key in {"early", "late", "planned"}:
            found[key] = _row(schedule, step, key, items(value, key))
        elif key in _STEP:
            found[key] = _STEP[key](schedule.steps[step])
        else:
            raise CaseError(
                repr(key), f"is nothing that a step gives; there are early, late, planned, {', '.join(_STEP)}"
            )
    return found


def _row(schedule: Schedule, step: str, name: str, wanted: list[Plain]) -> list[Plain]:
    """Return start and finish (of a milestone its one day) and, where the case asks, because of what."""
    dates = [said(getattr(schedule.steps[step], f"{name}_{end}")) for end in ("start", "finish")]
    asks_why = bool(wanted) and not _is_date(wanted[-1])
    if len(wanted) - asks_why == 1 and dates[0] == dates[1]:
        dates = dates[1:]
    return [*dates, _because(schedule, step, name, whole=isinstance(wanted[-1], list))] if asks_why else [*dates]


def _is_date(value: Plain) -> bool:
    return value is None or (isinstance(value, str) and value[:4].isdigit())


def _because(schedule: Schedule, step: str, name: str, *, whole: bool) -> Plain:
    """Return what binds a step in a pass; the whole of it with what lay in its way."""
    found = causes(schedule.run, step)
    start, finish = found[_named(f"{name}_start")], found[_named(f"{name}_finish")]
    words: list[Plain] = [*dict.fromkeys(_word(cause) for cause in (*finish[:1], *start[1:], *finish[1:]))]
    return words if whole else next(iter(words), None)


def _named(name: str) -> DateName:
    return next(one for one in DATE_NAMES if one == name)


def _word(cause: Cause) -> str:
    """Say a cause in a word or two: what a case writes for it."""
    words = {
        "link": cause.step,
        "critical_date": cause.critical_date,
        "buffer": f"{cause.critical_date} buffer",
        "constraint": cause.constraint,
        "closure": f"{cause.who}: {cause.reason}" if cause.reason else f"{cause.who} is closed",
        "absence": f"{cause.who} is away",
        "freeze": cause.reason or "freeze",
    }
    return words.get(cause.kind) or cause.kind.replace("_", " ")


# The plan.


def _dates(schedule: Schedule, wanted: Plain) -> Plain:
    found: dict[str, Plain] = {}
    for name, block in mapping(wanted, "critical_dates").items():
        date = schedule.critical_dates[name]
        found[name] = {key: _DATE[key](date) for key in mapping(block, name)}
    return found


def _findings(schedule: Schedule, wanted: Plain, codes: frozenset[str]) -> Plain:
    """Return all findings with the codes that the case is about, in their order."""
    named = {code for one in items(wanted, "findings") for code in mapping(one, "a finding")}
    return [{one.code: one.sentence} for one in schedule.findings if one.code in named | (codes & RULES.keys())]


def _explained(schedule: Schedule, wanted: Plain) -> Plain:
    """Return the sentence that explains a date, or where a list is expected each hop of it."""
    found: dict[str, Plain] = {}
    for step, block in mapping(wanted, "explain").items():
        told: dict[str, Plain] = {}
        for name, value in mapping(block, step).items():
            one = explain(schedule, step, _named(name))
            told[name] = [reason.sentence for reason in one.chain] if isinstance(value, list) else one.sentence
        found[step] = told
    return found


# What an edit moved.


def _changed(found: Changes) -> dict[str, Callable[[Plain], Plain]]:
    moved = {move.step for move in found.moves}
    return {
        "edits": lambda _: [str(edit) for edit in found.edits],
        "moves": lambda wanted: _moves(found, wanted),
        "forecasts": lambda wanted: _forecasts(found, wanted),
        "still": lambda wanted: [step for step in texts(wanted, "still") if step not in moved],
        "added": lambda _: [*found.added],
        "removed": lambda _: [*found.removed],
    }


def _moves(found: Changes, wanted: Plain) -> Plain:
    """Return [before, after, calendar days, the edit behind it] for each date asked for; null for one that stays."""
    rows: dict[str, Plain] = {}
    for step, block in mapping(wanted, "moves").items():
        row: dict[str, Plain] = dict.fromkeys(mapping(block, step))
        for move in found.moves:
            if move.step == step and move.name in row:
                because = None if move.because is None else move.because.what
                row[move.name] = [said(move.before), said(move.after), move.days, because]
        rows[step] = row
    return rows


def _forecasts(found: Changes, wanted: Plain) -> Plain:
    """Return [before, after, calendar days, health after] for each critical date asked for; null for one that stays."""
    rows: dict[str, Plain] = dict.fromkeys(mapping(wanted, "forecasts"))
    for move in found.critical_dates:
        if move.critical_date in rows:
            row: list[Plain] = [said(move.forecast_before), said(move.forecast_after), move.days, move.health_after]
            rows[move.critical_date] = row
    return rows
