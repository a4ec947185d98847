"""The page `docs/visibility.md`: who may see each field of a plan document, made from the marks of the schema."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from app.document.visibility import visibility_of
from app.document.wire import PlanDocument
from app.document.wire.values import Wire

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.document.wire.visible import Visibility

PAGE = Path(__file__).parents[2] / "docs" / "visibility.md"

_HEAD = """\
# Who may see which field

Whoever reads a plan as a party reads what this page lists, in every door and every file.
[Why each is so](decisions/0003-visibility.md), and [what becomes of the dates](decisions/0006-projection.md).

- **Everyone** are all parties of the plan, and whoever came in by a link.
- **Own parties** are those whose own a thing is: of a calendar or person its party, of all else seller and customer.
- **private: PARTY** on a step, closure, absence, person or entry of `why` takes the whole of it from all others, and
  what names it: the link, the owner, the critical date that binds it.
- A **critical date** is kept to oneself by the step that it binds: a quarter end by a private milestone.
- **Parties, calendars and phases** are seen as far as something names them that is seen.
- A **criterion** that nobody of the customer's people has said is the seller's alone.
- **Who did something**: in the log, comments, files, mails and refusals, somebody who is none of the people
  that the reader sees has the name of the party, such as "Northwind", and no id. The name under a signature stays: it
  is written for the other side. So does the name of whoever came in by a link, for those who can shut that one out.
- What was done to a **step that the reader did not see** then is told as `change`, without why,
  where it changed what the reader sees, as `wait` where it moved a date, and else not at all.
- **How a plan ended** stops no days, mails or meetings, which all parties see; archiving does.
- **As of a day** that has passed a stored plan has no dates, whatever happened since.
- The **revision** is in nobody's part: it counts changes of what is hidden too.

`make cases` writes this table from the schema.

| where | everyone | own parties | the seller |
|---|---|---|---|
"""

_ORDER: tuple[Visibility, ...] = ("everyone", "own_party", "seller")


def visibility_page() -> str:
    """Return the page as it should be."""
    return _HEAD + "\n".join(_rows(PlanDocument, "", "everyone")) + "\n"


def rewrite_visibility_page() -> None:
    """Write the page anew."""
    PAGE.write_text(visibility_page(), encoding="utf-8")


def _rows(model: type[Wire], where: str, around: Visibility) -> Iterator[str]:
    """Yield the row of a block, then those of the blocks inside it; who does not see a block sees nothing in it."""
    by: dict[Visibility, list[str]] = {one: [] for one in _ORDER}
    inside = []
    for name, info in model.model_fields.items():
        key, to = info.alias or name, max(around, visibility_of(model, name), key=_ORDER.index)
        by[to].append(f"`{key}`")
        inside += [(block, f"{where}.{key}{many}", to) for block, many in _blocks(info.annotation)]
    yield f"| {f'`{where[1:]}`' if where else 'the plan'} | {' | '.join(', '.join(by[one]) for one in _ORDER)} |"
    for block, path, to in inside:
        yield from _rows(block, path, to)


def _blocks(annotation: Any, many: str = "") -> Iterator[tuple[type[Wire], str]]:  # noqa: ANN401 - any type
    """Yield the blocks that a type holds, each with the sign of a list or of names behind it."""
    if isinstance(annotation, type) and issubclass(annotation, Wire):
        yield annotation, many
    for inner in get_args(annotation):
        origin = str(annotation)
        yield from _blocks(inner, "[]" if origin.startswith("tuple") else ".*" if origin.startswith("dict") else many)
