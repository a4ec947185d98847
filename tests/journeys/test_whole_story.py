"""The whole story over real HTTP with real clients: from a CRM record to a plan that both sides keep, through kill -9.

A tool makes the plan, rep and customer change it, the customer's lawyer answers an invitation from a mail program, two
calendar apps follow, a webhook tells the CRM, and after the process is killed nothing is missing.
"""

from __future__ import annotations

import re
import subprocess
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from icalendar import Calendar
from standardwebhooks import Webhook

from app.clock import now
from app.store import open_database
from app.store.migrations import upgrade
from tests.api.test_serve import BACKPLAN, ROOT, environment
from tests.app.invitations.shapes import GMAIL
from tests.hardening.processes import Process, on, process
from tests.readers.subscribers import Subscriber
from tests.servers import mail, receiver
from tests.servers.imap import Inbox, mailbox
from tests.workers import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage
    from pathlib import Path

    from tests.servers.mail import Postbox
    from tests.servers.receiver import Receiver

JO, LEE = "jo@northwind.example", "lee@northwind.example"
PILOT_ROOM = "customer--pilot-room"
"""What the customer's own step is called."""
RECORD = {"Id": "0061x00000AbCdE", "Account": "Northwind", "CloseDate": "2027-06-14", "Stage": "Evaluation"}
"""An opportunity, as a CRM has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """All that there is beside the service."""

    box: Postbox
    inbox: Inbox
    crm: Receiver
    processes: tuple[Process, ...]
    token: str
    settings: dict[str, str]

    @contextmanager
    def tool(self, token: str = "") -> Iterator[httpx.Client]:
        """Give a client that shows a token; the CRM's own where none is named."""
        shown = {"authorization": f"Bearer {token or self.token}"}
        with httpx.Client(base_url=self.processes[0].home, headers=shown, trust_env=False, timeout=120) as client:
            yield client

    def mail_to(self, address: str, *, with_file: bool = False) -> EmailMessage:
        """Return the newest mail to somebody, once it is there."""
        found: list[EmailMessage] = []

        def is_there() -> bool:
            theirs = [one for one in self.box.messages if address in str(one["To"])]
            found[:] = [one for one in theirs if bool(_files(one)) == with_file]
            return bool(found)

        wait_until(is_there)
        return found[-1]


