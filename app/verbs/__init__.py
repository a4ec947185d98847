"""Every operation on a plan document as a verb with its arguments: how it is asked for, kept in the log, and done."""

from typing import Annotated

from pydantic import Field

from .dates import MoveCriticalDate
from .links import LinkSteps, UnlinkSteps
from .progress import FinishStep, SkipStep, StartStep
from .steps import AddStep, EditStep, ExpandStep, RemoveStep
from .verb import Occasion, Verb

Operation = Annotated[
    MoveCriticalDate
    | AddStep
    | EditStep
    | RemoveStep
    | ExpandStep
    | LinkSteps
    | UnlinkSteps
    | StartStep
    | FinishStep
    | SkipStep,
    Field(discriminator="do"),
]
"""An operation, told apart by its verb."""

VERBS: dict[str, type[Verb]] = {
    one.model_fields["do"].default: one
    for one in (
        MoveCriticalDate,
        AddStep,
        EditStep,
        RemoveStep,
        ExpandStep,
        LinkSteps,
        UnlinkSteps,
        StartStep,
        FinishStep,
        SkipStep,
    )
}
"""By name, in the order of the reference."""

PERMANENT = frozenset(name for name, verb in VERBS.items() if verb.permanent)
"""What nobody takes back by `undo`: both sides gave their word on it."""

__all__ = [
    "PERMANENT",
    "VERBS",
    "AddStep",
    "EditStep",
    "ExpandStep",
    "FinishStep",
    "LinkSteps",
    "MoveCriticalDate",
    "Occasion",
    "Operation",
    "RemoveStep",
    "SkipStep",
    "StartStep",
    "UnlinkSteps",
    "Verb",
]
