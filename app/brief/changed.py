"""What a change makes of a plan, field by field, in words: what it is about, how it was, and how it is then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.document import plain
from app.document.differences import ORDER, differences
from app.document.durations import read_duration
from app.document.moments import read_moment
from app.document.problems import Wrong
from app.phrases import person_said
from scheduler.wording import day_said, duration_said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.document.differences import Difference
    from app.document.places import Value
    from app.projection import Projection
    from scheduler.plan import Moment

FIELDS = {
    "duration": "how long it takes",
    "exit_criteria": "done when",
    "after": "waits for",
    "date": "needed by",
    "side": "who does it",
    "must_finish_on": "done on exactly",
    "must_start_on": "starts on exactly",
    "finish_no_later_than": "done by at the latest",
    "start_no_earlier_than": "starts at the earliest",
    "private": "seen by one side only",
}
"""Fields whose keys say too little."""
LISTS = {"steps", "critical_dates", "people", "parties", "phases", "freezes", "calendars", "why"}
QUIET = {"revision", "as_of"}
FREE = {"title", "name", "text", "exit_criteria", "reason", "question", "answer", "label", "email", "url"}
"""Fields of which every word stands as it was written."""
LONGEST = 200
"""Signs of a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One field that is another."""

    what: str
    """`Legal review, how long it takes`."""
    before: str
    after: str


def changed_said(before: Projection, after: Projection) -> tuple[Changed, ...]:
    """Return what differs between two states of a plan, as one reader sees both."""
    found = differences(plain(before.document), plain(after.document))
    words = {**names_of(after), **names_of(before)}
    near = after.schedule.as_of
    return tuple(_changed(one, words, near) for one in found if one.path[0] not in QUIET and one.path[-1] != ORDER)


def value_said(field: str, value: Value, names: Mapping[str, str], *, near: Moment) -> str:
    """Say what stands in a field: amounts of time and days as people say them, steps and people by name."""
    said = ", ".join(_words(field, value, names, near)) or ("not confirmed" if field == "standing" else "nothing")
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}\N{HORIZONTAL ELLIPSIS}"


def field_said(field: str) -> str:
    """Say what a field is."""
    return FIELDS.get(field, field.replace("_", " "))


def names_of(projection: Projection) -> dict[str, str]:
    """Return what steps, critical dates, people and parties are called, by id."""
    plan = projection.schedule.plan
    titles = {step.id: step.title for step in plan.steps}
    dates = {date.id: titles.get(date.step or "", "The whole plan") for date in plan.critical_dates}
    people = {person.id: person_said(plan, person) for person in plan.people}
    parties = {party: plan.party_name(party) for party in ("seller", "customer", *(one.id for one in plan.parties))}
    return {**dates, **parties, **people, **titles}


def _changed(one: Difference, names: Mapping[str, str], near: Moment) -> Changed:
    about = one.path[1:] if one.path[0] in LISTS and len(one.path) > 1 else one.path
    *subjects, field = about
    if one.path[0] in LISTS and len(about) == 1:  # something whole came or went
        kind = one.path[0].removesuffix("s").replace("_", " ").replace("people", "person")
        return Changed(
            what=f"{'New' if one.before is None else 'Gone'}: {kind}",
            before="" if one.before is None else _whole(field, one.before, names, near),
            after="" if one.after is None else _whole(field, one.after, names, near),
        )
    what = ", ".join([*(names.get(part, field_said(part)) for part in subjects), field_said(field)])
    return Changed(
        what=f"{what[:1].upper()}{what[1:]}",
        before=value_said(field, one.before, names, near=near),
        after=value_said(field, one.after, names, near=near),
    )


def _whole(key: str, value: Value, names: Mapping[str, str], near: Moment) -> str:
    """Say something that came or went: what it is called, how long it takes."""
    if not isinstance(value, dict):
        return value_said("", value, names, near=near)
    title = str(value.get("title") or value.get("name") or value.get("text") or names.get(key, key))
    length = value.get("duration")
    return f"{title}, {value_said('duration', length, names, near=near)}" if length else title


def _words(field: str, value: Value, names: Mapping[str, str], near: Moment) -> Iterator[str]:
    if isinstance(value, dict):
        for name, part in value.items():
            said = value_said(name, part, names, near=near)
            yield said if name == "step" else f"{names.get(name, field_said(name))} {said}"
    elif isinstance(value, list):
        for part in value:
            yield from _words(field, part, names, near)
    elif isinstance(value, bool):
        yield "yes" if value else "no"
    elif isinstance(value, str):
        yield value if field in FREE else names.get(value) or _amount_or_day(value, near)
    elif value is not None:
        yield str(value)


def _amount_or_day(text: str, near: Moment) -> str:
    try:
        return day_said(read_moment(text), near=near)
    except Wrong:
        pass
    try:
        return duration_said(read_duration(text))
    except Wrong:
        return text
