"""Webhooks: other systems are told what happens to plans, as far as whoever they tell it for may see it."""

from .codes import CODES
from .deliveries import Delivered, deliveries_of, delivery_of, resend, resend_all
from .delivering import Courier, deliver_event
from .events import EVENTS, PING
from .farewell import say_farewell, tell_erased
from .forgetting import forget_deliveries
from .jobs import DELIVER, FAREWELL, FORGET_DELIVERIES, RELEASE
from .lanes import Lanes
from .making import (
    Wanted,
    change_webhook,
    make_webhook,
    remove_webhook,
    replace_secret,
    wanted_of,
    webhook_of,
)
from .outside import Answered, Outside
from .pausing import pause_webhook, release_events, resume_webhook
from .trying import try_webhook

__all__ = [
    "CODES",
    "DELIVER",
    "EVENTS",
    "FAREWELL",
    "FORGET_DELIVERIES",
    "PING",
    "RELEASE",
    "Answered",
    "Courier",
    "Delivered",
    "Lanes",
    "Outside",
    "Wanted",
    "change_webhook",
    "deliver_event",
    "deliveries_of",
    "delivery_of",
    "forget_deliveries",
    "make_webhook",
    "pause_webhook",
    "release_events",
    "remove_webhook",
    "replace_secret",
    "resend",
    "resend_all",
    "resume_webhook",
    "say_farewell",
    "tell_erased",
    "try_webhook",
    "wanted_of",
    "webhook_of",
]
