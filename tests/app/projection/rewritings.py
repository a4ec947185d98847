"""Ways to change what is hidden from a party. Some may move a date that it sees; those are not for the comparison."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from tests.app.projection.private import LISTS, Document, blocks, entry, whisper

if TYPE_CHECKING:
    from collections.abc import Callable

    Rewriting = Callable[[random.Random, Document, str], None]


def hidden(document: Document, party: str) -> list[Document]:
    """Return the blocks that are private to others."""
    return [one for one in blocks(document) if one.get("private") not in {None, party}]


def hidden_steps(document: Document, party: str) -> list[Document]:
    """Return the steps that are private to others."""
    return [step for step in document["steps"] if step.get("private") not in {None, party}]


# Words, people and money.


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
        document["template"]["id"], document["outcome"]["what_worked"] = str(rng.random()), str(rng.random())
        for step in document["steps"]:
            step["estimate"] = {"low": "1d", "high": f"{rng.randrange(2, 90)}d"}
            step["fragment"], step["optional"] = str(rng.random()), rng.random() < 0.5
    for name, calendar in document["calendars"].items():
        for closure in calendar.get("closed", ()):
            if name != party and "private" not in closure and name in _parties(document):
                closure["reason"] = str(rng.random())
    document["revision"] += rng.randrange(1, 9)


def write_to_others(rng: random.Random, document: Document, party: str) -> None:
    """Change addresses that the party does not read, and what a delay costs where that is none of its business."""
    for person in document["people"]:
        if person["party"] != party:
            person["email"] = f"{rng.random()}@elsewhere.example"
    if party not in {"seller", "customer"}:
        for date in document["critical_dates"]:
            date["cost_of_delay"] = {"currency": "EUR", "per_day": [{"from": "2026-01-01", "amount": rng.random()}]}


def change_hands(rng: random.Random, document: Document, party: str) -> None:
    """Give hidden people other ids, and more of them, and let others of them confirm, ask and decide."""
    others = [name for name in _parties(document) if name != party]
    known = {person["id"] for person in document["people"] if person.get("private") not in {None, party}}
    for keeper in others:
        one = {"id": f"y-{keeper}-{rng.randrange(10**6)}", "party": keeper, "private": keeper}
        document["people"].insert(rng.randrange(len(document["people"]) + 1), one)
        _rename(document, f"x-{keeper}", one["id"] if rng.random() < 0.5 else f"z-{keeper}")
    names = [person["id"] for person in document["people"] if person.get("private") not in {None, party}]
    for step in document["steps"]:
        if step["help"]["owner"] in {*known, *names}:
            step["help"]["owner"] = rng.choice(names)
        if step["agreed"]["by"]["seller"] in {*known, *names}:
            step["agreed"]["by"]["seller"] = rng.choice(names)
    for date in document["critical_dates"]:
        if date["confirmed"]["by"] in {*known, *names}:
            date["confirmed"]["by"] = rng.choice(names)


def _rename(document: Document, old: str, new: str) -> None:
    if any(person["id"] == new for person in document["people"]):
        document["people"] = [person for person in document["people"] if person["id"] != old]
    for person in document["people"]:
        if person["id"] == old:
            person["id"] = new
    for step in document["steps"]:
        for where in (step.get("owners", {}), step["help"], step["agreed"]["by"], step):
            for key in {"seller", "customer", "hw", "asked_by", "owner", "decider"} & where.keys():
                where[key] = new if where[key] == old else where[key]
    for date in document["critical_dates"]:
        if date["confirmed"]["by"] == old:
            date["confirmed"]["by"] = new
    _rename_in_why(document, {"by", "owner", "decided_by"}, old, new)


def _rename_in_why(document: Document, keys: set[str], old: str, new: str) -> None:
    for name in LISTS:
        for one in document["why"][name]:
            one.update({key: new for key in keys & one.keys() if one[key] == old})


def argue_otherwise(rng: random.Random, document: Document, party: str) -> None:
    """Add hidden reasons, take some away, count them otherwise, and put another price on them."""
    others = [name for name in _parties(document) if name != party]
    why = document["why"]
    for name in LISTS:
        keepers = [one for one in why[name] if one.get("private") not in {None, party}]
        for one in keepers[:1] if name != "gets" else ():
            why[name].remove(one)
        added = entry(rng, f"{name}-more", others) | {"private": rng.choice(others)}
        why[name].insert(rng.randrange(len(why[name]) + 1), added)
    if why["value"].get("private") not in {None, party}:
        why["value"]["investment"].append({"year": 2029, "amount": rng.randrange(10**6)})


# Number, order and split of hidden steps.


def split(rng: random.Random, document: Document, party: str) -> None:
    """Make two steps of each hidden one that can be cut, one after the other and as long as it was."""
    for step in hidden_steps(document, party):
        days = _days(step)
        if days < 2 or not _plain(step):
            continue
        first = rng.randrange(1, days)
        rest = {key: value for key, value in step.items() if key != "after"}
        rest |= {"id": f"{step['id']}-rest", "duration": f"{days - first}d", "after": [step["id"]]}
        step["duration"] = f"{first}d"
        _hand_on(document, step["id"], rest["id"])
        document["steps"].insert(rng.randrange(len(document["steps"]) + 1), rest)


def _hand_on(document: Document, old: str, new: str) -> None:
    """Let those wait for another step's finish that waited for this one's, and so the critical dates."""
    for step in document["steps"]:
        for at, link in enumerate(step["after"] if step["id"] != new else ()):
            if link == old:
                step["after"][at] = new
            elif isinstance(link, dict) and link["step"] == old and link.get("type", "FS") in {"FS", "FF"}:
                link["step"] = new
    for date in document["critical_dates"]:
        if date.get("step") == old:
            date["step"] = new


def reorder(rng: random.Random, document: Document, party: str) -> None:
    """Give hidden steps other places and other ids, among which those that can be seen keep their order."""
    own = hidden_steps(document, party)
    seen = [step for step in document["steps"] if step not in own]
    document["steps"] = seen
    for step in own:
        seen.insert(rng.randrange(len(seen) + 1), step)
        new = f"{rng.choice('abcxyz')}-{rng.randrange(10**6)}"
        _hand_on_all(document, step["id"], new)
        step["id"] = new


def _hand_on_all(document: Document, old: str, new: str) -> None:
    for step in document["steps"]:
        for at, link in enumerate(step["after"]):
            if link == old:
                step["after"][at] = new
            elif isinstance(link, dict) and link["step"] == old:
                link["step"] = new
    for date in document["critical_dates"]:
        if date.get("step") == old:
            date["step"] = new
    _rename_in_why(document, {"step"}, old, new)


def add_idle_steps(rng: random.Random, document: Document, party: str) -> None:
    """Add hidden steps for which nobody waits that can be seen, some with a critical date far off."""
    for number in range(rng.randrange(1, 4)):
        keeper = rng.choice([name for name in _parties(document) if name != party])
        before = [step["id"] for step in document["steps"] if rng.random() < 0.1]
        step: Document = {"id": f"idle-{number}", "title": whisper(keeper, "idle"), "duration": "1d", "side": keeper}
        step |= {
            "after": before,
            "private": keeper,
            "help": {"owner": "x-seller"},
            "agreed": {"by": {"seller": "x-seller"}},
        }
        step |= {"kind": "task", "calendar": rng.choice([*document["calendars"], "seller"])}
        document["steps"].insert(rng.randrange(len(document["steps"]) + 1), step)
        if rng.random() < 0.5:
            year = int(document["as_of"][:4]) + 3
            date = {"id": f"far-{number}", "step": step["id"], "date": f"{year}-01-07", "confirmed": {"by": "x-seller"}}
            document["critical_dates"].insert(0, date)


def drop_idle_steps(_: random.Random, document: Document, party: str) -> None:
    """Take out the hidden steps for which nobody waits, with their critical dates."""
    waited = {link if isinstance(link, str) else link["step"] for step in document["steps"] for link in step["after"]}
    idle = {step["id"] for step in hidden_steps(document, party)} - waited
    document["steps"] = [step for step in document["steps"] if step["id"] not in idle]
    document["critical_dates"] = [date for date in document["critical_dates"] if date.get("step") not in idle]
    for one in (*document["why"]["concerns"], *document["why"]["decisions"]):
        if one.get("step") in idle:
            del one["step"]


def link_otherwise(rng: random.Random, document: Document, party: str) -> None:
    """Change how hidden steps are linked, limited and planned."""
    for step in hidden_steps(document, party):
        if step["after"] and rng.random() < 0.5:
            step["after"].pop()
        step["policy"] = rng.choice(["asap", "alap"])
        if _plain(step) and rng.random() < 0.3:
            step["finish_no_later_than"] = f"{int(document['as_of'][:4]) + 2}-01-07"


# Closed days.


def close_otherwise(rng: random.Random, document: Document, party: str) -> None:
    """Add hidden closures and absences, and cut those that are there in two."""
    for keeper in _parties(document):
        if keeper != party:
            day = f"{int(document['as_of'][:4]) + rng.randrange(3)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 28):02}"
            closure = {"from": day, "to": day, "private": keeper, "reason": whisper(keeper, "a day")}
            if rng.random() < 0.5:
                document["calendars"].setdefault(keeper, {}).setdefault("closed", []).insert(0, closure)
            else:
                person = rng.choice([one for one in document["people"] if one["party"] == keeper])
                person.setdefault("away", []).append(closure)
    for calendar in document["calendars"].values():
        calendar["closed"] = [part for one in calendar.get("closed", ()) for part in _cut(one, party)]


def _cut(closure: Document, party: str) -> list[Document]:
    if closure.get("private") in {None, party} or "to" not in closure:
        return [closure]
    return [{**closure, "to": closure["from"], "reason": "begin"}, closure]


REWRITINGS: tuple[Rewriting, ...] = (
    say_otherwise, write_to_others, change_hands, argue_otherwise, split, reorder, add_idle_steps, drop_idle_steps,
    link_otherwise, close_otherwise,
)  # fmt: skip


def _parties(document: Document) -> list[str]:
    return ["seller", "customer", *(party["id"] for party in document.get("parties", []))]


def _days(step: Document) -> int:
    duration: Any = step.get("duration", "")
    return int(duration[:-1]) if duration[:-1].isdigit() and duration.endswith("d") else 0


def _plain(step: Document) -> bool:
    """Tell whether nothing but links holds a step."""
    holds = ("_than", "must_", "progress", "slots", "meeting", "tags")
    return step["kind"] == "task" and not any(
        key.endswith(hold) or key.startswith(hold) for key in step for hold in holds
    )
