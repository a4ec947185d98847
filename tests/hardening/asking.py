"""A client that asks until it is answered: whoever is cut off sends the same again, with the same key."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

import httpx

from tests.workers import PATIENCE

if TYPE_CHECKING:
    from .people import Person
    from .processes import Process

COME_AGAIN = frozenset({429, 503})
"""Answers that say that nothing was done, and to come again."""
A_MOMENT = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A request, and what it was answered in the end."""

    who: Person
    mark: str
    """What it is called: its key, and what it leaves behind holds this too."""
    path: str
    asked: dict[str, Any]
    status: int
    answer: Any
    attempts: int
    replayed: bool
    """Whether it had been done when somebody was cut off."""


@dataclass(slots=True, kw_only=True)
class Client:
    """What one person's requests go through."""

    who: Person
    at: Process
    http: httpx.Client = field(default_factory=lambda: httpx.Client(trust_env=False, timeout=PATIENCE))

    def get(self, path: str, **parameters: str) -> Any:  # noqa: ANN401 - plain data
        """Look at something."""
        return self.look(path, **parameters)[0]

    def look(self, path: str, **parameters: str) -> tuple[Any, str]:
        """Look at something, and return its tag with it, if it has one."""
        answer, _ = self._answered("GET", path, {}, params=parameters)
        assert answer.status_code == httpx.codes.OK, answer.text
        return answer.json(), answer.headers.get("etag", "")

    def post(
        self, path: str, asked: dict[str, Any], mark: str, *, patience: float = PATIENCE, seen: str | None = None
    ) -> Answered:
        """Ask for something to be done, once, however often that has to be sent.

        `patience` is how many seconds an answer to the first attempt may take, `seen` the tag of what was looked at.
        """
        headers = {"idempotency-key": mark} | ({} if seen is None else {"if-match": seen})
        answer, attempts = self._answered("POST", path, headers, patience=patience, json=asked)
        return Answered(
            who=self.who,
            mark=mark,
            path=path,
            asked=asked,
            status=answer.status_code,
            answer=answer.json(),
            attempts=attempts,
            replayed="idempotency-replayed" in answer.headers,
        )

    def _answered(
        self,
        method: str,
        path: str,
        headers: dict[str, str],
        *,
        patience: float = PATIENCE,
        **rest: Any,  # noqa: ANN401 - as httpx has it
    ) -> tuple[httpx.Response, int]:
        ends, attempts = monotonic() + PATIENCE, 0
        while True:
            attempts += 1
            try:
                url = f"{self.at.home}{path}"
                shown = {**self.who.shows, **headers}
                timeout = patience if attempts == 1 else PATIENCE
                answer = self.http.request(method, url, headers=shown, timeout=timeout, **rest)
            except httpx.TransportError:
                answer = None
            if answer is not None and answer.status_code not in COME_AGAIN:
                return answer, attempts
            assert monotonic() < ends, f"nobody answers {self.who.name}"
            sleep(A_MOMENT)
