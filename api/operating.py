"""What whoever operates the service sees of it and tries in it, by whatever door; nobody else's admins do."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from app.access import allow_operator
from app.accounts.trying_mail import trial_for
from app.answers.service import BacklogAnswer, ServiceAnswer, SettingAnswer, TrialAnswer
from app.document.regions import LIBRARY
from app.mail import send_at_once
from app.told_settings import told_settings

from .state import service_of

if TYPE_CHECKING:
    from app.callers import Caller
    from app.store import Unit
    from app.store.backlog import Backlog

    from .state import Service


async def checked(request: Request) -> dict[str, str]:
    """Return what `/readyz` tells of this process."""
    return await service_of(request).readiness.checks()


Checks = Annotated[dict[str, str], Depends(checked)]


def service_told(service: Service, unit: Unit, caller: Caller, checks: dict[str, str]) -> ServiceAnswer:
    """Return what this process runs with and how it is; raise ForbiddenError for who does not operate it."""
    allow_operator(unit, caller, service.settings.operators)
    backlog = service.metrics.backlog()
    return ServiceAnswer(
        version=version("backplan"),
        holidays=LIBRARY,
        checks=checks,
        backlog=None if backlog is None else _waiting(backlog),
        settings=tuple(
            SettingAnswer(
                variable=one.variable,
                value=one.value,
                default=one.default,
                is_default=one.is_default,
                is_secret=one.is_secret,
                says=one.says,
            )
            for one in told_settings(service.settings)
        ),
    )


def mail_tried(service: Service, caller: Caller) -> TrialAnswer:
    """Send a mail to the own address of who asks, and return what came of it; nobody holds a transaction meanwhile."""
    with service.database.writing(workspace=caller.workspace, actor=caller.actor, now=service.now()) as unit:
        allow_operator(unit, caller, service.settings.operators)
        trial = trial_for(unit, caller, service.post)
    problem = send_at_once(service.settings.post, trial.letter, service.now())
    return TrialAnswer(to=trial.letter.to, sent=problem is None, problem=problem, proves=trial.proves)


def _waiting(backlog: Backlog) -> BacklogAnswer:
    return BacklogAnswer(
        jobs_waiting=backlog.waiting,
        jobs_later=backlog.later,
        jobs_running=backlog.running,
        jobs_given_up=backlog.given_up,
        oldest_seconds=int(backlog.oldest),
        mails_waiting=backlog.mails_waiting,
        mails_failed=backlog.mails_failed,
    )
