"""The calculator: a go-live date and a few answers in, a dated plan out; nothing is kept."""

from .calculation import Calculation, calculate
from .inputs import Inputs, inputs_of

__all__ = ["Calculation", "Inputs", "calculate", "inputs_of"]
