"""Every code of a refusal of what is done to a stored plan: its cause and its cure in a sentence."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CODES: Mapping[str, str] = MappingProxyType(
    {
        "already-invited": "Everybody was invited, and nothing is other since: wait for their answers.",
        "archived": "The plan is archived, so nobody changes it: restore it first.",
        "by-request": "This is not for your side to change alone: ask for it as a change request.",
        "cannot-read-it": "A comment asks somebody to look who could not read it: leave the name out, or share it.",
        "changed-later": "Somebody changed the same later, so it cannot be taken back: change it by hand.",
        "conflict": "Somebody changed the same since you looked: look again, and say what it shall be.",
        "date-gone": "A record has another day, and the critical date that it was is gone: move the plan's own.",
        "done-since": "You did something since you looked, which you may not mean: look again, then say it anew.",
        "file-kind": "Files of this kind are not taken, since they could run or cannot be read: save it as another.",
        "file-not-what-it-says": "A file is not what its name says, or could run: save it anew as an ordinary file.",
        "file-too-large": "A file has more bytes than the limit: make its pictures smaller, or share it by an address.",
        "file-without-name": "A file has no name that can be shown: give it one such as offer.pdf.",
        "members-only": "Only members of the workspace do this: ask the one who answers for the plan.",
        "no-party": "The service belongs to no party: let a member keep something to itself.",
        "no-replies": "The service reads no answers to invitations: let its operator set where they come.",
        "nobody-to-invite": "Nobody who owns or decides a step has an e-mail address: say where mail reaches them.",
        "nothing-to-meet": "People are invited to meetings and gates, and a step is neither: set its kind.",
        "plan-full": "The plan has as many steps, links or critical dates as the limit: split it, or remove some.",
        "plan-waits": "The plan is on hold, so nobody is invited: resume it first.",
        "no-dates-then": "A plan has no dates as of a day that has passed: take its own day or a later one.",
        "no-revision": "The plan has no revision of that number for you: look at its log for those that it has.",
        "not-named": "It is not known who you are: say it at the address of your link.",
        "not-archived": "The plan is not archived: there is nothing to restore.",
        "not-yours-to-hide": "A party keeps only its own to itself: write your own party, or leave `private` out.",
        "nothing-asked": "No operation is named: name at least one.",
        "nothing-said": "A comment says nothing: write something.",
        "nothing-to-redo": "You have taken nothing back since your last change: there is nothing to do again.",
        "nothing-to-undo": "You have changed nothing that could be taken back: change it by hand.",
        "other-eyes": "Only the seller's people see a plan as another party does: leave the audience out.",
        "others-file": "Another party attached this file: let that side take it away.",
        "others-words": "Somebody else said this: only who said it takes it away.",
        "owed-to-others": "Others count on a step, so nobody hides it: do first what the sentence says.",
        "step-over": "A step is done or left out, so nobody is invited to it: reopen it, or invite to another.",
        "too-long": "A text has more characters than the limit: shorten it, or attach it as a file.",
        "too-many-files": "The plan has as many files as the limit: remove those that nobody needs.",
        "too-many-mentions": "A comment names more people than the limit: name those who have to look.",
        "unknown-comment": "The plan has no such comment, or you do not see it: look at those of the plan.",
        "unknown-file": "The plan has no such file, or you do not see it: look at those of the plan.",
        "unknown-plan": "There is no such plan, or it is not yours: look whether its address is whole.",
        "unknown-revision": "The plan has no revision of that number: name the one that you saw.",
        "unusable-character": "A text holds a control character, which cannot be shown: delete it.",
    }
)
