"""Files on a plan: who reads them, what is refused, and that nothing but content without a name is ever left behind."""

from __future__ import annotations

import io
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from app.actors import SYSTEM, Actor
from app.files import KINDS, MissingContentError
from app.files.folder import FolderStorage
from app.plans import attach, file_to_download, files_of, remove_file, sweep_orphans
from app.plans.attaching import MOST, Attached
from app.store.calendar_entries import remembered
from app.store.files import add_file
from app.verbs.steps import EditStep
from scheduler.refusals import Refused
from tests.app.files.samples import PDF, PNG
from tests.stored import ANA, BEN, JO, Stored, another_plan

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def storage(tmp_path: Path) -> FolderStorage:
    return FolderStorage(tmp_path / "files")


@pytest.fixture(autouse=True)
def now(stored: Stored, storage: FolderStorage) -> None:
    """Let it be the time that the machine's files have."""
    storage.put(key := str(uuid4()), io.BytesIO(b""))
    [one] = storage.contents()
    stored.now = one.at
    storage.delete(key)


def hand_in(  # noqa: PLR0913 - whatever a test says of a file
    stored: Stored,
    storage: FolderStorage,
    actor: Actor = ANA,
    *,
    name: str = "offer.pdf",
    content: bytes = PDF,
    step: str | None = None,
    private: bool = False,
) -> Attached:
    with stored.writing(actor) as unit:
        return attach(unit, storage, stored.plan, name=name, content=io.BytesIO(content), step=step, private=private)


def names(stored: Stored, actor: Actor, step: str | None = None) -> list[str]:
    with stored.reading(actor) as unit:
        return [one.name for one in files_of(unit, stored.plan, step)]


class PowerCutError(Exception):
    """What keeps a transaction from being kept."""


def there(storage: FolderStorage) -> set[str]:
    return {one.key for one in storage.contents()}


def sweep(stored: Stored, storage: FolderStorage) -> int:
    with stored.writing(SYSTEM) as unit:
        return sweep_orphans(unit, storage)


def test_a_file_comes_back_to_the_byte_with_its_digest(stored: Stored, storage: FolderStorage) -> None:
    file = hand_in(stored, storage, JO, name="..\\Sign me.pdf", step="legal").file

    with stored.reading(BEN) as unit:
        [found] = files_of(unit, stored.plan, "legal")
        download = file_to_download(unit, storage, stored.plan, file.id)
    assert found == replace(file, by=found.by)
    assert (found.by.id, found.at, found.name, found.step) == ("p-jo", stored.now, "Sign me.pdf", "legal")
    assert (download.name, download.media_type, download.size) == ("Sign me.pdf", "application/pdf", len(PDF))
    assert download.sha256 == sha256(PDF).hexdigest()
    with download.content as content:
        assert content.read() == PDF


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.png", PNG, "image/png"),
        ("a.txt", b"hello", "application/octet-stream"),
        ("a.csv", b"a;b", "application/octet-stream"),
    ],
)
def test_only_what_browsers_show_without_harm_says_what_it_is(
    stored: Stored, storage: FolderStorage, name: str, content: bytes, media_type: str
) -> None:
    file = hand_in(stored, storage, name=name, content=content).file

    with stored.reading(JO) as unit:
        download = file_to_download(unit, storage, stored.plan, file.id)
    download.content.close()
    assert download.media_type == media_type


def test_nothing_of_its_name_is_in_a_path(stored: Stored, storage: FolderStorage, tmp_path: Path) -> None:
    hand_in(stored, storage, name="Northwind merger.pdf")

    assert [path for path in tmp_path.rglob("*") if "Northwind" in str(path.relative_to(tmp_path))] == []


def test_each_party_sees_what_it_may(stored: Stored, storage: FolderStorage) -> None:
    hand_in(stored, storage, name="all.pdf")
    hand_in(stored, storage, name="ours.pdf", private=True)
    secret = hand_in(stored, storage, name="margin.pdf", step="margin").file
    hand_in(stored, storage, JO, name="theirs.pdf", private=True)

    assert names(stored, BEN) == ["all.pdf", "ours.pdf", "margin.pdf"]
    assert names(stored, JO) == ["all.pdf", "theirs.pdf"]
    assert names(stored, SYSTEM) == ["all.pdf", "ours.pdf", "margin.pdf", "theirs.pdf"]
    with stored.reading(JO) as unit, pytest.raises(Refused, match="there is no such file"):
        file_to_download(unit, storage, stored.plan, secret.id)
    stored.do(ANA, EditStep(step="margin", set={"private": None}))
    assert names(stored, JO) == ["all.pdf", "theirs.pdf"]
    assert [one.private for one in stored.log()] == [None, None, "seller", "seller", "customer", None]


def test_a_hidden_step_is_unknown_and_nothing_is_kept(stored: Stored, storage: FolderStorage) -> None:
    with pytest.raises(Refused, match="no step 'margin'"):
        hand_in(stored, storage, JO, step="margin")

    assert there(storage) == set()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        (
            "page.html",
            b"<p>",
            f"'page.html' is of no kind that is taken; save it as one of {', '.join(sorted(KINDS)[:-1])} and xlsx",
        ),
        (
            "offer.pdf",
            b"MZ",
            "'offer.pdf' is not what its name says, or could run; save it anew as an ordinary file of its kind",
        ),
        (
            "empty.txt",
            b"",
            "'empty.txt' is not what its name says, or could run; save it anew as an ordinary file of its kind",
        ),
        ("../", PDF, "the file has no name; give it one such as offer.pdf"),
    ],
)
def test_what_could_do_harm_is_refused(
    stored: Stored, storage: FolderStorage, name: str, content: bytes, sentence: str
) -> None:
    with pytest.raises(Refused) as refused:
        hand_in(stored, storage, name=name, content=content)

    assert str(refused.value) == sentence
    assert there(storage) == set()


