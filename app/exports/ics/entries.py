"""What an entry is: one a step, on the day that matters to its reader; values that know no file format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.exports.moments import day_in
from app.exports.shown import DatedStep, dated_steps
from app.exports.words import counterpart, names_of_people

from .lines import date_lines, day_lines, step_lines
from .scope import Scope
from .span import Span, days, span_of
from .uid import date_uid, plan_id, start_uid, step_uid

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from app.document.wire import CriticalDate
    from app.projection import Dated
    from scheduler.plan import PersonId, StepId


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a calendar, as its reader sees it; equal entries need no new sequence number."""

    uid: str
    """The same in every feed, download and mail."""
    summary: str
    """A title that stands alone."""
    span: Span
    dates: tuple[str, ...]
    """Lines of the description that a calendar cannot do without."""
    texts: tuple[str, ...]
    """Lines that give way where a file would grow too large."""
    busy: bool = False
    """Whether people are busy then: they meet at a time of day."""
    place: str = ""
    category: str = ""
    """The phase."""
    waits_for: tuple[str, ...] = ()
    """The entries of all predecessors that the reader may see, whether or not this calendar has them: which it has
    changes with its window and from day to day, and would ask for a new number each time."""
    always: bool = False
    """Whether no window leaves it out."""
    people: tuple[PersonId, ...] = ()
    """Who owns or decides it."""


def entries(seen: Dated, scope: Scope) -> tuple[Entry, ...]:
    """Return the entries of a plan for a scope, in the order of their days, ties by UID.

    Raises Refused for a plan without an id, of which every UID is made.
    """
    found = [entry for entry in _Maker(seen, scope).made() if _within(entry, seen, scope)]
    return tuple(sorted(found, key=lambda one: (_first_day(one, seen), str(one.span.begin), one.uid)))


def spans(seen: Dated, scope: Scope) -> dict[str, Span]:
    """Return when the entries of a plan stand, by their UIDs, whatever their day."""
    return dict(_Maker(seen, scope).spans())


def step_entry(seen: Dated, step: StepId) -> Entry | None:
    """Return a step's own entry, whatever critical date binds it; None of one that is not seen or is left out."""
    maker = _Maker(seen, Scope())
    return next((maker.own(shown) for shown in maker.shown if shown.id == step), None)


