"""The jobs of webhooks: what is told is delivered, what rested is taken up, what is old is forgotten."""

from app.jobs import Job

DELIVER = Job(name="deliver_event", jitter=0.2, priority=7)
"""Tried for a day, a little later each time than another one that failed at the same moment."""
FAREWELL = Job(name="tell_erased", jitter=0.2, priority=7)
RELEASE = Job(name="release_events")
FORGET_DELIVERIES = Job(name="forget_deliveries", waits=())
