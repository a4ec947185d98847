"""Reusable plans and groups of steps, and what turns one of them into a plan document.

Content is YAML in `vocabulary/` (questions, ranges, multipliers, roles, phases), `fragments/`, `catalog/`. Nothing here
asks the clock, and plain data comes out.
"""

from .answers import answers_from_text, with_defaults
from .codes import CODES
from .expansion import expand_step
from .instance import Deal, Form, Instance, instantiate, plan_of, trace_in
from .library import Library, ready_made
from .questions import Question
from .templates import Part, Template, questions_of, template, templates
from .traces import Multiplied, Trace

__all__ = [
    "CODES",
    "Deal",
    "Form",
    "Instance",
    "Library",
    "Multiplied",
    "Part",
    "Question",
    "Template",
    "Trace",
    "answers_from_text",
    "expand_step",
    "instantiate",
    "plan_of",
    "questions_of",
    "ready_made",
    "template",
    "templates",
    "trace_in",
    "with_defaults",
]
