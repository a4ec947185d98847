"""A slow, obvious second reading of SCHEDULING.md that walks unit by unit and referees the engine."""

from typing import Any

from .answer import answer
from .features import features
from .randomly import random_plan
from .reader import read
from .worktime import HorizonError

__all__ = ["HorizonError", "features", "random_plan", "schedule"]

_MARGINS = {"day": (500, 1500, 5000), "minute": (90, 300, 900, 4000)}


def schedule(document: dict[str, Any], as_of: str | None = None) -> dict[str, Any]:
    """Date a valid plan document and answer as plain data; calendars are laid out further when a walk needs it.

    Raises HorizonError where a walk leaves them at last.
    """
    day = as_of or document["as_of"]
    for margin in _MARGINS[document.get("resolution", "day")]:
        try:
            return answer(read(document, day, margin))
        except HorizonError:
            continue
    raise HorizonError
