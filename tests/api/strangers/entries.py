"""What has to be said of a route: who may open a page, and what stands for the names in a path."""

from __future__ import annotations

from enum import StrEnum

from .walk import Door


class Sort(StrEnum):
    """Whom a route lets in."""

    ANYBODY = "nothing that is kept: it is for everybody"
    CREDENTIAL = "whoever shows a credential, or is told 401"
    MEMBER = "whoever is signed in, or is sent to sign in"
    LISTING = "whoever is signed in or shows a token"
    PLAN = "the same, who sees the plan besides"
    LINK = "whoever knows the address of a link"
    FEED = "whoever knows the address of a feed"
    MAILED = "whoever knows the address at the foot of a mail"
    ONE_TIME = "whoever knows an address that works once"


_PAGES = {
    Sort.ANYBODY: """
        GET / | GET /plan | POST /plan | GET /plan/take/{kind}
        GET /openapi.json | GET /docs | GET /problems | GET /problems/{code}
        GET /static/{sheet}-{digest}.css | GET /static/icon.svg | GET /favicon.ico
        GET /sign-in | POST /sign-in | GET /forgotten | POST /forgotten
        GET /sign-in/provider | GET /sign-in/provider/back
        POST /v1/participants | POST /v1/participants/codes | POST /v1/participants/proofs
        GET /healthz | GET /readyz | GET /metrics
        POST /v1/schedule | POST /v1/explain | POST /v1/what-if | POST /v1/export/{kind}
        GET /v1/templates | GET /v1/templates/{template_id} | POST /v1/templates/{template_id}/plan
    """,
    Sort.MEMBER: """
        GET /keep | POST /keep | POST /sign-out
        GET /account | POST /account/name | POST /account/workspace | POST /account/session | POST /account/password
        POST /account/mails
        GET /account/privacy | POST /account/privacy | GET /account/kept
        GET /workspace | POST /workspace/{what}
        GET /workspace/privacy | POST /workspace/privacy/look | POST /workspace/privacy/take
        POST /workspace/privacy/forget
        GET /workspace/webhooks | POST /workspace/webhooks/new | GET /workspace/webhooks/{webhook_id}
        GET /workspace/templates | POST /workspace/templates | GET /workspace/templates/{template_id}
        GET /workspace/templates/{template_id}/versions/{number} | POST /workspace/templates/{template_id}/version
        POST /workspace/templates/{template_id}/archive | POST /workspace/templates/{template_id}/restore
        POST /workspace/webhooks/{webhook_id}/test | POST /workspace/webhooks/{webhook_id}/{what}
        GET /service | POST /service/test-mail
        POST /welcome/{secret}/join
    """,
    Sort.LISTING: "GET /plans",
    Sort.PLAN: """
        GET /plans/{plan_id} | POST /plans/{plan_id} | GET /plans/{plan_id}/picture/{frame}
        GET /plans/{plan_id}/template
        GET /plans/{plan_id}/take/{kind} | GET /plans/{plan_id}/files/{file_id} | POST /plans/{plan_id}/files
    """,
    Sort.LINK: """
        GET /s/{secret} | POST /s/{secret} | GET /s/{secret}/picture/{frame} | GET /s/{secret}/take/{kind}
        GET /s/{secret}/files/{file_id} | POST /s/{secret}/files | GET /s/{secret}/who | POST /s/{secret}/who
        GET /s/{secret}/prove | POST /s/{secret}/code | GET /s/{secret}/code | POST /s/{secret}/proof
        POST /s/{secret}/leave | GET /s/{secret}/you | POST /s/{secret}/you | GET /s/{secret}/kept
    """,
    Sort.FEED: "GET /f/{secret}/{name}.ics",
    Sort.MAILED: "GET /mails/{secret} | POST /mails/{secret}",
    Sort.ONE_TIME: "GET /welcome/{secret} | POST /welcome/{secret}",
}
"""Routes that no `security` of the OpenAPI document speaks for; a new one is refused until it stands here."""


def _door(text: str) -> Door:
    method, path = text.split()
    return Door(method=method, path=path)


PAGES: dict[Door, Sort] = {
    _door(one): sort
    for sort, written in _PAGES.items()
    for line in written.strip().splitlines()
    for one in line.split("|")
}

DEAL = "deal"
"""What another system calls a plan of each workspace."""

FIXED = {
    "code": "forbidden",
    "digest": "0",
    "external_id": DEAL,
    "frame": "wide",
    "kind": "ics",
    "name": "plan",
    "number": "1",
    "party": "customer",
    "sheet": "page",
    "system": "crm",
    "what": "invite",
}
"""Names in paths that are the same for everybody, or one's own workspace's alone, and what stands for them."""

OWN = frozenset(
    {
        "comment_id",
        "delivery_id",
        "erasure_id",
        "feed_id",
        "file_id",
        "invitation_id",
        "link_id",
        "mail_id",
        "member_id",
        "participant_id",
        "plan_id",
        "template_id",
        "token_id",
        "webhook_id",
    }
)
"""Names of what belongs to a workspace: `furnished` makes one of each, which nobody else may tell from none."""
