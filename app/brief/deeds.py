"""What somebody did to a plan, as people say it behind a name: `finished Legal review`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from app.document.durations import read_duration
from app.document.problems import Wrong
from scheduler.wording import duration_said

DEEDS: Mapping[str, str] = MappingProxyType(
    {
        "start_step": "started {step}",
        "progress_step": "said that {remaining} of {step} is left",
        "finish_step": "finished {step}",
        "reopen_step": "opened {step} again",
        "block_step": "said that {step} is held up: {reason}",
        "unblock_step": "said that nothing holds {step} up any more",
        "skip_step": "left {step} out",
        "add_step": "added {step}",
        "edit_step": "changed {step}",
        "time_step": "let {step} take {duration}",
        "remove_step": "removed {step}",
        "reorder_steps": "put steps into another order",
        "expand_step": "put the single steps in place of {step}",
        "link": "let {step} wait for another step",
        "unlink": "let {step} no longer wait for another step",
        "assign_owner": "gave {step} to {person}",
        "delegate": "handed {step} to {to}",
        "ask_for_help": "asked about {step}: {question}",
        "answer_help": "answered the question about {step}: {answer}",
        "withdraw_help": "took the question about {step} back",
        "propose_dates": "proposed dates for {step}",
        "agree_dates": "agreed to the dates of {step}",
        "decline_dates": "declined the dates of {step}: {reason}",
        "record_decision": "wrote down a decision: {text}",
        "reopen_decision": "opened a decision again",
        "add_reference": "added something to read to {step}",
        "remove_reference": "took something to read away from {step}",
        "add_critical_date": "added a critical date",
        "edit_critical_date": "changed the critical date of {date}",
        "move_critical_date": "moved the critical date of {date}",
        "confirm_critical_date": "confirmed the critical date of {date}",
        "reconfirm_critical_date": "confirmed the critical date of {date} again",
        "remove_critical_date": "took a critical date away",
        "edit_plan": "changed the plan's own fields",
        "hold_plan": "put the plan on hold",
        "resume_plan": "let the plan go on",
        "close_plan": "closed the plan",
        "reopen_plan": "opened the plan again",
        "add_party": "added a party",
        "edit_party": "changed a party",
        "remove_party": "took a party away",
        "add_person": "added somebody to the plan's people",
        "edit_person": "changed what is said of a person",
        "remove_person": "took somebody out of the plan's people",
        "add_phase": "added a phase",
        "edit_phase": "changed a phase",
        "remove_phase": "took a phase away",
        "reorder_phases": "put phases into another order",
        "edit_calendar": "changed a calendar",
        "remove_calendar": "took a calendar away",
        "add_closure": "said on which days nobody works",
        "remove_closure": "said that closed days are worked",
        "add_freeze": "added a freeze",
        "edit_freeze": "changed a freeze",
        "remove_freeze": "took a freeze away",
        "refresh_holidays": "wrote the public holidays anew",
        "add_to_why": "added to the why",
        "edit_in_why": "changed something in the why",
        "remove_from_why": "took something out of the why",
        "set_why": "changed something in the why",
        "several": "changed several things",
        "change": "changed several things",
        "wait": "something that your side does not see",
        "create": "made the plan",
        "undo": "took the last change back",
        "redo": "made a change again that was taken back",
        "archive": "archived the plan",
        "restore": "took the plan up again",
        "propose_baseline": "proposed the dates as a baseline, and signed them",
        "sign_baseline": "signed the baseline",
        "withdraw_baseline": "took the baseline back",
        "request_change": "asked for a change",
        "accept_change": "accepted a change that was asked for",
        "decline_change": "declined a change that was asked for",
        "withdraw_change": "took a change request back",
        "comment": "wrote a comment",
        "invite": "invited people to {step}",
        "answer_invitation": "answered the invitation to {step}: {answer}",
        "attach": "attached a file",
        "remove_file": "took a file away",
        "share_sums": "let the others see sums per side",
        "unshare_sums": "let nobody see sums per side any more",
        "share_plan": "made a link for the other side",
        "reissue_link": "gave a link another address",
        "revoke_link": "took a link back",
        "hand_on": "handed a step to {person}, with a way in of that one's own",
        "revoke_participant": "let somebody in no more",
        "erase_person": "forgot who somebody was",
        "join": "came in by a link",
        "prove": "confirmed an e-mail address",
        "advance_day": "let a day pass",
        "waiting": "let a day pass while the plan waited",
    }
)
"""By verb; in braces what was asked for, and the step's title."""

WITHOUT: Mapping[str, str] = MappingProxyType(
    {
        "progress_step": "said how much of {step} is left",
        "block_step": "said that {step} is held up",
        "assign_owner": "gave {step} to somebody else",
        "delegate": "handed {step} on",
        "ask_for_help": "asked about {step}",
        "answer_help": "answered the question about {step}",
        "decline_dates": "declined the dates of {step}",
        "answer_invitation": "answered the invitation to {step}",
        "record_decision": "wrote down a decision",
        "hand_on": "handed a step on, with a way in for whoever does it now",
        "time_step": "changed {step}",
        "edit_critical_date": "changed a critical date",
        "move_critical_date": "moved a critical date",
        "confirm_critical_date": "confirmed a critical date",
        "reconfirm_critical_date": "confirmed a critical date again",
    }
)
"""The same where it is not known what exactly was asked for."""


OWN: Mapping[str, str] = MappingProxyType({"add_person": "join", "edit_person": "prove"})
"""What is said instead where somebody came in by a link, and did it to none but that somebody."""


def deed_said(
    verb: str,
    asked: Mapping[str, Any],
    titles: Mapping[str, str],
    names: Mapping[str, str],
    dates: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Say what was done; of several things that there were several.

    `titles` are those of the steps that the reader sees, `names` those of the people, `dates` those of critical dates.
    """
    if verb == "edit_step" and [*asked.get("set", {})] == ["duration"]:
        verb, asked = "time_step", {**asked, **asked["set"]}
    words = {name: str(value) for name, value in asked.items() if isinstance(value, str)}
    words |= {name: _length(word) for name, word in words.items() if name in {"remaining", "duration"}}
    words |= {name: names.get(word, word) for name, word in words.items() if name in {"person", "to"}}
    words |= {"date": dates[words["critical_date"]]} if words.get("critical_date") in dates else {}
    new = asked.get("new")
    title = titles.get(words.get("step", ""), "") or (str(new.get("title", "")) if isinstance(new, dict) else "")
    words |= {"step": title or "a step"}
    try:
        return DEEDS.get(verb, verb.replace("_", " ")).format_map(words)
    except KeyError:
        return WITHOUT[verb].format_map(words)


def _length(written: str) -> str:
    """Say a duration as people do; one that is none stays as it is."""
    try:
        return duration_said(read_duration(written))
    except Wrong:
        return written
