"""A service that keeps one random plan, and those who read it: two of them differ in what is hidden alone."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.accounts.sessions import begin_session
from app.actors import SYSTEM, Actor
from app.callers import ADMIN, Right
from app.document import read
from app.links import Said, introduce
from app.plans import advance_day, create_plan, open_plan
from app.projection import Audience
from app.store.members import join_workspace
from app.store.users import User, add_user
from app.webhooks import Outside, Wanted, make_webhook
from tests.api.stored.service import Kept, keeping
from tests.api.stored.test_replies import MAILING
from tests.api.strangers.place import bearer
from tests.app.projection.comparing import seen_dates
from tests.stored import ANA

from .masks import Masks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    import httpx

    from tests.api.strangers.place import Shown
    from tests.app.projection.private import Document

SELLER = Actor(kind="member", id="m-ana", name="Ana Ruiz", party="seller", person="p-seller", verified=True)
CUSTOMER = Actor(kind="participant", id="p-jo", name="Jo Kern", party="customer", person="p-customer", verified=True)
SUPPLIER = Actor(kind="participant", id="p-hal", name="Hal Wood", party="hw", person="p-hw", verified=True)
KEEPERS = {"seller": SELLER, "customer": CUSTOMER, "hw": SUPPLIER}
"""Somebody of each party, who changes what it keeps to itself."""

EVENTS = ("plan.changed", "plan.forecast_moved", "step.finished")
"""Each has a webhook of its own, which hears of one at a time: those of a moment come in the order of drawn ids."""


@dataclass(slots=True, kw_only=True)
class Twin:
    """One service with the plan, and what its readers show."""

    kept: Kept
    plan: str
    word: str
    """What each of the two writes where nobody else may read it."""
    readers: dict[str, Shown] = field(default_factory=dict)
    """What each shows, by who it is."""
    values: dict[str, list[str]] = field(default_factory=dict)
    """What may stand for each name in a path."""
    feeds: dict[str, list[str]] = field(default_factory=lambda: {"seller": [], "customer": [], "hw": []})
    masks: Masks = field(default_factory=Masks)
    invited: int = 0
    """Invitations that were mailed to somebody of the reader's party."""

    @property
    def at(self) -> str:
        """The address of the plan."""
        return f"/v1/plans/{self.plan}"

    def send(self, reader: str, method: str, path: str, **rest: Any) -> httpx.Response:  # noqa: ANN401 - of any kind
        """Send a request as a reader, whose client keeps no cookie."""
        headers = self.readers[reader] | rest.pop("headers", {})
        return self.kept.client.request(method, path, headers=headers, **rest)

    def at_midnight(self) -> None:
        """Bring the plan to its new day, as the service does of itself, whoever touches the plan."""
        kept = self.kept
        with kept.database.writing(workspace=kept.workspace, actor=SYSTEM, now=kept.clock[0]) as unit:
            advance_day(unit, self.plan)

    def for_party(self, party: str) -> None:
        """Leave what a party's readers may hold in their hands: its own feeds and links."""
        self.values["feed"] = self.feeds[party]
        self.values["secret"] = {"customer": self.values["secret"], "hw": self.values["supplied"]}.get(
            party, ["bps_unknown"]
        )

    @property
    def day(self) -> date:
        """Return the day that it is in the plan."""
        with self.kept.database.reading(workspace=self.kept.workspace, actor=ANA, now=self.kept.clock[0]) as unit:
            return open_plan(unit, self.plan).day

    def dates(self, party: str) -> object:
        """Return the dates that a party sees as things stand."""
        with self.kept.database.reading(workspace=self.kept.workspace, actor=ANA, now=self.kept.clock[0]) as unit:
            projections = open_plan(unit, self.plan).projections
            return seen_dates(projections.of(Audience(party=party)), projections.reading.schedule)


