"""What the page's forms do that no verb does: words, baselines, change requests, undo, the archive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.feeds import make_feed, revoke_feed
from app.links import To, hand_on, reissue_link, revoke_link, revoke_participant
from app.operations.lookup import refused
from app.plans import (
    Desk,
    accept_change,
    archive_plan,
    change_plan,
    comment,
    decline_change,
    erase_comment,
    invite,
    propose_baseline,
    redo,
    remove_file,
    request_change,
    restore_plan,
    share_sums,
    sign_baseline,
    undo,
    unshare_sums,
    withdraw_baseline,
    withdraw_change,
)
from app.plans.answerable import hand_over, share_with
from app.verbs.dates import MoveCriticalDate
from scheduler.plan import SELLER
from scheduler.refusals import Refused

from .doing import operations_of
from .sharing import share
from .subscribing import feed_chosen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.accounts.letters import Post
    from app.store import Unit

    from .doing import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """Something that lets in whoever has it, and that is shown once."""

    secret: str
    is_feed: bool = False
    """Whether a calendar app shows it; else it is a link to the plan."""


def settle(unit: Unit, plan_id: str, form: Form, *, seen: int | None, post: Post) -> Issued | None:
    """Do what a form asks for; `seen` is the revision that its sender had before them.

    What is not the sender's alone to change is asked of the other side. Returns the link or feed that was made.
    """
    do = form.said("do")
    if do in WAYS_BACK:
        WAYS_BACK[do](unit, plan_id, seen=seen)
    elif do in USE_CASES:
        USE_CASES[do](unit, plan_id, form)
    elif do in LINKS:
        return LINKS[do](unit, plan_id, form, post)
    else:
        _change(unit, plan_id, form, seen)
    return None


def _change(unit: Unit, plan_id: str, form: Form, seen: int | None) -> None:
    operations, why = operations_of(form), form.said("why") or None
    try:
        change_plan(unit, plan_id, operations, seen=seen, why=why)
    except Refused as refused:
        if refused.problems[0].code != "by-request":
            raise
        request_change(unit, plan_id, operations, why=why)


def _share(unit: Unit, plan_id: str, form: Form, post: Post) -> Issued:
    zone = form.document.time_zone or "UTC"
    return Issued(secret=share(unit, plan_id, form, zone=zone, mails=post.is_there).secret)


def _reissue(unit: Unit, plan_id: str, form: Form, _: Post) -> Issued:
    return Issued(secret=reissue_link(unit, plan_id, form.said("link")).secret)


def _subscribe(unit: Unit, plan_id: str, form: Form, _: Post) -> Issued:
    """Make a feed for the sender, who is known among the plan's people or else takes the whole plan."""
    choice = feed_chosen(form)
    return Issued(secret=make_feed(unit, plan_id, choice).secret, is_feed=True)


def _delegate(unit: Unit, plan_id: str, form: Form, post: Post) -> Issued | None:
    """Hand a step on; of another party than the seller, with a way in of its own."""
    [operation] = operations_of(form)
    party = getattr(operation, "party", None) or form.party
    if party == SELLER:
        change_plan(unit, plan_id, [operation])
        return None
    to = To(name=form.said("to"), email=form.said("email") or None, party=getattr(operation, "party", None))
    secret = hand_on(unit, plan_id, form.step.id, to, post=post).secret
    return None if secret is None else Issued(secret=secret)


def _invite(unit: Unit, plan_id: str, form: Form, post: Post) -> None:
    """Send invitations to a step that people meet for."""
    invite(unit, plan_id, form.step.id, desk=Desk(address=post.replies, at=post.at) if post.replies else None)


LINKS: Mapping[str, Callable[[Unit, str, Form, Post], Issued | None]] = {
    "share": _share,
    "reissue-link": _reissue,
    "delegate": _delegate,
    "subscribe": _subscribe,
    "invite": _invite,
}
"""What makes a link or a feed, or sends mail, by what its form calls itself."""


def _comment(unit: Unit, plan_id: str, form: Form) -> None:
    step, person = form.said("step") or None, form.said("mention")
    text = form.needed("text", "write something first")
    comment(
        unit,
        plan_id,
        text,
        step=step,
        mentions=[person] if person else [],
        private=bool(form.said("private")),
    )


def _number(form: Form) -> int:
    number = form.said("number")
    if not number.isdecimal() or len(number) > LONGEST_NUMBER:
        raise refused("bad-form", "this is no form of the page; go back and try again")
    return int(number)


LONGEST_NUMBER = 9


def _sign(unit: Unit, plan_id: str, form: Form) -> None:
    name = form.needed("name", "write your name as you sign")
    sign_baseline(unit, plan_id, _number(form), digest=form.said("digest"), name=name)


def _request_date(unit: Unit, plan_id: str, form: Form) -> None:
    """Ask the other side for another day of a critical date."""
    to = form.needed("to", "say which day it shall be")
    moved = MoveCriticalDate(critical_date=form.said("date"), to=to)
    request_change(unit, plan_id, [moved], why=form.said("why") or None)


WAYS_BACK = {"undo": undo, "redo": redo}
"""What is about the sender's own latest change, as the page that was sent had it."""

USE_CASES: Mapping[str, Callable[[Unit, str, Form], object]] = {
    "comment": _comment,
    "erase-comment": lambda unit, plan_id, form: erase_comment(unit, plan_id, form.said("comment")),
    "remove-file": lambda unit, plan_id, form: remove_file(unit, plan_id, form.said("file")),
    "propose-baseline": lambda unit, plan_id, form: propose_baseline(unit, plan_id, name=form.said("name") or None),
    "sign-baseline": _sign,
    "withdraw-baseline": lambda unit, plan_id, form: withdraw_baseline(unit, plan_id, _number(form)),
    "request-date": _request_date,
    "accept-request": lambda unit, plan_id, form: accept_change(unit, plan_id, _number(form)),
    "decline-request": lambda unit, plan_id, form: decline_change(unit, plan_id, _number(form), why=form.said("why")),
    "withdraw-request": lambda unit, plan_id, form: withdraw_change(unit, plan_id, _number(form)),
    "share-sums": lambda unit, plan_id, _: share_sums(unit, plan_id),
    "unshare-sums": lambda unit, plan_id, _: unshare_sums(unit, plan_id),
    "revoke-link": lambda unit, plan_id, form: revoke_link(unit, plan_id, form.said("link")),
    "share-with": lambda unit, plan_id, form: share_with(unit, plan_id, form.said("member"), shared=True),
    "unshare-with": lambda unit, plan_id, form: share_with(unit, plan_id, form.said("member"), shared=False),
    "hand-over": lambda unit, plan_id, form: hand_over(unit, plan_id, form.said("member")),
    "shut-out": lambda unit, plan_id, form: revoke_participant(unit, plan_id, form.said("participant")),
    "revoke-feed": lambda unit, plan_id, form: revoke_feed(unit, plan_id, form.said("feed")),
    "archive": lambda unit, plan_id, form: archive_plan(unit, plan_id, why=form.said("why") or None),
    "restore": lambda unit, plan_id, _: restore_plan(unit, plan_id),
}
"""By what a form calls itself."""
