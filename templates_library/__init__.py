"""Reusable plans and groups of steps, and what turns one of them into a plan document.

Content is YAML in `vocabulary/` (questions, ranges, multipliers, roles, phases), `fragments/`, `catalog/`. Nothing here
asks the clock, and plain data comes out.
"""

from .answers import answers_from_text, with_defaults
from .codes import CODES
from .differences import FieldChange, TemplateChange, TemplateChanges, template_changes
from .expansion import expand_step
from .instance import Deal, Form, Instance, instantiate, plan_of, trace_in
from .library import Library, ready_made, text_of
from .mistakes import Mistake, Mistaken
from .own import alone, read_own
from .packing import packed, unpacked
from .questions import Question
from .templates import Part, Template, questions_of, template, templates
from .traces import Multiplied, Trace
from .yaml_file import YamlFile

__all__ = [
    "CODES",
    "Deal",
    "FieldChange",
    "Form",
    "Instance",
    "Library",
    "Mistake",
    "Mistaken",
    "Multiplied",
    "Part",
    "Question",
    "Template",
    "TemplateChange",
    "TemplateChanges",
    "Trace",
    "YamlFile",
    "alone",
    "answers_from_text",
    "expand_step",
    "instantiate",
    "packed",
    "plan_of",
    "questions_of",
    "read_own",
    "ready_made",
    "template",
    "template_changes",
    "templates",
    "text_of",
    "trace_in",
    "unpacked",
    "with_defaults",
]
