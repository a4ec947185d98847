"""Backups: made while others write, whole or not at all, and restored as they were."""

from __future__ import annotations

import io
import tarfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import pytest

from app.backups import BackupError, back_up, restore
from app.backups.restoring import RAISED_BY
from app.files.folder import FolderStorage
from app.plans import attach, remove_file
from app.soundness import Checked, check_database
from app.store import open_database
from app.store.alone import alone
from app.store.tables import METADATA
from app.verbs.steps import EditStep
from app.webhooks import Outside, Wanted, make_webhook
from tests.app.files.samples import PDF, PNG
from tests.app.invitations.meeting import PLAN as MEETINGS
from tests.app.invitations.meeting import do, post, send_invitation
from tests.stored import ANA, START, Stored, stored_plan
from tests.unused import unused_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.store import Database


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make the data folder of a service."""
    folder = tmp_path / "there"
    folder.mkdir()
    unused_in(folder)
    return folder


@pytest.fixture
def stored(folder: Path) -> Iterator[Stored]:
    """Keep a plan with a file there."""
    with closing(open_database(f"sqlite:///{folder / 'backplan.db'}")) as database:
        stored = stored_plan(database)
        hand_in(stored, folder, PDF)
        yield stored


def hand_in(stored: Stored, folder: Path, content: bytes, name: str = "offer.pdf") -> str:
    storage = FolderStorage(folder / "files")
    with stored.writing() as unit:
        return attach(unit, storage, stored.plan, name=name, content=io.BytesIO(content)).file.id


def retitle(stored: Stored, title: str) -> None:
    stored.do(ANA, EditStep.model_validate({"do": "edit_step", "step": "legal", "set": {"title": title}}))


def everything(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of all tables; of calendar entries without what a restore raises."""
    raised = {"sequence", "changed_at"}
    with database.engine.connect() as connection:
        return {
            table.name: sorted(
                map(
                    tuple,
                    connection.execute(
                        table.select().with_only_columns(
                            *(
                                column
                                for column in table.c
                                if table.name != "calendar_entries" or column.name not in raised
                            )
                        )
                    ),
                ),
                key=repr,
            )
            for table in METADATA.sorted_tables
        }


def opened(folder: Path) -> Database:
    return open_database(f"sqlite:///{folder / 'backplan.db'}")


