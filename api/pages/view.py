"""What the calculator's page shows, every word and number ready to print."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from app.phrases import span_said, who
from app.timeline import PHONE, WIDE, svg, timeline
from scheduler.explain import explain
from scheduler.headline import headline
from scheduler.plan import CUSTOMER, SELLER
from scheduler.wording import amount_said, day_said, duration_said, listed
from templates_library import templates

from .chips import Chip, chips_of
from .moved import Moved, moved_of
from .rescue import Remedy, rescue_of

if TYPE_CHECKING:
    from datetime import date

    from app.calculator import Calculation
    from app.document.wire.steps import Step as Written
    from scheduler.plan import Link as PlanLink
    from scheduler.plan import Moment, Step
    from scheduler.schedule import Schedule, ScheduledStep

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Who answers for a step on one side."""

    party: str
    label: str
    name: str
    """Empty where nobody is named yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One step, closed as a line and open as a form."""

    id: str
    title: str
    who: str
    flags: str
    """What is special about it, in words."""
    classes: str
    start_by: str
    planned: str
    spare: str
    now: str
    """What starting today would save, where it could start today."""
    why: str
    """Why it must start by then."""
    done_when: str
    takes: str
    duration: str
    """The number that the form offers; empty for what takes no time."""
    duration_unit: str
    owners: tuple[Owner, ...]
    finished: str
    bound: bool
    """Whether a critical date stands on it, so that it cannot be left out."""
    open: bool
    waits_for: str
    trace: str
    estimate: str
    early: str
    late: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Something to choose."""

    id: str
    title: str
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A form in which the plan can be taken along."""

    kind: str
    title: str
    says: str


