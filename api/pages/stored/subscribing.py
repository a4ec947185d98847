"""Calendar feeds on a plan's page: what can be chosen, those that there are, and a new one's addresses, shown once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import segno
from markupsafe import Markup

from app.feeds import LATE, Choice, feeds_of
from app.feeds.making import AHEAD
from app.operations.lookup import refused
from scheduler.wording import day_said

if TYPE_CHECKING:
    from app.feeds import Addresses
    from app.store.feeds import Feed

    from .doing import Form
    from .reader import Reader

AHEADS = {str(AHEAD): "Six weeks", "91": "Three months", "183": "Half a year", "": "All that is to come"}
REMINDERS = {"": "None", "0": "On the day", "1": "The day before", "3": "Three days before", "7": "A week before"}
"""By what a form sends, in days: what it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscribed:
    """A feed that there is."""

    id: str
    name: str
    says: str
    """What it shows, and when it was last read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The addresses of a new feed."""

    addresses: Addresses
    code: Markup
    """The address as a QR code, a drawing for the page."""
    late: tuple[tuple[str, str], ...]
    """How late each app sees a change."""


def subscribed_of(reader: Reader) -> tuple[Subscribed, ...]:
    """Return the reader's feeds of the plan."""
    found = feeds_of(reader.unit, reader.opened.stored.id)
    return tuple(Subscribed(id=one.id, name=one.name, says=_says(reader, one)) for one in found)


def given_of(addresses: Addresses | None) -> Given | None:
    """Return what is shown of a new feed; nothing where there is none."""
    if addresses is None:
        return None
    drawn = segno.make(addresses.webcal, error="m", micro=False)
    code = drawn.svg_inline(border=3, light="#fff", omitsize=True, svgclass="qr", lineclass=None)
    return Given(addresses=addresses, code=Markup(code), late=tuple(LATE.items()))  # noqa: S704 - drawn here


def feed_chosen(form: Form) -> Choice:
    """Return the feed that a form asks for."""
    return Choice(
        name=form.said("name") or "Calendar",
        whole=form.said("what") == "whole",
        side=form.said("what") == "side",
        ahead=_days(form, "ahead", AHEADS, str(AHEAD)),
        bars=bool(form.said("bars")),
        remind=_days(form, "remind", REMINDERS, ""),
        invited=bool(form.said("invited")),
    )


def _days(form: Form, name: str, known: dict[str, str], otherwise: str) -> int | None:
    """Return days that a form chose; nothing where it chose no end, or no reminder."""
    chosen = form.fields.get(name, otherwise)
    if chosen not in known:
        raise refused("bad-form", "this is no form of the page; go back and try again")
    return int(chosen) if chosen else None


def _says(reader: Reader, one: Feed) -> str:
    what = "your own steps" if one.person else "your side's steps" if one.side else "the whole plan"
    far = AHEADS.get(str(one.ahead), f"{one.ahead} days").lower()
    ahead = "all that is to come" if one.ahead is None else f"{far} ahead"
    more = [
        *(["as bars"] if one.bars else []),
        *(["with reminders"] if one.remind is not None else []),
        *(["with what you are invited to"] if one.invited else []),
    ]
    near = reader.projection.schedule.as_of
    used = f"last read {day_said(one.used_at.date(), near=near)}" if one.used_at else "not read yet"
    return f"{', '.join([what, ahead, *more])}; {used}"
