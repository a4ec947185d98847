"""Every code with which a part of a plan is kept from being changed is explained, and each explained code is told."""

from __future__ import annotations

from app.document import CODES as READER
from app.operations import CODES
from tests.app.verbs import test_calendars, test_dates, test_members, test_plan, test_why

TOLD = {
    code for group in (test_plan, test_members, test_calendars, test_dates, test_why) for _, code, _ in group.REFUSED
}


def test_every_code_is_explained() -> None:
    assert not TOLD - CODES.keys() - READER.keys()