TAKEN = (
    Taken(kind="ics", title="Calendar file", says="every step and date for Outlook, Google or Apple"),
    Taken(kind="html", title="Web page", says="one file that you can mail"),
    Taken(kind="letter", title="Letter", says="one page for the sponsor"),
    Taken(kind="text", title="E-mail text", says="to copy into a mail"),
    Taken(kind="xlsx", title="Sheet", says="for Excel and its like"),
    Taken(kind="yaml", title="Plan file", says="YAML, to go on with in the command line"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The page after the first answer."""

    title: str
    headline: str
    health: str
    now: str
    moved: Moved | None
    refused: str
    rescue: tuple[Remedy, ...]
    go_live: str
    today: str
    address: str
    kept: Pairs
    kept_but_date: Pairs
    kept_but_names: Pairs
    chips: tuple[Chip, ...]
    more_chips: tuple[Chip, ...]
    rows: tuple[Row, ...]
    drawings: tuple[Markup, Markup]
    """The timeline for wide screens, and for phones."""
    exports: tuple[Taken, ...]
    other_form: str
    other_form_says: str
    customer: str
    seller: str
    templates: tuple[Link, ...]
    findings: tuple[str, ...]


def view_of(calculation: Calculation, *, today: date, opened: str = "", refused: str = "") -> View:
    """Return what the page shows; `opened` is a row that stands open, `refused` why a change was not made."""
    inputs, schedule = calculation.inputs, calculation.projection.schedule
    chips = chips_of(calculation)
    first, rest = chips[:SHOWN_CHIPS], chips[SHOWN_CHIPS:]
    pairs = inputs.pairs
    other = replace(inputs, form="full" if inputs.form == "outline" else "outline", changes=(), was=None)
    return View(
        title=calculation.projection.document.title,
        headline=headline(schedule),
        health=_health(schedule),
        now=_now(schedule),
        moved=moved_of(calculation),
        refused=refused,
        rescue=rescue_of(calculation),
        go_live=inputs.go_live.isoformat(),
        today=today.isoformat(),
        address=inputs.address,
        kept=pairs,
        kept_but_date=[*_without(pairs, "go-live", "was"), ("was", inputs.go_live.isoformat())],
        kept_but_names=_without(pairs, "customer", "seller", "template", "was"),
        chips=first,
        more_chips=rest,
        rows=tuple(_row(calculation, step, opened) for step in _in_order(schedule)),
        drawings=_drawings(calculation),
        other_form=other.address,
        other_form_says=_other_form(calculation),
        customer=inputs.customer,
        seller=inputs.seller,
        exports=TAKEN,
        templates=tuple(Link(id=one.id, title=one.title, chosen=one.id == inputs.template) for one in templates()),
        findings=tuple(f"{one.sentence}. {one.remedy}" for one in schedule.findings),
    )


SHOWN_CHIPS = 6
"""Questions that are seen at once; the others unfold."""


def _drawings(calculation: Calculation) -> tuple[Markup, Markup]:
    picture = timeline(calculation.projection)
    return svg(picture, WIDE, link="#{}".format), svg(picture, PHONE, link="#{}".format)


def _without(pairs: Pairs, *names: str) -> Pairs:
    return [(name, value) for name, value in pairs if name not in names]


def _in_order(schedule: Schedule) -> list[Step]:
    """Return the steps as people walk through them."""
    steps = schedule.steps
    return sorted(
        schedule.plan.steps, key=lambda step: (steps[step.id].planned_start, steps[step.id].planned_finish, step.id)
    )


def _health(schedule: Schedule) -> str:
    """Return how the worst critical date stands."""
    stands = {date.health for date in schedule.critical_dates.values()}
    return next((one for one in ("late", "at_risk", "on_hold") if one in stands), "on_track").replace("_", "-")


def _now(schedule: Schedule) -> str:
    """Say what starting today would give: the earliest date, and the days to spare."""
    dates = [date for date in schedule.critical_dates.values() if date.health != "done"]
    if not dates:
        return ""
    first = min(dates, key=lambda date: (str(date.date), date.id))
    steps = {step.id: step.title for step in schedule.plan.steps}
    name = steps[first.step] if first.step else "everything"
    earliest = day_said(first.earliest, near=schedule.as_of)
    if first.short_by:
        return f"If every step starts as early as it can, {name} lands on {earliest}."
    spare = amount_said(first.total_float or 0, schedule.unit)
    return f"Start now, and {name} can be as early as {earliest}: {spare} to spare."


def _other_form(calculation: Calculation) -> str:
    if calculation.inputs.form == "full":
        return "Show the large steps only"
    lost = " (changes to the large steps are not carried over)" if calculation.inputs.changes else ""
    return f"Show every single step{lost}"


def _row(calculation: Calculation, step: Step, opened: str) -> Row:
    schedule = calculation.projection.schedule
    one, near = schedule.steps[step.id], schedule.as_of
    done, under_way = one.health == "done", step.progress.started is not None
    trace, written = calculation.traces.get(step.id), _written(calculation, step)
    return Row(
        id=step.id,
        title=step.title,
        who=who(schedule.plan, step),
        flags=_flags(schedule, step, one, private=written.private is not None),
        classes=" ".join(name for name, holds in _classes(schedule, step, one).items() if holds),
        start_by="done" if done else "under way" if under_way else _said(one.start_by, near),
        planned=span_said(one.planned_start, one.planned_finish, near=near),
        spare="" if one.total_float is None or done else _spare(one.total_float),
        now=_start_now(schedule, step, one),
        why="" if done else explain(schedule, step.id).sentence,
        done_when=written.exit_criteria or "",
        takes=duration_said(step.duration) if step.duration else "no time",
        duration=str(step.duration.amount) if step.duration else "",
        duration_unit=_unit(step),
        owners=_owners(schedule, step),
        bound=any(date.step == step.id for date in schedule.plan.critical_dates),
        finished=step.progress.finished.isoformat()[:10] if step.progress.finished else "",
        open=step.id == opened,
        waits_for=_waits_for(schedule, step),
        trace=str(trace) if trace else "",
        estimate="" if trace is None or trace.certain else f"{trace.low} to {trace.high}",
        early=_said(one.early_start, near),
        late=_said(one.late_start, near),
    )


def _said(day: Moment | None, near: Moment) -> str:
    return "" if day is None else day_said(day, near=near)


def _spare(units: int) -> str:
    days = f"{abs(units)} day{'' if abs(units) == 1 else 's'}"
    return f"{days} short" if units < 0 else days


def _flags(schedule: Schedule, step: Step, one: ScheduledStep, *, private: bool) -> str:
    """Say in words what the row's look says too."""
    said = [
        ("critical", one.critical and one.health != "done"),
        (one.health.replace("_", " "), one.health in {"late", "blocked", "on_hold"}),
        ("go or no-go", step.kind == "gate"),
        ("the win", step.kind == "value_event"),
        ("carries the date", any(date.step == step.id for date in schedule.plan.critical_dates)),
        ("only you see this", private),
    ]
    return ", ".join(word for word, holds in said if holds)


def _classes(schedule: Schedule, step: Step, one: ScheduledStep) -> dict[str, bool]:
    return {
        "critical": one.critical and one.health != "done",
        "late": one.health in {"late", "blocked"},
        "done": one.health == "done",
        "goal": any(date.step == step.id for date in schedule.plan.critical_dates),
    }


def _start_now(schedule: Schedule, step: Step, one: ScheduledStep) -> str:
    """Say what starting today leaves to spare, for a step that nothing holds up."""
    if one.health == "done" or step.progress.started or one.early_start != schedule.as_of or one.total_float is None:
        return ""
    if one.total_float < 0:
        return f"It should have started {amount_said(one.total_float, schedule.unit)} ago: start now."
    return f"Start now, and {amount_said(one.total_float, schedule.unit)} are to spare."


def _written(calculation: Calculation, step: Step) -> Written:
    return next(one for one in calculation.projection.document.steps if one.id == step.id)


def _unit(step: Step) -> str:
    if step.duration is None:
        return ""
    day = "day" if step.duration.elapsed else "working day"
    return day if step.duration.amount == 1 else f"{day}s"


def _owners(schedule: Schedule, step: Step) -> tuple[Owner, ...]:
    """Return the step's sides, each with its owner's name."""
    plan = schedule.plan
    names, owners = {person.id: person.name for person in plan.people}, dict(step.owners)
    labels = {SELLER: plan.seller or "you", CUSTOMER: plan.customer or "the customer"}
    return tuple(
        Owner(
            party=party,
            label=f"Who at {labels.get(party) or plan.party_name(party)}".replace("at you", "on your side"),
            name=names.get(owners.get(party, ""), ""),
        )
        for party in step.side
    )


def _waits_for(schedule: Schedule, step: Step) -> str:
    titles = {one.id: one.title for one in schedule.plan.steps}
    return listed([f"{titles[link.step]}{_link(link)}" for link in step.after])


def _link(link: PlanLink) -> str:
    """Say what a link is, where it is not plain: `(SS, 5 working days)`."""
    said: list[str] = [link.type] if link.type != "FS" else []
    if link.lag is not None:
        said.append(f"{duration_said(link.lag)} {'overlap' if link.lag.amount < 0 else 'between'}")
    return f" ({', '.join(said)})" if said else ""
