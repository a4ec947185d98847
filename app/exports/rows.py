"""A plan as the rows of a sheet, which CSV and XLSX share: its facts, steps, critical dates and people."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias
from zoneinfo import ZoneInfo

from app.phrases import role_said
from scheduler.headline import headline
from scheduler.plan import CUSTOMER, SELLER

from .moments import wall_clock
from .shown import Shown, shown_steps
from .words import named, names_of_people, owners_of

if TYPE_CHECKING:
    from app.document.wire import CriticalDate
    from app.projection import Projection
    from scheduler.plan import Link, Moment

Cell: TypeAlias = "str | Moment | None"
"""What stands in a cell: a text, a day or time, or nothing."""

SEPARATOR = "; "
"""Between several names in one cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a sheet."""

    heading: str
    width: int
    """Letters that it has room for."""
    printed: bool = True
    """Whether people need it on paper; what only programs read is not printed."""
    stands_out: bool = False
    """Whether it is bold in a marked row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table with a heading for each column."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    marked: frozenset[int] = frozenset()
    """Rows that stand out: critical steps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """All that a sheet of a plan says."""

    title: str
    headline: str
    facts: tuple[tuple[str, Cell], ...]
    """What stands above the table, by name."""
    steps: Grid
    dates: Grid
    people: Grid


def sheets(projection: Projection) -> Sheets:
    """Return a plan as rows, in the order of its document."""
    schedule, plan = projection.schedule, projection.schedule.plan
    zone = [("Time zone", plan.time_zone)] if plan.time_zone != "UTC" else []
    return Sheets(
        title=projection.document.title,
        headline=headline(schedule),
        facts=(
            ("Customer", plan.customer or None),
            ("Seller", plan.seller or None),
            ("As of", _moment(projection, schedule.as_of)),
            *zone,
            *([("Counts in", "minutes")] if schedule.unit == "minute" else []),
        ),
        steps=_steps(projection),
        dates=_dates(projection),
        people=_people(projection),
    )


def _steps(projection: Projection) -> Grid:
    shown = shown_steps(projection)
    owning = [SELLER, CUSTOMER, *sorted({party for one in shown for party, _ in one.step.owners} - {SELLER, CUSTOMER})]
    names = _names(shown)
    people = names_of_people(projection)
    phases = {phase.id: phase.title or phase.id for phase in projection.document.phases}
    party_name = projection.schedule.plan.party_name

    def row(one: Shown) -> tuple[Cell, ...]:
        owners = owners_of(one.step, people)
        return (
            phases.get(one.step.phase or ""),
            one.step.title,
            *(owners.get(party) for party in owning),
            *_days(projection, one),
            _status(one),
            "critical" if one.critical else None,
            None if one.step.duration is None else str(one.step.duration),
            SEPARATOR.join(_waits_for(link, names) for link in one.step.after if link.step in names) or None,
            one.written.exit_criteria,
            None if one.step.kind == "task" else KINDS[one.step.kind],
            SEPARATOR.join(party_name(party) for party in one.step.side),
            one.id,
        )

    day = _day_width(projection)
    columns = (
        Column(heading="Phase", width=15),
        Column(heading="Step", width=32, stands_out=True),
        *(Column(heading=f"Owner ({party_name(party)})", width=14) for party in owning),
        *(Column(heading=heading, width=day) for heading in ("Start by", "Planned start", "Planned finish", "Agreed")),
        Column(heading="Status", width=11),
        Column(heading="Critical", width=9, stands_out=True),
        Column(heading="Duration", width=9),
        Column(heading="Waits for", width=26),
        Column(heading="Done when", width=32),
        Column(heading="Kind", width=11, printed=False),
        Column(heading="Side", width=22, printed=False),
        Column(heading="Id", width=18, printed=False),
    )
    marked = frozenset(at for at, one in enumerate(shown) if one.critical)
    return Grid(title="Plan", columns=columns, rows=tuple(map(row, shown)), marked=marked)


KINDS = {"meeting": "Meeting", "milestone": "Milestone", "gate": "Gate", "value_event": "Value event"}
"""What a step is, for people; most are tasks, which goes without saying."""


def folded(title: str) -> str:
    """Return a title without what does not tell it from another: capitals, blanks and dots around it."""
    return " ".join(title.casefold().split()).strip(" .")


def _names(shown: tuple[Shown, ...]) -> dict[str, str]:
    """Return by which name a step's successors know it: its title, or its id where the title is no clear name."""
    count = Counter(folded(one.step.title) for one in shown)
    ids = {one.id.casefold() for one in shown}

    def name(title: str, step: str) -> str:
        unclear = count[folded(title)] > 1 or folded(title) in ids - {step.casefold()} or set(title) & {";", "\n"}
        return step if unclear else title

    return {one.id: name(one.step.title, one.id) for one in shown}


