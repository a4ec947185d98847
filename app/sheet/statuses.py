"""How far a step is, as people write it into sheets."""

from __future__ import annotations

import re
from typing import Literal

Stage = Literal["open", "judged", "begun", "done", "skipped", "blocked"]
"""`judged` is a word about how a step stands, which says nothing of how far it is."""

_WORDS: tuple[tuple[Stage, str], ...] = (
    ("skipped", r"skipped|n/?a|not applicable|not needed|cancel\w*|dropped|entfällt|out of scope"),
    ("open", r"not (yet )?(begun|started|done|complete)|incomplete|open|to ?do|planned|upcoming|scheduled|pending"),
    ("open", r"backlog|new|no|offen|geplant|nicht begonnen"),
    ("judged", r"on track|at risk|late|delayed|overdue|green|amber|yellow|red"),
    ("blocked", r"blocked|stuck|on hold|waiting|blockiert|wartet"),
    ("done", r"done|completed?|finished|closed|signed|yes|y|x|✓|✔|☑|true|ok|erledigt|fertig|abgeschlossen|ja"),
    ("begun", r"in progress|in work|started|begun|under ?way|ongoing|active|wip|doing|läuft|in arbeit|begonnen"),
)
_KINDS = {
    "task": "task", "aufgabe": "task", "activity": "task", "step": "task",
    "meeting": "meeting", "call": "meeting", "workshop": "meeting", "termin": "meeting", "besprechung": "meeting",
    "milestone": "milestone", "meilenstein": "milestone",
    "gate": "gate", "go/no-go": "gate", "decision": "gate", "approval": "gate", "entscheidung": "gate",
    "value event": "value_event", "value realization event": "value_event", "value": "value_event",
}  # fmt: skip


def stage(text: str) -> Stage | None:
    """Return how far a step is, of several words (`Under way, late`) by the first; None where they are unknown."""
    folded = " ".join(text.casefold().split()).strip(" .!")
    for part in (folded, *re.split(r"\s*[,;(-]\s*", folded)):
        for found, words in _WORDS:
            if re.fullmatch(words, part):
                return found
    return None


def kind(text: str) -> str | None:
    """Return what a step is; None where the word is unknown."""
    return _KINDS.get(" ".join(text.casefold().replace("_", " ").split()))