def test_what_the_sender_calls_it_must_fit(stored: Stored, storage: FolderStorage) -> None:
    with stored.writing() as unit, pytest.raises(Refused, match=r"'offer\.pdf' is not what its name says"):
        attach(unit, storage, stored.plan, name="offer.pdf", content=io.BytesIO(PDF), media_type="text/html")


def test_a_file_is_as_large_as_the_limit_and_not_larger(stored: Stored, storage: FolderStorage) -> None:
    with stored.writing() as unit:
        attach(unit, storage, stored.plan, name="a.pdf", content=io.BytesIO(PDF), largest=len(PDF))
    with stored.writing() as unit, pytest.raises(Refused, match=r"'b\.pdf' has 65 bytes; 64 are the most"):
        attach(unit, storage, stored.plan, name="b.pdf", content=io.BytesIO(PDF.ljust(65)), largest=64)


def test_a_plan_has_so_many_files_and_no_more(stored: Stored, storage: FolderStorage) -> None:
    first = hand_in(stored, storage)
    with stored.writing() as unit:
        for _ in range(MOST - 2):
            add_file(unit, stored.plan, first.changed.entry.number, replace(first.file, id=str(uuid4())))
    last = hand_in(stored, storage).file
    with pytest.raises(Refused, match="your side attached 500 files"):
        hand_in(stored, storage)
    hand_in(stored, storage, JO)  # how many the seller's side has, for itself or for all, is in nobody else's way
    with stored.writing() as unit:
        remove_file(unit, stored.plan, last.id)
    hand_in(stored, storage)


def test_the_side_that_attached_it_takes_it_away_and_the_log_stays(stored: Stored, storage: FolderStorage) -> None:
    file = hand_in(stored, storage, ANA, step="legal").file
    with stored.writing(JO) as unit, pytest.raises(Refused, match=r"Ana Ruiz attached offer\.pdf; only that side"):
        remove_file(unit, stored.plan, file.id)
    with stored.writing(BEN) as unit:
        remove_file(unit, stored.plan, file.id)

    assert names(stored, ANA) == []
    assert [(one.verb, one.step) for one in stored.log()][1:] == [("attach", "legal"), ("remove_file", "legal")]
    with stored.reading(ANA) as unit, pytest.raises(Refused, match="there is no such file"):
        file_to_download(unit, storage, stored.plan, file.id)
    assert sweep(stored, storage) == 1
    assert there(storage) == set()
    assert sweep(stored, storage) == 0


def test_no_calendar_entry_stirs_and_undo_goes_past(stored: Stored, storage: FolderStorage) -> None:
    stored.do(ANA, EditStep(step="set-up", set={"duration": "12d"}))
    with stored.reading() as unit:
        before = remembered(unit, stored.plan)
    hand_in(stored, storage, step="legal")

    with stored.reading() as unit:
        assert remembered(unit, stored.plan) == before
    stored.undo(ANA)
    assert stored.step("set-up")["duration"] == "15d"
    assert names(stored, ANA) == ["offer.pdf"]


def test_a_crash_leaves_content_without_a_row_and_it_is_swept_once_no_row_can_come(
    stored: Stored, storage: FolderStorage
) -> None:
    kept = hand_in(stored, storage).file
    with suppress(PowerCutError), stored.writing() as unit:
        attach(unit, storage, stored.plan, name="lost.pdf", content=io.BytesIO(PDF))
        raise PowerCutError
    assert names(stored, ANA) == ["offer.pdf"]
    assert len(there(storage)) == 2

    assert sweep(stored, storage) == 0
    stored.now += timedelta(days=1, minutes=1)
    assert sweep(stored, storage) == 1
    assert there(storage) == {kept.id}


def test_a_removal_that_is_not_kept_loses_nothing(stored: Stored, storage: FolderStorage) -> None:
    file = hand_in(stored, storage).file
    with suppress(PowerCutError), stored.writing() as unit:
        remove_file(unit, stored.plan, file.id)
        raise PowerCutError

    assert sweep(stored, storage) == 0
    assert names(stored, JO) == ["offer.pdf"]
    assert there(storage) == {file.id}


def test_a_file_of_another_plan_is_not_there(stored: Stored, storage: FolderStorage) -> None:
    file = hand_in(stored, storage).file

    other = another_plan(stored)
    with other.reading() as unit, pytest.raises(Refused, match="there is no such file"):
        file_to_download(unit, storage, other.plan, file.id)


def test_content_that_somebody_else_deleted_is_told(stored: Stored, storage: FolderStorage) -> None:
    file = hand_in(stored, storage).file
    storage.delete(file.id)

    with stored.reading() as unit, pytest.raises(MissingContentError):
        file_to_download(unit, storage, stored.plan, file.id)
