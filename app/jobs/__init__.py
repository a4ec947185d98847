"""What is done later than it was asked for: jobs, kept in the transaction that is their cause, done at least once."""

from .doing import Duty
from .heart import Pulse, ShownPulse
from .job import Job, NotYet, Task
from .queue import enqueue
from .regular import Regular
from .worker import working

__all__ = ["Duty", "Job", "NotYet", "Pulse", "Regular", "ShownPulse", "Task", "enqueue", "working"]
