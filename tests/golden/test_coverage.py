"""Every rule of the contract and every finding is shown by a case, and just missed by another."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scheduler.findings import RULES
from tests.golden.case import Case, cases, name_of, read_case

CONTRACT = Path(__file__).parents[2] / "docs" / "scheduling.md"
NUMBERS = [f"3.{number}" for number in range(1, 24)]
"""The rules of the contract's section 3."""

WITH_CASES = [*NUMBERS, *RULES]
CASES = [read_case(path) for path in cases()]


@pytest.mark.parametrize("rule", WITH_CASES)
def test_a_case_shows_it(rule: str) -> None:
    assert [case.name for case in CASES if rule in case.shows], f"no case shows {rule}"


@pytest.mark.parametrize("rule", WITH_CASES)
def test_a_case_just_misses_it(rule: str) -> None:
    assert [case.name for case in CASES if rule in case.just_misses], f"no case just misses {rule}"


@pytest.mark.parametrize("case", CASES, ids=[name_of(path) for path in cases()])
def test_a_case_is_about_rules_that_there_are(case: Case) -> None:
    assert case.shows | case.just_misses
    assert case.shows | case.just_misses <= set(WITH_CASES)


def test_the_contract_has_these_rules() -> None:
    section = CONTRACT.read_text(encoding="utf-8").partition("## 3.")[2].partition("### Said more exactly")[0]

    assert [f"3.{number}" for number in re.findall(r"^(\d+)\. ", section, re.MULTILINE)] == NUMBERS
