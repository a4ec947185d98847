"""All verbs by their names."""

from functools import reduce
from operator import or_
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from . import agreements, calendars, dates, decisions, members, people, plan, progress, steps, why
from .verb import Verb

GROUPS = (steps, progress, people, agreements, decisions, dates, plan, members, calendars, why)
"""In the order of the reference."""

VERBS: dict[str, type[Verb]] = {one.model_fields["do"].default: one for group in GROUPS for one in group.VERBS}
"""By name, in the order of the reference."""

PERMANENT = frozenset(name for name, verb in VERBS.items() if verb.permanent)
"""What nobody takes back by `undo`: both sides gave their word on it."""

_ANY_OF_THEM: Any = Annotated[reduce(or_, VERBS.values()), Field(discriminator="do")]
OPERATION: TypeAdapter[Verb] = TypeAdapter(_ANY_OF_THEM)
"""Reads an operation that was kept, told apart by its verb; `read_operations` reads what somebody asks for."""
