"""The parameters that all questions about a plan take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Query, Request
from pydantic import BaseModel, ConfigDict, Field

from app.exports import EXPORTS, Export
from app.forms import FORMS
from app.names import unknown
from scheduler.causes import DateName
from scheduler.refusals import Problem, Refused

if TYPE_CHECKING:
    from app.operations import Change


class Asked(BaseModel):
    """How a plan is looked at; an unknown parameter is refused, since a misspelt one changes the answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    as_of: str | None = Field(
        None,
        description="The day from which is planned, such as `2026-11-23`, or in minute plans a time; "
        "the document's own day where absent, else today in the plan's time zone.",
        examples=["2026-11-23"],
    )
    audience: str | None = Field(
        None,
        description="The party whose view is answered, such as `customer`; the whole plan where absent.",
        examples=["customer"],
    )


class AskedWhy(Asked):
    """Which date is explained."""

    step: str = Field(description="The step's id.", examples=["signature"])
    date: DateName | None = Field(
        None,
        description="Which of its dates; where absent its latest safe start, once it has started its finish.",
        examples=["late_start"],
    )


def _typed(form: str) -> Any:  # noqa: ANN401 - a field of any type
    """Return the field for a form of change, which is typed as on the command line."""
    about = FORMS[form]
    says = f"{about.says[:1].upper()}{about.says[1:]}: `{about.takes}`, such as `{about.example}`."
    return Field(default_factory=list, description=says, examples=[[about.example]])


class AskedFile(Asked):
    """For whom a file is made."""

    person: str | None = Field(
        None,
        description="A person's id or name: the file has what their party may see, and says what is theirs.",
        examples=["mia"],
    )


class AskedChanges(Asked):
    """Which changes are tried; they are made one after the other, in the order of the address."""

    move: list[str] = _typed("move")
    set: list[str] = _typed("set")
    start: list[str] = _typed("start")
    finish: list[str] = _typed("finish")
    skip: list[str] = _typed("skip")
    add: list[str] = _typed("add")
    drop: list[str] = _typed("drop")
    expand: list[str] = _typed("expand")
    link: list[str] = _typed("link")
    unlink: list[str] = _typed("unlink")
    give: list[str] = _typed("give")


def changes_of(request: Request) -> tuple[Change, ...]:
    """Return the changes in the order in which the address has them, or refuse none and too many."""
    found = tuple((name, text) for name, text in request.query_params.multi_items() if name in FORMS)
    if not found:
        raise _refused("missing", f"say what changes: {', '.join(FORMS)}")
    if len(found) > MOST_CHANGES:
        raise _refused("too-many-changes", f"{len(found)} changes are asked for; at most {MOST_CHANGES} are tried")
    return found


def kind_named(kind: str) -> Export:
    """Return the kind of file that is asked for, or refuse the name with the nearest right one."""
    if kind not in EXPORTS:
        raise unknown("export", kind, [(one.kind, one.says) for one in EXPORTS.values()])
    return EXPORTS[kind]


MOST_CHANGES = 100
"""Changes of one request; each makes the document anew."""


def _refused(code: str, sentence: str) -> Refused:
    return Refused([Problem(code=code, path=(), sentence=sentence)])


Plain = Annotated[Asked, Query()]
File = Annotated[AskedFile, Query()]
Why = Annotated[AskedWhy, Query()]
WhatIf = Annotated[AskedChanges, Query()]
