"""All that the page of a stored plan shows, every word ready to print; the seller's side sees more of the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.pages.facts import Fact, facts_of
from app.document.moments import read_moment
from app.templates import newer_version
from app.timeline import legend, timeline
from scheduler.wording import day_said

from .cards import Card, answer_cards, next_cards
from .colleagues import Colleagues, colleagues_of
from .helping import Remedy, remedies_of
from .log_lines import Line, log_of
from .notice import Notice, notice_of, way_back_of
from .open_points import Points, open_points_of
from .promises import Promises, promises_of
from .rows import Phase, phases_of
from .sharing import Sharing, sharing_of
from .slips import Moved, slips_of
from .subscribing import Given, Subscribed, given_of, subscribed_of
from .talk import Attached, Comment, attached_of, comments_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.brief.steps import StepBrief
    from app.timeline import Key

    from .reader import Reader


ENDS = {"won": "Won", "lost": "Lost", "no_decision": "Closed without a decision"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a plan ended."""

    says: str
    """`Lost on Mon 23 Nov.`"""
    what_worked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The page of a stored plan."""

    names: str
    """Who plans with whom."""
    health: str
    facts: tuple[Fact, ...]
    notice: Notice | None
    next: tuple[Card, ...]
    answers: tuple[Card, ...]
    asked: bool
    """Whether anything waits for the answer of the reader's side: dates, questions, changes, a signature."""
    wins: tuple[StepBrief, ...]
    """The small, announceable successes that the plan leads to."""
    remedies: tuple[Remedy, ...]
    """What would help a date that is missed; for the seller."""
    phases: tuple[Phase, ...]
    now: tuple[StepBrief, ...]
    """What must start today or is under way, whoever does it."""
    sharing: Sharing | None
    colleagues: Colleagues | None
    promises: Promises
    slips: Mapping[str, Moved]
    """By critical date: what moved it."""
    points: tuple[Points, ...]
    comments: tuple[Comment, ...]
    files: tuple[Attached, ...]
    feeds: tuple[Subscribed, ...]
    """The reader's feeds."""
    feed: Given | None
    """The addresses of a new one."""
    log: tuple[Line, ...]
    way_back: str
    """What of the reader's own can be taken back, in words; empty where there is nothing."""
    legend: tuple[Key, ...]
    picture: str
    """What the drawing shows, in words."""
    newer_template: bool
    """Whether there is a newer version of the template that it was made of; for the seller."""
    archived: bool
    changes: bool
    """Whether the reader may do something to it as it is: what is archived or was given up stays as it is."""
    held: bool
    ended: Ended | None
    """How it ended; None of a plan that goes on, and for whom that is not to be seen."""
    rests: bool
    """Whether it was given up, so that nothing of it waits for anybody; a plan that was won goes on."""


def view_of(reader: Reader) -> View:
    """Return what the page shows to a reader."""
    brief, document = reader.brief, reader.projection.document
    drawn = timeline(reader.projection, now="Today")
    answers, promises = answer_cards(reader), promises_of(reader)
    archived = reader.opened.stored.archived_at is not None
    ended = _ended(reader)
    rests = ended is not None and document.outcome is not None and document.outcome.result != "won"
    return View(
        names=" and ".join(filter(None, (brief.customer, brief.seller))),
        health="ended" if rests else (brief.health or "on_track").replace("_", "-"),
        facts=facts_of(reader.projection.schedule),
        notice=notice_of(reader),
        next=next_cards(reader),
        answers=answers,
        asked=bool(answers) or promises.ask,
        wins=tuple(step for step in brief.steps if step.kind == "value_event"),
        remedies=remedies_of(reader),
        phases=phases_of(reader),
        now=brief.now,
        sharing=sharing_of(reader) if reader.may_change else None,
        colleagues=colleagues_of(reader) if reader.may_change else None,
        promises=promises,
        slips=slips_of(reader),
        points=open_points_of(reader),
        comments=comments_of(reader),
        files=attached_of(reader),
        feeds=subscribed_of(reader),
        feed=given_of(reader.told.feed),
        log=log_of(reader),
        way_back=way_back_of(reader) if reader.may_change and not archived else "",
        legend=legend(drawn),
        picture=drawn.says,
        newer_template=newer_version(reader.unit, document) is not None,
        archived=archived,
        changes=reader.may_change and not archived and not rests,
        held=document.hold is not None,
        ended=ended,
        rests=rests,
    )


def _ended(reader: Reader) -> Ended | None:
    outcome = reader.projection.document.outcome
    if outcome is None or outcome.result is None:
        return None
    near = reader.projection.schedule.as_of
    on = f" on {day_said(read_moment(outcome.on), near=near)}" if outcome.on else ""
    return Ended(says=f"{ENDS[outcome.result]}{on}.", what_worked=outcome.what_worked or "")
