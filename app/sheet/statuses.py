"""How far a step is, as people write it into sheets."""

from __future__ import annotations

import re
from typing import Literal

Stage = Literal["open", "judged", "begun", "done", "skipped", "blocked"]
"""`judged` is a word about how a step stands, which says nothing of how far it is."""

_WORDS: tuple[tuple[Stage, str], ...] = (
    (
        "skipped",
        r"skipped|n/?a|n\.a|not applicable|not (needed|required)|cancel\w*|dropped|entfällt|out of scope|won'?t do",
    ),
    ("open", r"not (yet )?(begun|started|done|complete)|incomplete|open|to ?do|planned|upcoming|scheduled|pending"),
    ("open", r"backlog|new|no|offen|geplant|nicht begonnen"),
    ("open", r"not[_ ]started|tbd|tbc|deferred|zurückgestellt|ausstehend|☐|⬜|⚪|nicht angefangen|false"),
    (
        "judged",
        r"on track|at risk|late|delayed|overdue|green|amber|yellow|red|🟢|🟡|🟠|🔴|im plan|verspätet|grün|gelb|rot",
    ),
    (
        "blocked",
        r"blocked( (by|on) .+)?|stuck|on hold|waiting( (on|for) .+)?|blockiert|wartet( auf .+)?|gestoppt|⛔|🛑",
    ),
    ("done", r"done|completed?|finished|closed|signed|yes|y|x|true|ok|erledigt|fertig|abgeschlossen|ja|[✓✔☑✅]\ufe0f?"),
    (
        "begun",
        r"in[- _]?(progress|process|work)|started|begun|under ?way|ongoing|active|wip|doing|läuft|begonnen|in arbeit",
    ),
    ("begun", r"working on it|in bearbeitung|🔄|🟦"),
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
    folded = _folded(text)
    return next((found for part in (folded, *_parts(folded)) if (found := _one(part))), None)


def known_words(text: str) -> bool:
    """Tell whether all the words of a status are known, so that nothing but the status is in them."""
    folded = _folded(text)
    return _one(folded) is not None or all(_one(part) for part in _parts(folded) if part)


def _one(part: str) -> Stage | None:
    return next((found for found, words in _WORDS if re.fullmatch(words, part)), None)


def _parts(folded: str) -> list[str]:
    return re.split(r"\s*[,;(:/-]\s*", folded.rstrip(")"))


def _folded(text: str) -> str:
    """Return a status in small letters, without the signs that people put before or behind words."""
    plain = " ".join(text.casefold().split()).strip(" .!")
    bare = " ".join(re.sub(r"[^\w\s,;:()/&%'.-]+", " ", plain).split())
    return bare or plain


def kind(text: str) -> str | None:
    """Return what a step is; None where the word is unknown."""
    return _KINDS.get(" ".join(text.casefold().replace("_", " ").split()))
