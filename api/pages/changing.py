"""What the form of a row asks for, as changes of the plan."""

from __future__ import annotations

import re
from dataclasses import dataclass
from shlex import quote
from typing import TYPE_CHECKING
from unicodedata import normalize
from urllib.parse import parse_qsl, urlencode

from app.calculator import Inputs, inputs_of
from scheduler.refusals import Problem, Refused, quoted

if TYPE_CHECKING:
    from app.document import PlanDocument
    from app.document.wire.steps import Step
    from app.operations import Change

FORM = ("row", "after", "duration", "finished", "leave-out", "title", "kind")
OWNER = "owner."
"""Before the party in the name of a field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A row's form, and the plan that it stands in."""

    inputs: Inputs
    fields: dict[str, str]


def asked_of(query: str) -> Asked:
    """Take the form's own fields out of an address; Refused tells what is wrong with the rest."""
    pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    own = {name: value.strip() for name, value in pairs if name in FORM or name.startswith(OWNER)}
    rest = [(name, value) for name, value in pairs if name not in own]
    return Asked(inputs=inputs_of(urlencode(rest)), fields=own)


MOST_FIELDS = 200


def changed(asked: Asked, document: PlanDocument) -> tuple[Inputs, str]:
    """Return the inputs that a row's form leads to, and the row to come back to; only what differs is a change."""
    fields = asked.fields
    step = _step(document, fields.get("row") or fields.get("after", ""))
    if "after" in fields:
        new, change = _added(document, step, fields)
        return asked.inputs.changing(change), new
    if "leave-out" in fields:
        return asked.inputs.changing(("drop", step.id)), "steps"
    return asked.inputs.changing(*_changes(document, step, fields)), step.id


def _step(document: PlanDocument, step_id: str) -> Step:
    found = next((step for step in document.steps if step.id == step_id), None)
    if found is None:
        sentence = f"the plan has no step {quoted(step_id)} any more; choose one of those that are there"
        raise Refused([Problem(code="unknown-step", path=("row",), sentence=sentence)])
    return found


def _changes(document: PlanDocument, step: Step, fields: dict[str, str]) -> list[Change]:
    found: list[Change] = []
    duration = _duration(fields.get("duration", ""), step.duration or "")
    if duration and duration != step.duration:
        found.append(("set", f"{step.id}.duration={duration}"))
    names = {person.id: person.name or "" for person in document.people}
    for party in (name.removeprefix(OWNER) for name in fields if name.startswith(OWNER)):
        given = fields[f"{OWNER}{party}"]
        if given and given != names.get(step.owners.get(party, "")):
            found.append(("give", f"{step.id}.{party}={given}"))
    before = (step.progress.finished if step.progress else None) or ""
    finished = fields.get("finished", before)
    if finished and finished != before:
        found.append(("finish", f"{step.id}={finished}"))
    elif before and not finished:
        found.append(("set", f"{step.id}.progress.finished="))
    return found


def _duration(typed: str, before: str) -> str:
    """Return a duration; a bare number is in the unit that the step had."""
    unit = "ed" if before.endswith("ed") else "d"
    return f"{typed}{unit}" if typed.isdecimal() else typed.replace(" ", "")


def _added(document: PlanDocument, step: Step, fields: dict[str, str]) -> tuple[str, Change]:
    """Return a new step behind another, for which all wait that waited for that one."""
    title = fields.get("title") or "Another step"
    new = _free_id(document, title)
    said = [new, _duration(fields.get("duration", ""), "") or "5d", "called", quote(title)]
    said += ["in", step.phase] if step.phase else []
    said += ["by", "+".join(step.side)] if step.side else []
    said += ["after", step.id]
    behind = [one.id for one in document.steps if any(link.step == step.id for link in one.after)]
    said += ["before", ", ".join(behind)] if behind else []
    return new, ("add", " ".join(said))


def _free_id(document: PlanDocument, title: str) -> str:
    """Return an id made from a title that no step has."""
    letters = normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:40] or "step"
    taken = {step.id for step in document.steps}
    ids = (plain if number == 1 else f"{plain}-{number}" for number in range(1, len(taken) + 2))
    return next(one for one in ids if one not in taken)
