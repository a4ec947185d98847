"""What somebody who came in by a link may do to its plan: one row for every verb and every use case of a plan.

Who comes in as a member, or with a token, is bound by rights alone. What a row keeps from a participant can be asked
for as a change request, which the other side accepts or declines.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Needs(IntEnum):
    """What has to be known of somebody, least first."""

    NOTHING = 0
    NAME = 1
    """Who it is among its party's people."""
    PROOF = 2
    """That its e-mail address is its own."""
    MEMBERSHIP = 3
    """It is for members of the workspace and their tools."""


class Own(StrEnum):
    """What of a plan something may be done to; the value says it in a refusal."""

    ANYTHING = "what it sees"
    SHARED_STEP = "a step that your side does, alone or with others"
    STEP = "a step that your side does alone"
    OWNER = "owners of your own side, of a step that it does"
    PERSON = "people of your own side"
    CALENDAR = "the working time of your own side"
    ADDED = "what your side put into the plan"
    WORD = "your own word: name nobody else for it"
    CONFIRMATION = "your own word, that a date of your side is confirmed"
    ANSWER = "what somebody of your side is asked"
    QUESTION = "what your side asked"
    DECISION = "what somebody of your side decides, about a step that it does or about none"
    SAYING = "what somebody of your side says about pains, consequences, criteria and concerns"


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What a participant needs to do something, and to what it may be done."""

    needs: Needs
    own: Own = Own.ANYTHING


def _row(needs: Needs, own: Own = Own.ANYTHING) -> Allowance:
    return Allowance(needs=needs, own=own)


_BY_REQUEST = _row(Needs.MEMBERSHIP)

VERBS: Mapping[str, Allowance] = MappingProxyType(
    {
        "add_step": _row(Needs.NAME, Own.STEP),
        "edit_step": _row(Needs.NAME, Own.STEP),
        "remove_step": _row(Needs.NAME, Own.STEP),
        "reorder_steps": _row(Needs.NAME, Own.STEP),
        "expand_step": _BY_REQUEST,
        "link": _row(Needs.NAME, Own.STEP),
        "unlink": _row(Needs.NAME, Own.STEP),
        "start_step": _row(Needs.NAME, Own.SHARED_STEP),
        "progress_step": _row(Needs.NAME, Own.SHARED_STEP),
        "finish_step": _row(Needs.NAME, Own.SHARED_STEP),
        "reopen_step": _row(Needs.NAME, Own.SHARED_STEP),
        "block_step": _row(Needs.NAME, Own.SHARED_STEP),
        "unblock_step": _row(Needs.NAME, Own.SHARED_STEP),
        "skip_step": _row(Needs.NAME, Own.STEP),
        "assign_owner": _row(Needs.NAME, Own.OWNER),
        "delegate": _row(Needs.NAME, Own.OWNER),
        "ask_for_help": _row(Needs.NAME),
        "answer_help": _row(Needs.NAME, Own.ANSWER),
        "withdraw_help": _row(Needs.NAME, Own.QUESTION),
        "propose_dates": _row(Needs.PROOF, Own.WORD),
        "agree_dates": _row(Needs.PROOF, Own.WORD),
        "decline_dates": _row(Needs.NAME, Own.WORD),
        "record_decision": _row(Needs.NAME, Own.DECISION),
        "reopen_decision": _row(Needs.NAME, Own.DECISION),
        "add_reference": _row(Needs.NAME, Own.SHARED_STEP),
        "remove_reference": _row(Needs.NAME, Own.SHARED_STEP),
        "add_critical_date": _BY_REQUEST,
        "edit_critical_date": _BY_REQUEST,
        "move_critical_date": _BY_REQUEST,
        "confirm_critical_date": _row(Needs.PROOF, Own.CONFIRMATION),
        "reconfirm_critical_date": _row(Needs.PROOF, Own.CONFIRMATION),
        "remove_critical_date": _BY_REQUEST,
        "edit_plan": _BY_REQUEST,
        "hold_plan": _BY_REQUEST,
        "resume_plan": _BY_REQUEST,
        "close_plan": _BY_REQUEST,
        "reopen_plan": _BY_REQUEST,
        "add_party": _BY_REQUEST,
        "edit_party": _row(Needs.NAME, Own.ADDED),
        "remove_party": _row(Needs.NAME, Own.ADDED),
        "add_person": _row(Needs.NAME, Own.PERSON),
        "edit_person": _row(Needs.NAME, Own.PERSON),
        "remove_person": _row(Needs.NAME, Own.PERSON),
        "add_phase": _BY_REQUEST,
        "edit_phase": _row(Needs.NAME, Own.ADDED),
        "remove_phase": _row(Needs.NAME, Own.ADDED),
        "reorder_phases": _BY_REQUEST,
        "edit_calendar": _row(Needs.NAME, Own.CALENDAR),
        "remove_calendar": _row(Needs.NAME, Own.CALENDAR),
        "add_closure": _row(Needs.NAME, Own.CALENDAR),
        "remove_closure": _row(Needs.NAME, Own.CALENDAR),
        "add_freeze": _BY_REQUEST,
        "edit_freeze": _BY_REQUEST,
        "remove_freeze": _BY_REQUEST,
        "refresh_holidays": _BY_REQUEST,
        "add_to_why": _row(Needs.NAME, Own.SAYING),
        "edit_in_why": _row(Needs.NAME, Own.SAYING),
        "remove_from_why": _row(Needs.NAME, Own.SAYING),
        "set_why": _BY_REQUEST,
    }
)
"""The operations on a plan's document, by verb."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UseCase:
    """What a participant needs for something that can be done with a stored plan."""

    needs: Needs
    logged: str | None = None
    """What the log calls it; None where it leaves no line, or a line for each verb."""


