"""Routes of plans that are kept: each opens one transaction, makes one call, and presents what its reader may see."""

from fastapi import APIRouter

from . import (
    answerable,
    changing,
    creating,
    external,
    history,
    inviting,
    keeping,
    made_of,
    portfolio,
    sharing,
    showing,
    subscribing,
    talking,
    word,
)

ROUTERS: tuple[APIRouter, ...] = (
    creating.router,
    external.router,
    portfolio.router,
    showing.router,
    changing.router,
    history.router,
    talking.router,
    word.router,
    answerable.router,
    sharing.router,
    keeping.router,
    made_of.router,
    subscribing.router,
    inviting.router,
)
"""In the order of the documentation."""

__all__ = ["ROUTERS"]
