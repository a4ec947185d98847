"""What the calculator's page shows, every word and number ready to print."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.exports.mail_text import mail_text
from app.timeline import PHONE, WIDE, legend, svg, timeline
from scheduler.headline import headline

from .chips import Chip, chips_of
from .facts import Fact, facts_of
from .moved import Moved, moved_of
from .rescue import Remedy, rescue_of
from .rows import Row, rows_of

if TYPE_CHECKING:
    from datetime import date

    from markupsafe import Markup

    from api.shelf import Kinds
    from app.calculator import Calculation
    from app.timeline import Key
    from scheduler.schedule import Schedule
    from templates_library import Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A form in which the plan can be taken along."""

    kind: str
    title: str
    says: str
    shown: bool = False
    """Whether a browser shows it, so that there is a second way that saves it."""


TAKEN = (
    Taken(kind="ics", title="Calendar file", says="every step and date, for Outlook, Google or Apple"),
    Taken(kind="html", title="Web page", says="one file to mail, as the customer may see it", shown=True),
    Taken(kind="letter", title="Letter", says="one page for the sponsor, to print or mail", shown=True),
    Taken(kind="xlsx", title="Sheet", says="for Excel and its like"),
    Taken(kind="yaml", title="Plan file", says="YAML, for the command line and other tools"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The page after the first answer."""

    title: str
    headline: str
    health: str
    facts: tuple[Fact, ...]
    moved: Moved | None
    refused: str
    rescue: tuple[Remedy, ...]
    go_live: str
    today: str
    address: str
    template: Template
    kinds: Kinds
    """What other deals there are."""
    customer: str
    seller: str
    names: str
    """Who plans with whom, as far as it was said."""
    chips: tuple[Chip, ...]
    more_chips: tuple[Chip, ...]
    rows: tuple[Row, ...]
    drawings: tuple[Markup, Markup]
    """The timeline for wide screens, and for phones."""
    legend: tuple[Key, ...]
    exports: tuple[Taken, ...]
    mail: str
    """The plan as text for a mail."""
    other_form: str
    other_form_says: str
    findings: tuple[str, ...]


def view_of(calculation: Calculation, kinds: Kinds, *, today: date, opened: str = "", refused: str = "") -> View:
    """Return what the page shows; `opened` is a row that stands open, `refused` why a change was not made."""
    inputs, schedule = calculation.inputs, calculation.projection.schedule
    chips, more_chips = chips_of(calculation)
    picture = timeline(calculation.projection, now="Today", before=calculation.before)
    other = replace(inputs, form="full" if inputs.form == "outline" else "outline", changes=(), was=None, answered=None)
    return View(
        title=calculation.projection.document.title,
        headline=headline(schedule),
        health=_health(schedule),
        facts=facts_of(schedule),
        moved=moved_of(calculation),
        refused=refused,
        rescue=rescue_of(calculation, today=today),
        go_live=inputs.go_live.isoformat(),
        today=today.isoformat(),
        address=inputs.address,
        template=calculation.template,
        kinds=kinds,
        customer=inputs.customer,
        seller=inputs.seller,
        names=" and ".join(filter(None, (inputs.customer, inputs.seller))),
        chips=chips,
        more_chips=more_chips,
        rows=rows_of(calculation, opened=opened),
        drawings=(svg(picture, WIDE, link="#{}".format), svg(picture, PHONE, link="#{}".format)),
        legend=legend(picture),
        exports=TAKEN,
        mail=mail_text(calculation.for_customer()).decode(),
        other_form=other.address,
        other_form_says=_other_form(calculation),
        findings=tuple(f"{one.sentence}. {one.remedy}" for one in schedule.findings),
    )


def _health(schedule: Schedule) -> str:
    """Return how the worst critical date stands."""
    stands = {date.health for date in schedule.critical_dates.values()}
    return next((one for one in ("late", "at_risk", "on_hold") if one in stands), "on_track").replace("_", "-")


def _other_form(calculation: Calculation) -> str:
    if calculation.inputs.form == "full":
        return "Show the large steps only"
    lost = " (changes to the large steps are not carried over)" if calculation.inputs.changes else ""
    return f"Show every single step{lost}"
