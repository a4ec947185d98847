"""Put the steps of its fragment in place of a rough step, within the bounds that people gave it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scheduler.refusals import Problem, Refused, quoted

from .documents import people_of, plan_step
from .facts import facts_of
from .library import library
from .mistakes import unknown
from .pieces import conclusion, piece_of

if TYPE_CHECKING:
    from scheduler.refusals import Path

    from .library import Library
    from .pieces import Piece

Plain = dict[str, Any]

AT_START = ("start_no_earlier_than", "start_no_later_than", "must_start_on")
"""What a rough step was told about its start goes to the steps that begin it."""

AT_END = ("agreed", "proposed", "finish_no_earlier_than", "finish_no_later_than", "must_finish_on")
"""What was said about its finish goes to the step that ends it, which keeps its id."""


def expand_step(plan: Plain, step_id: str) -> Plain:
    """Return a plan document in which a rough step has become the steps of its fragment.

    The last of them keeps the rough step's id, and with it critical dates, agreed dates and calendar entries. Raises
    Refused where the plan has no such step, or where nothing is known to replace it.
    """
    found = library()
    at, rough = _rough_step(found, plan, step_id)
    answers = plan.get("template", {}).get("answers", {})
    piece = piece_of(found, rough["fragment"], facts_of(found, answers), rough.get("phase", ""))
    end = conclusion(found, rough["fragment"])
    names = _names(plan, piece, end, step_id)
    people = _people(plan, piece)
    entries, exits = ([names[one] for one in ends] for ends in (piece.entries, piece.exits))
    new = [_renamed(plan_step(placed), names, people) for placed in piece.steps]
    new = [_handed_over(rough, step, starts=step["id"] in entries, ends=step["id"] == step_id) for step in new]
    before, behind = (
        _relinked(part, step_id, entries, exits) for part in (plan["steps"][:at], plan["steps"][at + 1 :])
    )
    return {
        **plan,
        "people": [*plan.get("people", []), *_newcomers(plan, piece, people)],
        "phases": _phases(found, plan, new),
        "steps": [*before, *new, *behind],
    }


def _rough_step(found: Library, plan: Plain, step_id: str) -> tuple[int, Plain]:
    steps: list[Plain] = plan.get("steps", [])
    at = next((at for at, step in enumerate(steps) if step["id"] == step_id), None)
    if at is None:
        sentence = unknown("step", step_id, [step["id"] for step in steps])
        raise _refused("unknown-rough-step", ("step",), sentence)
    path: Path = ("steps", at, "fragment")
    fragment = steps[at].get("fragment")
    if fragment is None:
        rough = [step["id"] for step in steps if step.get("fragment")]
        rest = f"; rough are {', '.join(rough)}" if rough else "; the plan has no rough steps"
        raise _refused("not-a-rough-step", path, f"{quoted(step_id)} names no fragment that could replace it{rest}")
    if fragment not in found.fragments:
        raise _refused("unknown-fragment", path, unknown("fragment", fragment, found.fragments))
    return at, steps[at]


def _refused(code: str, path: Path, sentence: str) -> Refused:
    return Refused([Problem(code=code, path=path, sentence=sentence)])


def _names(plan: Plain, piece: Piece, end: str, step_id: str) -> dict[str, str]:
    """Return what the fragment's steps are called in the plan: the last one as the rough step, none as another step."""
    taken = {step["id"] for step in plan["steps"]}
    names = {end: step_id}
    for placed in piece.steps:
        name, number = placed.step.id, 2
        while placed.step.id != end and name in taken:
            name, number = f"{placed.step.id}-{number}", number + 1
        names.setdefault(placed.step.id, name)
    return names


def _people(plan: Plain, piece: Piece) -> dict[str, str]:
    """Return who has each part: whoever has the same role already, else a nameless person of that role."""
    there = {(one["party"], one.get("role")): one["id"] for one in reversed(plan.get("people", []))}
    return {one["id"]: there.get((one["party"], one["role"]), one["id"]) for one in people_of(piece.steps)}


def _newcomers(plan: Plain, piece: Piece, people: dict[str, str]) -> list[Plain]:
    known = {person["id"] for person in plan.get("people", [])}
    return [one for one in people_of(piece.steps) if people[one["id"]] == one["id"] and one["id"] not in known]


def _phases(found: Library, plan: Plain, new: list[Plain]) -> list[Plain]:
    """Return the plan's phases with those that the new steps bring, each before the first one that comes after it."""
    order = list(found.phases)
    phases = list(plan.get("phases", []))
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
    if "after" in step:
        renamed["after"] = [_to(link, names[_step_of(link)]) for link in step["after"]]
    return renamed


def _handed_over(rough: Plain, step: Plain, *, starts: bool, ends: bool) -> Plain:
    """Return a new step with what was said about the rough step's start, or its finish."""
    keys = (*(AT_START if starts else ()), *(AT_END if ends else ()))
    handed = {**step, **{key: rough[key] for key in keys if key in rough}}
    if starts and "after" in rough:
        handed["after"] = [*handed.get("after", []), *rough["after"]]
    return handed


def _relinked(steps: list[Plain], step_id: str, entries: list[str], exits: list[str]) -> list[Plain]:
    """Return steps that wait for the ends of the new steps where they waited for the rough one."""
    return [
        {**step, "after": [new for link in step["after"] for new in _ends(link, step_id, entries, exits)]}
        if any(_step_of(link) == step_id for link in step.get("after", []))
        else step
        for step in steps
    ]


def _ends(link: str | Plain, step_id: str, entries: list[str], exits: list[str]) -> list[str | Plain]:
    if _step_of(link) != step_id:
        return [link]
    starts = isinstance(link, dict) and link.get("type", "FS")[0] == "S"
    return [_to(link, end) for end in (entries if starts else exits)]


def _step_of(link: str | Plain) -> str:
    step: str = link if isinstance(link, str) else link["step"]
    return step


def _to(link: str | Plain, step: str) -> str | Plain:
    return step if isinstance(link, str) else {**link, "step": step}
