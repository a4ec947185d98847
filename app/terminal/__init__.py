"""What people see of a plan on a terminal: its table, why a date is what it is, what a change moves, findings."""

from .changes import changes
from .explanation import explanation
from .findings import counted, findings
from .page import Page
from .table import line, table
from .templates import one_template, template_list

__all__ = ["Page", "changes", "counted", "explanation", "findings", "line", "one_template", "table", "template_list"]
