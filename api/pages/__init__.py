"""Pages for people: they work without scripts; those that need no account hold all that was typed in their address."""

from . import (
    account,
    calculator,
    keeping,
    mail_choices,
    operating,
    own_templates,
    privacy,
    providing,
    signing_in,
    static,
    webhooks,
    welcome,
    workspace,
)
from .doors import DOOR_HANDLERS

ROUTERS = (calculator.router, static.router)
DOORS = (
    keeping.router,
    signing_in.router,
    providing.router,
    welcome.router,
    account.router,
    mail_choices.router,
    privacy.router,
    webhooks.router,
    own_templates.router,
    operating.router,
    workspace.router,  # last, as it takes every form under /workspace that is nobody else's
)
"""Pages of people who have an account."""

__all__ = ["DOORS", "DOOR_HANDLERS", "ROUTERS"]
