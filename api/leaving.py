"""The end of a process that did jobs: it waits for none that was not through in time, as another begins that anew."""

from __future__ import annotations

import logging
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.cli.status import DONE, INTERRUPTED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.jobs import Pulse


@contextmanager
def leaving(pulse: Pulse) -> Iterator[None]:
    """End the process after the block where jobs are still under way: their threads would hold it until they end."""
    try:
        yield
    except KeyboardInterrupt:
        _end(pulse, INTERRUPTED)
        raise
    _end(pulse, DONE)


def _end(pulse: Pulse, status: int) -> None:
    if pulse.left:
        logging.shutdown()
        sys.stdout.flush()
        os._exit(status)
