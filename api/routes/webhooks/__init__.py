"""Routes of webhooks: where other systems are told what happens to plans, and what came of that."""

from fastapi import APIRouter

from . import deliveries, making, running

ROUTERS: tuple[APIRouter, ...] = (making.router, running.router, deliveries.router)
"""In the order of the documentation."""
BODIES = (making.NewWebhook, making.WebhookChange)
"""What is sent to them."""

__all__ = ["BODIES", "ROUTERS"]