@pytest.fixture(params=["sqlite", "postgresql"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """Run the service as an operator does, with all whom it talks to."""
    with ExitStack() as stack:
        url = f"sqlite:///{tmp_path / 'backplan.db'}"
        if request.param == "postgresql":
            url = stack.enter_context(request.getfixturevalue("postgres").database())
        database = open_database(url)
        upgrade(database)
        database.close()
        box, crm = stack.enter_context(mail.receiving()), stack.enter_context(receiver.receiving())
        inbox = stack.enter_context(mailbox(tmp_path))
        settings = {
            **on(url, tmp_path),
            "BACKPLAN_SMTP": f"smtp://127.0.0.1:{box.port}",
            "BACKPLAN_MAIL_FROM": "plans@acme.example",
            "BACKPLAN_REPLY_TO": "replies@acme.example",
            "BACKPLAN_IMAP": inbox.address,
            "BACKPLAN_MAIL_CHECKED_BY": "mx.plans.example",
            "BACKPLAN_ALLOW_LOOPBACK_WEBHOOKS": "yes",
        }
        processes = []
        if request.param == "postgresql":
            serve = {**settings, "BACKPLAN_JOBS": "elsewhere"}
            processes.append(stack.enter_context(process("serve", "--port", "0", log=tmp_path / "serve.log", **serve)))
            processes.append(stack.enter_context(process("work", log=tmp_path / "work.log", **settings)))
        else:
            log = tmp_path / "serve.log"
            processes.append(stack.enter_context(process("serve", "--port", "0", log=log, **settings)))
        for one in processes:
            one.start()
        said(settings, "workspace", "add", "Acme")
        rights = ("read", "create", "change", "share")
        scopes = [*(f"plans:{one}" for one in rights), "webhooks:manage"]
        token = said(settings, "token", "add", "CRM", *(part for one in scopes for part in ("--scope", one)))
        yield World(box=box, inbox=inbox, crm=crm, processes=(*processes,), token=token.strip(), settings=settings)


def said(settings: dict[str, str], *command: str) -> str:
    """Return what a command of the operator says."""
    whole = {**environment(), **settings}
    done = subprocess.run([BACKPLAN, *command], cwd=ROOT, env=whole, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_from_a_record_of_the_crm_to_a_plan_that_both_sides_keep(world: World, tmp_path: Path) -> None:
    with world.tool() as crm:
        secret = _asked(crm, "/v1/webhooks", {"url": world.crm.url, "events": ["plan.forecast_moved"]})["secret"]
        plan = made_from(crm, RECORD)
        meeting = work_of_the_rep(crm, plan)
        customer = come_in(world, crm, plan)
        work_of_the_customer(world, customer, plan)
        agree(world, crm, customer, plan)
        calendars = [
            Subscriber(folder=tmp_path / name, url=subscribed(world, token, plan))
            for name, token in (("rep", world.token), ("customer", customer))
        ]
        before = [one.synced() for one in calendars]

        lawyer_accepts(world, crm, plan, meeting)
        _do(crm, plan, {"do": "edit_step", "step": "contract-talk", "set": {"title": "Contract talk with Lee"}})
        for one, old in zip(calendars, before, strict=True):
            changed = set(one.synced().items()) - set(old.items())
            assert [title.startswith("Contract talk with Lee") for _, (title, _) in changed] == [True]

        first = critical_dates(crm, plan)[0]["critical_path"][0]
        _do(crm, plan, {"do": "edit_step", "step": first, "set": {"duration": "120d"}}, why="It has to be done twice")
        told = told_forecast(world, secret, plan)
        seen = everything(crm, plan)
        for running in world.processes:
            running.kill()
        for running in world.processes:
            running.start()

    with world.tool() as crm:
        assert everything(crm, plan) == seen
        assert told in {one["forecast"] for one in critical_dates(crm, plan)}
    assert "sound" in said(world.settings, "db", "check")


def made_from(crm: httpx.Client, record: dict[str, str]) -> str:
    """Let the CRM make a plan of its record with one call, which it sends twice, for the first answer was lost."""
    asked = {
        "from": "template",
        "template": "mid-market-saas",
        "critical_date": record["CloseDate"],
        "customer": record["Account"],
    }
    path = f"/v1/plans/by-external-id/crm/{record['Id']}"
    answers = [crm.put(path, json=asked, headers={"idempotency-key": record["Id"]}) for _ in range(2)]
    assert [one.status_code for one in answers] == [201, 201]
    assert answers[0].content == answers[1].content
    return str(answers[0].json()["id"])


def work_of_the_rep(crm: httpx.Client, plan: str) -> date:
    """Add people, a talk about the contract soon, and work of one's own; return the day of the talk."""
    day = _monday(now().date() + timedelta(days=7))
    _do(
        crm,
        plan,
        {"do": "add_person", "new": {"id": "ana", "name": "Ana Ruiz", "party": "seller", "email": "ana@acme.example"}},
        {"do": "add_person", "new": {"id": "lee", "name": "Lee Wolf", "party": "customer", "email": LEE}},
        {
            "do": "add_step",
            "new": {
                "id": "contract-talk",
                "title": "Contract talk",
                "kind": "meeting",
                "side": "both",
                "owners": {"seller": "ana", "customer": "lee"},
                "duration": "1d",
                "must_start_on": str(day),
                "meeting": {"at": "10:00", "length": "90m", "place": "Room 4, Berlin"},
            },
        },
    )
    return day


def come_in(world: World, crm: httpx.Client, plan: str) -> str:
    """Share the plan, and let the customer in, who proves its address by a code; return what it shows from then on."""
    _do(crm, plan, {"do": "add_person", "new": {"id": "jo", "name": "Jo Kern", "party": "customer", "email": JO}})
    link = _asked(crm, f"/v1/plans/{plan}/share-links", {"party": "customer", "level": "listed", "listed": [JO]})
    asked = _asked(crm, "/v1/participants/codes", {"link": link["secret"], "email": JO, "name": "Jo Kern"})
    [code] = re.findall(r"\b[0-9]{6}\b", _text(world.mail_to(JO)))
    came = _asked(crm, "/v1/participants/proofs", {"link": link["secret"], "asked": asked["asked"], "code": code})
    assert came["participant"]["person"] == "jo"
    return str(came["secret"])


def work_of_the_customer(world: World, customer: str, plan: str) -> None:
    """Add a step of one's own, another that the seller does not see, and a closure."""
    with world.tool(customer) as jo:
        _do(
            jo,
            plan,
            {
                "do": "add_step",
                "new": {"id": "pilot-room", "title": "Pilot room", "side": "customer", "duration": "4d"},
            },
            {
                "do": "add_step",
                "new": {"id": "budget", "title": "Budget", "side": "customer", "duration": "2d", "private": "customer"},
            },
            {"do": "assign_owner", "step": "pilot-room", "person": "jo"},
        )
    with world.tool() as crm:
        shown = crm.get(f"/v1/plans/{plan}").text
    assert "Pilot room" in shown
    assert "Budget" not in shown


def agree(world: World, crm: httpx.Client, customer: str, plan: str) -> None:
    """Let the customer propose when its step is done, and the rep accept."""
    with world.tool(customer) as jo:
        _do(jo, plan, {"do": "propose_dates", "step": PILOT_ROOM})
        proposed = _step(jo, plan, PILOT_ROOM)["proposed"]
    _do(crm, plan, {"do": "agree_dates", "step": PILOT_ROOM, "person": "ana", **_dates(proposed)})
    assert _step(crm, plan, PILOT_ROOM)["agreed"]["by"] == {"seller": "ana", "customer": "jo"}


def subscribed(world: World, token: str, plan: str) -> str:
    """Make a calendar feed of the whole plan, and return its address here."""
    with world.tool(token) as client:
        made = _asked(client, f"/v1/plans/{plan}/feeds", {"name": "Calendar", "whole": True})
        return str(client.base_url.join(httpx.URL(made["addresses"]["https"]).path))


def lawyer_accepts(world: World, crm: httpx.Client, plan: str, day: date) -> None:
    """Invite to the contract talk, and let the customer's lawyer accept in a mail program."""
    _do(crm, plan, {"do": "propose_dates", "step": "contract-talk", "person": "ana"})
    answer = crm.post(f"/plans/{plan}", data={"do": "invite", "step": "contract-talk"})
    assert answer.status_code == 303, answer.text
    invitation = world.mail_to(LEE, with_file=True)
    event: Any = Calendar.from_ical(_files(invitation)[0]).walk("VEVENT")[0]
    assert event["DTSTART"].dt.date() == day
    reply = GMAIL.format(
        method="REPLY",
        partstat="ACCEPTED",
        word="Accepted",
        email=LEE,
        organizer=str(invitation["Reply-To"]),
        uid=str(event["UID"]),
        sequence=str(event["SEQUENCE"]),
        stamp=f"{now():%Y%m%dT%H%M%SZ}",
        begin=f"{event['DTSTART'].dt.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        end=f"{event['DTEND'].dt.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        number=1,
        comment="X-NOTHING:1",
    )
    world.inbox.put(reply.replace("\n", "\r\n").encode())
    wait_until(lambda: "agreed" in _step(crm, plan, "contract-talk"))
    agreed = _step(crm, plan, "contract-talk")["agreed"]
    assert (agreed["finish"], agreed["by"]["customer"]) == (str(day), "lee")


def told_forecast(world: World, secret: str, plan: str) -> str:
    """Return the forecast of which the CRM is told, by a message whose signature holds."""
    found: list[Any] = []

    def is_told() -> bool:
        found[:] = [one for one in world.crm.messages if one.said["data"]["plan"]["id"] == plan]
        return bool(found) and found[-1].said["type"] == "plan.forecast_moved"

    wait_until(is_told)
    Webhook(secret).verify(found[-1].body, found[-1].headers)
    assert {"system": "crm", "id": RECORD["Id"]}.items() <= found[-1].said["data"]["plan"]["external_ids"][0].items()
    return str(found[-1].said["data"]["critical_dates"][0]["forecast"])


def everything(crm: httpx.Client, plan: str) -> dict[str, Any]:
    """Return all that is kept of the plan, as the seller sees it."""
    views = ("", "/document", "/log", "/comments", "/ledger", "/participants", "/share-links", "/feeds")
    return {view: crm.get(f"/v1/plans/{plan}{view}").raise_for_status().json() for view in views}


def critical_dates(crm: httpx.Client, plan: str) -> list[dict[str, Any]]:
    """Return how the critical dates stand."""
    found: list[dict[str, Any]] = crm.get(f"/v1/plans/{plan}").raise_for_status().json()["plan"]["critical_dates"]
    return found


def _do(client: httpx.Client, plan: str, *operations: dict[str, Any], why: str | None = None) -> None:
    _asked(client, f"/v1/plans/{plan}/operations", {"operations": [*operations], **({"why": why} if why else {})})


def _asked(client: httpx.Client, path: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = client.post(path, json=body)
    assert answer.status_code in {200, 201, 202}, answer.text
    found: dict[str, Any] = answer.json()
    return found


def _step(client: httpx.Client, plan: str, step: str) -> dict[str, Any]:
    document = client.get(f"/v1/plans/{plan}/document").raise_for_status().json()
    return next(one for one in document["steps"] if one["id"] == step)


def _dates(proposed: dict[str, Any]) -> dict[str, Any]:
    return {name: proposed[name] for name in ("start", "finish") if name in proposed}


def _text(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def _files(message: EmailMessage) -> list[str]:
    parts = [one for one in message.walk() if one.get_content_type() == "text/calendar"]
    return [str(one.get_content()) for one in parts]


def _monday(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)
