"""A real subscriber: vdirsyncer fetches a feed over http into a folder, and khal shows what is in it."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_PROGRAMS = Path(sys.executable).parent

_VDIRSYNCER = """\
[general]
status_path = "{folder}/status"
[pair plan]
a = "feed"
b = "calendar"
collections = null
conflict_resolution = "a wins"
[storage feed]
type = "http"
url = "{url}"
[storage calendar]
type = "filesystem"
path = "{folder}/calendar"
fileext = ".ics"
"""
_KHAL = """\
[calendars]
[[plan]]
path = {folder}/calendar
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Berlin
default_timezone = Europe/Berlin
[sqlite]
path = {folder}/khal.db
[default]
default_calendar = plan
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """A machine on which somebody subscribes to a feed."""

    folder: Path
    """Its own."""
    url: str

    def synced(self) -> dict[str, tuple[str, int]]:
        """Fetch the feed, and return by file the title of each entry and when it was written, in nanoseconds.

        vdirsyncer names each file after what is in it but the UID.
        """
        if not (self.folder / "vdirsyncer").exists():
            (self.folder / "calendar").mkdir(parents=True)
            (self.folder / "vdirsyncer").write_text(_VDIRSYNCER.format(folder=self.folder, url=self.url))
            (self.folder / "khal").write_text(_KHAL.format(folder=self.folder))
            self._run("vdirsyncer", "-c", self.folder / "vdirsyncer", "discover")
        self._run("vdirsyncer", "-c", self.folder / "vdirsyncer", "sync")
        files = (self.folder / "calendar").iterdir()
        return {path.name: (_summary(path.read_text()), path.stat().st_mtime_ns) for path in files}

    def shown(self, first: str, days: int) -> list[str]:
        """Return the lines that khal shows of some days, one an entry and day."""
        said = self._run(
            "khal", "-c", self.folder / "khal", "list", "--format", "{start-date} {title}", first, f"{days}d"
        )
        return [line for line in said.splitlines() if line[:1].isdigit()]

    def _run(self, program: str, *arguments: str | Path) -> str:
        command = [str(_PROGRAMS / program), *map(str, arguments)]
        said = subprocess.run(command, capture_output=True, text=True, check=False)
        assert said.returncode == 0, said.stderr + said.stdout
        return said.stdout


def _summary(content: str) -> str:
    lines = content.replace("\r\n ", "").replace("\n ", "").splitlines()
    [summary] = [line.partition(":")[2] for line in lines if line.startswith("SUMMARY:")]
    return summary
