"""Who belongs to a workspace: invited once, with a role, shut out at once, and never without an admin."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from app.accounts.inviting import invitations_of, invite, withdraw
from app.accounts.membership import (
    change_member,
    give_role,
    let_in_again,
    members_of,
    remove_member,
    rename_workspace,
    shut_out,
)
from app.accounts.tokens import enter_by_token, issue_token
from app.accounts.welcome import Said, join
from app.callers import RIGHTS, Right
from app.store import Database
from scheduler.refusals import Refused
from tests.app.accounts.office import ANA, BEN, PASSWORD, Office


def test_the_first_admin_comes_in_once_and_is_the_only_first_one(office: Office) -> None:
    caller = office.entered(office.ana).caller

    assert (caller.actor.name, caller.actor.kind, caller.actor.party) == ("Ana Ruiz", "member", "seller")
    assert caller.rights == RIGHTS["admin"]
    assert not caller.actor.verified  # nobody has sent anything to that address
    with pytest.raises(AssertionError):
        office.first_admin()  # no address is drawn any more


def test_an_invitation_by_mail_leads_in_once_and_proves_the_address(office: Office) -> None:
    address = office.invited(BEN, post=office.post)

    ben = office.entered(office.comes_in(address, Said(password=PASSWORD, name="Ben Ott"))).caller

    assert [letter.to for letter in office.letters] == [BEN]
    assert ben.workspace == office.entered(office.ana).caller.workspace
    assert (ben.rights, ben.actor.verified) == (RIGHTS["member"], True)
    with pytest.raises(Refused, match="was used, replaced or has run out"):
        office.comes_in(address, Said(password=PASSWORD, name="Eve"))


def test_an_invitation_that_is_handed_on_proves_no_address(office: Office) -> None:
    assert not office.entered(office.joins()).caller.actor.verified


@pytest.mark.parametrize("end", ["time", "withdrawn", "replaced"])
def test_an_invitation_ends(office: Office, end: str) -> None:
    address = office.invited(BEN)
    if end == "time":
        office.passes(timedelta(days=7))
    elif end == "replaced":
        office.invited(BEN.upper())
    else:
        with office.writing(office.ana) as unit:
            withdraw(unit, invitations_of(unit)[0].id)

    with pytest.raises(Refused, match="was used, replaced or has run out"):
        office.comes_in(address, Said(password=PASSWORD, name="Ben Ott"))


def test_of_two_who_use_one_address_at_once_one_comes_in(office: Office) -> None:
    address = office.invited(BEN)

    def try_it(name: str) -> str | None:
        try:
            return office.comes_in(address, Said(password=PASSWORD, name=name))
        except Refused:
            return None

    with ThreadPoolExecutor(4) as pool:
        found = [*pool.map(try_it, ["Ben", "Eve", "Mal", "Ott"])]

    assert sum(one is not None for one in found) == 1
    with office.writing(office.ana) as unit:
        assert len(members_of(unit)) == 2


def test_who_has_an_account_joins_signed_in_and_nobody_takes_it_over_by_an_invitation(office: Office) -> None:
    ben = office.joins()
    ben = office.entered(ben).session.user
    with office.writing(office.ana) as unit:
        remove_member(unit, ben)
    address = office.invited(BEN.title())

    with pytest.raises(Refused, match="sign in with it first"):
        office.comes_in(address, Said(password=PASSWORD, name="Eve"))
    ana = office.entered(office.ana).session.user
    with office.writing(office.ana) as unit, pytest.raises(Refused, match="is for another account"):
        join(unit, address.rpartition("/")[2], ana)
    with office.writing() as unit:
        join(unit, address.rpartition("/")[2], ben)
    assert office.is_in(office.signs_in(BEN))


def test_an_address_is_one_account_whatever_its_capitals(office: Office) -> None:
    office.joins()

    with pytest.raises(Refused, match="belongs to the workspace already"):
        office.invited("BEN@ACME.example")
    assert office.is_in(office.signs_in("Ben@Acme.Example"))


@pytest.mark.parametrize(
    "email", ["", "ben", "ben@", "@acme.example", "b b@acme.example", "ben@acme.example\nBcc: x@y"]
)
def test_what_is_no_address_is_not_invited(office: Office, email: str) -> None:
    with pytest.raises(Refused, match="this is no e-mail address"):
        office.invited(email)


def test_who_is_shut_out_is_out_at_once_with_all_tokens(office: Office) -> None:
    ben = office.joins()
    caller = office.entered(ben).caller
    with office.writing(ben) as unit:
        made = issue_token(unit, "CRM", ["plans:read", "tokens:manage"], by=caller)
    tool = enter_by_token(office.database, made.secret, office.now)
    assert tool is not None
    with office.database.writing(workspace=tool.workspace, actor=tool.actor, now=office.now) as unit:
        made_with_it = issue_token(unit, "copy", ["plans:read"], by=tool)

    with office.writing(office.ana) as unit:
        shut_out(unit, caller.actor.id)

    assert not office.is_in(ben)
    with pytest.raises(Refused, match="belong to no workspace any more"):
        office.signs_in(BEN)
    assert enter_by_token(office.database, made.secret, office.now) is None
    assert enter_by_token(office.database, made_with_it.secret, office.now) is None

    with office.writing(office.ana) as unit:
        let_in_again(unit, caller.actor.id)
    assert office.is_in(office.signs_in(BEN))
    assert enter_by_token(office.database, made.secret, office.now) is None


def test_another_role_counts_at_once_and_takes_from_tokens(office: Office) -> None:
    ben = office.joins(role="admin")
    caller = office.entered(ben).caller
    with office.writing(ben) as unit:
        made = issue_token(unit, "CRM", ["plans:read", "members:manage"], by=caller)

    with office.writing(office.ana) as unit:
        give_role(unit, caller.actor.id, "member")

    entered = office.entered(ben)
    assert entered.caller.rights == RIGHTS["member"]
    assert entered.secret is not None  # drawn anew, as what it may do has changed
    tool = enter_by_token(office.database, made.secret, office.now)
    assert tool is not None
    assert tool.rights == frozenset({Right.READ_PLANS})


def test_the_last_admin_stays_one(office: Office) -> None:
    ana = office.entered(office.ana).session.user
    ben = office.entered(office.joins(role="admin")).session.user
    with office.writing(office.ana) as unit:
        shut_out(unit, ben)

    for take_away in (
        lambda unit: give_role(unit, ana, "member"),
        lambda unit: shut_out(unit, ana),
        lambda unit: remove_member(unit, ana),
    ):
        with office.writing(office.ana) as unit, pytest.raises(Refused, match="Ana Ruiz is the only admin of Acme"):
            take_away(unit)
    with office.writing(office.ana) as unit, pytest.raises(Refused, match="no role 'owner'; there are"):
        give_role(unit, ben, "owner")


def test_two_admins_who_take_each_other_away_at_once_leave_one(office: Office) -> None:
    ben = office.joins(role="admin")
    users = [(office.ana, office.entered(ben).session.user), (ben, office.entered(office.ana).session.user)]

    def demote(pair: tuple[str, str]) -> bool:
        try:
            with office.writing(pair[0]) as unit:
                give_role(unit, pair[1], "member")
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(demote, users)) == [False, True]


@pytest.mark.parametrize("name", ["", " ", "Acme\u200b", "A" * 201])
def test_a_workspace_is_called_something_that_can_be_shown(office: Office, name: str) -> None:
    with office.writing(office.ana) as unit, pytest.raises(Refused, match="write the name of your organisation"):
        rename_workspace(unit, name)
    with office.writing(office.ana) as unit:
        assert rename_workspace(unit, "  Acme   Europe ").name == "Acme Europe"


def test_nobody_makes_a_member_do_more_than_who_gives_the_role(office: Office) -> None:
    ben = office.entered(office.joins()).session.user
    caller = office.entered(office.ana).caller
    less = replace(caller, rights=caller.rights - {Right.ERASE_PLANS})
    with office.writing(office.ana) as unit:
        for give in (
            lambda: give_role(unit, ben, "admin", by=less),
            lambda: change_member(unit, ben, role="member", by=less),
            lambda: invite(unit, "cleo@acme.example", "member", office.no_post, by=less),
        ):
            with pytest.raises(Refused, match=r"you may not do plans:erase yourself, so you make nobody"):
                give()
        assert give_role(unit, ben, "admin", by=caller).role == "admin"


def test_a_member_of_another_workspace_is_not_there(office: Office, database: Database) -> None:
    ben = office.entered(office.joins()).session.user
    actor = office.entered(office.ana).caller.actor
    with database.writing(workspace="another", actor=actor, now=office.now) as unit:
        assert members_of(unit) == []
        with pytest.raises(Refused, match="the workspace has no such member"):
            shut_out(unit, ben)
    assert office.is_in(office.signs_in(ANA))
