"""What can be done with stored plans: each use case is one function of a unit, and never commits."""

from .advancing import advance_day
from .baselines import Proposed, baselines_of, propose_baseline, sign_baseline, withdraw_baseline
from .changing import change_plan, preview_change
from .conflicts import Clash, Conflict
from .creating import create_plan
from .ledger import Slipped, Variance, ledger_of, variance
from .opening import Opened, open_plan
from .recording import Changed
from .requesting import (
    Requested,
    accept_change,
    decline_change,
    preview_request,
    request_change,
    requests_of,
    withdraw_change,
)
from .sharing import share_sums, unshare_sums
from .undoing import redo, undo

__all__ = [
    "Changed",
    "Clash",
    "Conflict",
    "Opened",
    "Proposed",
    "Requested",
    "Slipped",
    "Variance",
    "accept_change",
    "advance_day",
    "baselines_of",
    "change_plan",
    "create_plan",
    "decline_change",
    "ledger_of",
    "open_plan",
    "preview_change",
    "preview_request",
    "propose_baseline",
    "redo",
    "request_change",
    "requests_of",
    "share_sums",
    "sign_baseline",
    "undo",
    "unshare_sums",
    "variance",
    "withdraw_baseline",
    "withdraw_change",
]
