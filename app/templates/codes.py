"""Every code of a refusal of what is done with a workspace's own templates: its cause and its cure in a sentence."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CODES: Mapping[str, str] = MappingProxyType(
    {
        "bad-template-name": "A template's name has other characters than letters, digits and hyphens: rename it.",
        "made-of-no-template": "The plan was made of no template that you see: there is nothing to compare it with.",
        "ready-made-template": "A template of that name comes with the service: give yours another one.",
        "template-archived": "The template is archived, so nothing is made of it: restore it, or take another.",
        "template-mistake": "Something is wrong in a template: mend what is told, with its line and its path.",
        "template-not-archived": "The template is not archived: there is nothing to restore.",
        "too-many-templates": "The workspace has as many templates as the limit: change one of those that it has.",
        "unknown-template-version": "The template has no version of that number: look at its versions.",
        "version-not-kept": "The version that a plan was made of is not kept here: nobody can tell what has changed.",
    }
)
"""Each code that is given, and why."""
