"""What happens to both plans alike, what happens to one of them out of the reader's sight, and what a reader tries."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from app.digest.letter import Part, letter
from app.digest.telling import told_of
from app.plans import change_plan, comment, propose_baseline
from app.store.mails import mails
from app.verbs import read_operations
from scheduler.refusals import Refused

from .twin import KEEPERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from app.store import Unit
    from tests.app.projection.private import Document

    from .twin import Twin
    from .walking import Told

OTHER = {"seller": "customer", "customer": "seller", "hw": "seller"}


def as_keeper(twin: Twin, party: str, act: Callable[[Unit], object]) -> str | None:
    """Let somebody of a party do something; return why not where that is refused."""
    kept = twin.kept
    kept.later(minutes=7)
    try:
        with kept.database.writing(workspace=kept.workspace, actor=KEEPERS[party], now=kept.clock[0]) as unit:
            act(unit)
    except Refused as refusal:
        return str(refusal)
    return None


def changing(twin: Twin, *operations: dict[str, Any], why: str | None = None) -> Callable[[Unit], object]:
    """Return the act of changing the plan."""
    return lambda unit: change_plan(unit, twin.plan, read_operations([*operations]), why=why)


def saying(twin: Twin, text: str, step: str) -> Callable[[Unit], object]:
    """Return the act of commenting on a step."""
    return lambda unit: comment(unit, twin.plan, text, step=step)


def happen(twin: Twin, reader: str, party: str, steps: Sequence[str]) -> Iterator[tuple[str, Told]]:
    """Let both sides change what both see, and yield what the reader is told of its own changes."""
    first, last = steps[0], steps[-1]
    _invite(twin, party, first)
    as_keeper(twin, OTHER[party], changing(twin, {"do": "edit_step", "step": first, "set": {"title": "Anew"}}))
    as_keeper(twin, OTHER[party], saying(twin, "Seen?", last))
    as_keeper(twin, "seller", lambda unit: propose_baseline(unit, twin.plan))
    asked = [{"do": "edit_step", "step": last, "set": {"duration": "9d"}}]
    yield from tried(twin, reader, "requests", {"operations": asked})
    for one in (
        {"do": "edit_step", "step": last, "set": {"title": "Anew too"}},
        {"do": "ask_for_help", "step": first, "question": "Who decides?"},
        {"do": "finish_step", "step": first},
    ):
        yield from tried(twin, reader, "operations", {"operations": [one]})


def _invite(twin: Twin, party: str, behind: str) -> None:
    """Let the seller's side add a meeting behind a step, if there is none, and invite somebody of a party to it."""
    person = f"p-{party}"
    new = {"id": "meet", "title": "Meet", "side": party, "kind": "meeting", "duration": "1d", "after": [behind]}
    operations = [
        *(
            {"do": "edit_person", "person": f"p-{one}", "set": {"email": _address(one)}}
            for one in ("seller", "customer", party)
        ),
        {"do": "add_step", "new": {**new, "owners": {party: person}}},
    ]
    as_keeper(twin, "seller", changing(twin, *operations))
    twin.kept.later(minutes=7)
    twin.send("tool", "POST", f"{twin.at}/invitations", json={"step": "meet"})


def _address(party: str) -> str:
    return f"one-of-{party}@{party}.example"


def tried(twin: Twin, reader: str, path: str, body: dict[str, Any]) -> Iterator[tuple[str, Told]]:
    """Yield what a reader is told that asks for something."""
    twin.kept.later(minutes=7)
    answer = twin.send(reader, "POST", f"{twin.at}/{path}", json=body)
    yield f"{reader}: POST {path} {body}", twin.masks.told(answer)


def mailed(twin: Twin, party: str) -> Iterator[tuple[str, Told]]:
    """Yield every mail to somebody of a party, in the order in which they were written."""
    kept = twin.kept
    with kept.database.reading(workspace=kept.workspace, actor=KEEPERS[party], now=kept.clock[0]) as unit:
        found = [one for one in mails(unit, limit=1_000) if one.address == _address(party)]
    twin.invited = sum(one.calendar is not None for one in found)
    told = [(one.made_at, one.kind, one.subject, one.text, one.html, one.calendar, one.reply_to) for one in found]
    for one in sorted(told, key=str):
        yield f"{party}: a mail", (0, {}, twin.masks.masked(str(one)).encode())


