"""Other words and other money where a party does not read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.app.projection.private import LISTS, Document, entry, whisper

from .hidden import hidden, hidden_steps, is_hidden, others, parties

if TYPE_CHECKING:
    import random


def say_otherwise(rng: random.Random, document: Document, party: str) -> None:
    """Write everything anew that the party does not read."""
    for one in hidden(document, party):
        for key in {"title", "name", "reason", "exit_criteria", "text"} & one.keys():
            one[key] = whisper(one["private"], f"{rng.random()} " * rng.randrange(1, 20))
    for step in hidden_steps(document, party):
        step["references"] = [{"title": "T", "url": f"https://intern.example/{rng.random()}"}]
        step["bring"], step["tags"] = [str(rng.random())], [*step.get("tags", []), "urgent"]
        step["result"], step["proposed"] = ["more"], {"finish": "2027-01-01"}
    if party != "seller":
        _plan_otherwise(rng, document)
    for name, calendar in document["calendars"].items():
        for closure in calendar.get("closed", ()):
            if name != party and "private" not in closure and name in parties(document):
                closure["reason"] = str(rng.random())
    document["revision"] += rng.randrange(1, 9)


def _plan_otherwise(rng: random.Random, document: Document) -> None:
    """Change what the seller alone thinks of all steps, and how the plan was made."""
    document["template"] |= {"id": str(rng.random()), "answers": {"regulated": rng.random() < 0.5}}
    document["outcome"]["what_worked"] = str(rng.random())
    asked = {"id": "q", "text": whisper("seller", f"{rng.random()}"), "about": rng.choice(["pains", "value"])}
    document["why"]["questions"] = [] if document["why"]["questions"] else [asked]
    for step in document["steps"]:
        if "private" not in step:
            step["estimate"] = {"low": "1d", "high": f"{rng.randrange(2, 90)}d"}
            step["fragment"], step["optional"] = str(rng.random()), rng.random() < 0.5
            step["overlap"] = f"{rng.randrange(1, 9)}d"


def argue_otherwise(rng: random.Random, document: Document, party: str) -> None:
    """Add hidden reasons, take some away, count them otherwise, and put another price on them."""
    why, keepers = document["why"], others(document, party)
    for name in LISTS:
        kept = [one for one in why[name] if is_hidden(one, party)]
        for one in kept[:1] if name != "gets" else ():
            why[name].remove(one)
        added = entry(rng, f"{name}-more", keepers) | {"private": rng.choice(keepers)}
        why[name].insert(rng.randrange(len(why[name]) + 1), added)
    for one in (*why["concerns"], *why["gives"]):
        if is_hidden(one, party):
            one |= {"owner": rng.choice(document["people"])["id"]}
    for one in why["concerns"]:
        if is_hidden(one, party):
            one |= {"probability": rng.random(), "delay": "9d", "mitigation": whisper(one["private"], "pray")}
    for name in ("current_way", "solution"):
        if is_hidden(why[name], party):
            why[name]["on"] = "2026-01-01"
    if is_hidden(why["value"], party):
        why["value"]["investment"].append({"year": 2029, "amount": rng.randrange(10**6)})
