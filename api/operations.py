"""The body that asks for operations on a stored plan."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Depends, Request
from pydantic import BaseModel, ConfigDict, Field, JsonValue

from app.plans.opening import stored_plan
from app.plans.views import revision_seen
from app.verbs import VERBS
from app.verbs.reading import MOST, read_operations

from .body import require_json
from .entry import InTurn
from .models import SMALL, model_of

if TYPE_CHECKING:
    from app.store import Unit
    from app.verbs import Verb

AnyVerb: Any = Annotated[reduce(or_, VERBS.values()), Field(discriminator="do")]


class Operations(BaseModel):
    """What is to be done, one after the other and all or none."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    operations: list[AnyVerb] = Field(min_length=1, max_length=MOST, description="Each with its verb as `do`.")
    seen: int | None = Field(
        None, ge=1, le=2**31 - 1, description="The `revision` that you saw; what others changed since is not undone."
    )
    why: str | None = Field(None, max_length=2000, description="In words, for the log.")


class _Written(Operations):
    """The same, with operations that nobody has read yet."""

    operations: list[JsonValue] = Field(min_length=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOperations:
    """What is to be done, and what the one who asks had seen."""

    verbs: tuple[Verb, ...]
    seen: int | None
    why: str | None

    def seen_revision(self, unit: Unit, plan_id: str, tag: int | None) -> int | None:
        """Return the revision of the document that the caller saw, by what it says here or else by its tag."""
        seen = self.seen if self.seen is not None else tag
        return None if seen is None else revision_seen(unit, stored_plan(unit, plan_id), seen)


def operations_of(text: bytes) -> AskedOperations:
    """Read operations, or refuse them with the place of each mistake."""
    written = model_of(_Written, text, SMALL)
    return AskedOperations(verbs=read_operations(written.operations), seen=written.seen, why=written.why)


def operations_in(request: Request, body: InTurn) -> AskedOperations:
    """Return the operations that a request asks for."""
    require_json(request)
    return operations_of(body)


OperationsInTurn = Annotated[AskedOperations, Depends(operations_in, scope="function")]
