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
            (
                "unauthenticated",
                401,
                "Nobody knows who asks",
                "Show a credential that holds: the header Authorization with `Bearer` and a token.",
            ),
            (
                "forbidden",
                403,
                "You may not do this",
                "Ask somebody who may, such as an admin of the workspace, or show a token with the scope named.",
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
                "conflict",
                409,
                "It does not go with how things stand by now",
                "Look at it as it is now, and ask anew; where two people changed the same, errors has both values.",
            ),
            (
                "precondition",
                412,
                "It is no longer what you saw",
                "Ask for it again, and send the tag or the revision that it has now.",
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
                "unreadable-template",
                422,
                "The template cannot be used",
                "Mend what is told under errors; each entry has its place in the template and a remedy.",
            ),
            (
                "wrong-request",
                422,
                "Something that was asked for is wrong",
                "Mend what is told under errors; each entry names its parameter, or its place in the body.",
            ),
            (
                "too-many",
                429,
                "There were too many attempts",
                "Wait for as long as is told, then try again.",
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
        if code not in {"unreadable-text", "unreadable-plan", "unreadable-template", "wrong-request"}
    }
)
"""What is refused before anybody looks at the plan, by its status."""

OF_STORED_PLANS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "not-found": (
            "no-revision",
            "unknown-baseline",
            "unknown-comment",
            "unknown-file",
            "unknown-plan",
            "unknown-request",
        ),
        "forbidden": (
            "by-request",
            "members-only",
            "neither-side",
            "no-party",
            "not-named",
            "not-verified",
            "other-eyes",
            "others-file",
            "others-words",
        ),
        "conflict": (
            "already-invited",
            "archived",
            "baseline-settled",
            "changed-later",
            "conflict",
            "date-gone",
            "done-since",
            "no-replies",
            "not-archived",
            "nothing-to-redo",
            "nothing-to-undo",
            "other-dates",
            "others-request",
            "owed-to-others",
            "own-request",
            "plan-full",
            "plan-waits",
            "request-settled",
            "signed-already",
            "step-over",
            "too-many-files",
        ),
        "precondition": ("unknown-revision",),
        "too-large": ("file-too-large",),
        "wrong-request": (
            "cannot-read-it",
            "file-kind",
            "file-not-what-it-says",
            "file-without-name",
            "no-dates-then",
            "nobody-to-invite",
            "nothing-to-meet",
            "not-yours-to-hide",
            "nothing-asked",
            "nothing-said",
            "too-long",
            "too-many-mentions",
            "unusable-character",
        ),
    }
)
"""What kind each code is that only a stored plan refuses with; a test keeps it whole."""

OF_LINKS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "conflict": ("link-over",),
        "not-found": ("no-such-link", "unknown-link", "unknown-participant"),
        "unauthenticated": ("code-needed", "link-expired", "link-revoked", "wrong-code", "wrong-link-password"),
        "wrong-request": (
            "needs-email",
            "no-list",
            "no-mail",
            "no-password",
            "own-side",
            "past-expiry",
            "stray-field",
        ),
    }
)
"""What kind each code is that share links are refused with; a test keeps it whole."""

OF_PEOPLE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "not-found": ("unknown-invitation", "unknown-mail", "unknown-member", "unknown-token"),
        "forbidden": ("more-than-yours",),
        "conflict": ("address-taken", "last-admin", "mail-forgotten", "no-own-address"),
        "wrong-request": ("bad-address", "bad-name", "no-scopes", "past-expiry", "unknown-role", "unknown-scope"),
    }
)
"""What kind each code is that the routes of members and tokens refuse with."""

OF_PRIVACY: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"not-found": ("unknown-erasure",), "wrong-request": ("not-typed", "which-person")}
)
"""What kind each code is that is refused where somebody is told about, or forgotten; a test keeps it whole."""

OF_WEBHOOKS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "not-found": ("unknown-delivery", "unknown-webhook"),
        "conflict": ("not-given-up", "too-many-webhooks"),
        "wrong-request": (
            "bad-audience",
            "bad-webhook-address",
            "forbidden-address",
            "no-plan-named",
            "unknown-event",
        ),
    }
)
"""What kind each code is that webhooks are refused with; a test keeps it whole."""
OF_TEMPLATES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "not-found": ("made-of-no-template", "unknown-template-version", "version-not-kept"),
        "conflict": ("template-archived", "template-not-archived", "too-many-templates"),
        "wrong-request": ("bad-template-name", "ready-made-template"),
        "unreadable-template": ("template-mistake",),
    }
)
"""What kind each code is that a workspace's own templates are refused with; a test keeps it whole."""

_BY_CODE: Mapping[str, Kind] = MappingProxyType(
    {
        **dict.fromkeys(("bad-json", "bad-yaml", "empty", "not-utf-8"), KINDS["unreadable-text"]),
        "too-large": KINDS["too-large"],
        "unknown-export": KINDS["not-found"],
        "unknown-feed": KINDS["not-found"],
        "unknown-template": KINDS["not-found"],
        "too-many-feeds": KINDS["conflict"],
        "other-revision": KINDS["precondition"],
        "already-there": KINDS["conflict"],
        "too-many-attempts": KINDS["too-many"],
        **{code: KINDS[kind] for kind, codes in OF_STORED_PLANS.items() if kind != "wrong-request" for code in codes},
        **{code: KINDS[kind] for kind, codes in OF_LINKS.items() if kind != "wrong-request" for code in codes},
        **{code: KINDS[kind] for kind, codes in OF_TEMPLATES.items() if kind != "wrong-request" for code in codes},
        **{code: KINDS[kind] for kind, codes in OF_PEOPLE.items() if kind != "wrong-request" for code in codes},
        **{code: KINDS[kind] for kind, codes in OF_PRIVACY.items() if kind != "wrong-request" for code in codes},
        **{code: KINDS[kind] for kind, codes in OF_WEBHOOKS.items() if kind != "wrong-request" for code in codes},
    }
)
"""The codes that are neither about what a plan says nor about what was asked for beside it."""


def kind_of(problem: Problem) -> Kind:
    """Return the kind of a problem: what stands on a line of the body is about the plan."""
    placed = getattr(problem, "line", None) is not None or problem.code == "too-many-problems"
    return _BY_CODE.get(problem.code, KINDS["unreadable-plan" if placed else "wrong-request"])
