"""A mistake in the library is told by file, line and path, with the nearest right name; and the library has none."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from templates_library.library import FOLDER, read_library
from templates_library.mistakes import Mistaken

if TYPE_CHECKING:
    from collections.abc import Iterator

SMALL = {
    "vocabulary/phases.yaml": "purchase: Purchase\nadoption: Adoption\n",
    "vocabulary/roles.yaml": "legal: Legal\nchampion: Champion\n",
    "vocabulary/questions.yaml": """\
segment:
  title: Size
  question: How large is the customer?
  about: Large ones take longer.
  type: choice
  choices: {small: Small, large: Large}
  default: small
board:
  title: Board
  question: Does the board decide?
  about: Boards meet rarely.
  type: yes_no
  default: false
""",
    "vocabulary/ranges.yaml": """\
review:
  work: Review
  days: {small: [1d, 2d, 3d], large: [5d]}
  source: Our assumption
""",
    "vocabulary/multipliers.yaml": "slow: {says: slow, times: 1.5, when: {board: true}, source: Seen}\n",
    "fragments/legal.yaml": """\
title: Legal
about: Takes a while.
phase: purchase
ends_with: review
steps:
  - id: draft
    title: Draft
    side: seller
    owners: {seller: legal}
    duration: 2d
  - id: review
    title: Review
    side: customer
    owners: {customer: legal}
    takes: review
    longer_if: slow
    after: draft
asks:
  - id: fear
    about: concerns
    ask: {customer: legal}
    text: What is feared?
""",
    "fragments/go.yaml": """\
title: Go-live
about: The day.
phase: adoption
steps:
  - id: go-live
    title: Go-live
    when: {board: true}
    kind: gate
    side: both
    owners: {customer: champion}
    decider: {customer: champion}
asks: [{id: day, about: decisions, ask: {customer: champion}, text: Which day?}]
""",
    "catalog/small.yaml": """\
place: 1
version: 1
title: Small
use_when: It is small.
not_when: It is large.
plan_title: Small at {customer}
asks_for: When?
questions: {segment: large, board: true}
critical_dates:
  - {id: go-live, step: go-live, reason: The day, buffer: review}
parts:
  - legal
  - {fragment: go, after: legal}
""",
}
"""A whole library, in which each test makes one mistake."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in SMALL.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def told(folder: Path) -> list[str]:
    with pytest.raises(Mistaken) as mistaken:
        read_library(folder)
    return str(mistaken.value).split("\n")


