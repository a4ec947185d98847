"""What all verbs share: how an operation is asked for, and what it knows of the moment in which it happens."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from app.operations.own_ids import NewIds
from templates_library import ready_made

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.actors import Actor
    from app.document import PlanDocument
    from app.document.differences import Block, FieldPath
    from app.document.wire.values import Wire
    from scheduler.plan import Moment, PartyId
    from scheduler.schedule import Schedule
    from templates_library import Library

Fields = Annotated[
    dict[str, JsonValue],
    Field(min_length=1, description="Fields with their values, as in a plan document; null clears."),
]
"""What an edit sets."""
Words = Annotated[str, Field(pattern=r"\S")]
"""A text that says something."""
Day = Annotated[str | None, Field(description="The day; today where absent.")]
"""When something happened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """When something is done, and by whom."""

    as_of: Moment
    """The day from which the plan is planned."""
    schedule: Schedule
    """How the plan stands before it is done."""
    now: datetime
    by: Actor
    ids: NewIds
    """What gives ids to what is added."""
    library: Callable[[], Library] = ready_made
    """The fragments that the plan's rough steps stand for, looked up only when one is expanded."""

    @property
    def today(self) -> str:
        """The plan's day, as a document writes it."""
        day = self.as_of.date() if isinstance(self.as_of, datetime) else self.as_of
        return day.isoformat()


class Verb(BaseModel, ABC):
    """One operation on a plan document, with all that it needs to be done."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    do: str
    """The verb."""

    about: ClassVar[str] = ""
    """The field that names the step which it is about; empty where it is about the plan."""
    adds: ClassVar[str] = ""
    """Of what it gives an id to something new; empty where it adds nothing that has one."""
    permanent: ClassVar[bool] = False
    """Whether nobody takes it back by `undo`."""
    example: ClassVar[Block] = {}
    """What is sent to do it to the sample plan."""

    @property
    def step_id(self) -> str | None:
        """The step that it is about, if it is about one."""
        return getattr(self, self.about) if self.about else None

    @property
    def added(self) -> str | None:
        """The id of what it adds."""
        new = getattr(self, "new", None)
        return new.get("id") if isinstance(new, dict) else getattr(new, "id", None)

    @property
    def edits(self) -> FieldPath | None:
        """The way to the block whose fields it sets; None where it edits none."""
        return None

    def as_own(self, party: PartyId | None, seen: PlanDocument) -> Verb:  # noqa: ARG002 - whoever adds something knows them
        """Return the operation with the id that what it adds gets from a party, which sees this of the document."""
        return self

    @abstractmethod
    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:
        """Return the document with it done; raise Refused where it cannot be."""


def renamed(operation: Verb, name: str) -> Verb:
    """Return an operation that adds a block, which it calls by another id."""
    new = operation.new.model_copy(update={"id": name})  # type: ignore[attr-defined] # of those that add one
    return operation.model_copy(update={"new": new})


def as_written(block: Wire) -> Block:
    """Return a block of the schema as a document has it."""
    written: Block = block.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return written
