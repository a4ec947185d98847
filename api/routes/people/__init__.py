"""Routes of people: who asks, the workspace, its members, tokens of tools, mails that failed, and answers by mail."""

from fastapi import APIRouter

from . import entering, mails, members, replies, tokens, workspace

ROUTERS: tuple[APIRouter, ...] = (
    workspace.router,
    members.router,
    tokens.router,
    mails.router,
    entering.router,
    replies.router,
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
)
"""What is sent to them."""

__all__ = ["BODIES", "ROUTERS"]
