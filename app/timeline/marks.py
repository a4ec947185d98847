"""The shapes that stand for kinds of steps, and the heads of links."""

MARKS = {
    "milestone": "M0-8 8 0 0 8-8 0z",
    "gate": "M-4.5-8h9l4.5 8-4.5 8h-9L-9 0z",
    "meeting": "M0-7a7 7 0 1 0 .01 0z",
    "value_event": "M0-10 2.9-3.4 10-2.8 4.6 1.8 6.3 8.8 0 5-6.3 8.8-4.6 1.8-10-2.8-2.9-3.4z",
    "agreed": "M0-8-4.5-14h9z",
    "down": "M0 1-3.5-5h7z",
    "up": "M0-1-3.5 5h7z",
}
"""Shapes by what they stand for, around the point that they mark."""
