"""What the routes of people can refuse."""

from __future__ import annotations

from api.declared import LOOKING, ORDER_PROBLEMS

LISTING = ("unauthenticated", "forbidden", "busy")
"""What is refused where people look at all that there is."""
CHANGING = (*dict.fromkeys((*LOOKING, "conflict", *ORDER_PROBLEMS)),)
"""What is refused where they change something by a body of JSON."""
ENDING = (*LOOKING, "conflict")
"""What is refused where they take something away."""
