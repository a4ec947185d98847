"""How people, days and money are said in what leaves the service, the same in every form of it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from scheduler.timeline import day_of
from scheduler.wording import FAR, MONTHS, day_said, listed

if TYPE_CHECKING:
    from scheduler.plan import Kind, Moment, Person, Plan, Step
    from scheduler.schedule import Health

LONG_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

HEALTHS: dict[Health, str] = {
    "on_track": "on track",
    "at_risk": "at risk",
    "late": "late",
    "blocked": "blocked",
    "on_hold": "on hold",
    "done": "done",
}
KINDS: dict[Kind, str] = {
    "task": "task",
    "meeting": "meeting",
    "milestone": "milestone",
    "gate": "go/no-go gate",
    "value_event": "value event",
}


def who(plan: Plan, step: Step) -> str:
    """Say who does a step: the owners of its own parties, else the parties."""
    people = {person.id: person for person in plan.people}
    owners = [person_said(plan, people[one]) for party, one in step.owners if party in step.side and one in people]
    return ", ".join(owners) or sides_said(plan, step)


def sides_said(plan: Plan, step: Step) -> str:
    """Say which parties do a step."""
    return listed([plan.party_name(party) for party in step.side])


def person_said(plan: Plan, person: Person) -> str:
    """Say a person's name; of one without, whose and what: `Northwind's legal`."""
    if person.name:
        return person.name
    party = plan.party_name(person.party)
    whose = f"{party}'" if party.endswith("s") else f"{party}'s"
    return f"{whose} {role_said(person.role)}" if person.role else person.id


def role_said(role: str) -> str:
    """Say a role as people do: `economic buyer`, `IT`."""
    return "IT" if role == "it" else role.replace("_", " ")


def span_said(start: Moment, finish: Moment, *, near: Moment) -> str:
    """Say from when to when, short: `23 Nov - 11 Dec`, one day with its weekday, hours where there are any."""
    if start == finish or (day_of(start) == day_of(finish) and not isinstance(start, datetime)):
        return day_said(finish, near=near)
    if isinstance(start, datetime) and isinstance(finish, datetime):
        if start.date() == finish.date():
            return f"{day_said(start, near=near)}\N{EN DASH}{finish:%H:%M}"
        return f"{day_said(start, near=near)} \N{EN DASH} {day_said(finish, near=near)}"
    if (start.year, start.month) == (finish.year, finish.month):
        return f"{start.day}\N{EN DASH}{_short(finish)}{_year(finish, near)}"
    year = start.year != finish.year and _far(start, near)
    return f"{_short(start)}{f' {start.year}' if year else ''} \N{EN DASH} {_short(finish)}{_year(finish, near)}"


def day_in_full(day: Moment, *, near: Moment) -> str:
    """Say a day as letters do: `15 March`, with its year where that is not the year of `near`; a time with its hour."""
    said = f"{day.day} {LONG_MONTHS[day.month - 1]}{'' if day.year == near.year else f' {day.year}'}"
    return f"{said} {day:%H:%M}" if isinstance(day, datetime) else said


def _short(day: Moment) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


def _year(day: Moment, near: Moment) -> str:
    return f" {day.year}" if _far(day, near) else ""


def _far(day: Moment, near: Moment) -> bool:
    return abs((day_of(day) - day_of(near)).days) >= FAR
