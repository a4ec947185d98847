"""Routes of people: who asks, the workspace, its members, and the tokens of tools."""

from fastapi import APIRouter

from . import members, tokens, workspace

ROUTERS: tuple[APIRouter, ...] = (workspace.router, members.router, tokens.router)
"""In the order of the documentation."""
BODIES = (workspace.WorkspaceChange, members.NewMember, members.MemberChange, tokens.NewToken)
"""What is sent to them."""

__all__ = ["BODIES", "ROUTERS"]
