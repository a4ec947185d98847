"""A golden case: what a file says, and the plan documents before and after its edit."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.document import read
from scheduler.schedule import Schedule
from tests.golden.plain import CaseError, items, load, mapping, text, texts
from tests.golden.shorthand import step_of, title_of

if TYPE_CHECKING:
    from tests.golden.plain import Plain

FOLDER = Path(__file__).parent / "cases"
"""Where the cases are, by area."""

FRAME: dict[str, Plain] = {
    "format": "backplan/1",
    "title": "Northwind roll-out",
    "customer": "Northwind",
    "seller": "Acme",
    "as_of": "2026-01-05",
}
"""What a case need not say; 5 January 2026 is a Monday."""

_OF_THE_CASE = {"says", "shows", "just_misses", "go_live", "expect", "then", "steps", "critical_dates"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One file: a rule in plain words, a plan, and what the plan must give."""

    name: str
    """`lags/over-the-weekend`."""
    text: str
    says: str
    """The rule in one sentence."""
    shows: frozenset[str]
    """Rules of `docs/scheduling.md` and codes of findings that are at work here."""
    just_misses: frozenset[str]
    """Those that would be, were the plan a little different."""
    before: Stage
    after: Stage | None
    """What `then` edits and expects."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A plan document, and what it must give."""

    document: str
    expect: dict[str, Plain]

    def schedule(self, name: str) -> Schedule:
        """Read the document as the product reads it, and schedule it."""
        reading = read(self.document, file=f"{name}.yaml")
        return reading.schedule


def cases() -> list[Path]:
    """Return the files of all cases."""
    return sorted(FOLDER.rglob("*.yaml"))


def name_of(path: Path) -> str:
    """Return what a case is called: its area and its file."""
    return path.relative_to(FOLDER).with_suffix("").as_posix()


def read_case(path: Path) -> Case:
    """Return the case in a file."""
    return case_of(name_of(path), path.read_text(encoding="utf-8"))


def case_of(name: str, written: str) -> Case:
    """Return the case that a text says."""
    said = load(written)
    then = mapping(said.get("then"), "then")
    return Case(
        name=name,
        text=written,
        says=text(said.get("says"), "says"),
        shows=frozenset(texts(said.get("shows"), "shows")),
        just_misses=frozenset(texts(said.get("just_misses"), "just_misses")),
        before=_stage(said, said),
        after=_stage(_edited(said, then), then) if then else None,
    )


def _stage(said: dict[str, Plain], expecting: dict[str, Plain]) -> Stage:
    expect = mapping(expecting.get("expect"), "expect")
    if not expect:
        raise CaseError("expect", "is missing; a case expects something")
    return Stage(document=json.dumps(_document(said)), expect=expect)


def _document(said: dict[str, Plain]) -> dict[str, Plain]:
    """Return the plan document: what the case says, its shorthand written out."""
    steps = [_step(one) for one in items(said.get("steps"), "steps")]
    dates = items(said.get("critical_dates"), "critical_dates")
    if "go_live" in said:
        dates = [_go_live(said["go_live"], steps), *dates]
    rest = {key: value for key, value in said.items() if key not in _OF_THE_CASE}
    return {**FRAME, **rest, "critical_dates": dates, "steps": [*steps]}


def _step(written: Plain) -> dict[str, Plain]:
    """Return a step from its line, or from a block in which `step` holds the line."""
    if isinstance(written, str):
        return step_of(written)
    block = mapping(written, "a step")
    line = {} if "step" not in block else step_of(text(block["step"], "step"))
    named = {"title": title_of(text(block["id"], "id"))} if "id" in block else {}
    return {**named, **line, **{key: value for key, value in block.items() if key != "step"}}


def _go_live(written: Plain, steps: list[dict[str, Plain]]) -> dict[str, Plain]:
    """Return the critical date go-live: of the step of that name, else of the last one."""
    block = written if isinstance(written, dict) else {"date": written}
    names = [step["id"] for step in steps]
    return {"id": "go-live", "step": "go-live" if "go-live" in names else names[-1], **block}


def _edited(said: dict[str, Plain], then: dict[str, Plain]) -> dict[str, Plain]:
    """Return the case with what `then` says in its place: steps by id, those of `without` gone, other keys whole."""
    gone = set(texts(then.get("without"), "without"))
    steps = {str(_step(one)["id"]): one for one in items(said.get("steps"), "steps")}
    steps |= {str(_step(one)["id"]): one for one in items(then.get("steps"), "steps")}
    kept: list[Plain] = [one for name, one in steps.items() if name not in gone]
    edits = {key: value for key, value in then.items() if key not in {"steps", "without", "expect"}}
    return {**said, **edits, "steps": kept}
