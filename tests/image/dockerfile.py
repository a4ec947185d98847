"""The Dockerfile and what of the project it can see."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruction:
    """One line of the Dockerfile."""

    name: str
    """What to do, in capitals: FROM, COPY, RUN, …"""

    rest: str
    """What to do it with, as it is written."""


def instructions() -> list[Instruction]:
    """Return the Dockerfile's instructions in their order."""
    text = re.sub(r"\\\n", " ", (ROOT / "Dockerfile").read_text(encoding="utf-8"))
    lines = [line.split(maxsplit=1) for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [Instruction(name=name, rest=rest) for name, rest in lines]


def copied() -> list[str]:
    """Return all that the Dockerfile copies from the project."""
    return [
        source
        for instruction in instructions()
        if instruction.name == "COPY" and not instruction.rest.startswith("--from=")
        for source in instruction.rest.split()[:-1]
    ]


def allowed() -> list[str]:
    """Return all that `.dockerignore` lets through, after it has shut out everything."""
    return [line.removeprefix("!") for line in _ignore_lines() if line.startswith("!")]


def send_context(folder: Path) -> None:
    """Copy into the folder what a Docker engine would be sent."""
    for name in allowed():
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)


def _ignore_lines() -> Iterator[str]:
    for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line
