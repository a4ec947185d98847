"""What nobody can reach of attached files is deleted by a job that comes round each day."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from app.duties import REGULAR, duties
from app.files import open_storage
from app.jobs import working
from app.plans import attach, remove_file
from app.plans.leftovers import DAILY
from app.settings import Settings
from tests.app.files.samples import PDF
from tests.stored import ANA, Stored
from tests.workers import HURRY, wait_until

if TYPE_CHECKING:
    from pathlib import Path


def test_a_worker_deletes_what_was_removed_and_keeps_what_was_not(stored: Stored, tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "written")
    storage = open_storage(settings.files, settings.data_dir)
    with stored.writing(ANA) as unit:
        kept = attach(unit, storage, stored.plan, name="kept.pdf", content=io.BytesIO(PDF)).file
    with stored.writing(ANA) as unit:
        removed = attach(unit, storage, stored.plan, name="removed.pdf", content=io.BytesIO(PDF)).file
    with stored.writing(ANA) as unit:
        remove_file(unit, stored.plan, removed.id)
    assert {one.key for one in storage.contents()} == {kept.id, removed.id}

    every = duties(stored.database, settings, lambda: stored.now)
    with working(stored.database, every, [DAILY], pace=HURRY, now=lambda: stored.now):
        wait_until(lambda: removed.id not in {one.key for one in storage.contents()})

    assert DAILY in REGULAR
    assert {one.key for one in storage.contents()} == {kept.id}
