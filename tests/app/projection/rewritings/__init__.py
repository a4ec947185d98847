"""Ways to change what is hidden from a party: some may move a date that it sees, none what it reads of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .days import close_otherwise
from .people import change_hands, hand_over, put_in_charge, write_to_others
from .steps import (
    add_idle_steps,
    date_hidden_steps,
    drop_idle_steps,
    link_otherwise,
    make_otherwise,
    name_alike,
    reorder,
    split,
    take_elsewhere,
    wait_for_hidden_steps,
)
from .words import argue_otherwise, say_otherwise

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from tests.app.projection.private import Document

    Rewriting = Callable[[random.Random, Document, str], None]

REWRITINGS: tuple[Rewriting, ...] = (
    say_otherwise, argue_otherwise, write_to_others, change_hands, put_in_charge, hand_over, split, reorder, name_alike,
    make_otherwise, take_elsewhere, date_hidden_steps, link_otherwise, wait_for_hidden_steps, add_idle_steps,
    drop_idle_steps, close_otherwise,
)  # fmt: skip

__all__ = ["REWRITINGS", "Rewriting"]
