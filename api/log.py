"""The log: one line of JSON for each event, with the request's id; no body, no address as it came, no query string."""

from __future__ import annotations

import json
import logging
import sys
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

REQUEST_ID: ContextVar[str | None] = ContextVar("request_id", default=None)
"""What this request is called in answers and in the log."""

LOGGER = logging.getLogger("backplan")


class JsonLines(logging.Formatter):
    """Writes a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            "request_id": REQUEST_ID.get(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps({key: value for key, value in line.items() if value is not None}, ensure_ascii=False)


def set_up() -> None:
    """Send our events to standard error; let nobody else log addresses, which hold what people asked."""
    logging.getLogger("uvicorn.access").disabled = True
    _to_standard_error(LOGGER, logging.INFO)
    _to_standard_error(logging.getLogger("dbos"), logging.WARNING)  # the job engine tells of every start and stop


def set_up_server() -> None:
    """Let the server complain in the same form; what it says when all is well is said better elsewhere."""
    _to_standard_error(logging.getLogger("uvicorn"), logging.WARNING)


def _to_standard_error(logger: logging.Logger, level: int) -> None:
    if not logger.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(JsonLines())
        logger.addHandler(handler)
        logger.setLevel(level)
        logger.propagate = False
