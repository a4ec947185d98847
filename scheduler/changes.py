"""What moved between two schedules of a plan, how far, and because of what."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING

from .causes import DATE_NAMES, DateName, Pass, binding, pass_of, waits_in
from .compiled import FINISHED
from .timeline import day_of

if TYPE_CHECKING:
    from .plan import CriticalDateId, Moment, Plan, StepId
    from .schedule import Schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Something that a person changed: a field of a step, a critical date, a calendar, or the passing day."""

    what: str
    """`steps.legal-review.duration`, `critical_dates.go-live.date`, `calendars.customer`, `as_of`."""
    before: str
    after: str

    def __str__(self) -> str:
        """Say it as `steps.legal-review.duration: 10d -> 5d`."""
        return f"{self.what}: {self.before} -> {self.after}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One date of a step that is another than before."""

    step: StepId
    name: DateName
    before: Moment | None
    after: Moment | None
    days: int | None
    """Calendar days, later is positive; None where one of the two is null."""
    because: Edit | None
    """The edit at the nearest place of the chain of causes; None where the chain meets none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMove:
    """A critical date whose standing is another than before."""

    critical_date: CriticalDateId
    forecast_before: Moment
    forecast_after: Moment
    days: int
    """Calendar days by which the forecast moved, later is positive."""
    short_before: int
    short_after: int
    health_before: str
    health_after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The difference of two schedules; all empty for the same one twice."""

    edits: tuple[Edit, ...]
    critical_dates: tuple[DateMove, ...]
    moves: tuple[Move, ...]
    added: tuple[StepId, ...]
    removed: tuple[StepId, ...]

    def __bool__(self) -> bool:
        """Tell whether anything differs."""
        return any((self.edits, self.critical_dates, self.moves, self.added, self.removed))


def changes(before: Schedule, after: Schedule) -> Changes:
    """Return what moved from one schedule to another, steps and dates by id."""
    edits = _edits(before, after)
    chains = _Chains(before, edits), _Chains(after, edits)
    both = sorted(before.steps.keys() & after.steps.keys())
    moves = [
        _move(before, after, step, name, chains)
        for step in both
        for name in DATE_NAMES
        if getattr(before.steps[step], name) != getattr(after.steps[step], name)
    ]
    return Changes(
        edits=tuple(edits.values()),
        critical_dates=_date_moves(before, after),
        moves=tuple(moves),
        added=tuple(sorted(after.steps.keys() - before.steps.keys())),
        removed=tuple(sorted(before.steps.keys() - after.steps.keys())),
    )


def _date_moves(before: Schedule, after: Schedule) -> tuple[DateMove, ...]:
    found = []
    for one in sorted(before.critical_dates.keys() & after.critical_dates.keys()):
        old, new = before.critical_dates[one], after.critical_dates[one]
        if (old.forecast, old.short_by, old.health) != (new.forecast, new.short_by, new.health):
            found.append(
                DateMove(
                    critical_date=one,
                    forecast_before=old.forecast,
                    forecast_after=new.forecast,
                    days=_days(old.forecast, new.forecast) or 0,
                    short_before=old.short_by,
                    short_after=new.short_by,
                    health_before=old.health,
                    health_after=new.health,
                )
            )
    return tuple(found)


def _move(before: Schedule, after: Schedule, step: StepId, name: DateName, chains: tuple[_Chains, _Chains]) -> Move:
    old, new = getattr(before.steps[step], name), getattr(after.steps[step], name)
    was, now = (one.behind(step, name) for one in chains)
    because = now.edit or was.edit
    if because is None and not was.waits and not now.waits:
        because = chains[0].only_edit
    return Move(step=step, name=name, before=old, after=new, days=_days(old, new), because=because)


def _days(old: Moment | None, new: Moment | None) -> int | None:
    if old is None or new is None:
        return None
    return (day_of(new) - day_of(old)).days


# What people changed.


def _edits(before: Schedule, after: Schedule) -> dict[str, Edit]:
    found = [*_edits_of_plan(before.plan, after.plan)]
    if before.as_of != after.as_of:
        found.append(Edit(what="as_of", before=str(before.as_of), after=str(after.as_of)))
    return {edit.what: edit for edit in sorted(found, key=lambda edit: edit.what)}


NAMED = ("steps", "critical_dates", "calendars", "people", "parties", "phases")
"""The lists of a plan whose members have ids."""