MISTAKES: list[tuple[str, str, str, str]] = [
    # a file, what stands there, what is written instead, what is told
    ("fragments/legal.yaml", "title: Legal", "title: [Legal", "fragments/legal.yaml:2: this is no YAML: did not find"),
    ("fragments/legal.yaml", "about: Takes a while.\n", "", "fragments/legal.yaml:1 about: 'about' is missing"),
    (
        "fragments/legal.yaml",
        "    title: Draft",
        "    titel: Draft",
        "fragments/legal.yaml:7 steps[0].titel: no key 'titel'; did you mean 'title'?",
    ),
    (
        "fragments/legal.yaml",
        "title: Legal\n",
        "title: Legal\ntitle: Law\n",
        "fragments/legal.yaml:1 title: 'title' is here twice; keep one of them",
    ),
    (
        "fragments/go.yaml",
        "kind: gate",
        "kind: gaet",
        "fragments/go.yaml:8 steps[0].kind: no word 'gaet'; did you mean 'gate'?",
    ),
    (
        "fragments/legal.yaml",
        "duration: 2d",
        "duration: 2w",
        "fragments/legal.yaml:10 steps[0].duration: a duration is written like 5d, 14ed or 2ew, not '2w'",
    ),
    (
        "fragments/legal.yaml",
        "after: draft",
        "after: draught",
        "fragments/legal.yaml:17 steps[1].after[0]: no step 'draught'; did you mean 'draft'?",
    ),
    (
        "fragments/legal.yaml",
        "  - id: draft\n",
        "  - id: draft\n    after: review\n",
        "fragments/legal.yaml:7 steps[0].after[0]: no step 'review'; it has to come before",
    ),
    (
        "fragments/legal.yaml",
        "phase: purchase",
        "phase: purchas",
        "fragments/legal.yaml:3 phase: no phase 'purchas'; did you mean 'purchase'?",
    ),
    (
        "fragments/legal.yaml",
        "ends_with: review",
        "ends_with: reviews",
        "fragments/legal.yaml:4 ends_with: no step 'reviews'; did you mean 'review'?",
    ),
    (
        "fragments/legal.yaml",
        "{customer: legal}",
        "{customer: leagl}",
        "fragments/legal.yaml:14 steps[1].owners: no role 'leagl'; did you mean 'legal'?",
    ),
    (
        "fragments/legal.yaml",
        "takes: review",
        "takes: revew",
        "fragments/legal.yaml:15 steps[1].takes: no range 'revew'; did you mean 'review'?",
    ),
    (
        "fragments/legal.yaml",
        "longer_if: slow",
        "longer_if: slov",
        "fragments/legal.yaml:16 steps[1].longer_if: no multiplier 'slov'; did you mean 'slow'?",
    ),
    (
        "fragments/legal.yaml",
        "takes: review",
        "takes: review\n    duration: 3d",
        "fragments/legal.yaml:15 steps[1].takes: a step has either a duration or a range",
    ),
    (
        "fragments/legal.yaml",
        "    duration: 2d\n",
        "",
        "fragments/legal.yaml:6 steps[0]: a task needs a duration or a range",
    ),
    (
        "fragments/legal.yaml",
        "duration: 2d",
        'duration: "{bord}d"',
        "fragments/legal.yaml:6 steps[0]: no question 'bord'; did you mean 'board'?",
    ),
    (
        "fragments/go.yaml",
        "    decider: {customer: champion}\n",
        "",
        "fragments/go.yaml:5 steps[0]: a gate, and nothing else, has a decider",
    ),
    (
        "fragments/go.yaml",
        "when: {board: true}",
        "when: {bord: true}",
        "fragments/go.yaml:7 steps[0].when.bord: no question 'bord'; did you mean 'board'?",
    ),
    (
        "fragments/go.yaml",
        "when: {board: true}",
        "when: {segment: [large, tiny]}",
        "fragments/go.yaml:7 steps[0].when.segment: no answer 'tiny'; choose one of small, large",
    ),
    (
        "fragments/go.yaml",
        "steps:",
        "parts: [legal]\nsteps:",
        "fragments/go.yaml:1: a fragment has either steps or parts",
    ),
    (
        "fragments/legal.yaml",
        "{customer: legal}\n    text",
        "{customer: leagl}\n    text",
        "fragments/legal.yaml:21 asks[0].ask: no role 'leagl'; did you mean 'legal'?",
    ),
    (
        "fragments/legal.yaml",
        "about: concerns",
        "about: concern",
        "fragments/legal.yaml:20 asks[0].about: no word 'concern'; did you mean 'concerns'?",
    ),
    (
        "fragments/go.yaml",
        "id: day",
        "id: fear",
        "catalog/small.yaml:13 parts[1]: the question 'fear' is here twice, from two fragments",
    ),
    (
        "vocabulary/questions.yaml",
        "default: small",
        "default: smal",
        "vocabulary/questions.yaml:7 segment.default: no answer 'smal'; did you mean 'small'?",
    ),
    (
        "vocabulary/questions.yaml",
        "  default: false",
        "  default: false\n  only_if: segmnt",
        "vocabulary/questions.yaml:14 board.only_if: no question 'segmnt'; did you mean 'segment'?",
    ),
    (
        "vocabulary/ranges.yaml",
        "large: [5d]",
        "larg: [5d]",
        "vocabulary/ranges.yaml:3 review.days.larg: no answer 'larg'; did you mean 'large'?",
    ),
    (
        "vocabulary/ranges.yaml",
        ", large: [5d]",
        "",
        "vocabulary/ranges.yaml:3 review.days: no range for large",
    ),
    (
        "vocabulary/ranges.yaml",
        "[1d, 2d, 3d]",
        "[1d, 2d]",
        "vocabulary/ranges.yaml:3 review.days.small: a range has one duration, or low, likely and high",
    ),
    (
        "vocabulary/ranges.yaml",
        "[1d, 2d, 3d]",
        "[1d, 3d, 2d]",
        "vocabulary/ranges.yaml:3 review.days.small: low is at most likely, and likely at most high",
    ),
    (
        "vocabulary/ranges.yaml",
        "  work: Review\n",
        "  work: Review\n  by: segmnt\n",
        "vocabulary/ranges.yaml:3 review.by: no question 'segmnt'; did you mean 'segment'?",
    ),
    (
        "vocabulary/multipliers.yaml",
        "{board: true}",
        "{board: many}",
        "vocabulary/multipliers.yaml:1 slow.when.board: this is a question for yes or no, and 'many' is neither",
    ),
    ("vocabulary/roles.yaml", "legal: Legal", "legal: 3", "vocabulary/roles.yaml:1 legal: here belongs a text"),
    (
        "vocabulary/phases.yaml",
        "purchase: Purchase\nadoption: Adoption\n",
        "- purchase\n",
        "vocabulary/phases.yaml:1: here belongs a block of names",
    ),
    (
        "catalog/small.yaml",
        "  - legal\n",
        "  - leagl\n",
        "catalog/small.yaml:12 parts[0].fragment: no fragment 'leagl'; did you mean 'legal'?",
    ),
    (
        "catalog/small.yaml",
        "after: legal",
        "after: law",
        "catalog/small.yaml:13 parts[1].after[0]: no part 'law'; it has to come before",
    ),
    (
        "catalog/small.yaml",
        "  - legal\n",
        "  - legal\n  - legal\n",
        "catalog/small.yaml:13 parts[1]: the fragment 'legal' is here twice",
    ),
    (
        "catalog/small.yaml",
        "after: legal",
        'after: {part: legal, lag: "{bord}d"}',
        "catalog/small.yaml:13 parts[1].after[0]: no question 'bord'; did you mean 'board'?",
    ),
    (
        "catalog/small.yaml",
        "step: go-live",
        "step: go-life",
        "catalog/small.yaml:10 critical_dates[0].step: no step 'go-life'; did you mean 'go-live'?",
    ),
    (
        "catalog/small.yaml",
        "buffer: review",
        "buffer: reveiw",
        "catalog/small.yaml:10 critical_dates[0].buffer: no range 'reveiw'; did you mean 'review'?",
    ),
    (
        "catalog/small.yaml",
        "buffer: review",
        "answer: bord",
        "catalog/small.yaml:10 critical_dates[0].answer: no question 'bord'; did you mean 'board'?",
    ),
    (
        "catalog/small.yaml",
        "segment: large",
        "segment: huge",
        "catalog/small.yaml:8 questions.segment: no answer 'huge'; choose one of small, large",
    ),
    (
        "catalog/small.yaml",
        "board: true",
        "bord: true",
        "catalog/small.yaml:8 questions.bord: no question 'bord'; did you mean 'board'?",
    ),
    (
        "fragments/go.yaml",
        "id: go-live",
        "id: draft",
        "catalog/small.yaml:13 parts[1]: the step 'draft' is here twice, from two fragments",
    ),
    (
        "fragments/go.yaml",
        "side: both",
        "side: suplier",
        "catalog/small.yaml:13 parts[1]: no party 'suplier'; did you mean 'seller'? (step 'go-live')",
    ),
]


