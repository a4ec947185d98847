"""What lets tools in: shown once, of one workspace, until it has run out."""

from datetime import timedelta

from sqlalchemy import text

from app.accounts.tokens import enter_by_token, make_token
from app.callers import Right
from tests.stored import Stored


def test_a_token_lets_its_tool_into_its_workspace_with_its_scopes(stored: Stored) -> None:
    with stored.writing() as unit:
        secret = make_token(unit, "CRM", [Right.READ_PLANS])

    caller = enter_by_token(stored.database, secret, stored.now)

    assert caller is not None
    assert (caller.workspace, caller.rights) == (stored.workspace, frozenset({Right.READ_PLANS}))
    assert (caller.actor.kind, caller.actor.name, caller.actor.party) == ("tool", "CRM", "seller")


def test_a_token_that_has_run_out_and_one_that_is_none_let_nobody_in(stored: Stored) -> None:
    with stored.writing() as unit:
        secret = make_token(unit, "CRM", Right, expires_at=stored.now + timedelta(days=1))

    assert enter_by_token(stored.database, secret, stored.now) is not None
    assert enter_by_token(stored.database, secret, stored.now + timedelta(days=1)) is None
    assert enter_by_token(stored.database, secret[:-1], stored.now) is None


def test_no_row_holds_the_secret(stored: Stored) -> None:
    with stored.writing() as unit:
        secret = make_token(unit, "CRM", Right)

    with stored.database.engine.connect() as connection:
        assert secret not in repr(connection.execute(text("select * from api_tokens")).all())
