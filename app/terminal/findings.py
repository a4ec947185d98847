"""What to look at in plans: one line for each finding, which editors and searches take apart; wrapped on terminals."""

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
        head, text = f"{file}:{places.line(path)} {severity} {one.code}", f"{one.sentence}. {one.remedy}"
        said += [head, *page.lines(text, mark="  ")] if page.width else [f"{head}: {text}"]
    return "".join(f"{line}\n" for line in said)


def counted(severities: Mapping[str, int], refused: int) -> str:
    """Say how many findings there are, and files that were refused: `1 error, 2 warnings and 1 refused file.`."""
    amounts = [*((severities.get(name, 0), name) for name in COLOURS), (refused, "refused file")]
    said = [f"{amount} {name}{'' if amount == 1 else 's'}" for amount, name in amounts if amount]
    return f"{listed(said) or 'Nothing to look at'}.\n"
