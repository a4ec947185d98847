"""Who may see a field: a mark that every field of the schema carries, beside its type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import core_schema

Visibility = Literal["everyone", "own_party", "seller"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Visible:
    """Who may see what is written in a field, wherever the block with the field can be seen."""

    to: Visibility

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Publish it."""
        return {**handler(schema), "x-visibility": self.to}


Everyone = Annotated[T, Visible("everyone")]
"""All parties of the plan, and whoever came in by a link."""

OwnParty = Annotated[T, Visible("own_party")]
"""The parties of the object only; `visibility.own_parties` says which."""

SellerOnly = Annotated[T, Visible("seller")]
"""The seller only: how the plan is made, and what is thought of the deal."""
