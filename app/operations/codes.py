"""Every code of a refusal of an operation: its cause and its cure in a sentence."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

TYPED: Mapping[str, str] = MappingProxyType(
    {
        "already-happened": "What has happened cannot be planned anew: take the progress back first.",
        "bad-change": "A change is not written in its form: write it as the sentence says.",
        "bad-id": "A new step's id has characters that ids cannot have: use letters, digits, - and _.",
        "beyond-horizon": "A day lies outside the plan's calendar: look for a slip in the year.",
        "bound-step": "A step that carries a critical date cannot be removed: bind the date to another step first.",
        "duplicate-id": "Something new has the id of something else: give it its own.",
        "lags-do-not-add": "The lags around a removed step are of different kinds: link its neighbours by hand first.",
        "no-working-time": "Nobody works on a step until the day on which it shall be done: take a later one.",
        "not-linked": "A link is to be taken away that is not there: name one of the predecessors that the step has.",
        "not-yours-to-set": "A party sets a field that only the seller sees: leave it to the seller.",
        "other-party": "Somebody belongs to another party than the one named: leave the party out.",
        "permanent-id": "An id is permanent: change what the thing is called instead.",
        "private-conflict": "A change conflicts with what another party keeps to itself: ask them, or try another.",
        "unknown-critical-date": "No critical date has that id: name one that the plan has.",
        "unknown-key": "There is no such field: mend its spelling.",
        "unknown-party": "No party has that id: name one that the plan has.",
        "unknown-person": "Nobody in the plan has that id or name: mend it, or say the party to add somebody.",
        "unknown-step": "No step has that id: name one that the plan has.",
    }
)
"""What can be wrong with a change that somebody types, on a command line or in the address of a page, too."""

OF_STORED_PLANS: Mapping[str, str] = MappingProxyType(
    {
        "already-closed": "The plan is closed: reopen it before it ends in another way.",
        "already-owner": "A step is handed to whoever owns it: name somebody else.",
        "already-reopened": "A decision is open again already: record what is decided now.",
        "always-there": "The seller and the customer are always there: edit the plan to call them otherwise.",
        "answers-itself": "What is asked for is an answer already: give it, and ask for nothing.",
        "baseline-settled": "A baseline is in force or was withdrawn: propose a new one.",
        "behind-itself": "A step is to stand behind itself: name one that stays where it is.",
        "foreign-id": "The id of something new is of the kind that other parties' additions have: write one hyphen.",
        "neither-side": "A baseline is between the seller and the customer: let one of these two sign it.",
        "no-dates": "A step that is new has no dates yet that could be proposed: say which.",
        "no-question": "Nothing is asked about a step that waits for an answer: ask first.",
        "no-reason": "A request is declined without a word: say why.",
        "nobody-named": "It is not said who: name somebody of the plan's people.",
        "not-blocked": "Nothing holds a step up: there is nothing to take back.",
        "not-closed": "The plan is not closed: there is nothing to reopen.",
        "not-confirmed": "Nobody has confirmed a critical date yet: say who confirms it.",
        "not-done": "A step is to be done anyway: there is nothing to reopen.",
        "not-on-hold": "The plan is not on hold: there is nothing to resume.",
        "not-on-side": "A step is not done by a party, so nobody of it can take it over: hand it over on its own side.",
        "not-shared": "The other side does not see all that it is asked to agree to: share it first.",
        "not-under-way": "Only of a step that is under way something is left over: start or reopen it first.",
        "not-verified": "A side's word needs an e-mail address that is proved: confirm yours first.",
        "not-your-step": "A third party speaks for a step that it does not do: leave it to those who do.",
        "nothing-proposed": "No dates are proposed for a step: propose some.",
        "open-question": "A step has a question that nobody has answered: answer or withdraw it before the next one.",
        "other-address": "Mail reaches somebody at another address: leave the address out, or edit the person.",
        "other-dates": "A baseline has other dates than those that were shown: look at it again before you sign.",
        "other-proposal": "Other dates are proposed by now: agree to these, or propose your own.",
        "other-verb": "A field is set by verbs of its own: use one of those that are named.",
        "others-request": "Only who asks for a change withdraws it: decline what the other side asks for.",
        "own-proposal": "Your side has accepted these dates already: wait for the other side's word.",
        "own-request": "Your side asks for a change itself: withdraw it, or let the other side accept it.",
        "past-date": "A day is promised that has passed: take a later one.",
        "private-person": "Somebody gives a side's word whom the other side does not see: name somebody else.",
        "private-step": "A step is private, so nobody else can agree to its dates: share it first.",
        "reference-without-url": "A reference leads nowhere: say where in url.",
        "request-settled": "A change request was accepted, declined or withdrawn: make a new one.",
        "signed-already": "Your side has signed a baseline already: wait for the other side.",
        "spent-id": "An id was given before to what is gone, or out of sight: choose another one for what is new.",
        "still-named": "Something is named by other parts of the plan: let these name something else first.",
        "too-many-operations": "More is asked for at once than the limit: send the rest when the first are done.",
        "unknown-baseline": "The plan has no baseline of that number: name one that it has.",
        "unknown-calendar": "No calendar has that name: name one that the plan has.",
        "unknown-closure": "No closure has those days: name its first and its last day as they are written.",
        "unknown-decision": "No decision has that id: name one that the plan has.",
        "unknown-entry": "Nothing in that part of the why has that id: name something that is there.",
        "unknown-freeze": "No freeze has those days: name its first and its last day as they are written.",
        "unknown-phase": "No phase has that id: name one that the plan has.",
        "unknown-reference": "Nothing of a step leads to that address: copy one of those that do.",
        "unknown-request": "The plan has no change request of that number: name one that it has.",
        "unknown-verb": "No operation is called that: name one of those in the reference.",
    }
)
"""What else can be wrong with what is done to a stored plan."""

CODES: Mapping[str, str] = MappingProxyType(dict(sorted({**TYPED, **OF_STORED_PLANS}.items())))
"""Every code."""
