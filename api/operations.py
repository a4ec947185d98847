"""The body that asks for operations on a stored plan."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field

from app.plans.opening import stored_plan
from app.plans.views import revision_seen
from app.verbs import VERBS

from .body import require_json
from .entry import InTurn
from .models import SMALL, model_of

if TYPE_CHECKING:
    from app.store import Unit
    from app.verbs import Verb

MOST = 100
"""Operations of one request."""

AnyVerb: Any = Annotated[reduce(or_, VERBS.values()), Field(discriminator="do")]


class Operations(BaseModel):
    """What is to be done, one after the other and all or none."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    operations: list[AnyVerb] = Field(min_length=1, max_length=MOST, description="Each with its verb as `do`.")
    seen: int | None = Field(
        None, ge=1, le=2**31 - 1, description="The `revision` that you saw; what others changed since is not undone."
    )
    why: str | None = Field(None, max_length=2000, description="In words, for the log.")

    def seen_revision(self, unit: Unit, plan_id: str, tag: int | None) -> int | None:
        """Return the revision of the document that the caller saw, by what it says here or else by its tag."""
        seen = self.seen if self.seen is not None else tag
        return None if seen is None else revision_seen(unit, stored_plan(unit, plan_id), seen)

    @property
    def verbs(self) -> list[Verb]:
        """Return the operations."""
        return [*self.operations]


def operations_of(text: bytes) -> Operations:
    """Read operations, or refuse them with the place of each mistake."""
    try:
        return model_of(Operations, text, SMALL)
    except RequestValidationError as refused:
        raise RequestValidationError([{**one, "loc": _place(one["loc"])} for one in refused.errors()]) from refused


def _place(place: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Return a place in the body without the verb that pydantic puts behind an operation's number."""
    at = next((at for at, part in enumerate(place) if isinstance(part, int)), len(place))
    return (*place[: at + 1], *place[at + 2 :])


def operations_in(request: Request, body: InTurn) -> Operations:
    """Return the operations that a request asks for."""
    require_json(request)
    return operations_of(body)


OperationsInTurn = Annotated[Operations, Depends(operations_in, scope="function")]
