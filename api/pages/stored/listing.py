"""All plans of a workspace: what starts this week first, how each stands, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, cast, get_args
from urllib.parse import urlencode

from api.pages.rendering import page
from app.accounts.membership import members_of
from app.phrases import HEALTHS
from app.store.portfolio import Behind, Filter, Order, State, key_of, key_read, key_written, plans_in_order
from scheduler.plan import CUSTOMER, SELLER
from scheduler.wording import day_said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.responses import Response

    from app.store import Unit
    from app.store.plans import StoredPlan
    from scheduler.schedule import Health

AT_ONCE = 25
"""Plans of one page."""
SHOWN_STARTS = 3
"""Steps that start this week, of one plan."""
STATES = {"open": "Open", "closed": "Closed", "archived": "Archived"}
SORTS: dict[Order, str] = {
    "starts": "next step",
    "due": "next date",
    "title": "title",
    "changed": "last change",
}
OUTCOMES = {"won": "Won", "lost": "Lost", "no_decision": "No decision"}
HEALTH_ORDER: tuple[Health, ...] = ("late", "blocked", "at_risk", "on_hold", "on_track", "done")
SUNDAY = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A step that starts this week."""

    day: str
    title: str
    side: str
    """Who does it, where that is not the seller alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One plan."""

    id: str
    title: str
    customer: str
    next_step: str
    starts: str
    """When it starts; empty where nothing does."""
    this_week: tuple[Start, ...]
    """The steps that start this week."""
    due: str
    forecast: str
    short: bool
    """Whether the forecast is after the date."""
    health: str
    health_says: str
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The page of all plans."""

    lines: tuple[Line, ...]
    wanted: Filter
    sort: Order
    more: str
    """The query of the next page; empty on the last one."""
    narrowed: bool
    """Whether anything was asked for, so that nothing found does not mean that there is nothing."""

    @property
    def headline(self) -> str:
        """Say what starts this week, in the plans of this page."""
        if not self.lines:
            return "No plan is like that." if self.narrowed else "There are no plans yet."
        counts = [len(one.this_week) for one in self.lines if one.this_week]
        if not counts:
            return "Nothing has to start this week."
        least = "At least " if self.more else ""
        steps, plans = (
            f"{count} {what}{'' if count == 1 else 's'}"
            for count, what in ((sum(counts), "step"), (len(counts), "plan"))
        )
        return f"{least}{steps} {'starts' if sum(counts) == 1 else 'start'} this week, in {plans}."

    @property
    def late(self) -> str:
        """Say how many plans of this page are late; nothing where none is."""
        late = sum(one.health == "late" for one in self.lines)
        least = "At least " if self.more else ""
        return f"{least}{late} {'plan is' if late == 1 else 'plans are'} late." if late else ""

    @property
    def chosen(self) -> bool:
        """Whether anything was chosen that is folded away otherwise."""
        one = self.wanted
        return one.state != "open" or bool(one.health or one.owner or one.customer or one.outcome or one.due_by)


def listing_page(unit: Unit, asked: Mapping[str, str], **shown: object) -> Response:
    """Return the page of the plans that are asked for."""
    owners = tuple((one.id, one.name) for one in members_of(unit))
    listing = _listing(unit, asked, dict(owners))
    response = page(
        "stored/plans.html.j2",
        listing=listing,
        states=tuple(STATES.items()),
        sorts=tuple(SORTS.items()),
        outcomes=tuple(OUTCOMES.items()),
        healths=tuple((health, HEALTHS[health]) for health in HEALTH_ORDER),
        owners=owners,
        shown_starts=SHOWN_STARTS,
        **shown,
    )
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"  # else browsers do not say where its forms are from
    return response


def _listing(unit: Unit, asked: Mapping[str, str], names: dict[str, str]) -> Listing:
    today = unit.now.date()
    week = today + timedelta(days=SUNDAY - today.weekday())
    wanted, sort = _wanted(asked, week), _sort(asked)
    found = plans_in_order(unit, wanted, sort, behind=_behind(asked, sort), limit=AT_ONCE + 1)
    lines = tuple(_line(one, today, week, names) for one in found[:AT_ONCE])
    more = ""
    if len(found) > AT_ONCE:
        last = found[AT_ONCE - 1]
        kept = {name: value for name, value in asked.items() if value and name in FIELDS}
        more = urlencode({**kept, "key": key_written(key_of(last, sort)), "after": last.id})
    return Listing(
        lines=lines,
        wanted=wanted,
        sort=sort,
        more=more,
        narrowed=wanted != Filter() or bool(asked.get("after")),
    )


FIELDS = ("state", "text", "health", "owner", "starts", "customer", "outcome", "due", "sort")
"""What the address says of what is wanted."""


def _wanted(asked: Mapping[str, str], week: date) -> Filter:
    asked = {name: value.replace("\0", "") for name, value in asked.items()}  # no text that is kept has one
    state = asked.get("state", "")
    text, customer, health, owner, outcome = (
        asked.get(name, "").strip() for name in ("text", "customer", "health", "owner", "outcome")
    )
    found = Filter(text=text, customer=customer, health=health, owner=owner, outcome=outcome)
    if state in get_args(State):
        found = replace(found, state=cast("State", state))
    elif found.outcome:
        found = replace(found, state="closed")
    found = replace(found, due_by=_day(asked.get("due", "")))
    return replace(found, starts_by=week) if asked.get("starts") == "this-week" else found


def _day(written: str) -> date | None:
    """Return a day that was chosen; None for what is none."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _sort(asked: Mapping[str, str]) -> Order:
    sort = asked.get("sort")
    return cast("Order", sort) if sort in get_args(Order) else "starts"


def _behind(asked: Mapping[str, str], sort: Order) -> Behind | None:
    """Return where the page before ended; what is no place is the beginning."""
    if not asked.get("after"):
        return None
    try:
        return Behind(key=key_read(sort, asked.get("key", "").replace("\0", "")), plan=asked["after"].replace("\0", ""))
    except ValueError:
        return None


def _line(one: StoredPlan, today: date, week: date, names: dict[str, str]) -> Line:
    return Line(
        id=one.id,
        title=one.title,
        customer=one.customer or "",
        next_step=one.next_step or "",
        starts=_said(one.next_start, today),
        this_week=_this_week(one, today, week),
        due=_said(one.next_due, today),
        forecast=_said(one.forecast, today),
        short=one.short_by > 0,
        health=one.health.replace("_", "-"),
        health_says=HEALTHS[cast("Health", one.health)],
        owner=names.get(one.owner or "", ""),
    )


def _this_week(one: StoredPlan, today: date, week: date) -> tuple[Start, ...]:
    """Return the steps of a plan that start until the week ends, the soonest first."""
    sides = {SELLER: "", CUSTOMER: one.customer or CUSTOMER}
    days = [(date.fromisoformat(step["start"]), step) for step in one.starting or ()]
    return tuple(
        Start(
            day=_said(day, today),
            title=step["title"],
            side="both sides" if len(step["sides"]) > 1 else sides.get(step["sides"][0], step["sides"][0]),
        )
        for day, step in days
        if day <= week
    )


def _said(day: date | None, today: date) -> str:
    return "" if day is None else "today" if day == today else day_said(day, near=today)