def kept(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    with closing(opened(folder)) as database:
        return everything(database)


def faults(folder: Path) -> list[str]:
    with closing(opened(folder)) as database:
        return list(map(str, check_database(database, lambda: FolderStorage(folder / "files"), START, Checked())))


def test_a_backup_comes_back_as_it_was(stored: Stored, folder: Path, tmp_path: Path) -> None:
    made = back_up(folder, tmp_path / "monday.tar", START)
    restored = restore(tmp_path / "new", tmp_path / "monday.tar", START)

    assert (made.files, made.missing, made.elsewhere) == (1, (), False)
    assert (restored.made_at, restored.plans, restored.files, restored.aside) == (START, 1, 1, None)
    with closing(opened(tmp_path / "new")) as database:
        assert everything(database) == everything(stored.database)
    assert faults(tmp_path / "new") == []
    assert (tmp_path / "monday.tar").stat().st_mode & 0o777 == 0o600


def test_calendars_take_the_restored_state_for_newer_than_what_they_have(
    stored: Stored, folder: Path, tmp_path: Path
) -> None:
    numbers = "SELECT min(sequence) FROM calendar_entries"
    with stored.database.engine.connect() as connection:
        before = connection.exec_driver_sql(numbers).scalar_one()
    back_up(folder, tmp_path / "monday.tar", START)
    restore(tmp_path / "new", tmp_path / "monday.tar", START)
    with closing(opened(tmp_path / "new")) as database, database.engine.connect() as connection:
        assert connection.exec_driver_sql(numbers).scalar_one() == before + RAISED_BY


def test_webhooks_take_what_happens_after_a_restore_for_newer_than_what_they_heard(
    stored: Stored, folder: Path, tmp_path: Path
) -> None:
    with stored.writing() as unit:
        make_webhook(unit, Wanted(url="https://crm.example.com/hooks"), Outside())
    stored.do(ANA, EditStep(step="legal", set={"title": "Legal"}))
    back_up(folder, tmp_path / "monday.tar", START)
    restore(tmp_path / "new", tmp_path / "monday.tar", START)
    with closing(opened(tmp_path / "new")) as database, database.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT sequence FROM webhook_counts").scalar_one() == 1 + RAISED_BY


def test_what_is_mailed_after_a_restore_is_newer_than_what_was_mailed_since_the_backup(
    stored: Stored, folder: Path, tmp_path: Path
) -> None:
    plan = stored_plan(stored.database, MEETINGS)
    send_invitation(plan, "review")
    post(plan)
    back_up(folder, tmp_path / "monday.tar", START)
    for hour in ("11:00", "12:00"):
        do(plan, ANA, {"do": "edit_step", "step": "review", "set": {"meeting": {"at": hour}}})
    lost = {one.to: one.event["SEQUENCE"] for one in post(plan)}

    restore(tmp_path / "new", tmp_path / "monday.tar", START)
    with closing(opened(tmp_path / "new")) as there:
        again = replace(plan, database=there)
        do(again, ANA, {"do": "edit_step", "step": "review", "set": {"meeting": {"at": "13:00"}}})
        told = {one.to: one.event["SEQUENCE"] for one in post(again)}

    assert told == dict.fromkeys(lost, 1 + RAISED_BY)
    assert all(told[address] > number for address, number in lost.items())


SWEPT = 10
"""Removed files whose content is deleted together."""


def attach_and_remove(stored: Stored, folder: Path, stopped: Event) -> None:
    """Hand files in and take them away until stopped; their content goes together, as in the sweep."""
    storage, gone = FolderStorage(folder / "files"), list[str]()
    while not stopped.is_set():
        key = hand_in(stored, folder, PNG, "logo.png")
        with stored.writing() as unit:
            remove_file(unit, stored.plan, key)
        gone.append(key)
        if len(gone) == SWEPT:  # a backup looks again where the sweep came between
            for one in gone:
                storage.delete(one)
            gone.clear()


def test_a_backup_under_write_load_is_one_state_of_everything(stored: Stored, folder: Path, tmp_path: Path) -> None:
    """Let four write without a pause, one of them hand files in and take them away; each backup is sound by itself."""
    stopped, written = Event(), list[str]()

    def write(name: int) -> None:
        number = 0
        while not stopped.is_set():
            number += 1
            retitle(stored, f"Legal {name}.{number}")
            written.append(f"Legal {name}.{number}")

    threads = [
        *(Thread(target=write, args=(name,)) for name in range(3)),
        Thread(target=attach_and_remove, args=(stored, folder, stopped)),
    ]
    for thread in threads:
        thread.start()
    acknowledged = list[int]()
    try:
        for number in range(3):
            acknowledged.append(len(written))
            back_up(folder, tmp_path / f"{number}.tar", START)
    finally:
        stopped.set()
        for thread in threads:
            thread.join()

    revisions = []
    for number in range(3):
        restore(tmp_path / str(number), tmp_path / f"{number}.tar", START)
        assert faults(tmp_path / str(number)) == []
        with closing(opened(tmp_path / str(number))) as database, database.engine.connect() as connection:
            revisions.append(connection.exec_driver_sql("SELECT revision FROM plans").scalar_one())
    assert revisions == sorted(revisions)
    assert all(revision > count for revision, count in zip(revisions, acknowledged, strict=True))


def test_nothing_is_written_over(stored: Stored, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "monday.tar").write_text("mine", encoding="utf-8")
    with pytest.raises(BackupError, match=r"there is a file .*monday.tar already; name another one"):
        back_up(folder, tmp_path / "monday.tar", START)
    with pytest.raises(BackupError, match=r"there is no folder .*nowhere; make it first"):
        back_up(folder, tmp_path / "nowhere" / "monday.tar", START)

    assert (tmp_path / "monday.tar").read_text(encoding="utf-8") == "mine"
    assert stored.opened().stored.revision == 1


def test_a_restore_over_plans_has_to_be_said_and_keeps_them(stored: Stored, folder: Path, tmp_path: Path) -> None:
    back_up(folder, tmp_path / "monday.tar", START)
    retitle(stored, "Changed on Tuesday")
    stored.database.close()
    tuesday = kept(folder)
    with pytest.raises(BackupError, match=r"there are people or plans in .*; say --replace to restore over them"):
        restore(folder, tmp_path / "monday.tar", START)
    assert kept(folder) == tuesday

    restored = restore(folder, tmp_path / "monday.tar", START, replace=True)

    assert restored.aside == folder / "before-restore-20261123T090000.db"
    assert stored.step("legal")["title"] == "Legal review"
    with closing(open_database(f"sqlite:///{restored.aside}")) as before:
        assert everything(before) == tuesday


def test_a_restore_is_refused_while_the_service_runs(stored: Stored, folder: Path, tmp_path: Path) -> None:
    back_up(folder, tmp_path / "monday.tar", START)
    with alone(folder), pytest.raises(BackupError, match=r"`backplan serve` keeps its plans in .*; stop it first"):
        restore(folder, tmp_path / "monday.tar", START, replace=True)
    with stored.reading(), pytest.raises(BackupError, match=r"somebody has .*backplan.db open; end that first"):
        restore(folder, tmp_path / "monday.tar", START, replace=True)


def test_a_backup_that_is_not_sound_changes_nothing(stored: Stored, folder: Path, tmp_path: Path) -> None:
    with stored.writing() as unit:
        unit.connection.exec_driver_sql("UPDATE plans SET entries = 7")
    back_up(folder, tmp_path / "monday.tar", START)

    with pytest.raises(BackupError) as refused:
        restore(tmp_path / "new", tmp_path / "monday.tar", START)

    assert str(refused.value).splitlines() == [
        "the backup is not sound, so nothing was changed:",
        f"plan {stored.plan}, log: the newest entry is 2, and the plan says 7",
    ]
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["backplan.lock"]


def test_content_that_was_lost_before_keeps_nobody_from_the_rest(stored: Stored, folder: Path, tmp_path: Path) -> None:
    storage = FolderStorage(folder / "files")
    [key] = [one.key for one in storage.contents()]
    storage.delete(key)
    made = back_up(folder, tmp_path / "monday.tar", START)

    assert made.missing == (key,)
    assert restore(tmp_path / "new", tmp_path / "monday.tar", START).plans == 1
    assert stored.opened().stored.entries == 2


def crooked(path: Path, *names: str) -> Path:
    """Write an archive with members of these names."""
    with tarfile.open(path, "w") as archive:
        for name in names:
            text = b'{"format": "backplan-backup/1", "made_at": "2026-11-23T09:00:00+00:00", "missing": []}'
            member = tarfile.TarInfo(name)
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text))
    return path


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ((), "is no backup that this version knows"),
        (("backplan.db",), "is no backup that this version knows"),
        (("backup.json",), "is not whole: there is no database in it"),
        (("backup.json", "../evil"), "a backup holds nothing like '../evil'"),
        (("backup.json", "files/ab/../../../evil"), "a backup holds nothing like"),
        (("backup.json", "/etc/passwd"), "a backup holds nothing like"),
    ],
)
def test_what_is_no_backup_is_refused(tmp_path: Path, names: tuple[str, ...], said: str) -> None:
    with pytest.raises(BackupError, match=said):
        restore(tmp_path / "new", crooked(tmp_path / "odd.tar", *names), START)
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["backplan.lock"]


def test_a_file_that_is_no_archive_or_none_at_all_is_refused(tmp_path: Path) -> None:
    (tmp_path / "odd.tar").write_text("no archive", encoding="utf-8")
    with pytest.raises(BackupError, match="is no backup that this version knows"):
        restore(tmp_path / "new", tmp_path / "odd.tar", START)
    with pytest.raises(BackupError, match=r"there is no file .*none\.tar"):
        restore(tmp_path / "new", tmp_path / "none.tar", START)
