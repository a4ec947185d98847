"""The kinds of refusals over HTTP: the one table from what was refused to a stable code and a status."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scheduler.refusals import Problem

PROBLEM_JSON = "application/problem+json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of refusal."""

    code: str
    """Stable, in kebab-case."""
    status: int
    title: str
    """What it is, the same for every occurrence."""
    cure: str
    """What to do about it."""

    @property
    def type(self) -> str:
        """The reference that names the kind and leads to its page."""
        return f"/problems/{self.code}"


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        code: Kind(code=code, status=status, title=title, cure=cure)
        for code, status, title, cure in (
            (
                "bad-request",
                400,
                "The request cannot be understood",
                "Look whether something between you and the service cut it short or changed it.",
            ),
            (
                "unreadable-text",
                400,
                "The body is no text that a plan could be in",
                "Mend the JSON or YAML at the line that is told, and send it in UTF-8.",
            ),
            ("not-found", 404, "There is nothing here", "Mend the address; the list of all is at /docs."),
            (
                "method-not-allowed",
                405,
                "This address does not take that method",
                "Use one of the methods that the header Allow names.",
            ),
            (
                "not-acceptable",
                406,
                "The answer has no form that you accept",
                "Leave the header Accept out, or let it name the form that the answer has.",
            ),
            (
                "too-slow",
                408,
                "The body did not come in time",
                "Send it again over a better line; a plan is a few hundred KB at most.",
            ),
            (
                "too-large",
                413,
                "The body is larger than the limit",
                "Leave out what is no part of the plan, or split it; the operator may raise BACKPLAN_MAX_BODY.",
            ),
            (
                "unsupported-media-type",
                415,
                "The body has a form that is not read",
                "Send JSON as application/json or YAML as application/yaml, in UTF-8 and not compressed.",
            ),
            (
                "unreadable-plan",
                422,
                "The plan cannot be scheduled",
                "Mend what is told under errors; each entry has its place in the document and a remedy.",
            ),
            (
                "wrong-request",
                422,
                "Something that was asked for is wrong",
                "Mend what is told under errors; each entry names its parameter, or its place in the body.",
            ),
            (
                "unexpected",
                500,
                "Something went wrong here",
                "It is our mistake; tell the operator the request's id, which is in the log too.",
            ),
            (
                "busy",
                503,
                "Too many plans are being computed",
                "Come again after the seconds that the header Retry-After names.",
            ),
        )
    }
)
"""Every kind by its code."""

BY_STATUS: Mapping[int, Kind] = MappingProxyType(
    {
        kind.status: kind
        for code, kind in KINDS.items()
        if code not in {"unreadable-text", "unreadable-plan", "wrong-request"}
    }
)
"""What is refused before anybody looks at the plan, by its status."""

_BY_CODE: Mapping[str, Kind] = MappingProxyType(
    {
        **dict.fromkeys(("bad-json", "bad-yaml", "empty", "not-utf-8"), KINDS["unreadable-text"]),
        "too-large": KINDS["too-large"],
        "unknown-export": KINDS["not-found"],
        "unknown-template": KINDS["not-found"],
    }
)
"""The codes that are neither about what a plan says nor about what was asked for beside it."""


def kind_of(problem: Problem) -> Kind:
    """Return the kind of a problem: what stands on a line of the body is about the plan."""
    placed = getattr(problem, "line", None) is not None or problem.code == "too-many-problems"
    return _BY_CODE.get(problem.code, KINDS["unreadable-plan" if placed else "wrong-request"])
