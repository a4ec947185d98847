"""The service itself, for tools of whoever operates it: what it runs with, and whether its mails leave."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from api.accept import json_accepted
from api.answers import computed
from api.calling import calling
from api.declared import answers
from api.entry import Known, reading, refuse_unkeepable
from api.operating import Checks, mail_tried, service_told
from api.state import service_of
from app.answers.service import ServiceAnswer, TrialAnswer
from app.callers import Right
from app.store import Unit

from .declaring import ENDING, LISTING

router = APIRouter(prefix="/v1/settings", tags=["service"], dependencies=[Depends(json_accepted)])

Operating = Annotated[Unit, Depends(reading(Right.OPERATE_SERVICE), scope="function")]


@router.get(
    "",
    operation_id="show_settings",
    summary="Show what the service runs with",
    responses=answers(
        ServiceAnswer, "The settings of the process that answers, and how it is.", "not-acceptable", *LISTING
    ),
)
def show(request: Request, unit: Operating, caller: Known, checks: Checks) -> Response:
    """Return every setting without its secrets, and how the process is, to whoever operates the service.

    That is who has the right in the workspace of `BACKPLAN_OPERATORS`, or in the only one there is.
    """
    return computed(service_told(service_of(request), unit, caller, checks))


@router.post(
    "/test-mail",
    operation_id="try_mail",
    summary="Send yourself a mail",
    dependencies=[Depends(calling, scope="function")],
    responses=answers(TrialAnswer, "What came of it.", "not-acceptable", "too-many", *ENDING),
)
def try_mail(request: Request, caller: Known) -> Response:
    """Send a mail to your own address, and return whether the mail server took it, within 15 seconds.

    A token writes to the member who made it. It is tried once; five are free, then you wait longer each time.
    """
    refuse_unkeepable(request)
    return computed(mail_tried(service_of(request), caller))
