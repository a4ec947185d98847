"""What waits for a word of one person in particular: questions, dates to agree to, comments that ask them to look.

What one side asks of the other, change requests and baselines to sign, waits for everybody of that side.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from app.brief.who import who_did
from app.document.moments import read_moment
from app.mail.kinds import AGREEMENTS, MENTIONS, QUESTIONS
from app.operations.agreements import SIDES
from app.phrases import person_said
from app.plans import baselines_of, requests_of
from app.plans.eyes import may_read, told_as
from app.store.comments import comments_in
from scheduler.wording import day_said, listed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from app.actors import Actor
    from app.projection import Projection
    from app.store import Unit

LONGEST = 200
"""Signs of a comment that are told."""
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What waits for a word."""

    title: str
    says: str
    step: str = ""
    place: str = ""
    """Where on the plan's page it stands, that is about no step."""


def asked_of(
    unit: Unit,
    plan_id: str,
    projection: Projection,
    actor: Actor,
    *,
    since: datetime | None,
    without: frozenset[str],
) -> Iterator[Asked]:
    """Yield what waits for a person, of the kinds that it wants to hear of."""
    if QUESTIONS.id not in without:
        yield from _questions(projection, actor)
    if AGREEMENTS.id not in without:
        yield from _proposals(projection, actor)
        yield from _requests(unit, plan_id, projection, actor)
        yield from _baselines(unit, plan_id, projection, actor)
    if MENTIONS.id not in without:
        yield from _mentions(unit, plan_id, projection, actor, since or unit.now - A_DAY)


def _questions(projection: Projection, actor: Actor) -> Iterator[Asked]:
    for step in projection.document.steps:
        asked = step.help
        if asked is None or asked.answer or not asked.question or asked.owner is None or asked.owner != actor.person:
            continue
        near = projection.schedule.as_of
        by = f" (by {day_said(read_moment(asked.answer_by), near=near)})" if asked.answer_by else ""
        who = _named(projection, asked.asked_by)
        yield Asked(title=step.title, says=f"{who} asks: {asked.question}{by}", step=step.id)


def _proposals(projection: Projection, actor: Actor) -> Iterator[Asked]:
    """Yield dates that the other side proposes, of steps to come that are the reader's or nobody's in particular."""
    for step in projection.document.steps:
        proposed, party = step.proposed, actor.party or ""
        if proposed is None or party not in SIDES or party in proposed.by or proposed.finish is None:
            continue
        if step.progress is not None and (step.progress.finished is not None or step.progress.skipped):
            continue  # nobody agrees to dates of what is over
        if step.owners.get(party) not in {actor.person, None}:
            continue
        day = day_said(read_moment(proposed.finish), near=projection.schedule.as_of)
        yield Asked(title=step.title, says=f"{day} is proposed; agree to it, or propose another day", step=step.id)


def _requests(unit: Unit, plan_id: str, projection: Projection, actor: Actor) -> Iterator[Asked]:
    """Yield what the other side asks to be changed."""
    plan = projection.schedule.plan
    titles = {step.id: step.title for step in plan.steps}
    titles_of_dates = {date.id: titles.get(date.step or "") for date in plan.critical_dates}
    for one in requests_of(unit, plan_id):
        if one.state != "open" or actor.party not in SIDES or one.party == actor.party:
            continue
        about = one.operations[0]
        title = titles.get(about.get("step", "")) or titles_of_dates.get(about.get("critical_date", ""))
        who = who_did(one.by, plan) if one.shows_by else plan.party_name(one.party)
        why = f": {_short(one.why)}" if one.why else ""
        says = f"{who} asks for a change; accept or decline it{why}"
        yield Asked(title=title or projection.document.title, says=says, place=f"request-{one.number}")


def _baselines(unit: Unit, plan_id: str, projection: Projection, actor: Actor) -> Iterator[Asked]:
    """Yield the baseline that waits for the signature of the reader's side."""
    plan = projection.schedule.plan
    for one in baselines_of(unit, plan_id):
        signed = {sign.party for sign in one.signatures}
        if not one.is_open or actor.party not in SIDES or actor.party in signed:
            continue
        by = listed([f"{sign.name} for {plan.party_name(sign.party)}" for sign in one.signatures])
        says = f"all dates as they stand were signed by {by}; sign them, or say what is not right"
        yield Asked(title=projection.document.title, says=says, place="baseline")


def _mentions(unit: Unit, plan_id: str, projection: Projection, actor: Actor, since: datetime) -> Iterator[Asked]:
    titles = {step.id: step.title for step in projection.schedule.plan.steps}
    for one in comments_in(unit, plan_id):
        is_new = one.at > since and one.text is not None and actor.person in one.mentions
        if not is_new or not may_read(actor, projection.document, step=one.step, private=one.private):
            continue
        who = who_did(told_as(actor, projection.document, one.by), projection.schedule.plan)
        title = titles.get(one.step or "", "") or projection.document.title
        yield Asked(title=title, says=f"{who} asks you to look: {_short(one.text or '')}", step=one.step or "")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()} ..."


def _named(projection: Projection, person: str | None) -> str:
    plan = projection.schedule.plan
    return next((person_said(plan, one) for one in plan.people if one.id == person), "Somebody")
