"""What a job is, how often it is tried, and what whoever does it is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

_MINUTES = (0.25, 1, 5, 15, 30, 60, 120, 240, 480, 480)
A_DAY = tuple(timedelta(minutes=each) for each in _MINUTES)
"""The waits of a job that is tried for a day: often at first, as most that fails is mended soon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Something that is done later, by whichever process has time for it."""

    name: str
    """Kept with each one that waits: another name would leave those behind."""
    waits: tuple[timedelta, ...] = A_DAY
    """How long it rests after each attempt that failed; after the last one it is given up."""
    jitter: float = 0.0
    """By which part of itself a rest is longer at most, so that what failed together does not come back together."""
    priority: int = 5
    """What somebody waits for has a small one: however much else is in the queue, it is done before that."""

    def rest(self, series: str, attempt: int) -> timedelta:
        """Return how long one job rests after an attempt: always as long, however often that is asked."""
        share = int.from_bytes(sha256(f"{series}#{attempt}".encode()).digest()[:4]) / 2**32
        return self.waits[attempt - 1] * (1 + self.jitter * share)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One job that is to be done now."""

    workspace: str
    """Where it was asked for."""
    about: str
    """The id of what it is about."""
    attempt: int
    """Counted from 1."""
    is_last: bool
    """Whether it is given up if this attempt fails."""


class NotYet(Exception):  # noqa: N818 - a sentence for the log: nothing is wrong with the program
    """It could not be done now, for a reason outside; it is tried again, and the log says so."""

    def __init__(self, sentence: str, *, logged: str = "", rest: timedelta = timedelta(0)) -> None:
        """Say why, and how long it rests at least, where whoever refused said so.

        `logged` is what the log has instead, where the sentence is somebody else's and may name somebody.
        """
        super().__init__(sentence)
        self.logged = logged or sentence
        self.rest = rest
