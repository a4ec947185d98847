"""The job that forgets somebody: plan by plan, each in a transaction of its own; begun again it finds what is left."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from app.actors import SYSTEM
from app.jobs import NotYet
from app.jobs.report import report
from app.store.digests import forget_digests_of
from app.store.erasures import erasure_of, finish_erasure, keep_about
from app.store.kept_answers import forget_answers
from app.store.mail_choices import forget_choices_of
from app.store.mails import forget_mails_to
from app.store.members import workspaces_of
from app.store.one_time import forget_addresses_of
from app.store.plans import find_plan, plans_here
from app.store.sweeping import rewrite_workspace
from app.store.templates import rewrite_contents
from app.store.users import forget_user, key_of, user_by_id

from .erasing import erase_in_plan
from .masking import Mask
from .somebody import Somebody
from .tracing import traces_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from app.jobs import Task
    from app.store import Database, Unit
    from app.store.erasures import Erasure

BUSY = "what was erased is still in the database's file, as others were busy there; it is written anew later"


def erase_person(database: Database, task: Task, now: Callable[[], datetime]) -> None:
    """Forget somebody, in all plans and then in the workspace, and leave nothing in the database's own file."""
    doing = _Doing(database, task, now)
    erasure = doing.asked()
    if erasure is not None and erasure.about is not None:
        who = doing.known(erasure, Somebody.read(erasure.about))
        for plan in doing.plans(who):
            doing.in_plan(plan, who)
        doing.finish(erasure, who)
        report("person erased", {"erasure": erasure.id})
    if not database.scrub():
        raise NotYet(BUSY)


class _Doing:
    """One erasure under way."""

    def __init__(self, database: Database, task: Task, now: Callable[[], datetime]) -> None:
        self._database, self._task, self._now = database, task, now

    def asked(self) -> Erasure | None:
        """Return what is asked for."""
        with self._reading() as unit:
            return erasure_of(unit, self._task.about)

    def plans(self, who: Somebody) -> list[str]:
        """Return the plans in which somebody is to be forgotten."""
        with self._reading() as unit:
            return [one for one in plans_here(unit) if who.plan in {None, one}]

    def known(self, erasure: Erasure, who: Somebody) -> Somebody:
        """Return who it is with the names of all plans, kept before the first is rewritten."""
        if who.gathered:
            return who
        names = {*who.names}
        for plan in self.plans(who):
            with self._reading() as unit:
                names |= traces_in(unit, plan, who).names
        known = replace(who, names=tuple(sorted(names)), gathered=True)
        with self._writing() as unit:
            keep_about(unit, erasure.id, known.written())
        return known

    def in_plan(self, plan: str, who: Somebody) -> None:
        """Forget somebody in a plan, unless that is gone."""
        with self._writing() as unit:
            if find_plan(unit, plan) is not None:
                erase_in_plan(unit, plan, who)

    def finish(self, erasure: Erasure, who: Somebody) -> None:
        """Forget somebody in the workspace, and whom all this was about."""
        with self._writing() as unit:
            if who.plan is None:
                _forget_in_workspace(unit, who)
            else:
                forget_mails_to(unit, who.has, over=True)
            finish_erasure(unit, erasure.id)

    @contextmanager
    def _reading(self) -> Iterator[Unit]:
        with self._database.reading(workspace=self._task.workspace, actor=SYSTEM, now=self._now()) as unit:
            yield unit

    @contextmanager
    def _writing(self) -> Iterator[Unit]:
        with self._database.writing(workspace=self._task.workspace, actor=SYSTEM, now=self._now()) as unit:
            yield unit


def _forget_in_workspace(unit: Unit, who: Somebody) -> None:
    """Forget mails, invitations, texts and answers; the account too, where it belongs to no other workspace."""
    emails = [] if who.email is None else [who.email]
    mask = Mask(emails=emails, names=who.names, pseudonym=who.pseudonym, id=who.id)
    is_nowhere = who.user is None or not workspaces_of(unit, who.user)
    if who.user is not None and is_nowhere and user_by_id(unit, who.user) is not None:
        forget_user(unit, who.user)
    forget_mails_to(unit, who.has, over=False, everywhere=is_nowhere)
    forget_addresses_of(unit, who.has, everywhere=is_nowhere)
    if who.email is not None:
        forget_choices_of(unit, who.email)
        forget_digests_of(unit, key_of(who.email))
    rewrite_workspace(unit, mask.value)
    rewrite_contents(unit, mask.value)
    forget_answers(unit, mask.finds)
