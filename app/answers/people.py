"""Who asks, who belongs to a workspace, who is invited, and the tokens of tools, as they are answered."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from pydantic import Field

from app.callers import Right

from .values import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.accounts.inviting import Invited
    from app.accounts.own import Myself
    from app.accounts.tokens import Issued
    from app.store.members import Member
    from app.store.one_time import OneTime
    from app.store.tokens import ApiToken
    from app.store.workspaces import Workspace


class WorkspaceAnswer(Answer):
    """A workspace."""

    id: str = Field(description="The workspace's UUID.")
    name: str = Field(description="What its people call it.")

    @classmethod
    def of(cls, workspace: Workspace) -> WorkspaceAnswer:
        """Write a workspace out."""
        return cls(id=workspace.id, name=workspace.name)


class MeAnswer(Answer):
    """Who asks."""

    kind: str = Field(description="`member` of the workspace, `tool` with a token, `participant` who came by a link.")
    id: str = Field(description="The member's, the token's, or the participant's.")
    name: str = Field(description="What the log calls you.")
    party: str | None = Field(description="Whose eyes you have.")
    person: str | None = Field(description="Who you are among the plan's people, where a link says so.")
    rights: tuple[str, ...] = Field(description="What you may do; a token's scopes have the same names.")
    workspace: WorkspaceAnswer | None = Field(description="Where you are; null for a participant.")
    plan: str | None = Field(description="The one plan that you reach; null where you reach those of the workspace.")

    @classmethod
    def of(cls, me: Myself) -> MeAnswer:
        """Write out who asks."""
        actor = me.caller.actor
        return cls(
            kind=actor.kind,
            id=actor.id,
            name=actor.name,
            party=actor.party,
            person=actor.person,
            rights=tuple(right.value for right in Right if me.caller.may(right)),
            workspace=None if me.workspace is None else WorkspaceAnswer.of(me.workspace),
            plan=me.caller.plan,
        )


class MemberAnswer(Answer):
    """A member of the workspace."""

    id: str = Field(description="The member's id.")
    name: str = Field(description="What people call the member.")
    email: str | None = Field(
        description="Where mail reaches the member, and what the member signs in with; null unless you manage members."
    )
    role: str = Field(description="`admin`, or `member`.")
    joined_at: datetime = Field(description="When the member joined.")
    comes_in: bool = Field(description="Whether the member is let in: neither an admin nor the operator shut it out.")
    disabled_at: datetime | None = Field(description="When an admin shut the member out; null where none did.")

    @classmethod
    def of(cls, one: Member, *, whole: bool = True) -> MemberAnswer:
        """Write a member out, whole or as colleagues know it."""
        values = {name: getattr(one, name) for name in cls.model_fields if name != "comes_in"}
        return cls(comes_in=one.is_in, **values | ({} if whole else {"email": None}))


class InvitationAnswer(Answer):
    """Somebody who may come in, and has not yet; the address at which that is done is shown to nobody again."""

    id: str = Field(description="The invitation's UUID.")
    email: str = Field(description="Who is invited.")
    role: str = Field(description="As what: `admin`, or `member`.")
    made_at: datetime = Field(description="When it was made.")
    made_by: str = Field(description="The member or token that made it.")
    expires_at: datetime = Field(description="From when it leads nowhere.")

    @classmethod
    def of(cls, one: OneTime) -> InvitationAnswer:
        """Write an invitation out."""
        return cls(**{name: getattr(one, name) for name in cls.model_fields})


class MembersAnswer(Answer):
    """Who belongs to the workspace, and who may."""

    members: tuple[MemberAnswer, ...] = Field(
        description="By name; those who are shut out are shown to who manages members."
    )
    invitations: tuple[InvitationAnswer, ...] = Field(
        description="Those that still lead in, newest first; none unless you manage members."
    )
    next: str | None = Field(description="The `cursor` of the next page; null where this is the last.")

    @classmethod
    def of(
        cls, members: Iterable[Member], invitations: Iterable[OneTime], following: str | None, *, whole: bool
    ) -> MembersAnswer:
        """Write them out, whole or as colleagues know each other."""
        return cls(
            members=tuple(MemberAnswer.of(one, whole=whole) for one in members),
            invitations=tuple(map(InvitationAnswer.of, invitations)),
            next=following,
        )


class InvitedAnswer(Answer):
    """An invitation, with its address where that is to be handed on."""

    id: str = Field(description="The invitation's UUID, by which it is withdrawn.")
    email: str = Field(description="Who is invited.")
    address: str | None = Field(
        description="Where to come in, once and within seven days, to be handed on; null where it went out by mail, "
        "and in an answer that is given again: it is kept nowhere."
    )

    @classmethod
    def of(cls, invited: Invited) -> InvitedAnswer:
        """Write an invitation out."""
        return cls(id=invited.id, email=invited.email, address=invited.address)


class TokenAnswer(Answer):
    """What lets a tool in, without its secret, which nobody sees again."""

    id: str = Field(description="The token's UUID.")
    name: str = Field(description="What people call the tool; the log names it so.")
    scopes: tuple[str, ...] = Field(description="What it may do.")
    made_at: datetime = Field(description="When it was made.")
    made_by: str = Field(description="The member who made it, or the token with which it was made.")
    expires_at: datetime | None = Field(description="From when it lets nobody in; null where it lasts.")
    used_at: datetime | None = Field(description="When it was shown last; null where it never was.")

    @classmethod
    def of(cls, one: ApiToken) -> TokenAnswer:
        """Write a token out."""
        return cls(**{name: getattr(one, name) for name in cls.model_fields})


class TokensAnswer(Answer):
    """The tokens that let tools in."""

    tokens: tuple[TokenAnswer, ...] = Field(description="Newest first; those that were revoked are not among them.")
    next: str | None = Field(description="The `cursor` of the next page; null where this is the last.")

    @classmethod
    def of(cls, found: Iterable[ApiToken], following: str | None) -> TokensAnswer:
        """Write them out."""
        return cls(tokens=tuple(map(TokenAnswer.of, found)), next=following)


class IssuedTokenAnswer(Answer):
    """A token with its secret, shown this once."""

    token: TokenAnswer = Field(description="The token.")
    secret: str | None = Field(
        description="What the tool shows as a bearer token; null in an answer that is given again: it is kept nowhere."
    )

    @classmethod
    def of(cls, issued: Issued) -> IssuedTokenAnswer:
        """Write a token out with its secret."""
        return cls(token=TokenAnswer.of(issued.token), secret=issued.secret)
