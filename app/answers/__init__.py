"""The answers of the service, in the one form that the command's JSON and the HTTP routes share."""

from .explanation import ExplainAnswer, ReasonAnswer
from .findings import FindingAnswer, FindingsAnswer
from .plan import BufferAnswer, CriticalDateAnswer, PlanAnswer
from .problems import ProblemAnswer, ProblemsAnswer
from .steps import StepAnswer

__all__ = [
    "BufferAnswer",
    "CriticalDateAnswer",
    "ExplainAnswer",
    "FindingAnswer",
    "FindingsAnswer",
    "PlanAnswer",
    "ProblemAnswer",
    "ProblemsAnswer",
    "ReasonAnswer",
    "StepAnswer",
]
