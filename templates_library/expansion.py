"""Put the steps of its fragment in place of a rough step, within the bounds that people gave it."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, count
from typing import TYPE_CHECKING, Any

from scheduler.refusals import quoted

from .answers import flaw_of
from .documents import Names, people_of, plan_step
from .facts import facts_of
from .library import ready_made
from .mistakes import refused, unknown
from .pieces import conclusion, piece_of
from .questions import question_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scheduler.refusals import Path

    from .library import Library
    from .pieces import Piece
    from .questions import Answer

Plain = dict[str, Any]

AT_START = ("start_no_earlier_than", "start_no_later_than", "must_start_on")
"""What a rough step was told about its start goes to the steps that begin it."""

AT_END = (
    "agreed",
    "proposed",
    "references",
    "help",
    "finish_no_earlier_than",
    "finish_no_later_than",
    "must_finish_on",
)
"""What was said about its finish goes to the step that ends it, which keeps its id."""


def expand_step(plan: Plain, step_id: str, library: Library | None = None) -> Plain:
    """Return a plan document in which a rough step has become the steps of its fragment, of a library if one is given.

    The last of them keeps the rough step's id, and with it critical dates, agreed dates and calendar entries. Raises
    Refused where the plan has no such step, or where nothing is known to replace it.
    """
    found = library or ready_made()
    at, rough = _rough_step(found, plan, step_id)
    piece = _piece(found, plan, rough, ("steps", at, "fragment"))
    end = conclusion(found, rough["fragment"], piece)
    names = _names(plan, piece, end, step_id)
    people, parts = _people(plan, piece)
    entries, exits = ([names[one] for one in ends] for ends in (piece.entries, piece.exits))
    called = Names(customer=plan.get("customer") or "", seller=plan.get("seller") or "")
    new = [_renamed(plan_step(placed, called), names, parts) for placed in piece.steps]
    new = [_handed_over(rough, step, entries, exits, step_id) for step in new]
    before, behind = (
        _relinked(part, step_id, entries, exits) for part in (plan["steps"][:at], plan["steps"][at + 1 :])
    )
    return {
        **plan,
        "people": people,
        "phases": _phases(found, plan, new),
        "steps": [*before, *new, *behind],
    }


def _rough_step(found: Library, plan: Plain, step_id: str) -> tuple[int, Plain]:
    steps: list[Plain] = plan.get("steps") or []
    at = next((at for at, step in enumerate(steps) if step["id"] == step_id), None)
    if at is None:
        sentence = unknown("step", step_id, [step["id"] for step in steps])
        raise refused("unknown-rough-step", ("step",), sentence)
    path: Path = ("steps", at, "fragment")
    fragment = steps[at].get("fragment")
    if fragment is None:
        rough = [step["id"] for step in steps if step.get("fragment")]
        rest = f"; rough are {', '.join(rough)}" if rough else "; the plan has no rough steps"
        raise refused("not-a-rough-step", path, f"{quoted(step_id)} names no fragment that could replace it{rest}")
    if fragment not in found.fragments:
        raise refused("unknown-fragment", path, unknown("fragment", fragment, found.fragments))
    if steps[at].get("progress"):
        sentence = (
            f"{quoted(step_id)} has progress, and nobody can tell which of its steps that belongs to; take it away"
        )
        raise refused("rough-step-begun", ("steps", at, "progress"), sentence)
    return at, steps[at]


def _piece(found: Library, plan: Plain, rough: Plain, path: Path) -> Piece:
    """Return what takes the rough step's place, for no more eyes than the rough step was."""
    fragment = rough["fragment"]
    piece = piece_of(found, fragment, facts_of(found, _answers(found, plan)), rough.get("phase") or "")
    if not piece.steps:
        sentence = f"the plan's answers leave nothing of the fragment {quoted(fragment)}; take the step out instead"
        raise refused("empty-fragment", path, sentence)
    only = {"private": rough.get("private")}
    if only["private"] is None:
        return piece
    return replace(piece, steps=tuple(replace(one, step=one.step.model_copy(update=only)) for one in piece.steps))


def _answers(found: Library, plan: Plain) -> Mapping[str, Answer]:
    """Return the answers that the plan was made with, as far as the library still asks for them."""
    written = (plan.get("template") or {}).get("answers") or {}
    answers = {name: answer for name, answer in written.items() if name in found.questions}
    for name, answer in answers.items():
        flaw = flaw_of(question_of(name, found.questions[name], answer), answer)
        if flaw is not None:
            raise refused(flaw[0], ("template", "answers", name), flaw[1])
    return answers


