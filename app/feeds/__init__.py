"""Calendar feeds: a plan, or one's own part of it, that calendar apps look up again and again by a secret address."""

from .addresses import LATE, Addresses, addresses_of
from .codes import CODES
from .content import feed_content
from .making import Choice, Made, feeds_of, make_feed, revoke_feed
from .serving import Served, Subscriptions

__all__ = [
    "CODES",
    "LATE",
    "Addresses",
    "Choice",
    "Made",
    "Served",
    "Subscriptions",
    "addresses_of",
    "feed_content",
    "feeds_of",
    "make_feed",
    "revoke_feed",
]
