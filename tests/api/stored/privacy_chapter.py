"""The requests of the story that are about what is kept of people, and that somebody is forgotten."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from app.accounts.secrets import digest
from app.links import Wanted, make_link
from app.plans import comment
from app.store.participants import Participant, add_participant
from tests.stored import ANA as ANA_RUIZ
from tests.stored import JO as JO_KERN

from .telling import Request, Scene

if TYPE_CHECKING:
    from app.store import Unit

JO = "jo@northwind.example"
CREDENTIAL = "bpp_the-secret-of-whoever-came-in"
CAME = {"authorization": f"Bearer {CREDENTIAL}"}
PLAN = "6d8b7c74-2f70-4d20-9e9c-8b6b2f5e4c33"
ERASURE = {"erasure_id": "00000000-0000-4000-8000-000000000015"}


def comes(unit: Unit) -> None:
    """Let Jo come into a plan with a proved address, and say something."""
    issued = make_link(replace(unit, actor=ANA_RUIZ), PLAN, Wanted(party="customer"), mails=False)
    jo = replace(JO_KERN, id=str(uuid4()))
    one = Participant(
        id=jo.id,
        plan=PLAN,
        link=issued.link.id,
        person="jo",
        name=jo.name,
        email=JO,
        proved_at=unit.now,
        made_at=unit.now,
    )
    add_participant(unit, one, digest(CREDENTIAL))
    comment(replace(unit, actor=jo), PLAN, "Our lawyer is back on Monday.")


PRIVACY = (
    Scene(does=comes),
    Request(
        operation="show_what_is_kept",
        name="participant",
        says="Somebody who came in by a link takes along what is kept.",
        headers=CAME,
    ),
    Request(
        operation="foresee_my_erasure",
        name="participant",
        says="How much of that would be forgotten.",
        headers=CAME,
    ),
    Request(
        operation="erase_me",
        name="participant",
        says="Somebody who came in by a link has itself forgotten.",
        headers=CAME,
        sent={"confirmed": JO},
    ),
    Request(operation="show_what_is_kept", name="tool", says="About a tool nothing is kept."),
    Request(operation="foresee_my_erasure", name="tool", says="Nor is there anything to forget of it."),
    Request(
        operation="erase_me",
        name="tool",
        says="A tool is nobody who could be forgotten.",
        sent={"confirmed": "crm@acme.example"},
    ),
    Request(operation="show_what_is_kept_of", name="jo", says="What is kept about an address.", sent={"email": JO}),
    Request(
        operation="show_what_is_kept_of",
        name="which",
        says="It has to be clear about whom.",
        sent={"email": JO, "member": "m-ana"},
    ),
    Request(
        operation="foresee_erasure",
        name="jo",
        says="How much would be forgotten, and how much stays under a pseudonym.",
        sent={"email": JO},
    ),
    Request(
        operation="erase_person",
        name="jo",
        says="Somebody is going to be forgotten.",
        headers={"idempotency-key": "crm-erasure-1"},
        sent={"email": JO, "names": ["Jo Lind"]},
    ),
    Request(operation="erase_person", name="again", says="Asked again, it is the same.", sent={"email": JO}),
    Request(
        operation="erase_person",
        name="last-admin",
        says="The only admin is not forgotten.",
        sent={"member": "m-ana"},
    ),
    Request(operation="list_erasures", name="one", says="Who is to be forgotten, without a word about who that is."),
    Request(operation="show_erasure", name="waiting", says="How far it has come.", path=ERASURE),
    Request(
        operation="show_erasure",
        name="unknown",
        says="There is no such erasure.",
        path={"erasure_id": "00000000-0000-4000-8000-00000000dead"},
    ),
)