@pytest.mark.parametrize(("file", "right", "wrong", "sentence"), MISTAKES)
def test_a_mistake_is_told(folder: Path, file: str, right: str, wrong: str, sentence: str) -> None:
    assert SMALL[file].count(right) >= 1
    (folder / file).write_text(SMALL[file].replace(right, wrong, 1), encoding="utf-8")

    assert any(line.startswith(sentence) for line in told(folder)), told(folder)


def test_without_a_mistake_it_is_read(folder: Path) -> None:
    assert list(read_library(folder).templates) == ["small"]


def test_a_question_on_which_nothing_depends_is_told(folder: Path) -> None:
    (folder / "fragments/go.yaml").write_text(
        SMALL["fragments/go.yaml"].replace("    when: {board: true}\n", ""), encoding="utf-8"
    )
    (folder / "fragments/legal.yaml").write_text(
        SMALL["fragments/legal.yaml"].replace("    longer_if: slow\n", ""), encoding="utf-8"
    )

    assert told(folder) == [
        "catalog/small.yaml:8 questions.board: nothing in this template depends on this question; leave it out"
    ]


def test_fragments_inside_each_other_do_not_hang(folder: Path) -> None:
    (folder / "fragments/go.yaml").write_text("title: Go\nabout: The day.\nparts: [go, legal]\n", encoding="utf-8")

    assert told(folder) == ["fragments/go.yaml:3 parts[0]: the fragment 'go' is inside itself"]


def test_all_mistakes_are_told_by_file_and_line(folder: Path) -> None:
    for name in ("fragments/go.yaml", "fragments/legal.yaml"):
        (folder / name).write_text(SMALL[name].replace("phase:", "phaze:").replace("side:", "syde:"), encoding="utf-8")

    assert [line.partition(" ")[0] for line in told(folder)] == [
        "fragments/go.yaml:3",
        "fragments/go.yaml:5",
        "fragments/go.yaml:9",
        "fragments/legal.yaml:3",
        "fragments/legal.yaml:6",
        "fragments/legal.yaml:8",
        "fragments/legal.yaml:11",
        "fragments/legal.yaml:13",
    ]


def test_the_library_itself_has_no_mistake(tmp_path: Path) -> None:
    copy = shutil.copytree(FOLDER, tmp_path / "library", ignore=shutil.ignore_patterns("*.py", "__pycache__"))

    assert len(list(yaml_files(copy))) > 50
    assert read_library(copy).templates


def yaml_files(folder: Path) -> Iterator[Path]:
    yield from folder.rglob("*.yaml")