def happen_unseen(twin: Twin, party: str, document: Document) -> int:
    """Change what the reader does not see, and return how much was changed."""
    done = 0
    for step in document["steps"]:
        keeper = step.get("private")
        if keeper not in {None, party}:
            title = {"do": "edit_step", "step": step["id"], "set": {"title": "Between us", "exit_criteria": "No word"}}
            done += as_keeper(twin, keeper, changing(twin, title)) is None
            done += as_keeper(twin, keeper, saying(twin, "Hush", step["id"])) is None
    keeper = OTHER[party]
    new = {"id": "unseen", "title": "Unseen", "side": keeper, "kind": "milestone", "private": keeper}
    done += as_keeper(twin, keeper, changing(twin, {"do": "add_step", "new": new})) is None
    done += as_keeper(twin, keeper, lambda unit: comment(unit, twin.plan, "Hush", private=True)) is None
    return done


def probed(twin: Twin, reader: str, names: Sequence[str], seen: str) -> Iterator[tuple[str, Told]]:
    """Yield what a reader is told that names what it does not see."""
    for name in names:
        for operation in _naming(name, seen):
            yield from tried(twin, reader, "operations/preview", {"operations": [operation]})
            yield from tried(twin, reader, "requests", {"operations": [operation]})
        yield from tried(twin, reader, "comments", {"text": "Well?", "step": name})
        for query in ({"step": name}, {"step": name, "date": "late_start"}):
            answer = twin.send(reader, "GET", f"{twin.at}/explain", params=query)
            yield f"{reader}: explain {query}", twin.masks.told(answer)
        yield (
            f"{reader}: comments",
            twin.masks.told(twin.send(reader, "GET", f"{twin.at}/comments", params={"step": name})),
        )


def _naming(name: str, seen: str) -> list[dict[str, Any]]:
    """Return operations that name it."""
    alone = [
        {"do": do, "step": name} for do in ("start_step", "finish_step", "reopen_step", "remove_step", "skip_step")
    ]
    return [
        *alone,
        {"do": "edit_step", "step": name, "set": {"title": "Mine"}},
        {"do": "link", "from": name, "to": seen},
        {"do": "link", "from": seen, "to": name},
        {"do": "unlink", "from": name, "to": seen},
        {"do": "ask_for_help", "step": name, "question": "Who?"},
        {"do": "edit_step", "step": seen, "set": {"after": [name]}},
        {"do": "remove_critical_date", "date": name},
    ]


def adding(twin: Twin, reader: str, names: Sequence[str], seen: str, side: str) -> Iterator[tuple[str, Told]]:
    """Yield what a reader is told that adds something with the id of what it does not see."""
    for name in names:
        for operation in _adding(name, seen, side):
            yield from tried(twin, reader, "operations/preview", {"operations": [operation]})
            yield from tried(twin, reader, "requests", {"operations": [operation]})
            yield from tried(twin, reader, "operations", {"operations": [operation]})


def _adding(name: str, seen: str, side: str) -> list[dict[str, Any]]:
    return [
        {"do": "add_step", "new": {"id": name, "title": "Mine", "side": side, "kind": "milestone"}},
        {"do": "add_person", "new": {"id": name, "name": "Mine", "party": side}},
        {"do": "edit_calendar", "calendar": name, "set": {"week": ["mon"]}},
        {"do": "add_party", "new": {"id": name, "name": "Mine"}},
        {"do": "add_phase", "new": {"id": name, "title": "Mine"}},
        {"do": "add_critical_date", "new": {"id": name, "step": seen, "date": "2040-01-02"}},
        {"do": "add_to_why", "to": "pains", "new": {"id": name, "text": "Mine"}},
    ]


def kept_of(twin: Twin) -> Iterator[tuple[str, Told]]:
    """Yield what whoever asks for the workspace is told is kept of people of each side, and would be forgotten."""
    about = [{"email": _address(party)} for party in ("seller", "customer")]
    for one in (*about, {"participant": twin.values["participant_id"][0]}):
        for path in ("/v1/kept", "/v1/erasures/preview"):
            answer = twin.send("tool", "POST", path, json=one)
            yield f"tool: POST {path} {one}", twin.masks.told(answer)


def digested(twin: Twin, party: str) -> Iterator[tuple[str, Told]]:
    """Yield what the mail of the day tells somebody of a party."""
    kept = twin.kept
    with kept.database.reading(workspace=kept.workspace, actor=KEEPERS[party], now=kept.clock[0]) as unit:
        told = told_of(unit, twin.plan, since=unit.now - timedelta(days=1), without=frozenset())
        parts = [Part(told=told, at="https://plans.example/one")] if told is not None else []
        said = letter(parts, day=unit.now.date(), workspace="Acme") if parts else None
    text = "" if said is None else f"{said.subject}\n{said.text}\n{said.html}"
    yield f"{party}: the mail of the day", (0, {}, text.encode())
