"""Rewrite what the golden cases expect to what the engine gives: `make cases`, then read the diff.

Only the values that differ are written anew, so that comments and columns stay and the diff shows what moved.
"""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING, NamedTuple

import yaml
from yaml.constructor import SafeConstructor

from tests.api.http_page import rewrite_http_page
from tests.api.stored.story import rewrite_story
from tests.app.settings_page import rewrite_settings_page
from tests.golden.case import cases, read_case
from tests.golden.check import answers
from tests.golden.command_page import rewrite_command_page
from tests.golden.exports import rewrite_exports
from tests.golden.pages import rewrite_pages
from tests.golden.plain import Loader
from tests.golden.problems_page import rewrite_problems_page
from tests.golden.published_schema import rewrite_published_schema
from tests.golden.refusals import rewrite_refusals
from tests.golden.sheets import rewrite_sheets
from tests.golden.stored_pages import rewrite_stored_pages
from tests.golden.tables import rewrite_tables
from tests.golden.visibility_page import rewrite_visibility_page
from tests.templates_library.page import rewrite_templates_page
from tests.templates_library.versions import rewrite_versions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.golden.case import Case
    from tests.golden.plain import Plain

_WIDTH = 112


class Patch(NamedTuple):
    """A stretch of a text and what goes in its place."""

    start: int
    end: int
    text: str


def main() -> None:
    """Rewrite each golden file that says something else than comes out now, and the generated pages."""
    rewrite_refusals()
    rewrite_exports()
    rewrite_sheets()
    rewrite_pages()
    rewrite_stored_pages()
    rewrite_tables()
    rewrite_command_page()
    rewrite_story()
    rewrite_http_page()
    rewrite_settings_page()
    rewrite_problems_page()
    rewrite_published_schema()
    rewrite_templates_page()
    rewrite_versions()
    rewrite_visibility_page()
    for path in cases():
        case = read_case(path)
        written = rewritten(case)
        if written != case.text:
            path.write_text(written, encoding="utf-8")


def rewritten(case: Case) -> str:
    """Return the text of a case with the values that its plan gives."""
    root = yaml.compose(case.text, Loader)
    places = [_below(root, "expect"), _below(_below(root, "then"), "expect")]
    patches = [
        patch
        for node, given in zip(places, answers(case), strict=False)
        if node is not None
        for patch in _patches(case.text, node, given)
    ]
    said = case.text
    for patch in sorted(patches, reverse=True):
        said = said[: patch.start] + patch.text + said[patch.end :]
    return said


def _below(node: yaml.Node | None, key: str) -> yaml.Node | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for name, value in node.value if name.value == key), None)


def _patches(text: str, node: yaml.Node, given: Plain, *, inline: bool = False) -> Iterator[Patch]:
    """Yield what has to change for a node, in brackets or not, to say what the plan gives."""
    inline = inline or (isinstance(node, yaml.CollectionNode) and bool(node.flow_style))
    if SafeConstructor().construct_document(node) == given:
        return
    if (
        isinstance(node, yaml.MappingNode)
        and isinstance(given, dict)
        and {key.value for key, _ in node.value} == {*given}
    ):
        for key, value in node.value:
            yield from _patches(text, value, given[key.value], inline=inline)
    elif isinstance(node, yaml.SequenceNode) and isinstance(given, list) and len(node.value) == len(given):
        for value, one in zip(node.value, given, strict=True):
            yield from _patches(text, value, one, inline=inline)
    else:
        start = node.start_mark.index
        yield Patch(start, _end(text, node), _written(text, node, given, inline=inline))


def _end(text: str, node: yaml.Node) -> int:
    """Return where the text of a node ends, without the lines behind a block."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last)
    start, end = node.start_mark.index, node.end_mark.index
    return start + len(text[start:end].rstrip())


def _written(text: str, node: yaml.Node, given: Plain, *, inline: bool) -> str:
    """Return a value as text, in the form of the node that it replaces: blocks line by line, a folded text folded."""
    begun = isinstance(node, yaml.CollectionNode) and not node.flow_style
    if isinstance(given, list) and any(isinstance(one, dict) for one in given):
        margin = "\n" + " " * (node.start_mark.column if begun else _within(text, node))
        return ("" if begun else margin) + margin.join(f"- {_entry(one)}" for one in given)
    if isinstance(given, str) and not inline:
        return _alone(text, node, given)
    return _inline(given)


def _alone(text: str, node: yaml.Node, given: str) -> str:
    """Return a text outside of brackets: folded where it was or where its line would be too long."""
    folded = isinstance(node, yaml.ScalarNode) and node.style == ">"
    if folded or node.start_mark.column + len(given) > _WIDTH:
        margin = " " * _within(text, node)
        lines = textwrap.wrap(given, _WIDTH - len(margin), break_on_hyphens=False)
        return "\n".join([">-", *(margin + line for line in lines)])
    return given if _is_plain(f"it: {given}", {"it": given}) else _inline(given)


def _within(text: str, node: yaml.Node) -> int:
    """Return the column of lines of its own: below a node's key, or of an item of a list below its beginning."""
    line = text[text.rfind("\n", 0, node.start_mark.index) + 1 :]
    column = len(line) - len(line.lstrip(" -"))
    return column if column == node.start_mark.column else column + 2


def _entry(given: Plain) -> str:
    if isinstance(given, dict):
        return ", ".join(f"{key}: {_inline(value)}" for key, value in given.items())
    return _inline(given)


def _inline(given: Plain) -> str:
    """Return a value on one line."""
    if isinstance(given, list):
        return f"[{', '.join(map(_inline, given))}]"
    if isinstance(given, dict):
        return f"{{{_entry(given)}}}"
    if not isinstance(given, str):
        return json.dumps(given)
    return given if _is_plain(f"[{given}]", [given]) else json.dumps(given, ensure_ascii=False)


def _is_plain(written: str, meant: Plain) -> bool:
    """Tell whether YAML reads a text without quotes as it is meant."""
    try:
        return bool(yaml.load(written, Loader) == meant)  # noqa: S506 - a safe loader with fewer words
    except yaml.YAMLError:
        return False


if __name__ == "__main__":
    main()
