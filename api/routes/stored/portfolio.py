"""The portfolio: the plans of a workspace, filtered, in an order, page by page."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from pydantic import Field
from starlette.responses import Response

from api.accept import json_accepted
from api.answers import computed
from api.cursors import Page, cursor_of, no_cursor, place_in
from api.declared import answers
from api.entry import reading
from api.order import Day
from app.answers.portfolio import ListedPlanAnswer, PortfolioAnswer
from app.callers import Right
from app.store import Unit
from app.store.portfolio import Behind, Filter, Key, Order, State, key_of, key_read, key_written, plans_in_order
from scheduler.schedule import Health

router = APIRouter(prefix="/v1/plans", tags=["stored plans"])

Portfolio = Annotated[Unit, Depends(reading(Right.READ_PORTFOLIO), scope="function")]
PROBLEMS = ("unauthenticated", "forbidden", "wrong-request", "busy")


class AskedPlans(Page):
    """Which plans are wanted, in which order."""

    sort: Order = Field(
        "starts",
        description="By the day on which something starts next, by the next critical date, by title, or the one that "
        "changed last first.",
    )
    state: Literal["open", "closed", "archived", "all"] | None = Field(
        None, description="Those that go on where absent, or with an `outcome` those that ended.", examples=["open"]
    )
    text: str = Field("", max_length=200, description="What the title or the customer contain.", examples=["north"])
    owner: str = Field("", max_length=64, description="The member who answers for it.", examples=["m-ana"])
    customer: str = Field("", max_length=200, description="The customer's name.", examples=["Northwind"])
    health: Health | None = Field(None, description="Of the next critical date.", examples=["on_track"])
    outcome: Literal["won", "lost", "no_decision"] | None = Field(None, description="How it ended.", examples=["won"])
    due_by: Day | None = Field(None, description="The last day of the next critical date.", examples=["2027-03-31"])
    due_after: Day | None = Field(None, description="The day behind which that is.", examples=["2026-12-31"])
    starts_by: Day | None = Field(
        None,
        description="The last day on which the next step starts: with this Sunday, this week's.",
        examples=["2026-11-29"],
    )
    starts_after: Day | None = Field(None, description="The day behind which that is.", examples=["2026-11-22"])

    @property
    def wanted(self) -> Filter:
        """Return it as the store takes it."""
        state = self.state or ("closed" if self.outcome else "open")
        named: State | None = None if state == "all" else state
        return Filter(
            state=named,
            text=self.text,
            owner=self.owner,
            customer=self.customer,
            health=self.health or "",
            outcome=self.outcome or "",
            due_by=self.due_by,
            due_after=self.due_after,
            starts_by=self.starts_by,
            starts_after=self.starts_after,
        )

    @property
    def behind(self) -> Behind | None:
        """Return where the page before ended; refuse a cursor of another list."""
        if self.cursor is None:
            return None
        order, key, plan = place_in(self.cursor, str, str, str)
        if order != self.sort:
            raise no_cursor()
        return Behind(key=_key(self.sort, key), plan=plan)


@router.get(
    "",
    operation_id="list_plans",
    summary="List the plans of a workspace",
    dependencies=[Depends(json_accepted)],
    responses=answers(PortfolioAnswer, "How each stands.", "not-acceptable", *PROBLEMS),
)
def list_plans(unit: Portfolio, asked: Annotated[AskedPlans, Query()]) -> Response:
    """Return how plans stand, filtered, in an order, page by page; a page is one query however many plans there are."""
    found = plans_in_order(unit, asked.wanted, asked.sort, behind=asked.behind, limit=asked.limit + 1)
    page = found[: asked.limit]
    cursor = None
    if len(found) > asked.limit:
        cursor = cursor_of([asked.sort, key_written(key_of(page[-1], asked.sort)), page[-1].id])
    return computed(PortfolioAnswer(plans=tuple(map(ListedPlanAnswer.of, page)), next=cursor))


def _key(order: Order, written: str) -> Key:
    """Return what a page ended at; refuse what is none."""
    try:
        return key_read(order, written)
    except ValueError:
        raise no_cursor() from None