def _waits_for(link: Link, names: dict[str, str]) -> str:
    """Say a link as planning programs do: `Signature`, `Configuration SS+5d`, `Training FS-1d`."""
    if link.type == "FS" and link.lag is None:
        return names[link.step]
    lag = "" if link.lag is None else f"{link.lag}" if link.lag.amount < 0 else f"+{link.lag}"
    return f"{names[link.step]} {link.type}{lag}"


def _days(projection: Projection, one: Shown) -> tuple[Moment | None, ...]:
    """Return the start-by, planned and agreed days of a step."""
    dates, agreed = one.dates, one.step.agreed
    progress = one.step.progress
    waits = progress.started is None and not one.done and not progress.skipped
    return tuple(
        _moment(projection, day)
        for day in (
            dates.start_by if waits else None,
            dates.planned_start,
            dates.planned_finish,
            (agreed.finish or agreed.start) if agreed else None,
        )
    )


def _status(one: Shown) -> str:
    progress, health = one.step.progress, one.dates.health
    if progress.skipped:
        return "Skipped"
    if one.done:
        return "Done"
    stage = "Not begun" if progress.started is None else "Under way"
    return stage if health == "on_track" else f"{stage}, {health.replace('_', ' ')}"


def _dates(projection: Projection) -> Grid:
    names = _names(shown_steps(projection))
    party_name = projection.schedule.plan.party_name

    def row(written: CriticalDate) -> tuple[Cell, ...]:
        date = projection.schedule.critical_dates[written.id]
        return (
            names.get(written.step, written.step) if written.step else WHOLE_PLAN,
            _moment(projection, date.date),
            _moment(projection, date.forecast),
            date.health.replace("_", " ").capitalize(),
            (written.standing or "wished").capitalize(),
            party_name(written.party or CUSTOMER),
            written.buffer,
            written.reason,
            written.id,
        )

    day = _day_width(projection)
    headings = (("Critical date", 34), ("Due", day), ("Forecast", day), ("Status", 11), ("Standing", 12), ("Whose", 18))
    columns = (
        *(Column(heading=heading, width=width) for heading, width in headings),
        Column(heading="Reserve", width=9),
        Column(heading="Why", width=44),
        Column(heading="Id", width=18, printed=False),
    )
    return Grid(title="Critical dates", columns=columns, rows=tuple(map(row, projection.document.critical_dates)))


WHOLE_PLAN = "The whole plan"
"""What a critical date is called that binds every step."""


def _people(projection: Projection) -> Grid:
    party_name = projection.schedule.plan.party_name
    rows = tuple(
        (
            named(person),
            party_name(person.party),
            role_said(person.role) if person.role else None,
            person.email,
            person.id,
        )
        for person in projection.document.people
    )
    headings = (("Name", 26), ("Party", 22), ("Role", 26), ("E-mail", 34))
    columns = (*(Column(heading=heading, width=width) for heading, width in headings), _ID)
    return Grid(title="People", columns=columns, rows=rows)


_ID = Column(heading="Id", width=18, printed=False)


def _day_width(projection: Projection) -> int:
    return 11 if projection.schedule.unit == "day" else 17


def _moment(projection: Projection, moment: Moment | None) -> Moment | None:
    """Return a day as it is, a time as clocks of the plan's zone show it, without the offset that no sheet holds."""
    if moment is None:
        return None
    shown = wall_clock(moment, ZoneInfo(projection.schedule.plan.time_zone))
    return shown.replace(tzinfo=None) if isinstance(shown, datetime) else shown
