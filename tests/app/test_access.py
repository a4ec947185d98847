"""Who may do what to which plan: one check, for members, admins, tools and participants."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.access import ForbiddenError, admit
from app.callers import ADMIN, MEMBER, PARTICIPANT, RIGHTS, Caller, Right
from app.store.sharing import set_shared
from scheduler.refusals import Refused
from tests.stored import ANA, BEN, JO, another_plan

if TYPE_CHECKING:
    from app.actors import Actor
    from tests.stored import Stored


def caller(stored: Stored, actor: Actor, rights: frozenset[Right], plan: str | None = None) -> Caller:
    return Caller(workspace=stored.workspace, actor=actor, rights=rights, plan=plan)


def may(stored: Stored, who: Caller, right: Right) -> bool:
    with stored.reading(who.actor) as unit:
        try:
            return admit(unit, who, stored.plan, right).id == stored.plan
        except ForbiddenError:
            return False


def test_an_admin_changes_every_plan_and_a_member_reads_it(stored: Stored) -> None:
    admin, member = caller(stored, ANA, RIGHTS[ADMIN]), caller(stored, BEN, RIGHTS[MEMBER])

    assert may(stored, admin, Right.CHANGE_PLANS)
    assert may(stored, member, Right.READ_PLANS)
    assert not may(stored, member, Right.CHANGE_PLANS)
    assert not may(stored, member, Right.SHARE_PLANS)
    assert not may(stored, member, Right.ERASE_PLANS)


def test_a_member_changes_a_plan_while_it_is_shared_with_it(stored: Stored) -> None:
    member = caller(stored, BEN, RIGHTS[MEMBER])
    with stored.writing() as unit:
        set_shared(unit, stored.plan, BEN.id, shared=True)
    assert may(stored, member, Right.CHANGE_PLANS)

    with stored.writing() as unit:
        set_shared(unit, stored.plan, BEN.id, shared=False)
    assert not may(stored, member, Right.CHANGE_PLANS)


def test_a_tool_changes_what_its_scopes_say(stored: Stored) -> None:
    reader = caller(stored, ANA, frozenset({Right.READ_PLANS}))

    assert may(stored, reader, Right.READ_PLANS)
    assert not may(stored, reader, Right.CHANGE_PLANS)


def test_a_participant_finds_its_own_plan_alone(stored: Stored) -> None:
    other = another_plan(stored)
    jo = caller(stored, JO, PARTICIPANT, stored.plan)

    assert may(stored, jo, Right.CHANGE_PLANS)
    assert not may(stored, jo, Right.ERASE_PLANS)
    with stored.reading(JO) as unit, pytest.raises(Refused, match="no such plan"):
        admit(unit, jo, other.plan, Right.READ_PLANS)
