"""How often Python looks through all objects of the process for circles that nobody holds any more."""

from __future__ import annotations

import gc

SELDOM = 500
"""Looks at younger objects between two looks at all; Python's own number is 10."""


def collect_seldom() -> None:
    """Leave what is here already alone for ever, and look through all that comes seldom.

    Whatever a look goes through, every answer waits for: half a second for the plans that are kept in memory, of which
    it finds hundreds of objects to free. What is in no circle, nearly all, is freed at once without it.
    """
    gc.collect()
    gc.freeze()
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, SELDOM)