def _edits_of_plan(before: Plan, after: Plan) -> list[Edit]:
    found = []
    for name in NAMED:
        old = {one.id: one for one in getattr(before, name)}
        new = {one.id: one for one in getattr(after, name)}
        for one in old.keys() | new.keys():
            if one in old and one in new:
                found += _edited_fields(f"{name}.{one}", old[one], new[one])
            else:
                old_said, new_said = ("none", "added") if one in new else ("there", "removed")
                found.append(Edit(what=f"{name}.{one}", before=old_said, after=new_said))
    for one in fields(before):
        if one.name not in NAMED and getattr(before, one.name) != getattr(after, one.name):
            written = _written(getattr(before, one.name)), _written(getattr(after, one.name))
            found.append(Edit(what=one.name, before=written[0], after=written[1]))
    return found


def _edited_fields(what: str, old: object, new: object) -> list[Edit]:
    if old == new:
        return []
    return [
        Edit(what=f"{what}.{one.name}", before=_written(getattr(old, one.name)), after=_written(getattr(new, one.name)))
        for one in fields(old)  # type: ignore[arg-type]
        if getattr(old, one.name) != getattr(new, one.name)
    ]


def _written(value: object) -> str:
    """Write a value out where it is short; of a long one say only that it is another."""
    text = _said(value)
    return (text or "none") if len(text) <= SHORT else "changed"


SHORT = 60
"""Letters of a value that an edit repeats."""


def _said(value: object) -> str:
    """Say a value as people would: lists by commas, blocks by what is in them, nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(
            (" ".join(map(_said, one)) or "none") if isinstance(one, tuple) else _said(one) for one in value
        )
    if not is_dataclass(value) or type(value).__str__ is not object.__str__:
        return str(value)
    inside = ((one.name, getattr(value, one.name), one.default) for one in fields(value))
    return ", ".join(f"{name} {_said(part)}" for name, part, usual in inside if part != usual)


# Which of them stands behind a date.


_Place = tuple[Pass, int]
"""A step in a pass."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Behind:
    """What a chain of causes goes back to."""

    edit: Edit | None = None
    """The first place on it that somebody changed."""
    waits: bool = False
    """Whether something that is not shown has a part in it, and may have moved it."""


class _Chains:
    """The chains of causes in one schedule; each of their places is looked at once, whatever goes through it."""

    def __init__(self, schedule: Schedule, edits: dict[str, Edit]) -> None:
        self._schedule = schedule
        self._edits = edits
        self._known: dict[_Place, _Behind] = {}
        self.only_edit = next(iter(edits.values())) if len(edits) == 1 else None

    def behind(self, step: StepId, name: DateName) -> _Behind:
        """Walk a date's chain to its root, or to where somebody has walked before."""
        found: _Place | _Behind = (pass_of(name), self._schedule.run.compiled.index[step])
        passed: list[_Place] = []
        while isinstance(found, tuple) and found not in self._known:
            self._known[found] = _Behind()
            passed.append(found)
            found = self._beyond(*found)
        behind = self._known[found] if isinstance(found, tuple) else found
        for place in reversed(passed):
            behind = self._known[place] = self._with(behind, *place)
        return behind

    def _with(self, behind: _Behind, walk: Pass, at: int) -> _Behind:
        """Return what a place adds to what is behind it: an edit, or time lost to something that is not shown."""
        edit = _edit_at(self._schedule, at, self._edits) or behind.edit
        return _Behind(edit=edit, waits=behind.waits or at in waits_in(self._schedule.run, walk))

    def _beyond(self, walk: Pass, at: int) -> _Place | _Behind:
        """Return the place that a date comes from, or what stands at the root."""
        run = self._schedule.run
        if run.compiled.kind[at] == FINISHED:
            return _Behind()
        bound, walk = binding(run, walk, at)
        if bound is None:
            return _Behind()
        cause = bound.cause
        if cause.step is not None:
            return walk, run.compiled.index[cause.step]
        return _Behind(
            edit=_edit_of_root(cause.kind, cause.critical_date, self._edits),
            waits=cause.kind == "wait",
        )


def _edit_at(schedule: Schedule, at: int, edits: dict[str, Edit]) -> Edit | None:
    one = schedule.run.compiled.steps[at]
    owners = {f"people.{owner}" for _, owner in one.owners}
    calendars = {f"calendars.{name}" for name in ((one.calendar,) if one.calendar else one.side)}
    for what, edit in edits.items():
        thing = ".".join(what.split(".")[:2])
        if thing in {f"steps.{one.id}", *owners, *calendars} or (what == "freezes" and "change" in one.tags):
            return edit
    return None


def _edit_of_root(kind: str, date: CriticalDateId | None, edits: dict[str, Edit]) -> Edit | None:
    if date is not None:
        return next((edit for what, edit in edits.items() if what.split(".")[:2] == ["critical_dates", date]), None)
    named = {"as_of": "as_of", "hold": "hold", "constraint": "start"}.get(kind)
    return edits.get(named) if named else None
