"""The answers of the service, in the one form that the command's JSON and the HTTP routes share."""

from .findings import FindingAnswer, FindingsAnswer
from .plan import BufferAnswer, CriticalDateAnswer, PlanAnswer
from .problems import ProblemAnswer, ProblemsAnswer
from .steps import StepAnswer

__all__ = [
    "BufferAnswer",
    "CriticalDateAnswer",
    "FindingAnswer",
    "FindingsAnswer",
    "PlanAnswer",
    "ProblemAnswer",
    "ProblemsAnswer",
    "StepAnswer",
]
