"""Bodies that are small to send and would be large to read, or never end: each as large as it is asked to be."""

from __future__ import annotations

from collections.abc import Callable, Mapping

Make = Callable[[int], str]
BEGIN = "format: backplan/1\ntitle: T\nwhy:\n"


def _doubling(_: int) -> str:
    levels = (f"  a{n}: &a{n} [{', '.join(9 * [f'*a{n - 1}'])}]\n" for n in range(1, 30))
    return BEGIN + "  a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(levels)


def _merging(size: int) -> str:
    keys = ", ".join(f"k{n}: x" for n in range(200))
    return (
        BEGIN
        + f"  a: &a {{{keys}}}\n"
        + "".join(f"  b{n}: {{<<: [{', '.join(9 * ['*a'])}]}}\n" for n in range(size // 60))
    )


def _merged_into_each_other(_: int) -> str:
    levels = (f"  a{n}: &a{n} {{<<: [{', '.join(9 * [f'*a{n - 1}'])}], k{n}: x}}\n" for n in range(1, 30))
    return BEGIN + "  a0: &a0 {k: x}\n" + "".join(levels)


def _itself(_: int) -> str:
    return BEGIN + "  a: &a [*a, *a]\n"


BOMBS: Mapping[str, Make] = {
    "aliases of aliases": _doubling,
    "an alias of itself": _itself,
    "one list again and again": lambda size: BEGIN + f"  a: &a [{'x, ' * 200}]\n  b: [{'*a, ' * (size // 4)}]\n",
    "merge keys": _merging,
    "merge keys in merge keys": _merged_into_each_other,
    "anchors": lambda size: BEGIN + "".join(f"  a{n}: &a{n} x\n" for n in range(size // 16)),
    "lists in lists": lambda size: "[" * size,
    "lists in lists, line by line": lambda size: "- " * (size // 2),
    "blocks in blocks": lambda size: '{"a":' * (size // 5),
    "keys in keys": lambda size: "? " * (size // 2),
    "tags": lambda size: "!a " * (size // 3),
    "documents": lambda size: "---\n" * (size // 4),
    "a title": lambda size: f"format: backplan/1\ntitle: {'x' * size}\n",
    "a title of escapes": lambda size: 'format: backplan/1\ntitle: "' + r"\x41" * (size // 4) + '"\n',
    "a number": lambda size: f"format: backplan/1\ntitle: T\nrevision: {'9' * size}\n",
    "a fraction": lambda size: f"format: backplan/1\ntitle: T\ncritical_threshold: 0.{'1' * size}\n",
    "a sexagesimal number": lambda size: "format: backplan/1\ntitle: T\nrevision: 1" + ":1" * (size // 2) + "\n",
    "comments": lambda size: "#\n" * (size // 2),
    "blank lines": lambda size: "\n" * size,
    "values": lambda size: BEGIN + f"  a: [{'x,' * (size // 2)}]\n",
    "keys": lambda size: BEGIN + "".join(f"  k{n}: x\n" for n in range(size // 11)),
    "steps": lambda size: (
        "format: backplan/1\ntitle: T\nsteps:\n"
        + "".join(f"- {{id: s{n}, title: S, duration: 1d}}\n" for n in range(size // 38))
    ),
    "mistakes": lambda size: (
        "format: backplan/1\ntitle: T\nsteps:\n" + "".join(f"- {{idd: s{n}}}\n" for n in range(size // 14))
    ),
    "steps in a row": lambda size: (
        "format: backplan/1\ntitle: T\nsteps:\n"
        + "".join(f"- {{id: s{n}, title: S, duration: 99y, after: s{n - 1}}}\n" for n in range(1, min(size // 52, 499)))
    ),
    "holidays of a thousand years": lambda _: (
        "format: backplan/1\ntitle: T\nstart: 1900-01-01\n"
        "calendars: [{id: seller, country: DE, region: BY}]\n"
        "critical_dates: [{id: go, step: a, date: 9999-12-31}]\nsteps: [{id: a, title: A, duration: 1d}]\n"
    ),
}
"""By what each is full of."""
