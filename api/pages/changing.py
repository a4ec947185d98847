"""What the forms of the page ask for: another date, an answer, names, another kind of deal, changes of a row.

A form is posted to the address that holds the plan, so that no form has to repeat the plan; what comes back is the
address of the changed one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from shlex import quote
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from api.fields import Fields
from api.fields import fields_of as fields_as_sent
from app.calculator import ANSWER, Inputs, inputs_of, of_kind
from app.document.identifiers import slug
from app.operations.own_ids import NewIds
from scheduler.refusals import Problem, Refused, quoted

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from app.document import PlanDocument
    from app.document.wire.steps import Step
    from app.operations import Change
    from templates_library import Library

SAID = ("go-live", "customer", "seller")
ROW = ("row", "after")
"""One of them names the row that a form belongs to."""

OWNER = "owner."
"""Before the party in the name of a field."""


def fields_of(body: bytes) -> Fields:
    """Read a form without blanks around what was typed."""
    return {name: value.strip() for name, value in fields_as_sent(body).items()}


def said(
    inputs: Inputs, fields: Fields, *, today: date, library: Callable[[str], Library | None] = lambda _: None
) -> Inputs:
    """Return the inputs with the date, the names, the answer or the kind of deal that a form says.

    `library` tells of a template where it is found, None for a ready-made one.
    """
    if "kind" in fields:
        return of_kind(inputs, fields["kind"], library(fields["kind"]))
    told = {name: value for name, value in fields.items() if name in SAID or name.startswith(ANSWER)}
    kept = [pair for pair in inputs.pairs if pair[0] not in told and pair not in inputs.last_change]
    new = inputs_of(urlencode([*kept, *told.items()]), today=today)
    if new.go_live != inputs.go_live:
        return replace(new, was=inputs.go_live)
    answered = (name.removeprefix(ANSWER) for name in told if name.startswith(ANSWER))
    changed_one = next((name for name in answered if new.said(name) != inputs.said(name)), None)
    return new if changed_one is None else replace(new, answered=(changed_one, inputs.said(changed_one)))


def changed(inputs: Inputs, fields: Fields, document: PlanDocument, *, today: date) -> tuple[Inputs, str]:
    """Return the inputs that a row's form leads to, and the row to come back to; only what differs is a change."""
    step = _step(document, fields.get("row") or fields.get("after", ""))
    if "after" in fields:
        new, change = _added(document, step, fields)
        return inputs.changing(change), new
    if "leave-out" in fields:
        return inputs.changing(("drop", step.id)), "steps"
    return inputs.changing(*_changes(document, step, fields, today)), step.id


def _step(document: PlanDocument, step_id: str) -> Step:
    found = next((step for step in document.steps if step.id == step_id), None)
    if found is None:
        sentence = f"the plan has no step {quoted(step_id)} any more; choose one of those that are there"
        raise _refused("unknown-step", "row", sentence)
    return found


def _refused(code: str, name: str, sentence: str) -> Refused:
    return Refused([Problem(code=code, path=(name,), sentence=sentence)])


def _changes(document: PlanDocument, step: Step, fields: Fields, today: date) -> list[Change]:
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
    if finished > today.isoformat():
        sentence = f"{quoted(finished)} is still to come; say that a step is done once it is"
        raise _refused("not-yet-done", "finished", sentence)
    if finished and finished != before:
        found.append(("finish", f"{step.id}={finished}"))
    elif before and not finished:
        found.append(("set", f"{step.id}.progress.finished="))
    return found


def _duration(typed: str, before: str) -> str:
    """Return a duration; a bare number is in the unit that the step had."""
    if not typed:
        return ""
    unit, days = ("ed", "days") if before.endswith("ed") else ("d", "working days")
    if typed.isdecimal() and int(typed) > 0:
        return f"{int(typed)}{unit}"
    if not _WRITTEN.fullmatch(typed):
        sentence = f"{quoted(typed)} is no duration; write a number of {days}, such as 10"
        raise _refused("bad-duration", "duration", sentence)
    return typed.replace(" ", "")


_WRITTEN = re.compile(r"[1-9]\d{0,5} ?e?[dhmw]", re.ASCII)
"""A duration with a unit of its own."""


def _added(document: PlanDocument, step: Step, fields: Fields) -> tuple[str, Change]:
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
    plain = slug(title, "step", longest=40)
    taken = {step.id for step in document.steps}
    return NewIds().free("step", plain, taken)
