"""What can be done with stored plans: each use case is one function of a unit, and never commits."""

from .advancing import advance_day
from .attaching import Attached, Download, attach, file_to_download, files_of, remove_file, sweep_orphans
from .baselines import Proposed, baselines_of, propose_baseline, sign_baseline, withdraw_baseline
from .changing import change_plan, preview_change
from .codes import CODES
from .commenting import Commented, comment, comments, erase_comment
from .conflicts import Clash, Conflict
from .creating import create_plan
from .inviting import Desk, Sent, answer_invitation, invitations_of, invite, replies_of
from .keeping import archive_plan, erase_plan, preview_restore, restore_plan
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
from .sources import FromSheet, copy_plan, create_from_sheet, create_from_template, create_from_text
from .undoing import preview_redo, preview_undo, redo, undo

__all__ = [
    "CODES",
    "Attached",
    "Changed",
    "Clash",
    "Commented",
    "Conflict",
    "Desk",
    "Download",
    "FromSheet",
    "Opened",
    "Proposed",
    "Requested",
    "Sent",
    "Slipped",
    "Variance",
    "accept_change",
    "advance_day",
    "answer_invitation",
    "archive_plan",
    "attach",
    "baselines_of",
    "change_plan",
    "comment",
    "comments",
    "copy_plan",
    "create_from_sheet",
    "create_from_template",
    "create_from_text",
    "create_plan",
    "decline_change",
    "erase_comment",
    "erase_plan",
    "file_to_download",
    "files_of",
    "invitations_of",
    "invite",
    "ledger_of",
    "open_plan",
    "preview_change",
    "preview_redo",
    "preview_request",
    "preview_restore",
    "preview_undo",
    "propose_baseline",
    "redo",
    "remove_file",
    "replies_of",
    "request_change",
    "requests_of",
    "restore_plan",
    "share_sums",
    "sign_baseline",
    "sweep_orphans",
    "undo",
    "unshare_sums",
    "variance",
    "withdraw_baseline",
    "withdraw_change",
]
