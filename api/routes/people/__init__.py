"""Routes of people: who asks, the workspace, its members, the tokens of tools, and mails that failed."""

from fastapi import APIRouter

from . import entering, mails, members, tokens, workspace

ROUTERS: tuple[APIRouter, ...] = (workspace.router, members.router, tokens.router, mails.router, entering.router)
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
