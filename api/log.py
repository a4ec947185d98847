"""The log: one line of JSON for each event, with the request's id; no body, no address as it came, no query string."""

from __future__ import annotations

import json
import logging
import sys
from asyncio import get_running_loop
from contextlib import nullcontext
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, TextIO

from app.clock import now

REQUEST_ID: ContextVar[str | None] = ContextVar("request_id", default=None)
"""What this request is called in answers and in the log."""

LOGGER = logging.getLogger("backplan")


class Lines(logging.StreamHandler[TextIO]):
    """Writes lines; those of answers of one turn of the loop together, at its end, as each write costs as much."""

    def __init__(self, stream: TextIO) -> None:
        """Write to a stream."""
        super().__init__(stream)
        self._waiting = list[str]()

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line, or have it wait for those that come with it."""
        if not isinstance(record, Answer):
            self.flush()  # in the order in which things happened
            super().emit(record)
            return
        self._waiting.append(self.format(record))
        if len(self._waiting) == 1:
            try:
                get_running_loop().call_soon(self.flush)
            except RuntimeError:  # no loop runs here
                self.flush()

    def flush(self) -> None:
        """Write what waits."""
        with self.lock or nullcontext():
            waiting, self._waiting = self._waiting, []
            if waiting:
                self.stream.write("\n".join([*waiting, ""]))
            super().flush()


class JsonLines(logging.Formatter):
    """Writes a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        if isinstance(record, Answer):
            return record.line()
        line: dict[str, Any] = {
            "time": _time(record),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            "request_id": REQUEST_ID.get(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps({key: value for key, value in line.items() if value is not None}, ensure_ascii=False)


_TOLD = {
    **vars(logging.makeLogRecord({"name": LOGGER.name, "levelno": logging.INFO, "levelname": "INFO", "msg": "request"}))
}


class Answer(logging.LogRecord):
    """That a request was answered. There is one for each, so it is made and written out the short way."""

    def __init__(self, method: str, route: str | None, status: int | None, size: int, seconds: float) -> None:
        """Say how the request of this context was answered: the route as it is declared, for addresses name people."""
        self.__dict__ = {**_TOLD, "created": now().timestamp()}
        self.request_id = REQUEST_ID.get()
        self.facts = (method, route, status, size, seconds)

    def line(self) -> str:
        """Return it as one line of JSON."""
        method, route, status, size, seconds = self.facts
        return (
            f'{{"time": "{_time(self)}", "level": "info", "event": "request", "request_id": "{self.request_id}", '
            f'"method": {_quoted(method)}, "route": {_quoted(route)}, "status": {_number(status)}, "bytes": {size}, '
            f'"milliseconds": {seconds * 1000:.1f}}}'
        )


def log_answer(method: str, route: str | None, status: int | None, size: int, seconds: float) -> None:
    """Write the line of a request that was answered."""
    if LOGGER.isEnabledFor(logging.INFO):
        LOGGER.handle(Answer(method, route, status, size, seconds))


def _number(said: int | None) -> str:
    return "null" if said is None else str(said)


@lru_cache(maxsize=1_000)
def _quoted(text: str | None) -> str:
    return json.dumps(text)


def set_up() -> None:
    """Send our events to standard error; let nobody else log addresses, which hold what people asked."""
    logging.getLogger("uvicorn.access").disabled = True
    _to_standard_error(LOGGER, logging.INFO)
    _to_standard_error(logging.getLogger("dbos"), logging.WARNING)  # the job engine tells of every start and stop


def set_up_server() -> None:
    """Let the server complain in the same form; what it says when all is well is said better elsewhere."""
    _to_standard_error(logging.getLogger("uvicorn"), logging.WARNING)


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def _to_standard_error(logger: logging.Logger, level: int) -> None:
    if not logger.handlers:
        handler = Lines(sys.stderr)
        handler.setFormatter(JsonLines())
        logger.addHandler(handler)
        logger.setLevel(level)
        logger.propagate = False
