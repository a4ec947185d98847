"""The answers of the service, in the one form that the command's JSON and the HTTP routes share."""

from .changes import ChangesAnswer, DateMoveAnswer, EditAnswer, MoveAnswer
from .explanation import ExplainAnswer, ReasonAnswer
from .findings import FindingAnswer, FindingsAnswer
from .plan import BufferAnswer, CriticalDateAnswer, PlanAnswer
from .problems import ProblemAnswer, ProblemsAnswer
from .steps import StepAnswer

__all__ = [
    "BufferAnswer",
    "ChangesAnswer",
    "CriticalDateAnswer",
    "DateMoveAnswer",
    "EditAnswer",
    "ExplainAnswer",
    "FindingAnswer",
    "FindingsAnswer",
    "MoveAnswer",
    "PlanAnswer",
    "ProblemAnswer",
    "ProblemsAnswer",
    "ReasonAnswer",
    "StepAnswer",
]
