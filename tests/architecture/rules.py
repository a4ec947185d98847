"""The rules on sources that import-linter and ruff cannot see whole, each flaw told by file, line and a sentence."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.packages import PACKAGES

ENGINE_MAY_IMPORT = frozenset(
    {
        "__future__",
        "abc",
        "bisect",
        "collections",
        "contextlib",
        "copy",
        "dataclasses",
        "datetime",
        "dateutil",
        "decimal",
        "difflib",
        "enum",
        "fractions",
        "functools",
        "hashlib",
        "heapq",
        "itertools",
        "math",
        "networkx",
        "numpy",
        "operator",
        "re",
        "statistics",
        "string",
        "threading",
        "types",
        "typing",
        "zoneinfo",
    },
)
"""All that the engine may import from outside: modules that compute, and touch nothing."""

ENGINE_MAY_NOT_CALL = frozenset({"breakpoint", "compile", "eval", "exec", "input", "open", "print"})
"""Built-in functions that reach outside without an import."""

CLOCK_CALLS = frozenset(
    {
        "date.today",
        "datetime.now",
        "datetime.today",
        "datetime.utcnow",
        "time.gmtime",
        "time.localtime",
        "time.time",
        "time.time_ns",
    },
)
"""The calls that ask what time it is, by the last two parts of their names."""


def engine_flaws(root: Path) -> list[str]:
    """Say where the engine below `root` reaches out in a way that no import contract sees."""
    return [
        f"{place}: {flaw}"
        for place, node in _nodes(root, "scheduler")
        for flaw in (*_import_flaws(node), *_call_flaws(node))
    ]


def hidden_imports(root: Path) -> list[str]:
    """Say where a package below `root` imports by a call, which no import contract sees."""
    return [
        f"{place}: {name}() hides an import from the contracts"
        for package in PACKAGES
        for place, node in _nodes(root, package)
        if isinstance(node, ast.Call)
        and (name := _name(node.func).rpartition(".")[2]) in {"__import__", "import_module"}
    ]


def clock_calls(root: Path) -> list[str]:
    """Say where a package below `root` asks the clock, except in `app/clock.py`."""
    return [
        f"{place}: {name} asks the clock; only app/clock.py may"
        for package in PACKAGES
        for place, node in _nodes(root, package)
        for name in _clock_names(node)
        if not place.startswith("app/clock.py:")
    ]


def _nodes(root: Path, package: str) -> Iterator[tuple[str, ast.AST]]:
    for path in sorted((root / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            yield f"{path.relative_to(root).as_posix()}:{getattr(node, 'lineno', 0)}", node


def _import_flaws(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield from _absolute_import_flaws(alias.name)
    elif isinstance(node, ast.ImportFrom) and node.level > 1:
        yield "an import with more than one dot; the engine is one flat package"
    elif isinstance(node, ast.ImportFrom) and node.level == 0:
        yield from _absolute_import_flaws(node.module or "")


def _absolute_import_flaws(module: str) -> Iterator[str]:
    top = module.partition(".")[0]
    if top == "scheduler":
        yield "the engine imports itself by one dot, not by name"
    elif top not in ENGINE_MAY_IMPORT:
        yield f"{top} is not among the modules that the engine may import"


def _call_flaws(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ENGINE_MAY_NOT_CALL:
        yield f"{node.func.id}() reaches outside the engine"


def _clock_names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Attribute):
        name = ".".join(_name(node).split(".")[-2:])
        if name in CLOCK_CALLS:
            yield name
    elif isinstance(node, ast.ImportFrom) and node.module == "time":
        yield from (name for alias in node.names if (name := f"time.{alias.name}") in CLOCK_CALLS)


def _name(node: ast.expr) -> str:
    """Return the dotted name that an expression is, or as much of its end as is one."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{_name(node.value)}.{node.attr}"
    return ""
