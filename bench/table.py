"""The results as Markdown, for the terminal and for `docs/benchmarks.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .measuring import Contestant
    from .races import Race

_HEAD = (
    "| what | steps | rival | ours | ratio (lowest to highest pass) | target | |\n|---|---:|---:|---:|---:|---:|---|"
)
_MILLISECOND = 1e6


def table(races: Iterable[Race]) -> str:
    """Return one row a race."""
    return "\n".join([_HEAD, *map(row, races)])


def row(race: Race) -> str:
    """Return a race as a line: medians, their ratio, and plainly whether it meets its target."""
    rival = "" if race.rival is None else _time(race.rival)
    target = "reported" if race.target is None else f"{race.sense} {race.target:g}x"
    verdict = "" if race.target is None else "**missed**" if race.missed else "met"
    return f"| {race.what} | {race.steps} | {rival} | {_time(race.ours)} | {_ratio(race)} | {target} | {verdict} |"


def verdict(races: Sequence[Race]) -> str:
    """Return what misses its target, in a sentence."""
    missed = [f"{race.what} at {race.steps} steps ({_ratio(race)})" for race in races if race.missed]
    if not missed:
        return "Every target is met."
    return "\n".join(["These targets are missed:", "", *(f"- {one}" for one in missed)])


def _time(contestant: Contestant) -> str:
    time = contestant.median
    return f"{time:,.0f} ns" if contestant.per > 1 else f"{time / _MILLISECOND:,.3g} ms"


def _ratio(race: Race) -> str:
    if race.rival is None or race.ratio is None:
        return ""
    passes = [rival / ours for rival, ours in zip(race.rival.medians(), race.ours.medians(), strict=True)]
    return f"{race.ratio:.2g}x ({min(passes):.2g} to {max(passes):.2g})"