def _names(plan: Plain, piece: Piece, end: str, step_id: str) -> dict[str, str]:
    """Return what the fragment's steps are called in the plan: the last one as the rough step, none as another step."""
    taken = {step["id"] for step in plan["steps"]}
    steps = (placed.step.id for placed in piece.steps)
    return {name: step_id if name == end else _fresh(name, taken) for name in steps}


def _people(plan: Plain, piece: Piece) -> tuple[list[Plain], dict[str, str]]:
    """Return all people of the plan, and who has each part of the fragment.

    That is whoever has the role already, else a nameless newcomer. Somebody with a name whom only one party may see
    does not get a step that everybody sees.
    """
    people = list(plan.get("people") or [])
    found = {}
    for one in people_of(piece.steps):
        at = next((at for at, other in enumerate(people) if _takes(one, other)), None)
        if at is None:
            taken = {other["id"] for other in people}
            people.append({**one, "id": _fresh(one["id"], taken)})
            found[one["id"]] = people[-1]["id"]
            continue
        found[one["id"]] = people[at]["id"]
        if "private" not in one and people[at].get("private"):
            people[at] = {key: value for key, value in people[at].items() if key != "private"}
    return people, found


def _takes(part: Plain, person: Plain) -> bool:
    same = (person["party"], person.get("role")) == (part["party"], part["role"])
    hidden = person.get("private") and (person.get("name") or person.get("email"))
    return same and (not hidden or "private" in part)


def _fresh(name: str, taken: set[str]) -> str:
    """Return a name that nothing has yet."""
    return next(one for one in chain([name], (f"{name}-{number}" for number in count(2))) if one not in taken)


def _phases(found: Library, plan: Plain, new: list[Plain]) -> list[Plain]:
    """Return the plan's phases with those that the new steps bring, each before the first one that comes after it."""
    order = list(found.phases)
    phases = list(plan.get("phases") or [])
    for phase in dict.fromkeys(step["phase"] for step in new):
        there = [one["id"] for one in phases]
        if phase not in there:
            later = [at for at, one in enumerate(there) if one in order and order.index(one) > order.index(phase)]
            phases.insert(min(later, default=len(there)), {"id": phase, "title": found.phases[phase]})
    return phases


def _renamed(step: Plain, names: dict[str, str], people: dict[str, str]) -> Plain:
    renamed = {**step, "id": names[step["id"]]}
    renamed["owners"] = {party: people[person] for party, person in step["owners"].items()}
    if "decider" in step:
        renamed["decider"] = people[step["decider"]]
    renamed["after"] = [_to(link, names[_step_of(link)]) for link in _links(step)]
    return renamed


def _handed_over(rough: Plain, step: Plain, entries: list[str], exits: list[str], step_id: str) -> Plain:
    """Return a new step with what was said about the rough step's start, or its finish."""
    keys = (*(AT_START if step["id"] in entries else ()), *(AT_END if step["id"] == step_id else ()))
    handed = {**step, **{key: rough[key] for key in keys if rough.get(key) is not None}}
    waits = [link for link in _links(rough) if step["id"] in (entries if _type_of(link)[1] == "S" else exits)]
    return {**handed, "after": [*handed.get("after", []), *waits]} if waits else handed


def _relinked(steps: list[Plain], step_id: str, entries: list[str], exits: list[str]) -> list[Plain]:
    """Return steps that wait for the ends of the new steps where they waited for the rough one."""
    return [
        {**step, "after": [new for link in _links(step) for new in _ends(link, step_id, entries, exits)]}
        if any(_step_of(link) == step_id for link in _links(step))
        else step
        for step in steps
    ]


def _ends(link: str | Plain, step_id: str, entries: list[str], exits: list[str]) -> list[str | Plain]:
    if _step_of(link) != step_id:
        return [link]
    return [_to(link, end) for end in (entries if _type_of(link)[0] == "S" else exits)]


def _links(step: Plain) -> list[str | Plain]:
    """Return what a step waits for; a single link may stand without a list."""
    after = step.get("after") or []
    return after if isinstance(after, list) else [after]


def _step_of(link: str | Plain) -> str:
    step: str = link if isinstance(link, str) else link["step"]
    return step


def _type_of(link: str | Plain) -> str:
    return "FS" if isinstance(link, str) else link.get("type") or "FS"


def _to(link: str | Plain, step: str) -> str | Plain:
    return step if isinstance(link, str) else {**link, "step": step}
