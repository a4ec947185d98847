"""Routes of people: who asks, the workspace, its members, the tokens of tools, and mails that failed."""

from fastapi import APIRouter

from . import mails, members, tokens, workspace

ROUTERS: tuple[APIRouter, ...] = (workspace.router, members.router, tokens.router, mails.router)
"""In the order of the documentation."""
BODIES = (workspace.WorkspaceChange, members.NewMember, members.MemberChange, tokens.NewToken)
"""What is sent to them."""

__all__ = ["BODIES", "ROUTERS"]
