"""The schema of plan documents for editors and other programs, as JSON Schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic.json_schema import GenerateJsonSchema

from .wire import PlanDocument

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import core_schema


class _Brief(GenerateJsonSchema):
    """Gives fields no titles, since their keys say the same, and no defaults, which editors would fill in."""

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: core_schema.CoreSchema) -> bool:
        del schema
        return False


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of plan documents: every form that the reader takes, each described.

    `x-visibility` says who may see a field. What only the whole document can tell, such as an unknown name, is the
    reader's to find.
    """
    schema = PlanDocument.model_json_schema(schema_generator=_Brief)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
