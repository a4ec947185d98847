"""Other people, and other keepers of what is hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .hidden import PEOPLE, hidden, hidden_people, others, rename

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from tests.app.projection.private import Document


def write_to_others(rng: random.Random, document: Document, party: str) -> None:
    """Change addresses that the party does not read, and what a delay costs where that is none of its business."""
    for person in document["people"]:
        if person["party"] != party and person.get("private") != party:
            person["email"] = f"{rng.random()}@elsewhere.example"
    if party not in {"seller", "customer"}:
        for date in document["critical_dates"]:
            date["cost_of_delay"] = {"currency": "EUR", "per_day": [{"from": "2026-01-01", "amount": rng.random()}]}


def change_hands(rng: random.Random, document: Document, party: str) -> None:
    """Give hidden people other ids and roles, and more of them, who take over from each other what they do."""
    for person in hidden_people(document, party):
        person |= {"role": rng.choice(["champion", "security"]), "time_zone": rng.choice(["UTC", "Asia/Tokyo"])}
        rename(person, f"{rng.choice('aqz')}-{person['party']}-{rng.randrange(10**6)}", document, PEOPLE)
    for keeper in others(document, party):
        one = {"id": f"y-{keeper}-{rng.randrange(10**6)}", "party": keeper, "private": keeper, "role": "legal"}
        document["people"].insert(rng.randrange(len(document["people"]) + 1), one)
    names = [person["id"] for person in hidden_people(document, party)]
    for where, key in _named(document, names):
        where[key] = rng.choice(names)


def put_in_charge(rng: random.Random, document: Document, party: str) -> None:
    """Let hidden people answer for what nobody does that can be seen, or leave it to nobody."""
    names = [person["id"] for person in hidden_people(document, party)]
    for step in document["steps"]:
        owners = step.setdefault("owners", {})
        for keeper in others(document, party):
            owner = rng.choice([None, *names])
            if owner is None and owners.get(keeper) in names:
                del owners[keeper]
            elif owner is not None:
                owners.setdefault(keeper, owner)
        if step["kind"] == "gate" and step.get("decider", names[0]) in names:
            step["decider"] = rng.choice(names)
    for where, key in _named(document, names):
        if rng.random() < 0.3 and key != "by":
            where.pop(key)


def _named(part: Any, names: list[str]) -> Iterator[tuple[Document, str]]:  # noqa: ANN401 - any part of a document
    """Yield each block that names one of some people, and under which key."""
    if isinstance(part, dict):
        for key, value in list(part.items()):
            if key in PEOPLE and isinstance(value, str) and value in names:
                yield part, key
            else:
                yield from _named(value, names)
    elif isinstance(part, list):
        for one in part:
            yield from _named(one, names)


def hand_over(rng: random.Random, document: Document, party: str) -> None:
    """Let another of the others keep what is hidden."""
    for one in hidden(document, party):
        one["private"] = rng.choice(others(document, party))
