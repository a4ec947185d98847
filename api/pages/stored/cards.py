"""What waits for the reader: the next steps, and what has been put to the reader's side for an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.brief.yours import yours

from .acts import Acts, acts_of

if TYPE_CHECKING:
    from app.brief.yours import Yours

    from .reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A step that the reader has to do something about."""

    yours: Yours | None
    """Why it is the reader's; None of one that only asks for an answer."""
    title: str
    acts: Acts


def next_cards(reader: Reader) -> tuple[Card, ...]:
    """Return what the reader has to do next."""
    return tuple(
        Card(yours=one, title=one.step.title, acts=acts_of(reader, one.step)) for one in yours(reader.projection)
    )


def answer_cards(reader: Reader) -> tuple[Card, ...]:
    """Return the steps whose proposed dates or questions wait for the reader's side."""
    found = []
    for step in reader.brief.steps:
        acts = acts_of(reader, step)
        if (acts.proposal is not None and not acts.proposal.is_ours) or (acts.question and _is_asked(reader, step.id)):
            found.append(Card(yours=None, title=step.title, acts=acts))
    return tuple(found)


def _is_asked(reader: Reader, step_id: str) -> bool:
    """Tell whether a question is the reader's to answer: the person's, or of a stranger the side's."""
    written = next(one for one in reader.projection.document.steps if one.id == step_id)
    if written.help is None or written.help.owner is None:
        return False
    if reader.actor.person is not None:
        return written.help.owner == reader.actor.person
    return any(person.id == written.help.owner for person in reader.colleagues)
