"""People and tools of the stories, let in: what they make for themselves ends when they are not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, insert, select

from app.store import tables

if TYPE_CHECKING:
    from app.actors import Actor
    from tests.stored import Stored


def let_in(stored: Stored, actor: Actor) -> None:
    """Let a member or a participant of a story be one of the workspace of its plan, or of a link of it."""
    if actor.kind == "member":
        email = f"{actor.id}@acme.example"
        _add(stored, tables.users, id=actor.id, email=email, email_key=email, name=actor.name, made_at=stored.now)
        _add(stored, tables.members, user=actor.id, workspace=stored.workspace, role="member", joined_at=stored.now)
    else:
        link: dict[str, Any] = {
            "level": "open",
            "listed": [],
            "keeps_visits": False,
            "made_by": "m-ana",
            "made_by_name": "Ana",
        }
        whose = {"plan": stored.plan, "digest": actor.id, "made_at": stored.now}
        _add(stored, tables.share_links, id=f"l-{actor.id}", party=actor.party, **link, **whose)
        person = {"link": f"l-{actor.id}", "person": actor.person, "name": actor.name}
        _add(stored, tables.participants, id=actor.id, **person, **whose)


def _add(stored: Stored, table: Table, **values: Any) -> None:  # noqa: ANN401 - columns of any type
    key = next(iter(values))
    with stored.writing() as unit:
        known = unit.connection.execute(select(table.c[key]).where(table.c[key] == values[key])).first()
        if known is None:
            unit.connection.execute(insert(table).values(**values))