@contextmanager
def twin(folder: Path, document: Document, party: str, url: str | None = None, *, word: str = "Hush") -> Iterator[Twin]:
    """Serve one plan with a database of its own, the one at an address where one is given."""
    folder.mkdir()
    database = "sqlite" if url is None else url.replace("+psycopg", "", 1)
    with keeping(folder, database=database, allow_loopback_webhooks=True, **MAILING) as kept:
        kept.clock[0] = datetime.combine(datetime.fromisoformat(document["as_of"]), time(9), UTC)
        kept.token = kept.tokens(Right)
        reading = read(json.dumps(document), file="plan.json")
        with kept.database.writing(workspace=kept.workspace, actor=SELLER, now=kept.clock[0]) as unit:
            plan = create_plan(unit, reading.document, owner=ANA.id).after.stored.id
        found = Twin(kept=kept, plan=plan, word=word)
        _let_in(found)
        if party == "hw":
            _let_supplier_in(found)
        _furnish(found, party)
        found.for_party(party)
        yield found


def _let_in(twin: Twin) -> None:
    kept = twin.kept
    twin.readers["tool"] = bearer(kept.token)
    twin.readers["member"] = _browser(kept)
    asked = {"party": "customer", "level": "open"}
    link = twin.send("tool", "POST", f"{twin.at}/share-links", json=asked).raise_for_status().json()
    said = Said(name="Jo Kern", person="p-customer")
    came = introduce(kept.database, link["secret"], said, origin="", now=kept.clock[0])
    twin.readers["link"] = bearer(link["secret"])
    twin.readers["participant"] = bearer(came.secret)
    twin.readers["guest"] = {"cookie": f"backplan-who={came.secret}"}
    twin.values["secret"] = [link["secret"]]
    twin.values["supplied"] = []
    twin.values["participant_id"] = [came.entered.participant.id]
    twin.values["link_id"] = [link["link"]["id"]]


def _let_supplier_in(twin: Twin) -> None:
    kept = twin.kept
    link = twin.send("tool", "POST", f"{twin.at}/share-links", json={"party": "hw", "level": "open"})
    secret = link.raise_for_status().json()["secret"]
    came = introduce(kept.database, secret, Said(name="Hal Wood"), origin="", now=kept.clock[0])
    twin.readers["supplier"] = bearer(came.secret)
    twin.readers["visitor"] = {"cookie": f"backplan-who={came.secret}"}
    twin.values["supplied"] = [secret]


def _browser(kept: Kept) -> Shown:
    with kept.database.writing(workspace=kept.workspace, actor=ANA, now=kept.clock[0]) as unit:
        user = User(id="m-law", email="law@acme.example", name="Ada", made_at=unit.now)
        add_user(unit, user)
        join_workspace(unit, user.id, role=ADMIN, workspace=kept.workspace)
        return {"cookie": f"backplan={begin_session(unit, user.id, agent='a browser')}"}


def _furnish(twin: Twin, party: str) -> None:
    """Put one of everything beside the plan, by both sides."""
    kept, values = twin.kept, twin.values
    values["plan_id"], values["webhook_id"] = [twin.plan], []
    for event in EVENTS:
        kept.later(minutes=1)
        with kept.database.writing(workspace=kept.workspace, actor=ANA, now=kept.clock[0]) as unit:
            wanted = Wanted(url="http://127.0.0.1:9/", party=party, events=(event,))
            values["webhook_id"].append(make_webhook(unit, wanted, Outside(loopback=True)).id)
    values["file_id"], values["comment_id"] = [], []
    text = {"content": b"Agreed.\n", "params": {"name": "agreed.txt"}, "headers": {"content-type": "text/plain"}}
    for reader in ("tool", "participant"):
        kept.later(minutes=1)
        said = twin.send(reader, "POST", f"{twin.at}/comments", json={"text": "Well begun"}).raise_for_status()
        values["comment_id"].append(said.json()["id"])
        values["file_id"].append(twin.send(reader, "POST", f"{twin.at}/files", **text).raise_for_status().json()["id"])
        for choice in ({"whole": True}, {"whole": False}):
            kept.later(minutes=1)
            made = twin.send(reader, "POST", f"{twin.at}/feeds", json=choice)
            if made.is_success:
                twin.feeds["seller" if reader == "tool" else "customer"].append(
                    made.json()["addresses"]["https"].split("/f/")[1].partition("/")[0]
                )
