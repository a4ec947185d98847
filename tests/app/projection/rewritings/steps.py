"""Other hidden steps: their number, order, ids and split, what they are, and what waits for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.app.projection.private import Document, whisper

from .hidden import GETS, PEOPLE, STEPS, hidden_steps, is_hidden, others, parties, rename

if TYPE_CHECKING:
    import random


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
    for step in own:
        rename(step, f"{rng.choice('abcxyz')}-{rng.randrange(10**6)}", document, STEPS)


def name_alike(rng: random.Random, document: Document, party: str) -> None:
    """Call what is hidden almost like something that can be seen: by a part of its name, or by more than it."""
    dates, why = document["critical_dates"], document["why"]
    own = {step["id"] for step in hidden_steps(document, party)}
    for date in dates:
        if date.get("step") in own:
            date["id"] = _alike(rng, date, dates)
    for some, where in ((document["steps"], STEPS), (document["people"], PEOPLE), (why["gets"], GETS)):
        for one in some:
            if is_hidden(one, party):
                rename(one, _alike(rng, one, some), document, where)


def _alike(rng: random.Random, one: Document, some: list[Document]) -> str:
    taken = [other["id"] for other in some if other is not one]
    near = [new for name in taken for new in (name[:-1], name.upper(), f"{name}-", f"{name}-start", f"{name}0")]
    return rng.choice([new for new in near if new and new not in taken] or [str(one["id"])])


def make_otherwise(rng: random.Random, document: Document, party: str) -> None:
    """Make gates, meetings, milestones and other things of hidden steps, begun, done, left out or held up."""
    people = [person["id"] for person in document["people"]]
    for step in hidden_steps(document, party):
        kept = {key: step[key] for key in ("id", "title", "private", "after")}
        step.clear()
        step |= {**kept, "kind": rng.choice(["task", "meeting", "milestone", "gate", "value_event"])}
        step |= {"side": rng.choice([*parties(document), "both"]), "exit_criteria": whisper(step["private"], "done")}
        if step["kind"] in {"task", "meeting"} or (step["kind"] != "milestone" and rng.random() < 0.5):
            step["duration"] = f"{rng.randrange(1, 9)}d"
        if step["kind"] == "meeting":
            step["meeting"] = {"at": "09:00", "place": whisper(step["private"], "a room"), "booking": "3d"}
        if step["kind"] == "gate":
            step["decider"] = rng.choice(people)
        step |= {name: value for name, value in _said(rng, step, people).items() if rng.random() < 0.4}


def _said(rng: random.Random, step: Document, people: list[str]) -> Document:
    """Return what may be said of any step."""
    words, person = whisper(step["private"], "words"), rng.choice(people)
    happened = [{"blocked": {"reason": words, "question": words}}, {"skipped": True}, {"finished": "2026-01-05"}]
    return {
        "tags": ["change", words],
        "owners": {"seller": person, "customer": person},
        "agreed": {"start": "2027-01-04", "finish": "2027-01-05", "by": {"seller": person}, "on": "2026-01-01"},
        "proposed": {"finish": "2027-02-01", "by": {"customer": person}},
        "help": {"asked_by": person, "owner": person, "question": words, "answer": words},
        "progress": rng.choice(happened),
        "policy": rng.choice(["asap", "alap"]),
        "slots": "FREQ=WEEKLY;BYDAY=TU",
        "references": [{"title": words, "url": "https://intern.example/"}],
        "start_no_earlier_than": "2027-01-04",
    }


def date_hidden_steps(rng: random.Random, document: Document, party: str) -> None:
    """Bind hidden steps to critical dates, each with a buffer, a price and a reason of its own."""
    for number, step in enumerate(hidden_steps(document, party)):
        date = {
            "id": f"{rng.choice('ad')}{number}-secret",
            "step": step["id"],
            "date": f"{int(document['as_of'][:4]) + rng.randrange(1, 4)}-03-0{rng.randrange(1, 9)}",
            "reason": whisper(step["private"], "a reason"),
            "standing": "contractual",
            "confirmed": {"by": rng.choice(document["people"])["id"], "on": "2026-01-01"},
            "buffer": f"{rng.randrange(1, 9)}d",
            "cost_of_delay": {"currency": "EUR", "per_day": [{"from": "2026-01-01", "amount": rng.random()}]},
        }
        document["critical_dates"].insert(rng.randrange(len(document["critical_dates"]) + 1), date)


def take_elsewhere(rng: random.Random, document: Document, party: str) -> None:
    """Give hidden steps to a party, a calendar and a phase of which nobody else needs to know."""
    for number, step in enumerate(hidden_steps(document, party)):
        bank, nights, phase = f"bank-{number}", f"nights-{number}", f"phase-{number}"
        document.setdefault("parties", []).insert(0, {"id": bank, "name": whisper(step["private"], "a bank")})
        document.setdefault("phases", []).append({"id": phase, "title": whisper(step["private"], "a phase")})
        document["calendars"] |= {nights: {"week": ["sat", "sun"]}, bank: {"holidays": "DE"}}
        step |= {"phase": phase, "side": bank}
        step.setdefault("owners", {})[bank] = rng.choice(document["people"])["id"]
        if rng.random() < 0.5:
            step["calendar"] = nights


def link_otherwise(rng: random.Random, document: Document, party: str) -> None:
    """Change how hidden steps are linked, limited and planned."""
    for step in hidden_steps(document, party):
        if step["after"] and rng.random() < 0.5:
            step["after"].pop()
        step["policy"] = rng.choice(["asap", "alap"])
        if _plain(step) and rng.random() < 0.3:
            step["finish_no_later_than"] = f"{int(document['as_of'][:4]) + 2}-01-07"


def wait_for_hidden_steps(rng: random.Random, document: Document, party: str) -> None:
    """Let steps that can be seen wait for hidden ones, or no longer; and so what is said of steps in the why."""
    own = [step["id"] for step in hidden_steps(document, party)]
    for step in document["steps"]:
        step["after"] = [link for link in step["after"] if _step_of(link) not in own or rng.random() < 0.7]
        waited = {_step_of(link) for link in step["after"]}
        for other in own:
            if other < step["id"] and other not in waited and rng.random() < 0.3:
                link = {"step": other, "type": rng.choice(["FS", "SS", "FF"]), "lag": rng.choice(["1d", "-2d", "3d"])}
                step["after"].insert(rng.randrange(len(step["after"]) + 1), link)
    for one in (*document["why"]["concerns"], *document["why"]["decisions"]):
        if own and one.get("step") in {None, *own}:
            one["step"] = rng.choice(own)


def add_idle_steps(rng: random.Random, document: Document, party: str) -> None:
    """Add hidden steps for which nobody waits that can be seen, some with a critical date far off."""
    for number in range(rng.randrange(1, 4)):
        keeper = rng.choice(others(document, party))
        before = [step["id"] for step in document["steps"] if rng.random() < 0.1]
        step: Document = {"id": f"idle-{number}", "title": whisper(keeper, "idle"), "duration": "1d", "side": keeper}
        step |= {"after": before, "private": keeper, "agreed": {"by": {"seller": "x-seller"}}}
        step |= {"kind": "task", "calendar": rng.choice([*document["calendars"], "seller"])}
        document["steps"].insert(rng.randrange(len(document["steps"]) + 1), step)
        if rng.random() < 0.5:
            year = int(document["as_of"][:4]) + 3
            date = {"id": f"far-{number}", "step": step["id"], "date": f"{year}-01-07", "confirmed": {"by": "x-seller"}}
            document["critical_dates"].insert(0, date)


def drop_idle_steps(_: random.Random, document: Document, party: str) -> None:
    """Take out the hidden steps for which nobody waits, with their critical dates."""
    waited = {_step_of(link) for step in document["steps"] for link in step["after"]}
    idle = {step["id"] for step in hidden_steps(document, party)} - waited
    document["steps"] = [step for step in document["steps"] if step["id"] not in idle]
    document["critical_dates"] = [date for date in document["critical_dates"] if date.get("step") not in idle]
    why = document["why"]
    for one in (*why["concerns"], *why["decisions"], *why["questions"]):
        if one.get("step") in idle:
            del one["step"]


def _step_of(link: Any) -> str:  # noqa: ANN401 - a bare id or a block
    """Return what a link waits for."""
    return str(link["step"] if isinstance(link, dict) else link)


def _days(step: Document) -> int:
    duration: Any = step.get("duration", "")
    return int(duration[:-1]) if duration[:-1].isdigit() and duration.endswith("d") else 0


def _plain(step: Document) -> bool:
    """Tell whether nothing but links holds a step."""
    holds = ("_than", "must_", "progress", "slots", "meeting", "tags")
    return step["kind"] == "task" and not any(
        key.endswith(hold) or key.startswith(hold) for key in step for hold in holds
    )
