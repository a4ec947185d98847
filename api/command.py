"""The `backplan` command with all that it can do: what `app` has, and the service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli import main as backplan

from . import serve, work

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks, and return the exit status."""
    return backplan(arguments, further=(serve.COMMAND, work.COMMAND))