USE_CASES: Mapping[str, UseCase] = MappingProxyType(
    {
        # looking
        "open_plan": UseCase(needs=Needs.NOTHING),
        "preview_change": UseCase(needs=Needs.NOTHING),
        "preview_undo": UseCase(needs=Needs.NOTHING),
        "preview_redo": UseCase(needs=Needs.NOTHING),
        "preview_request": UseCase(needs=Needs.NOTHING),
        "requests_of": UseCase(needs=Needs.NOTHING),
        "baselines_of": UseCase(needs=Needs.NOTHING),
        "comments": UseCase(needs=Needs.NOTHING),
        "files_of": UseCase(needs=Needs.NOTHING),
        "file_to_download": UseCase(needs=Needs.NOTHING),
        "ledger_of": UseCase(needs=Needs.NOTHING),
        "variance": UseCase(needs=Needs.NOTHING),
        # changing
        "change_plan": UseCase(needs=Needs.NAME, logged="several"),
        "undo": UseCase(needs=Needs.NAME, logged="undo"),
        "redo": UseCase(needs=Needs.NAME, logged="redo"),
        "comment": UseCase(needs=Needs.NAME, logged="comment"),
        "erase_comment": UseCase(needs=Needs.NAME),
        "attach": UseCase(needs=Needs.NAME, logged="attach"),
        "remove_file": UseCase(needs=Needs.NAME, logged="remove_file"),
        # inviting people
        "invitations_of": UseCase(needs=Needs.NOTHING),
        "replies_of": UseCase(needs=Needs.NOTHING),
        "invite": UseCase(needs=Needs.PROOF, logged="invite"),
        "answer_invitation": UseCase(needs=Needs.NAME, logged="answer_invitation"),
        # asking the other side
        "request_change": UseCase(needs=Needs.NAME, logged="request_change"),
        "withdraw_change": UseCase(needs=Needs.NAME, logged="withdraw_change"),
        "decline_change": UseCase(needs=Needs.NAME, logged="decline_change"),
        "accept_change": UseCase(needs=Needs.PROOF, logged="accept_change"),
        # giving one's side's word
        "propose_baseline": UseCase(needs=Needs.PROOF, logged="propose_baseline"),
        "sign_baseline": UseCase(needs=Needs.PROOF, logged="sign_baseline"),
        "withdraw_baseline": UseCase(needs=Needs.PROOF, logged="withdraw_baseline"),
        "share_sums": UseCase(needs=Needs.PROOF, logged="share_sums"),
        "unshare_sums": UseCase(needs=Needs.PROOF, logged="unshare_sums"),
        # the workspace's own
        "create_plan": UseCase(needs=Needs.MEMBERSHIP, logged="create"),
        "create_from_template": UseCase(needs=Needs.MEMBERSHIP, logged="create"),
        "create_from_text": UseCase(needs=Needs.MEMBERSHIP, logged="create"),
        "create_from_sheet": UseCase(needs=Needs.MEMBERSHIP, logged="create"),
        "copy_plan": UseCase(needs=Needs.MEMBERSHIP, logged="create"),
        "archive_plan": UseCase(needs=Needs.MEMBERSHIP, logged="archive"),
        "preview_restore": UseCase(needs=Needs.MEMBERSHIP),
        "restore_plan": UseCase(needs=Needs.MEMBERSHIP, logged="restore"),
        "erase_plan": UseCase(needs=Needs.MEMBERSHIP),
        "advance_day": UseCase(needs=Needs.MEMBERSHIP, logged="advance_day"),
        "sweep_orphans": UseCase(needs=Needs.MEMBERSHIP),
    }
)
"""What can be done with a stored plan, by the name of its function in app/plans."""

LINKS: Mapping[str, UseCase] = MappingProxyType(
    {
        "introduce": UseCase(needs=Needs.NOTHING),
        "ask_code": UseCase(needs=Needs.NOTHING),
        "enter_code": UseCase(needs=Needs.NOTHING),
        "leave": UseCase(needs=Needs.NAME),
        "hand_on": UseCase(needs=Needs.NAME, logged="hand_on"),
        "make_link": UseCase(needs=Needs.MEMBERSHIP, logged="share_plan"),
        "links_of": UseCase(needs=Needs.MEMBERSHIP),
        "reissue_link": UseCase(needs=Needs.MEMBERSHIP, logged="reissue_link"),
        "revoke_link": UseCase(needs=Needs.MEMBERSHIP, logged="revoke_link"),
        "participants_of": UseCase(needs=Needs.MEMBERSHIP),
        "revoke_participant": UseCase(needs=Needs.MEMBERSHIP, logged="revoke_participant"),
        "visits_of": UseCase(needs=Needs.MEMBERSHIP),
    }
)
"""What can be done with share links and those who came in by them, by the name of its function in app/links."""

LOGGED: Mapping[str, Needs] = MappingProxyType(
    {
        **{verb: row.needs for verb, row in VERBS.items()},
        **{one.logged: one.needs for one in (*USE_CASES.values(), *LINKS.values()) if one.logged is not None},
    }
)
"""What a participant needs for a line of the log; what is in no row is not for participants."""
