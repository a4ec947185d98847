"""What the job engine says in the log: facts and ids, no address and no content."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LOGGER = logging.getLogger("backplan.jobs")


def report(
    event: str, facts: Mapping[str, object], *, level: int = logging.INFO, error: BaseException | None = None
) -> None:
    """Write an event with its facts; a trace goes with an error that nobody expected."""
    LOGGER.log(level, event, exc_info=error, extra={"facts": facts})
