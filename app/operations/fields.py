"""A field of a step, set by its name from a text, as people type it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.document import Limits
from app.document.blocks import read_block
from app.document.problems import Wrong
from app.document.shape import forms_at
from app.document.wire.steps import Step
from app.document.yaml_text import read_yaml

from .lookup import refused, step_at, with_step
from .spoken_steps import link_from

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.document import PlanDocument
    from app.document.places import Value
    from scheduler.refusals import Path


def edit_step(document: PlanDocument, step_id: str, field: str, text: str) -> PlanDocument:
    """Set a field of a step, `duration` or `progress.remaining`, to what a plan document would say; nothing clears it.

    A list is written `a, b` or `[a, b]`, a block `{at: "10:00", length: 90m}`, a predecessor like `training SS+2d`.
    """
    at = step_at(document, step_id)
    if field == "id":
        raise refused("permanent-id", "a step keeps its id for good; change its 'title' instead")
    path: Path = tuple(int(part) if part.isdecimal() else part for part in field.split("."))
    written = document.steps[at].model_dump(mode="json", by_alias=True, exclude_defaults=True)
    _put(written, path, _value(path, text.strip(), document))
    return with_step(document, read_block(Step, written, ("steps", at)))


def edit_fields(document: PlanDocument, step_id: str, fields: Mapping[str, Value]) -> PlanDocument:
    """Set fields of a step to values as a plan document has them; nothing clears one."""
    at = step_at(document, step_id)
    if "id" in fields:
        raise refused("permanent-id", "a step keeps its id for good; change its 'title' instead")
    written = document.steps[at].model_dump(mode="json", by_alias=True, exclude_defaults=True)
    for name, value in fields.items():
        if name in Step.model_fields:
            _put(written, (name,), value)
        else:
            written[name] = value  # for the schema to refuse, with the nearest right name
    return with_step(document, read_block(Step, written, ("steps", at)))


def _value(path: Path, text: str, document: PlanDocument) -> Any:  # noqa: ANN401 - the schema looks at it next
    """Return what a text means as the value of a field; None where it says nothing."""
    forms = forms_at(("steps", 0, *path))
    kinds = {getattr(form.kind, "__origin__", form.kind) for form in forms}
    if not text or any(form.kind is str and form.says is not None and form.says.free for form in forms):
        return text or None
    if text[0] in "[{" or kinds & {bool, int, float}:
        return _yaml(text)
    if tuple not in kinds:
        return text
    items = [item.strip() for item in text.split(",")]
    return [link_from(item, document) for item in items] if path == ("after",) else items


def _yaml(text: str) -> Any:  # noqa: ANN401
    try:
        return read_yaml({"yes": "true", "no": "false"}.get(text, text), Limits()).value
    except Wrong as wrong:
        raise refused("bad-change", wrong.sentence) from wrong


def _put(block: Any, path: Path, value: Any) -> None:  # noqa: ANN401
    """Put a value into nested blocks; nothing takes away what is there, and with it a block that is left empty."""
    part: Any
    part, *inside = path
    if not _takes(block, part):
        raise refused("unknown-key", f"there is no {str(part)!r} to be set; fields are called as in a plan document")
    if inside:
        inner = block[part] if isinstance(block, list) else block.get(part, {})
        _put(inner, tuple(inside), value)
        value = inner or None
    if value is not None:
        block[part] = value
    elif isinstance(block, list) or part in block:
        del block[part]


def _takes(block: Any, part: str | int) -> bool:  # noqa: ANN401
    if isinstance(block, list):
        return isinstance(part, int) and part < len(block)
    return isinstance(block, dict)
