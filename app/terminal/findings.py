"""What to look at in plans, one line for each finding, so that editors and searches can take it apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.wording import listed

from .page import DIM, RED, YELLOW, Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.document import Places
    from app.projection import Projection

COLOURS = {"error": RED, "warning": YELLOW, "note": DIM}


def findings(projection: Projection, places: Places, file: str, page: Page) -> str:
    """Return a plan's findings, each at the line of the step or critical date that it is about."""
    document = projection.document
    steps = {step.id: at for at, step in enumerate(document.steps)}
    dates = {date.id: at for at, date in enumerate(document.critical_dates)}
    said = []
    for one in projection.schedule.findings:
        path: tuple[str | int, ...] = ()
        if one.step is not None:
            path = ("steps", steps[one.step])
        elif one.critical_date is not None:
            path = ("critical_dates", dates[one.critical_date])
        severity = page.painted(one.severity, COLOURS[one.severity])
        said.append(f"{file}:{places.line(path)} {severity} {one.code}: {one.sentence}. {one.remedy}\n")
    return "".join(said)


def counted(severities: Mapping[str, int]) -> str:
    """Say how many findings there are: `1 error and 2 warnings.`."""
    amounts = [(severities.get(name, 0), name) for name in COLOURS]
    said = [f"{amount} {name}{'' if amount == 1 else 's'}" for amount, name in amounts if amount]
    return f"{listed(said) or 'Nothing to look at'}.\n"
