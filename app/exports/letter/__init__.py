"""The letter to the sponsor: one page, always in step with the plan."""

from .html import letter_html
from .markdown import letter_markdown

__all__ = ["letter_html", "letter_markdown"]
