"""The calculator: a go-live date and a few answers in, a dated plan out; nothing is kept."""

from .calculation import Calculation, calculate
from .inputs import ANSWER, LONGEST_TEXT, YEARS_AHEAD, Inputs, inputs_of, step_of
from .kinds import of_kind
from .rescue import Rescue, rescue

__all__ = [
    "ANSWER",
    "LONGEST_TEXT",
    "YEARS_AHEAD",
    "Calculation",
    "Inputs",
    "Rescue",
    "calculate",
    "inputs_of",
    "of_kind",
    "rescue",
    "step_of",
]
