"""Where a plan gives something else than its case says, each place in a line of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.findings import RULES
from tests.golden.answer import answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scheduler.schedule import Schedule
    from tests.golden.case import Case
    from tests.golden.plain import Plain


ALL_FINDINGS = "3.23"
"""A case about this rule looks at all findings, whatever their codes."""


def differences(case: Case) -> list[str]:
    """Return one sentence for each place where the engine differs from a case, in the case's order."""
    schedules = _schedules(case)
    given = _answers(case, schedules)
    found = [*_between(case.before.expect, given[0])]
    if case.after is not None:
        found += _between(case.after.expect, given[1], "then")
    return [*found, *_declared(case, schedules)]


def answers(case: Case) -> list[Plain]:
    """Return what the plan gives in the shape that the case expects, before and, where there is one, after its edit."""
    return _answers(case, _schedules(case))


def _answers(case: Case, schedules: list[Schedule]) -> list[Plain]:
    about = case.shows | case.just_misses
    codes = frozenset(RULES) if ALL_FINDINGS in about else about
    found = [answer(schedules[0], case.before.expect, codes=codes)]
    if case.after is not None:
        found.append(answer(schedules[1], case.after.expect, codes=codes, before=schedules[0]))
    return found


def _schedules(case: Case) -> list[Schedule]:
    return [stage.schedule(case.name) for stage in (case.before, case.after) if stage is not None]


def _declared(case: Case, schedules: list[Schedule]) -> Iterator[str]:
    """Say where a finding is declared and not given, or just missed and given all the same."""
    given = {one.code for schedule in schedules for one in schedule.findings}
    first = {one.code for one in schedules[0].findings}
    for code in sorted((case.shows & RULES.keys()) - given):
        yield f"shows {code}, but the plan gives no such finding"
    for code in sorted((case.just_misses & RULES.keys()) & (first if case.after else given)):
        yield f"just misses {code}, but the plan gives such a finding"


def _between(expected: Plain, actual: Plain, place: str = "") -> Iterator[str]:
    if expected == actual:
        return
    if isinstance(expected, dict) and isinstance(actual, dict):
        for key, value in expected.items():
            yield from _between(value, actual.get(key), f"{place} {key}".strip())
    elif place.endswith("findings") and isinstance(expected, list) and isinstance(actual, list):
        yield from (f"finding not given: {_line(one)}" for one in expected if one not in actual)
        yield from (f"finding not expected: {_line(one)}" for one in actual if one not in expected)
        if sorted(map(_line, expected)) == sorted(map(_line, actual)):
            yield f"findings are in another order: {_line(actual)}"
    else:
        yield f"{place}: the case says {_line(expected)}\n{' ' * len(place)}  the plan gives {_line(actual)}"


def _line(value: Plain) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_line, value))}]"
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_line(one)}" for key, one in value.items())
    return "null" if value is None else str(value)
