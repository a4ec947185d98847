"""A document that is refused is told all that is wrong with it, in words and at places that its writer understands."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.document import CODES as READER
from scheduler.refusals import CODES as ENGINE
from tests.golden.problems_page import PAGE, problems_page
from tests.golden.refusals import code_of, name_of, read_refusal, refusal_files, told_about

FILES = refusal_files()
ABOUT_ONE = [path for path in FILES if code_of(path)]
TOGETHER = [path for path in FILES if not code_of(path)]


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_document_is_told_all_of_this_and_nothing_else(path: Path) -> None:
    refusal = read_refusal(path)

    assert told_about(refusal) == refusal.told, refusal.says


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_small_edit_mends_it(path: Path) -> None:
    refusal = read_refusal(path)
    before, after = told_about(refusal), told_about(refusal.mended)

    assert code_of(path) not in {told.code for told in after}
    assert {(told.code, told.place) for told in after} < {(told.code, told.place) for told in before}


@pytest.mark.parametrize("path", TOGETHER, ids=name_of)
def test_who_heeds_all_that_is_told_at_once_is_read_at_once(path: Path) -> None:
    assert told_about(read_refusal(path).mended) == ()


@pytest.mark.parametrize("path", ABOUT_ONE, ids=name_of)
def test_a_file_is_about_its_code(path: Path) -> None:
    assert code_of(path) in {told.code for told in read_refusal(path).told}


def test_there_is_a_file_for_every_code() -> None:
    assert {code_of(path) for path in ABOUT_ONE} == {*READER, *ENGINE}


def test_much_is_wrong_at_once_in_the_bigger_ones() -> None:
    assert len(TOGETHER) >= 3
    assert all(len({told.code for told in read_refusal(path).told}) >= 10 for path in TOGETHER)


def test_the_page_of_problems_tells_every_code() -> None:
    assert PAGE.read_text(encoding="utf-8") == problems_page(), "make cases writes it anew"
