"""Golden refusals: plan documents as people write them, with every line that they are told; a file for each code.

The form of a file, which is called by the code that it is about (`bad-yaml.tab.yaml` is a second one about `bad-yaml`;
`together/` holds bigger documents in which much is wrong at once):

    says: What is refused, in one sentence.
    plan: |                            # the document, as somebody wrote it
      format: backplan/1
      ...
    told:                              # all that is told, in its order: the code, then the line
      - ambiguous-week: >-
          northwind.yaml:6 steps[0].duration: '2w': five days or seven? write ...
    just_misses:                       # the smallest edit after which it is not told
      - {instead_of: "duration: 2w", write: "duration: 10d"}

Besides, a file may say how the document came: `file` (northwind.yaml where absent), `encoding` (utf-8), the day asked
for with it (`as_of`), the `limits` of who reads it, and `counts_in: day` for a plan that a program has handed to the
engine without the reader; and the `example` that `docs/problems.md` gives where the first edit is none. In a document,
«1001 times 9» stands for that many of them.
"""

from __future__ import annotations

import json
import re
import textwrap
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from app.document import Limits, Unreadable, read
from scheduler.schedule import schedule

if TYPE_CHECKING:
    from scheduler.plan import Moment, Plan
    from scheduler.schedule import Schedule

FOLDER = Path(__file__).parent / "refusals"
"""Where the files are."""

_REPEATED = re.compile(r"«(\d+) times ([^»]+)»")
_TOLD = re.compile(r"^told:.*\n(?:[ #].*\n|\n)*", re.MULTILINE)
_WIDTH = 112


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What somebody writes instead of what."""

    instead_of: str
    write: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A problem: its code and the line that a person reads."""

    code: str
    line: str
    place: str = field(compare=False, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One file: a document, what is told about it, and the edit that mends it."""

    says: str
    plan: str
    told: tuple[Told, ...]
    just_misses: tuple[Edit, ...]
    file: str = "northwind.yaml"
    encoding: str = "utf-8"
    as_of: str | None = None
    limits: Limits = field(default_factory=Limits)
    counts_in: str | None = None
    example: str | None = None

    @property
    def mended(self) -> Refusal:
        """The same with the edits made; each finds its text once, or is about the day asked for."""
        plan, as_of = self.plan, self.as_of
        for edit in self.just_misses:
            if edit.instead_of == as_of:
                as_of = edit.write
                continue
            if plan.count(edit.instead_of) != 1:
                message = f"{edit.instead_of!r} stands {plan.count(edit.instead_of)} times in the plan, not once"
                raise ValueError(message)
            plan = plan.replace(edit.instead_of, edit.write)
        return replace(self, plan=plan, as_of=as_of)


def refusal_files() -> list[Path]:
    """Return all files."""
    return sorted(FOLDER.rglob("*.yaml"))


def name_of(path: Path) -> str:
    """Return what a file is called: `bad-yaml.tab`."""
    return path.relative_to(FOLDER).with_suffix("").as_posix()


def code_of(path: Path) -> str | None:
    """Return the code that a file is about; none for those in which much is wrong at once."""
    return path.name.partition(".")[0] if path.parent == FOLDER else None


def read_refusal(path: Path) -> Refusal:
    """Return what a file says."""
    said: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    told = tuple(Told(code=code, line=line) for one in said.pop("told") for code, line in one.items())
    edits = tuple(Edit(**edit) for edit in said.pop("just_misses"))
    limits = Limits(**said.pop("limits", {}))
    return Refusal(told=told, just_misses=edits, limits=limits, **said)


def told_about(refusal: Refusal) -> tuple[Told, ...]:
    """Return all that is told about a document, in its order."""
    text = _REPEATED.sub(lambda found: found[2] * int(found[1]), refusal.plan)

    def scheduling(plan: Plan, as_of: Moment) -> Schedule:
        counted = replace(plan, resolution="day") if refusal.counts_in == "day" else plan
        return schedule(counted, as_of, stretches=refusal.limits.stretches)

    try:
        read(
            text.encode(refusal.encoding),
            file=refusal.file,
            as_of=refusal.as_of,
            limits=refusal.limits,
            scheduling=scheduling,
        )
    except Unreadable as unreadable:
        return tuple(Told(code=one.code, line=str(one), place=one.place) for one in unreadable.problems)
    return ()


def rewrite_refusals() -> None:
    """Write into every file what is told now; whoever asks for it reads the difference before it is kept."""
    for path in refusal_files():
        text = path.read_text(encoding="utf-8")
        refusal = read_refusal(path)
        told = told_about(refusal)
        if told != refusal.told:
            before, after = _TOLD.split(text, maxsplit=1)
            path.write_text(before + _written(told) + after, encoding="utf-8")


def _written(told: tuple[Told, ...]) -> str:
    """Return the part of a file that says what is told."""
    return "told:\n" + "".join(f"  - {one.code}: {_folded(one.line)}\n" for one in told)


def _folded(line: str) -> str:
    """Return a line as a folded text, or in quotes where folding would change it."""
    margin = " " * 6
    folded = textwrap.fill(
        line, _WIDTH, initial_indent=margin, subsequent_indent=margin, break_long_words=False, break_on_hyphens=False
    )
    block = f">-\n{folded}"
    return block if yaml.safe_load(block) == line else json.dumps(line, ensure_ascii=False)
