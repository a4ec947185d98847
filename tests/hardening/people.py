"""A plan that many change: members, people who came in by a link, and tools, each with a step of their own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from app.accounts.sessions import begin_session
from app.accounts.tokens import make_token
from app.actors import SYSTEM
from app.callers import MEMBER, Right
from app.clock import now
from app.document import read_plain
from app.links import Said, Wanted, introduce, make_link
from app.plans import create_plan
from app.store.members import join_workspace
from app.store.sharing import set_shared
from app.store.tables import sessions
from app.store.users import User, add_user
from app.store.workspaces import add_workspace
from tests.stored import ANA, Stored

if TYPE_CHECKING:
    from app.store import Database

KINDS = ("tool", "member", "participant")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who changes the plan over HTTP, by a door of their own."""

    name: str
    kind: str
    """How they come in."""
    shows: dict[str, str]
    """The headers by which they are known."""

    @property
    def step(self) -> str:
        """The step that they alone change."""
        return f"of-{self.name}"

    @property
    def party(self) -> str:
        """On whose side they are."""
        return "customer" if self.kind == "participant" else "seller"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A plan, and all who change it."""

    stored: Stored
    people: tuple[Person, ...]


def gathered(database: Database, number: int) -> Party:
    """Keep a plan in a workspace, and let so many people in, who come by every door in turn."""
    stored = _kept(database, [f"p{n}" for n in range(number)])
    doors = {"tool": _tool, "member": _member, "participant": _participant}
    kinds = [KINDS[n % len(KINDS)] for n in range(number)]
    people = [Person(name=f"p{n}", kind=kind, shows=doors[kind](stored, f"p{n}")) for n, kind in enumerate(kinds)]
    return Party(stored=stored, people=(*people,))


def document(title: str, names: list[str]) -> dict[str, Any]:
    """Return a plan with a step for each name, whose date lies ahead whenever the tests run."""
    today = now().date()
    sides = {name: "customer" if KINDS[n % len(KINDS)] == "participant" else "seller" for n, name in enumerate(names)}
    return {
        "format": "backplan/1",
        "title": title,
        "customer": "Northwind",
        "seller": "Acme",
        "time_zone": "UTC",
        "critical_dates": [{"id": "go-live", "step": "go-live", "date": (today + timedelta(days=120)).isoformat()}],
        "steps": [
            *({"id": f"of-{name}", "title": name, "side": side, "duration": "3d"} for name, side in sides.items()),
            {"id": "count", "title": "0", "side": "customer", "duration": "1d"},
            {
                "id": "go-live",
                "title": "Go-live",
                "kind": "milestone",
                "side": "customer",
                "after": ["count", *(f"of-{name}" for name in names)],
            },
        ],
    }


def _kept(database: Database, names: list[str]) -> Stored:
    with database.writing(workspace="", actor=ANA, now=now()) as unit:
        workspace = add_workspace(unit, "Acme")
    reading = read_plain(document("Roll-out", names), file="plan", as_of=now().date().isoformat())
    with database.writing(workspace=workspace, actor=ANA, now=now()) as unit:
        plan = create_plan(unit, reading.document).after.stored.id
    return Stored(database=database, workspace=workspace, plan=plan, now=now())


def _tool(stored: Stored, name: str) -> dict[str, str]:
    with stored.writing() as unit:
        return {"authorization": f"Bearer {make_token(unit, name, frozenset(Right))}"}


def _member(stored: Stored, name: str) -> dict[str, str]:
    with stored.writing() as unit:
        add_user(unit, User(id=f"m-{name}", email=f"{name}@acme.example", name=name, made_at=stored.now))
        join_workspace(unit, f"m-{name}", role=MEMBER, workspace=stored.workspace)
        set_shared(unit, stored.plan, f"m-{name}", shared=True)
        secret = begin_session(replace(unit, actor=SYSTEM), f"m-{name}", agent="a browser")
        query = sessions.select().where(sessions.c.user == f"m-{name}")
        key = unit.connection.execute(query).one().form_key
    return {"cookie": f"backplan={secret}", "x-form-key": key, "sec-fetch-site": "same-origin"}


def _participant(stored: Stored, name: str) -> dict[str, str]:
    with stored.writing() as unit:
        link = make_link(unit, stored.plan, Wanted(party="customer", level="name"), mails=True)
    came = introduce(stored.database, link.secret, Said(name=name), origin="", now=stored.now)
    return {"authorization": f"Bearer {came.secret}"}
