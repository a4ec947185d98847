"""Other days on which somebody does not work in secret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.app.projection.private import Document, whisper

from .hidden import is_hidden, others, parties

if TYPE_CHECKING:
    import random


def close_otherwise(rng: random.Random, document: Document, party: str) -> None:
    """Add hidden closures and absences, and cut those that are there in two."""
    for keeper in others(document, party):
        day = f"{int(document['as_of'][:4]) + rng.randrange(3)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 28):02}"
        closure = {"from": day, "to": day, "private": keeper, "reason": whisper(keeper, "a day")}
        people = [one for one in document["people"] if one["party"] == keeper]
        if not people or rng.random() < 0.5:
            free = [name for name in document["calendars"] if name not in parties(document)]
            name = rng.choice([keeper, keeper, *free])
            document["calendars"].setdefault(name, {}).setdefault("closed", []).insert(0, closure)
        else:
            rng.choice(people).setdefault("away", []).append(closure)
    for calendar in document["calendars"].values():
        calendar["closed"] = [part for one in calendar.get("closed", ()) for part in _cut(one, party)]


def _cut(closure: Document, party: str) -> list[Document]:
    if not is_hidden(closure, party) or "to" not in closure:
        return [closure]
    return [{**closure, "to": closure["from"], "reason": "begin"}, closure]