class _Maker:
    """Makes the entries of what one audience sees."""

    def __init__(self, seen: Dated, scope: Scope) -> None:
        self._seen = seen
        self._scope = scope
        self._plan = plan_id(seen.document)
        self._zone = ZoneInfo(seen.plan.time_zone)
        self._due = {date.id: date.date for date in seen.plan.critical_dates}
        self._said: dict[StepId, tuple[str, ...]] = {}
        self.shown = [shown for shown in dated_steps(seen) if not shown.step.progress.skipped]
        self._there = {one.id for one in self.shown}
        self._names = names_of_people(seen)
        self._phases = {phase.id: phase.title or phase.id for phase in seen.document.phases}
        reads = seen.audience.person if seen.audience else None
        reader = scope.person or reads
        self._readers: tuple[PersonId, ...] = self._party() if scope.starts else () if reader is None else (reader,)
        self._dates = {date_uid(self._plan, date.id) for date in seen.document.critical_dates}
        self._bound = self._uids_of_dates()

    def made(self) -> Iterator[Entry]:
        """Give every entry, whatever its day."""
        by_id = {shown.id: shown for shown in self.shown}
        for date in self._seen.document.critical_dates:
            yield self._critical(date, by_id.get(date.step or ""))
        for shown in filter(self._wanted, self.shown):
            if shown.id not in self._bound:
                yield self.own(shown)
            start_by = self._start_by(shown)
            if start_by is not None:
                yield self._start(shown, start_by)

    def spans(self) -> Iterator[tuple[str, Span]]:
        """Give when every entry stands, by its UID."""
        for date in self._seen.document.critical_dates:
            yield date_uid(self._plan, date.id), self._day(date)
        for shown in filter(self._wanted, self.shown):
            if shown.id not in self._bound:
                yield step_uid(self._plan, shown.id), self._span(shown)
            start_by = self._start_by(shown)
            if start_by is not None:
                yield start_uid(self._plan, shown.id), days(start_by, start_by)

    def _uids_of_dates(self) -> dict[StepId, tuple[str, ...]]:
        """Return by step the entries of the critical dates that bind it and stand in for its own."""
        found: dict[StepId, tuple[str, ...]] = {}
        for date in self._seen.document.critical_dates:
            if date.step is not None:
                found[date.step] = (*found.get(date.step, ()), date_uid(self._plan, date.id))
        return found

    def _party(self) -> tuple[PersonId, ...]:
        """Return the people of the party that reads."""
        party = self._seen.audience.party if self._seen.audience else None
        return tuple(person.id for person in self._seen.document.people if person.party == party)

    def _wanted(self, shown: DatedStep) -> bool:
        person, party = self._scope.person, self._scope.party
        return (person is None or _is_of(shown, person)) and (party is None or party in shown.step.side)

    def _start_by(self, shown: DatedStep) -> date | None:
        """Return the day on which the reader has to begin a step, where it is not the day of its own entry."""
        begun, start_by = shown.step.progress.started or shown.step.progress.finished, shown.dates.start_by
        if begun or start_by is None or not any(_is_of(shown, reader) for reader in self._readers):
            return None
        day = day_in(start_by, self._zone)
        # A step called `date` and a critical date called `start` would share a name.
        taken = start_uid(self._plan, shown.id) in self._dates
        return day if shown.step.kind == "task" and day != self._span(shown).begin and not taken else None

    def _span(self, shown: DatedStep) -> Span:
        return span_of(shown, self._seen.plan.time_zone, bars=self._scope.bars)

    def own(self, shown: DatedStep) -> Entry:
        """Return a step's own entry."""
        meeting, span = shown.written.meeting, self._span(shown)
        return Entry(
            uid=step_uid(self._plan, shown.id),
            summary=self._titled(f"Done: {shown.step.title}" if shown.done else shown.step.title),
            span=span,
            dates=day_lines(shown, self._zone),
            texts=self._texts(shown),
            busy=not span.whole_days and not shown.step.timeless,
            place=(meeting.place or "") if meeting else "",
            category=self._phase(shown),
            waits_for=self._waits_for(shown),
            people=_people(shown),
        )

    def _start(self, shown: DatedStep, day: date) -> Entry:
        return Entry(
            uid=start_uid(self._plan, shown.id),
            summary=self._titled(f"Must start: {shown.step.title}"),
            span=days(day, day),
            dates=day_lines(shown, self._zone),
            texts=self._texts(shown),
            category=self._phase(shown),
            people=_people(shown),
        )

    def _critical(self, date: CriticalDate, shown: DatedStep | None) -> Entry:
        title = shown.step.title if shown else date.reason or date.id if date.step else "the whole plan"
        return Entry(
            uid=date_uid(self._plan, date.id),
            summary=self._titled(f"Critical date: {title}"),
            span=self._day(date),
            dates=date_lines(self._seen, date, shown),
            texts=self._texts(shown) if shown else (),
            category=self._phase(shown) if shown else "",
            waits_for=self._waits_for(shown) if shown else (),
            always=True,
            people=_people(shown) if shown else (),
        )

    def _day(self, date: CriticalDate) -> Span:
        day = day_in(self._due[date.id], self._zone)
        return days(day, day)

    def _texts(self, shown: DatedStep) -> tuple[str, ...]:
        """Return what is said of a step in each of its entries."""
        if shown.id not in self._said:
            self._said[shown.id] = step_lines(self._seen, shown, self._names)
        return self._said[shown.id]

    def _titled(self, title: str) -> str:
        """Return a title with the other side's name, which tells one plan's steps from another's."""
        other = counterpart(self._seen)
        return f"{title} ({other})" if other else title

    def _phase(self, shown: DatedStep) -> str:
        return self._phases.get(shown.step.phase or "", "")

    def _waits_for(self, shown: DatedStep) -> tuple[str, ...]:
        return tuple(
            uid
            for step in sorted({link.step for link in shown.step.after} & self._there)
            for uid in self._bound.get(step, (step_uid(self._plan, step),))
        )


def _is_of(shown: DatedStep, person: PersonId) -> bool:
    """Tell whether a step is a person's own: owned or decided by them."""
    return person in _people(shown)


def _people(shown: DatedStep) -> tuple[PersonId, ...]:
    decider = shown.written.decider
    return tuple(sorted({owner for _, owner in shown.step.owners} | ({decider} if decider else set())))


def _within(entry: Entry, seen: Dated, scope: Scope) -> bool:
    """Tell whether an entry lies in the window, seen from the plan's day."""
    today = day_in(seen.as_of, ZoneInfo(seen.plan.time_zone))
    first, last = _first_day(entry, seen), _last_day(entry, seen)
    begun = scope.ahead is None or first <= today + timedelta(days=scope.ahead)
    return entry.always or (begun and last >= today - timedelta(days=scope.past))


def _first_day(entry: Entry, seen: Dated) -> date:
    return day_in(entry.span.begin, ZoneInfo(seen.plan.time_zone))


def _last_day(entry: Entry, seen: Dated) -> date:
    end = day_in(entry.span.end, ZoneInfo(seen.plan.time_zone))
    return end - timedelta(days=1) if entry.span.whole_days else end
