"""The routes: each parses, makes one call, and presents."""

from fastapi import APIRouter

from . import health, own_templates, people, plans, reference, stored, templates, webhooks

ROUTERS: tuple[APIRouter, ...] = (
    plans.router,
    templates.router,
    own_templates.router,
    *stored.ROUTERS,
    *people.ROUTERS,
    *webhooks.ROUTERS,
    health.router,
    reference.router,
)
"""In the order of the documentation."""

__all__ = ["ROUTERS"]
