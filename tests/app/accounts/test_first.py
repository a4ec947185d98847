"""The first admin comes in at an address that each process says at its start, until somebody is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.accounts.welcome import Said, draw_first_address
from scheduler.refusals import Refused

from .office import ANA, PASSWORD

if TYPE_CHECKING:
    from .office import Office

SAID = Said(password=PASSWORD, name="Ana Ruiz", email=ANA, workspace="Acme")


def test_of_two_processes_that_start_at_once_each_says_an_address_that_leads_in(empty_office: Office) -> None:
    found = []
    for _ in range(2):
        with empty_office.writing() as unit:
            found.append(draw_first_address(unit))
    first, second = (one or "" for one in found)

    assert empty_office.is_in(empty_office.comes_in(first, SAID))
    with pytest.raises(Refused, match="the service has its first admin already"):
        empty_office.comes_in(second, SAID)
    with empty_office.writing() as unit:
        assert draw_first_address(unit) is None
