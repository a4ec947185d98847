"""What a party keeps to itself changes no byte, tag, number or list of the others, unless a date they see moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from api.routes.stored.presented import presented
from app.answers.history import LogLineAnswer
from app.plans import change_plan, comment, open_plan
from app.plans.showing import shown
from app.plans.telling import told_log
from app.verbs import read_operations
from tests.api.stored.chapters import DOCUMENT, ID
from tests.stored import ANA, JO

if TYPE_CHECKING:
    from app.actors import Actor
    from tests.api.stored.service import Kept

OWN: list[dict[str, Any]] = [
    {
        "do": "add_step",
        "new": {"id": "board", "title": "Board", "side": "customer", "duration": "1d", "private": "customer"},
    },
    {"do": "edit_step", "step": "customer--board", "set": {"title": "The board's word", "duration": "2d"}},
    {"do": "finish_step", "step": "customer--board"},
]
"""What the customer does out of the seller's sight."""
THEIRS: list[dict[str, Any]] = [
    {"do": "edit_step", "step": "margin", "set": {"title": "Nobody's business", "duration": "5d"}},
    {"do": "start_step", "step": "margin"},
]
"""What the seller does out of the customer's sight."""
ADDRESSES = (
    "",
    "/document",
    "/export/ics",
    "/export/text",
    "/explain?step=go-live",
    "/log",
    "/revisions/1",
    "/comments",
    "/files",
    "/baselines",
    "/requests",
    "/ledger",
    "/variance",
    "/members",
)


@pytest.fixture
def started(kept: Kept) -> Kept:
    """Keep the plan of the story with the customer's own step in it."""
    assert kept.send("POST", "/v1/plans", json=DOCUMENT).status_code == 201
    do(kept, JO, OWN[0])
    return kept


def do(kept: Kept, actor: Actor, operation: dict[str, Any]) -> None:
    kept.later(minutes=1)
    with kept.database.writing(workspace=kept.workspace, actor=actor, now=kept.clock[0]) as unit:
        change_plan(unit, ID, read_operations([operation]), why="Between us")
        comment(unit, ID, "Between us", private=True)


def seller_gets(kept: Kept) -> list[tuple[bytes, str | None]]:
    answers = [kept.send("GET", f"/v1/plans/{ID}{path}") for path in ADDRESSES]
    answers += [kept.send("GET", "/v1/plans", params={"sort": sort}) for sort in ("starts", "due", "changed")]
    assert {one.status_code for one in answers} == {200}
    return [(one.content, one.headers.get("etag")) for one in answers]


def customer_gets(kept: Kept) -> list[str]:
    with kept.database.reading(workspace=kept.workspace, actor=JO, now=kept.clock[0]) as unit:
        opened = open_plan(unit, ID)
        plan = presented(unit, opened.stored, shown(JO, opened.projections)).model_dump_json()
        lines, _ = told_log(unit, ID, limit=100)
    return [plan, *(LogLineAnswer.of(line).model_dump_json() for line in lines)]


@pytest.mark.parametrize("operation", OWN[1:], ids=lambda one: one["do"])
def test_what_the_customer_keeps_to_itself_reaches_no_answer_of_the_seller(
    started: Kept, operation: dict[str, Any]
) -> None:
    before, own = seller_gets(started), customer_gets(started)

    do(started, JO, operation)

    assert seller_gets(started) == before
    assert customer_gets(started) != own


@pytest.mark.parametrize("operation", THEIRS, ids=lambda one: one["do"])
def test_what_the_seller_keeps_to_itself_reaches_no_answer_of_the_customer(
    started: Kept, operation: dict[str, Any]
) -> None:
    before, own = customer_gets(started), seller_gets(started)

    do(started, ANA, operation)

    assert customer_gets(started) == before
    assert seller_gets(started) != own
