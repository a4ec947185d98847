"""Several processes start at once on an empty PostgreSQL: one brings it to this version, the others find it there."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from app.clock import now
from app.soundness import Checked, check_database
from app.store import open_database
from app.store.migrations import behind
from tests.api.test_serve import BACKPLAN, ROOT, environment

from .processes import READY, on

if TYPE_CHECKING:
    from pathlib import Path

    from tests.servers.postgres import Postgres

COMMANDS = (("serve", "--port", "0"), ("serve", "--port", "0"), ("work",), ("db", "upgrade"))


def test_processes_that_start_together_on_an_empty_database_do_not_race(postgres: Postgres, tmp_path: Path) -> None:
    with postgres.database() as url:
        settings = {**environment(), **on(url, tmp_path)}
        started = [
            subprocess.Popen(
                [BACKPLAN, *command],
                cwd=ROOT,
                env=settings,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for command in COMMANDS
        ]
        try:
            said = [process.stdout.readline() if process.stdout else "" for process in started]
            for process in started[:3]:
                process.terminate()
            complaints = [process.communicate(timeout=120)[1] for process in started]
        finally:
            for process in started:
                process.kill()
                process.wait()
        database = open_database(url)
        faults = [*check_database(database, None, now(), Checked())]
        missing = behind(database)
        database.close()

    assert [bool(READY.fullmatch(line)) for line in said[:3]] == [True, True, True], (said, complaints)
    assert [process.returncode for process in started] == [0, 0, 0, 0], complaints
    assert complaints == ["", "", "", ""]
    assert (faults, missing) == ([], [])
