"""Routes of people: who asks, the workspace, members, tokens, failed mails, answers by mail, privacy, the service."""

from fastapi import APIRouter

from . import entering, mails, members, operating, privacy, replies, tokens, workspace

ROUTERS: tuple[APIRouter, ...] = (
    workspace.router,
    members.router,
    tokens.router,
    mails.router,
    entering.router,
    replies.router,
    privacy.router,
    operating.router,
)
"""In the order of the documentation."""
BODIES = (
    workspace.WorkspaceChange,
    members.NewMember,
    members.MemberChange,
    tokens.NewToken,
    entering.ComingIn,
    entering.AskingCode,
    entering.EnteringCode,
    privacy.Person,
    privacy.Forgotten,
    privacy.Confirmation,
)
"""What is sent to them."""

__all__ = ["BODIES", "ROUTERS"]
