"""Comments: a line in the log that leaves the document alone, with a text that its author can erase."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import uuid4

from app.names import unknown
from app.operations.lookup import refused
from app.store.comments import Comment, add_comment, comments_in, erase_text

from .advancing import open_to_change
from .eyes import kept_to, known_in, may_read, told_as
from .opening import open_plan, stored_plan
from .permitting import refuse_unpermitted
from .recording import Changed, Deed, note
from .words import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.document import PlanDocument
    from app.store import Unit

COMMENT = "comment"
LONGEST = 10_000
"""Characters of one comment."""
MENTIONS = 20
"""People whom one comment can ask to look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commented:
    """A comment, and what the log says of it."""

    changed: Changed
    comment: Comment


def comment(
    unit: Unit,
    plan_id: str,
    text: str,
    *,
    step: str | None = None,
    mentions: Sequence[str] = (),
    private: bool = False,
) -> Commented:
    """Say something about a plan or a step, to everybody who sees it or to one's own party alone."""
    opened = open_to_change(unit, plan_id)
    seen = opened.seen_by(unit.actor)
    party = kept_to(unit.actor, seen, step=step, private=private)
    one = Comment(
        id=str(uuid4()),
        at=unit.now,
        by=known_in(opened.reading.document, unit.actor),
        step=step,
        text=said(text, what="the comment", longest=LONGEST),
        mentions=_mentioned(seen, mentions, party),
        private=party,
    )
    deed = Deed(verb=COMMENT, step=step, private=party)
    changed = note(unit, opened, deed)
    add_comment(unit, plan_id, changed.entry.number, one)
    return Commented(changed=changed, comment=replace(one, at=changed.entry.at))


def comments(unit: Unit, plan_id: str, step: str | None = None) -> list[Comment]:
    """Return what the actor's party may read about a plan, or about one step, oldest first."""
    seen = open_plan(unit, plan_id).seen_by(unit.actor)
    people = {person.id for person in seen.people}
    return [
        replace(
            one,
            by=told_as(unit.actor, seen, one.by),
            mentions=tuple(name for name in one.mentions if name in people),
        )
        for one in comments_in(unit, plan_id)
        if step in {None, one.step} and may_read(unit.actor, seen, step=one.step, private=one.private)
    ]


def erase_comment(unit: Unit, plan_id: str, comment_id: str) -> None:
    """Take one's own words away for good; the log still tells that one said something.

    That goes in a plan that rests too, and where the step is out of sight by now.
    """
    refuse_unpermitted(unit.actor, COMMENT)
    stored_plan(unit, plan_id, to_change=True)
    own = {one.id for one in comments_in(unit, plan_id) if _is_by(unit, one)}
    if comment_id not in own:
        if comment_id in {one.id for one in comments(unit, plan_id)}:
            raise refused("others-words", "somebody else said this; only who said it takes it away")
        raise refused("unknown-comment", "there is no such comment; look at those of the plan")
    erase_text(unit, plan_id, comment_id)


def _is_by(unit: Unit, one: Comment) -> bool:
    return (one.by.kind, one.by.id) == (unit.actor.kind, unit.actor.id)


def _mentioned(seen: PlanDocument, mentions: Sequence[str], party: str | None) -> tuple[str, ...]:
    """Return the people who are asked to look, each once; refused where one could not read it."""
    people = {person.id: person for person in seen.people}
    names = tuple(dict.fromkeys(mentions))
    if len(names) > MENTIONS:
        raise refused("too-many-mentions", f"{len(names)} people are named; {MENTIONS} are the most for one comment")
    for name in names:
        if name not in people:
            raise unknown("person", name, [(person.id, person.name or "") for person in seen.people])
        if party not in {None, people[name].party}:
            sentence = f"{people[name].name or name} is not of {party!r} and could not read this; leave the name out"
            raise refused("cannot-read-it", sentence)
    return names
