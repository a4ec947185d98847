"""Why a plan cannot be scheduled: every problem with its place, told at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .plan import Moment

Path = tuple[str | int, ...]
"""The way to a place in the plan document: `("steps", 4, "after", 0)`."""

CODES = {
    "actual-after-as-of": "Progress lies after the plan's day; only what has happened is progress.",
    "anchor-not-milestone": "Only what takes no time can mark a beginning; take 'anchor' out.",
    "beyond-horizon": "A date runs out of the calendar; look for a duration, lag or year that is far too large.",
    "cycle": "Steps wait for each other in a circle; take one of the named links out.",
    "duplicate-id": "An id stands twice; give each its own.",
    "finished-before-started": "A finish lies before the start of the same step; correct one of the two.",
    "impossible-pin": "A pin names a day on which the step cannot start or finish; take one of the two named.",
    "milestone-duration": "A milestone takes no time; make it a task or leave the duration out.",
    "milestone-started": "A milestone cannot be under way; write 'finished' once it has happened.",
    "missing-duration": "A task or a meeting needs a duration: write one, or make it a milestone.",
    "no-common-time": "Those who must do a step together never can; change a calendar, an owner or an absence.",
    "no-slot": "No slot falls on working time outside the freezes; change the rule, the calendar or the freezes.",
    "no-working-time": "A calendar never works; name a working day in its week, or shorten what is closed.",
    "remaining-not-started": "Only a started step has something remaining; write 'started' or change the duration.",
    "self-link": "A step waits for itself; take the link out.",
    "slot-rule": "The slots are no rhythm; write a recurrence rule without an end, such as FREQ=WEEKLY;BYDAY=TU.",
    "too-many-stretches": "Hours, absences and slots make too much to compute; let steps share calendars and slots.",
    "unit-in-day-plan": "A day plan cannot count hours or minutes; write days, or set 'resolution: minute'.",
    "unknown-calendar": "A calendar is named that the plan does not have; correct the name or add it.",
    "unknown-get": "A give names a get that the plan does not have; correct the name or add it.",
    "unknown-party": "A party is named that the plan does not have; correct the name or add it.",
    "unknown-person": "Somebody is named who is not among the plan's people; correct the name or add them.",
    "unknown-phase": "A phase is named that the plan does not have; correct the name or add it.",
    "unknown-step": "A step is named that the plan does not have; correct the name or add it.",
    "zero-duration": "A duration must be at least one unit; what takes no time has none.",
    "zero-remaining": "A step with nothing remaining is finished; write 'finished' with its date.",
}
"""Every reason of the engine to refuse a plan: its cause and its cure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that must be mended before the plan can be scheduled."""

    code: str
    """Stable, in kebab-case; one of `CODES` of the module that tells it."""
    path: Path
    sentence: str
    """What is wrong and what to do, in words that stand alone after the place."""

    @property
    def place(self) -> str:
        """The path as people write it: `steps[4].after[0]`; empty for the whole document."""
        written = ""
        for part in self.path:
            written += f"[{part}]" if isinstance(part, int) else f".{part}" if written else part
        return written

    def __str__(self) -> str:
        """Return place and sentence."""
        return f"{self.place}: {self.sentence}" if self.path else self.sentence


class Refused(ValueError):  # noqa: N818 - it is the field's word: a plan is refused
    """The plan cannot be scheduled."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep all problems, in the order of the document."""
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def nearest(name: str, called: Mapping[str, str], *, alike: bool = True) -> str:
    """Return `; did you mean 'x'?` for what was most probably meant, or nothing where nothing is near."""
    found = meant(name, called, alike=alike)
    return f"; did you mean {found!r}?" if found else ""


def meant(name: str, called: Mapping[str, str], *, alike: bool = True, likeness: float = 0.6) -> str | None:
    """Return the id of what is called most like a name, else of what begins like it, if anything does.

    `called` has what things are called, folded, with their ids; without `alike` only capitals, blanks and dashes are
    forgiven.
    """
    wanted = folded(name)
    if wanted in called or not alike or len(wanted) > LONGEST:
        return called.get(wanted)
    if near := get_close_matches(wanted, sorted(called), n=1, cutoff=likeness):
        return called[near[0]]
    longer = [one for one in called if len(wanted) >= BEGINNING and one.startswith(wanted)]
    shorter = [one for one in called if len(one) >= BEGINNING and wanted.startswith(one)]
    found = min(longer, key=lambda one: (len(one), one), default=None) or max(shorter, key=len, default=None)
    return None if found is None else called[found]


BEGINNING = 3
"""Letters that two names must share to begin alike."""

LONGEST = 200
"""Characters of a name beyond which nothing is guessed."""


def folded(name: str) -> str:
    """Return a name without what people mix up: capitals, blanks, dashes."""
    return name[: LONGEST + 1].strip().casefold().replace("_", "-").replace(" ", "-")


def quoted(name: str) -> str:
    """Return a name in quotation marks, cut where it is very long."""
    return repr(name if len(name) <= SHOWN else f"{name[:SHOWN]}...")


SHOWN = 64
"""Characters of a name that a refusal repeats: as many as an id may have."""


def moment_written(moment: Moment) -> str:
    """Return a day, or a time without seconds and with the offset that it has, as people write it in a plan."""
    return moment.isoformat(sep=" ", timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()
