"""Every code of a refusal of an operation: its cause and its cure in a sentence."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CODES: Mapping[str, str] = MappingProxyType(
    {
        "already-happened": "What has happened cannot be planned anew: take the progress back first.",
        "bad-change": "A change is not written in its form: write it as the sentence says.",
        "bad-id": "A new step's id has characters that ids cannot have: use letters, digits, - and _.",
        "beyond-horizon": "A day lies outside the plan's calendar: look for a slip in the year.",
        "bound-step": "A step that carries a critical date cannot be removed: bind the date to another step first.",
        "duplicate-id": "A new step has the id of another one: give it its own.",
        "lags-do-not-add": "The lags around a removed step are of different kinds: link its neighbours by hand first.",
        "not-linked": "A link is to be taken away that is not there: name one of the predecessors that the step has.",
        "no-working-time": "Nobody works on a step until the day on which it shall be done: take a later one.",
        "other-party": "Somebody belongs to another party than the one named: leave the party out.",
        "permanent-id": "A step's id is permanent: give it another title instead.",
        "private-conflict": "A change conflicts with what another party keeps to itself: ask them, or try another.",
        "unknown-critical-date": "No critical date has that id: name one that the plan has.",
        "unknown-key": "A step has no such field: mend its spelling.",
        "unknown-party": "No party has that id: name one that the plan has.",
        "unknown-person": "Nobody in the plan has that id or name: mend it, or say the party to add somebody.",
        "unknown-step": "No step has that id: name one that the plan has.",
    }
)
"""What the command tells too."""

BETWEEN_SIDES: Mapping[str, str] = MappingProxyType(
    {
        "answers-itself": "What is asked for is an answer already: give it, and ask for nothing.",
        "baseline-settled": "A baseline is in force or withdrawn, and so it stays: propose a new one.",
        "neither-side": "What is between the seller and the customer is done by one of these two: leave it to them.",
        "no-dates": "A step that is new has no dates yet that could be proposed: say which.",
        "no-reason": "A request is declined without a word: say why.",
        "nobody-named": "Nobody of the plan's people is named who gives a side's word: name one of that side's.",
        "not-shared": "A request says something that the other side does not see: share it first, or do it yourself.",
        "not-verified": "A side's word needs an e-mail address that is proved: confirm yours first.",
        "not-your-step": "A third party speaks for a step that it does not do: leave it to those who do.",
        "nothing-proposed": "Nothing is proposed that could be answered: propose dates.",
        "other-dates": "A baseline has other dates than those that were shown: look at it again.",
        "other-proposal": "Something else is proposed than what was shown: look at it again.",
        "others-request": "A request of the other side is withdrawn: decline it.",
        "own-proposal": "A side accepts what it has accepted already: the other side answers.",
        "own-request": "A side answers its own request: the other side does, or you withdraw it.",
        "past-date": "A day is promised that has passed: take a later one.",
        "private-person": "Somebody gives a side's word whom the other side does not see: name somebody else.",
        "private-step": "A step that only one party sees cannot be agreed: share it first.",
        "request-settled": "A request was answered or withdrawn already: ask anew.",
        "signed-already": "A side has signed this baseline already: the other side signs next.",
        "unknown-baseline": "No baseline has that number: name one that the plan has.",
        "unknown-request": "No change request has that number: name one that the plan has.",
    }
)
"""What keeps two sides from agreeing on something in a stored plan."""
