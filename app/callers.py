"""Who is at the door, and what that lets it do: the one place where rights are named and given."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from .actors import Actor


class Right(StrEnum):
    """What somebody may do; a token's scopes have the same names."""

    READ_PLANS = "plans:read"
    CREATE_PLANS = "plans:create"
    CHANGE_PLANS = "plans:change"
    SHARE_PLANS = "plans:share"
    ERASE_PLANS = "plans:erase"
    READ_PORTFOLIO = "portfolio:read"
    MANAGE_TEMPLATES = "templates:manage"
    MANAGE_MEMBERS = "members:manage"
    MANAGE_TOKENS = "tokens:manage"
    MANAGE_WEBHOOKS = "webhooks:manage"
    MANAGE_PRIVACY = "privacy:manage"
    TAKE_REPLIES = "replies:take"
    OPERATE_SERVICE = "service:operate"


ADMIN, MEMBER = "admin", "member"

_OF_ADMINS = frozenset(Right) - {
    Right.MANAGE_MEMBERS,
    Right.MANAGE_TEMPLATES,
    Right.MANAGE_WEBHOOKS,
    Right.MANAGE_PRIVACY,
    Right.TAKE_REPLIES,
    Right.OPERATE_SERVICE,
}
RIGHTS: Mapping[str, frozenset[Right]] = {ADMIN: frozenset(Right), MEMBER: _OF_ADMINS}
"""What each role may do in its workspace; a member changes its own plans and those shared with it."""

PARTICIPANT = frozenset({Right.READ_PLANS, Right.CHANGE_PLANS})
"""What comes with a share link, of its one plan and within what its party may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Somebody who was let in."""

    workspace: str
    actor: Actor
    rights: frozenset[Right]
    plan: str | None = None
    """The one plan that it reaches; None where it reaches those of the workspace."""
    until: datetime | None = None
    """From when what it shows lets nobody in; None where that lasts."""

    def may(self, right: Right) -> bool:
        """Tell whether it has a right."""
        return right in self.rights
