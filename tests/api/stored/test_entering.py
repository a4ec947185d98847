"""Who comes in, what that lets them do, and what everybody else is told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from api.main import create_app
from app.accounts.tokens import make_token
from app.callers import Right
from app.settings import Settings
from app.store import BusyError
from tests.api.server import serving
from tests.api.stored.service import EVERYTHING, Kept
from tests.stored import ANA, START

ROUTES = [
    ("GET", "", Right.READ_PLANS),
    ("GET", "/document", Right.READ_PLANS),
    ("GET", "/export/ics", Right.READ_PLANS),
    ("GET", "/explain?step=legal", Right.READ_PLANS),
    ("POST", "/archive", Right.CHANGE_PLANS),
    ("DELETE", "", Right.ERASE_PLANS),
]


@pytest.mark.parametrize(
    "shown",
    [
        {},
        {"authorization": "Bearer"},
        {"authorization": "Bearer bpt_nobody"},
        {"authorization": "Basic YW5hOmFuYQ=="},
        {"authorization": "bpt_nobody"},
    ],
)
def test_without_a_credential_that_holds_nobody_is_let_in(kept: Kept, plan: str, shown: dict[str, str]) -> None:
    for method, path, _ in ROUTES:
        answer = kept.client.request(method, f"{plan}{path}", headers=shown)
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
        assert answer.headers["www-authenticate"] == "Bearer"


def test_a_token_that_ran_out_lets_nobody_in(kept: Kept, plan: str) -> None:
    with kept.database.writing(workspace=kept.workspace, actor=ANA, now=START) as unit:
        token = make_token(unit, "CRM", EVERYTHING, expires_at=START + timedelta(hours=1))
    assert kept.send("GET", plan, token=token).status_code == 200

    kept.later(hours=1)

    assert kept.send("GET", plan, token=token).status_code == 401


def test_a_plan_of_another_workspace_is_told_as_one_that_is_not_there(kept: Kept, plan: str) -> None:
    stranger = kept.tokens(EVERYTHING, workspace=kept.another_workspace())
    nowhere = "/v1/plans/00000000-0000-4000-8000-00000000dead"
    for method, path, _ in ROUTES:
        theirs = kept.send(method, f"{plan}{path}", token=stranger)
        nobodys = kept.send(method, f"{nowhere}{path}")
        assert theirs.status_code == 404
        assert theirs.json() == nobodys.json()
    assert kept.send("GET", plan).status_code == 200


def test_who_lacks_a_right_is_told_which_of_what_it_may_see(kept: Kept, plan: str) -> None:
    reader = kept.tokens([Right.READ_PLANS])
    nowhere = "/v1/plans/00000000-0000-4000-8000-00000000dead"
    for method, path, right in ROUTES:
        answer = kept.send(method, f"{plan}{path}", token=reader)
        if right == Right.READ_PLANS:
            assert answer.status_code == 200
        else:
            assert answer.status_code == 403
            assert right.value in answer.json()["detail"]
            assert kept.send(method, f"{nowhere}{path}", token=reader).status_code == 404


def test_a_token_does_what_its_scopes_say_and_nothing_else(kept: Kept, plan: str) -> None:
    creator = kept.tokens([Right.CREATE_PLANS])
    assert kept.send("GET", plan, token=creator).status_code == 403
    assert kept.send("POST", f"{plan}/archive", token=creator).status_code == 403
    assert kept.send("DELETE", plan, token=kept.tokens([Right.ERASE_PLANS, Right.READ_PLANS])).status_code == 204


def test_a_copy_needs_the_right_to_read_what_is_copied(kept: Kept, plan: str) -> None:
    order = {"from": "plan", "plan": plan.rpartition("/")[2], "title": "Contoso"}
    creator = kept.tokens([Right.CREATE_PLANS])

    assert kept.send("POST", "/v1/plans", json=order, token=creator).status_code == 403
    assert kept.send("POST", "/v1/plans", json=order).status_code == 201


def _taken() -> None:
    message = "others are writing; come again a little later"
    raise BusyError(message)


def test_who_waited_too_long_to_write_is_asked_to_come_back() -> None:
    app = create_app(Settings())
    app.get("/taken")(_taken)
    with serving(app=app) as client:
        answer = client.get("/taken")

    assert (answer.status_code, answer.json()["code"], answer.headers["retry-after"]) == (503, "busy", "5")
