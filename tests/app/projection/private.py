"""Random plans in which every party keeps something to itself."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from tests.reading import random_plan

if TYPE_CHECKING:
    from collections.abc import Iterator

Document = dict[str, Any]


def random_private_plan(rng: random.Random, resolution: str) -> Document:
    """Give a valid plan document with private steps, closures, absences, people and words."""
    document = random_plan(rng, resolution=resolution)
    parties = ["seller", "customer", *(party["id"] for party in document.get("parties", []))]
    document["id"] = "4b6f5a52-0d5e-4b0e-9c7a-6f4f0d3c2a11"
    _add_people(rng, document, parties)
    _hide(rng, document, parties)
    _add_closures(rng, document)
    _add_words(rng, document)
    document["why"] = _why(rng, document, parties)
    return document


def blocks(document: Document) -> Iterator[Document]:
    """Yield everything that can be private."""
    yield from document["steps"]
    for calendar in document["calendars"].values():
        yield from calendar.get("closed", ())
    for person in document["people"]:
        yield person
        yield from person.get("away", ())
    for part in document.get("why", {}).values():
        yield from part if isinstance(part, list) else [part]


def whisper(party: str, what: str) -> str:
    """Give a text that only a party may read."""
    return f"{mark(party)} {what}"


def mark(party: str) -> str:
    """Give what stands in every text that only a party may read."""
    return f"whisper-of-{party}"


def _add_people(rng: random.Random, document: Document, parties: list[str]) -> None:
    """Give each party somebody of whom the others know nothing, who does some of the work."""
    for party in parties:
        one = {"id": f"x-{party}", "party": party, "role": "legal", "private": party}
        document["people"].append({**one, "name": whisper(party, "a name")})
    for step in document["steps"]:
        for party in step.get("owners", {}):
            if rng.random() < 0.4:
                step["owners"][party] = f"x-{party}"


def _hide(rng: random.Random, document: Document, parties: list[str]) -> None:
    for step in document["steps"]:
        if rng.random() < 0.3:
            party = rng.choice(parties)
            step |= {"private": party, "title": whisper(party, step["title"])}
    for calendar, one in document["calendars"].items():
        for closure in one.get("closed", ()):
            party = calendar if calendar in parties else rng.choice(parties)
            if rng.random() < 0.5:
                closure |= {"private": party, "reason": whisper(party, "a reason")}
            elif calendar in parties:
                closure["reason"] = whisper(party, "a reason")
    for person in document["people"]:
        for absence in person.get("away", ()):
            if rng.random() < 0.5:
                absence |= {"private": person["party"], "reason": whisper(person["party"], "a reason")}


def _add_closures(rng: random.Random, document: Document) -> None:
    """Let a party that has no calendar of its own be closed on a day of which the others know nothing."""
    for party in ("seller", "customer"):
        if party not in document["calendars"] and rng.random() < 0.5:
            day = document["as_of"][:8] + f"{rng.randrange(1, 28):02}"
            closure = {"from": day, "private": party, "reason": whisper(party, "a reason")}
            document["calendars"][party] = {"closed": [closure]}


LISTS = ("pains", "consequences", "criteria", "concerns", "gives", "gets", "promises", "decisions")
"""The parts of `why` of which there may be several."""


def _why(rng: random.Random, document: Document, parties: list[str]) -> Document:
    """Write down why the customer buys, with much that one side keeps to itself and much that names what is hidden."""
    people = [person["id"] for person in document["people"]]
    steps = [step["id"] for step in document["steps"]]
    why: Document = {name: [entry(rng, f"{name}-{at}", parties) for at in range(3)] for name in LISTS}
    for give, concern, decision in zip(why["gives"], why["concerns"], why["decisions"], strict=True):
        give |= {"get": f"gets-{rng.randrange(3)}", "owner": rng.choice(people)}
        concern |= {"step": rng.choice(steps), "owner": rng.choice(people)}
        decision |= {"step": rng.choice(steps), "decided_by": rng.choice(people)}
    for pain in why["pains"]:
        pain["by"] = rng.choice(people)
    for name in ("current_way", "solution"):
        why[name] = {key: value for key, value in entry(rng, name, parties).items() if key != "id"}
    keeper = {"private": rng.choice(parties)} if rng.random() < 0.5 else {}
    why["questions"] = [
        {"id": f"q-{at}", "text": whisper("seller", "a question"), "about": "pains"}
        | {"ask": rng.choice(people), "step": rng.choice(steps)}
        for at in range(rng.randrange(4))
    ]
    why["value"] = {"currency": "EUR", "investment": [{"year": 2027, "amount": rng.randrange(10**6)}], **keeper}
    return why


def entry(rng: random.Random, name: str, parties: list[str]) -> Document:
    """Give something that was said, half of the time in private; a criterion that nobody said is the seller's."""
    if rng.random() < 0.5:
        party = rng.choice(parties)
        return {"id": name, "text": whisper(party, name), "private": party}
    return {"id": name, "text": whisper("seller", name) if name.startswith("criteria") else "Said to all"}


def _add_words(rng: random.Random, document: Document) -> None:
    """Say much of each step, and name people who are hidden beside what is not."""
    people = [person["id"] for person in document["people"]]
    for step in document["steps"]:
        keeper = step.get("private")
        step["exit_criteria"] = whisper(keeper, "criteria") if keeper else "All agree"
        step["help"] = {"asked_by": rng.choice(people), "owner": rng.choice(people), "question": "Which one?"}
        if step["kind"] == "gate":
            step["decider"] = rng.choice(people)
        step["agreed"] = {"finish": document["as_of"][:10], "by": {"seller": rng.choice(people)}}
        step |= {"fragment": whisper(keeper or "seller", "a fragment"), "optional": rng.random() < 0.5}
    for person in document["people"]:
        person["email"] = f"{mark(person['party'])}.{person['id']}@northwind.example"
    for date in document["critical_dates"]:
        date["confirmed"] = {"by": rng.choice(people)}
    document["revision"] = rng.randrange(100)
    document["template"] = {"id": whisper("seller", "a template"), "version": 1}
    document["outcome"] = {"result": "won", "what_worked": whisper("seller", "it")}
