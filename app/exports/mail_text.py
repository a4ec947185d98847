"""A plan as plain text, to be pasted into a mail: lines that any program wraps, and nothing set in columns."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.brief import brief
from scheduler.wording import day_said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.brief import Brief
    from app.brief.dates import DateBrief
    from app.brief.steps import StepBrief
    from app.projection import Projection


def mail_text(projection: Projection) -> bytes:
    """Return the text."""
    return "\n".join(_lines(brief(projection))).encode() + b"\n"


def _lines(plan: Brief) -> Iterator[str]:
    as_of = day_said(plan.as_of, near=date.min)
    yield f"{_plain(plan.title)} (as of {as_of}{f', times in {plan.zone}' if plan.zone else ''})"
    yield ""
    yield plan.headline
    yield from filter(None, [plan.first])
    if plan.dates:
        yield from _head("Critical dates")
        yield from (_date(one) for one in plan.dates)
    for title, steps in (("Now", plan.now), ("Next", plan.next)):
        if steps:
            yield from _head(title)
            yield from map(_step, steps)
    told = {step.id for step in (*plan.now, *plan.next)}
    later = [step for step in plan.steps if step.open and step.id not in told]
    if later:
        yield from _head("Later")
        yield from map(_step, later)
    done = [step for step in plan.steps if not step.open]
    if done:
        yield from _head("Behind us")
        yield from (f"- {_plain(step.title)}: {step.state} {step.planned}".rstrip() for step in done)


def _head(title: str) -> tuple[str, str]:
    return "", title.upper()


def _date(one: DateBrief) -> str:
    reason = f" {_plain(one.reason).rstrip('.')}." if one.reason else ""
    landing = f"{one.landing[0].upper()}{one.landing[1:]}"
    return f"- {day_said(one.due, near=date.min)}: {_plain(one.name)} ({one.health_says}).{reason} {landing}."


def _step(step: StepBrief) -> str:
    said = [f"{step.planned}: {_plain(step.title)}", step.who]
    if step.moved:
        said.append(f"agreed {step.agreed_says}")
    if step.late:
        said.append(step.late)
    elif step.start_by_says:
        said.append(f"must {'happen' if step.timeless else 'start'} by {step.start_by_says}")
    if step.state:
        said.append(step.state)
    return f"- {'; '.join(said)}"


def _plain(text: str) -> str:
    return " ".join(text.split())
