"""Golden exports, byte for byte; and what five real readers see in the calendars is what was meant."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.exports.ics import Scope, entries
from tests.golden.exports import GoldenExport, export_files, read_export
from tests.readers.calendars import NPM, PYTHON, Calendar, Seen, npm_sees

FILES = export_files()
ZONES = ("UTC", "America/New_York", "Pacific/Auckland")


def meant(golden: GoldenExport) -> Calendar:
    """Return what every reader should see, made of the entries."""
    projection, scope = golden.projection, golden.scope or Scope()
    events = tuple(
        Seen(
            uid=entry.uid,
            summary=" ".join(entry.summary.split()),
            description="\n".join([*entry.dates, *entry.texts]).replace("\u2028", "\n").replace("\u2029", "\n"),
            place=entry.place,
            begin=entry.span.begin.isoformat(),
            end=entry.span.end.isoformat(),
        )
        for entry in entries(projection.dated, scope)
    )
    return Calendar(name=_name(golden), events=events)


def _name(golden: GoldenExport) -> str:
    title = golden.reading.document.title
    said = {"mine": f"{title}: Eva Lang", "side": f"{title}: Acme"}
    scope = golden.scope
    return said["mine"] if scope and scope.person else said["side"] if scope and scope.party else title


@pytest.mark.parametrize("suffix", [".ics", ".csv"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_plan_gives_these_bytes(path: Path, suffix: str) -> None:
    golden = read_export(path)

    assert golden.files[suffix] == path.with_suffix(suffix).read_bytes(), f"{golden.says} (make cases writes it anew)"


@pytest.mark.parametrize("reader", PYTHON)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_readers_in_python_see_what_was_meant(path: Path, reader: str) -> None:
    assert PYTHON[reader](path.with_suffix(".ics").read_bytes()) == meant(read_export(path))


@pytest.mark.parametrize("reader", NPM)
@pytest.mark.parametrize("zone", ZONES)
def test_readers_in_javascript_see_what_was_meant_wherever_they_run(reader: str, zone: str) -> None:
    seen = npm_sees(reader, [path.with_suffix(".ics") for path in FILES], zone=zone)

    assert seen == [meant(read_export(path)) for path in FILES]


def test_hash_seed_zone_and_language_of_a_machine_change_no_byte() -> None:
    code = (
        "import hashlib\n"
        "from tests.golden.exports import export_files, read_export\n"
        "from app.exports import EXPORTS\n"
        "for path in export_files():\n"
        "    golden = read_export(path)\n"
        "    files = [*golden.files.values(), *(one.render(golden.projection) for one in EXPORTS.values())]\n"
        "    print(path.stem, [hashlib.sha256(content).hexdigest() for content in files])\n"
    )
    machines = (
        {"PYTHONHASHSEED": "0", "TZ": "Pacific/Auckland", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "4711", "TZ": "America/New_York", "LC_ALL": "C.UTF-8"},
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, **machine},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for machine in machines
    ]

    assert said[0] == said[1]
    assert len(said[0].splitlines()) == len(FILES)


def test_every_golden_export_says_what_it_shows() -> None:
    assert all(read_export(path).says.endswith(".") for path in FILES)
    assert {path.stem for path in FILES} == {path.stem for path in FILES[0].parent.iterdir()}
