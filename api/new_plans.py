"""What a new plan is made of: a document, a sheet, or an order for one from a template or another plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from app.access import admit, owner_of_new
from app.accounts.membership import member_of
from app.callers import Right
from app.document.json_text import JsonRefusedError, read_json
from app.plans import copy_plan, create_from_sheet, create_from_template, create_from_text
from app.plans.external import Record

from .body import JSON, media_type_of
from .entry import InTurn
from .models import model_of
from .order import LIMITS, Name, Ordered
from .problems import BODY
from .state import service_of

if TYPE_CHECKING:
    from app.callers import Caller
    from app.document import Limits
    from app.plans import Changed
    from app.sheet import Note, ReadColumn
    from app.store import Unit

CSV, XLSX = "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEETS = {CSV: "plan.csv", XLSX: "plan.xlsx"}
"""What a sheet may come as, and what it is called where nobody says."""


class FromTemplate(Ordered):
    """A plan from a template: for which date, and the answers that fit it to the deal."""

    from_: Literal["template"] = Field(alias="from", description="That it is from a template.")
    template: str = Field(max_length=200, description="The template's id.")


class FromPlan(BaseModel):
    """A plan like another, without what happened in it and what was agreed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    from_: Literal["plan"] = Field(alias="from", description="That it is from another plan.")
    plan: str = Field(max_length=64, description="The UUID of the other plan.")
    title: Name = Field(min_length=1, max_length=200, description="What the new plan is for.")
    dates: dict[str, str] = Field(default_factory=dict, description="New days by critical date; the others stay.")


class AskedNew(BaseModel):
    """What is said about a new plan beside its body."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    owner: str | None = Field(
        None, max_length=64, description="The member who answers for it; who makes it where absent.", examples=["m-ana"]
    )
    why: str | None = Field(None, max_length=2000, description="In words, for the log.", examples=["Won in the pilot"])
    file: str | None = Field(
        None, max_length=200, description="Of a sheet: what it is called.", examples=["northwind.csv"]
    )
    seller: str = Field("", max_length=200, description="Of a sheet: the seller's name.", examples=["Acme"])
    customer: str = Field("", max_length=200, description="Of a sheet: the customer's name.", examples=["Northwind"])
    sheet: str = Field("", max_length=200, description="Which one of a workbook is meant.", examples=["Plan"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A new plan, and how its sheet was read."""

    changed: Changed
    columns: tuple[ReadColumn, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPlan:
    """A body that a plan is made of, and what is said beside it."""

    body: bytes
    media_type: str
    asked: AskedNew
    limits: Limits

    @property
    def record(self) -> Record | None:
        """What the body says of a deal that the plan follows; None where it says more than that."""
        if self._source() != "template":
            return None
        order = model_of(FromTemplate, self.body, LIMITS)
        return Record(critical_date=order.critical_date.isoformat(), customer=order.customer, seller=order.seller)

    def made(self, unit: Unit, caller: Caller) -> Made:
        """Keep the plan; raise Refused with all that is wrong with it."""
        named = self.asked.owner
        owner = owner_of_new(unit, caller) if named is None else member_of(unit, named).id
        if self.media_type in SHEETS:
            return self._from_sheet(unit, owner)
        source = self._source()
        if source == "template":
            return self._from_template(unit, owner)
        if source is not None:
            return self._from_plan(unit, caller, owner)
        file = BODY[self.media_type == JSON]
        why = self.asked.why
        return Made(changed=create_from_text(unit, self.body, file=file, limits=self.limits, owner=owner, why=why))

    def _source(self) -> object:
        """Return what an order says that the plan is from; None where the body is a document."""
        if self.media_type != JSON:
            return None
        try:
            found = read_json(self.body.decode("utf-8-sig"), self.limits).value
        except (JsonRefusedError, UnicodeError):
            return None  # whoever reads it says what is wrong with it
        return found.get("from") if isinstance(found, dict) else None

    def _from_sheet(self, unit: Unit, owner: str | None) -> Made:
        asked = self.asked
        found = create_from_sheet(
            unit,
            self.body,
            file=asked.file or SHEETS[self.media_type],
            names={"seller": asked.seller, "customer": asked.customer, "sheet": asked.sheet},
            owner=owner,
            why=asked.why,
        )
        return Made(changed=found.changed, columns=found.columns, notes=found.notes)

    def _from_template(self, unit: Unit, owner: str | None) -> Made:
        order = model_of(FromTemplate, self.body, LIMITS)
        why = self.asked.why
        return Made(changed=create_from_template(unit, order.template, owner=owner, why=why, **order.deal))

    def _from_plan(self, unit: Unit, caller: Caller, owner: str | None) -> Made:
        order = model_of(FromPlan, self.body, LIMITS)
        admit(unit, caller, order.plan, Right.READ_PLANS)
        why = self.asked.why
        return Made(changed=copy_plan(unit, order.plan, title=order.title, dates=order.dates, owner=owner, why=why))


def new_plan_in(request: Request, body: InTurn, asked: Annotated[AskedNew, Query()]) -> NewPlan:
    """Return what a new plan is made of."""
    media_type = media_type_of(request, tuple(SHEETS))
    return NewPlan(body=body, media_type=media_type, asked=asked, limits=service_of(request).settings.limits)


NewPlanInTurn = Annotated[NewPlan, Depends(new_plan_in, scope="function")]
