"""What all verbs share: how an operation is asked for, and what it knows of the moment in which it happens."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from datetime import datetime

    from app.actors import Actor
    from app.document import PlanDocument
    from scheduler.plan import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """When something is done, and by whom."""

    as_of: Moment
    """The day from which the plan is planned."""
    now: datetime
    by: Actor


class Verb(BaseModel, ABC):
    """One operation on a plan document, with all that it needs to be done."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    do: str
    """The verb."""

    about: ClassVar[str] = ""
    """The field that names the step which it is about; empty where it is about the plan."""
    permanent: ClassVar[bool] = False
    """Whether nobody takes it back by `undo`."""

    @property
    def step_id(self) -> str | None:
        """The step that it is about, if it is about one."""
        return getattr(self, self.about) if self.about else None

    @abstractmethod
    def done(self, document: PlanDocument, occasion: Occasion) -> PlanDocument:
        """Return the document with it done; raise Refused where it cannot be."""
