"""The whole story over real HTTP with real clients: from a CRM record to a plan that both sides keep, through kill -9.

A tool makes the plan, the rep, signed in as in a browser, and the customer change it and agree, the customer's lawyer
moves a talk from a mail program, both calendar apps have the new day at their next look, a webhook tells the CRM the
new forecast, and after every process is killed nothing is missing, in the plan and in the calendars.
"""

from __future__ import annotations

import re
import subprocess
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
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

ANA, JO, LEE = "ana@acme.example", "jo@northwind.example", "lee@northwind.example"
PASSWORD = "a horse that counts"  # noqa: S105 - of nobody who is real
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
    session: dict[str, str]
    """What the rep's browser shows: its cookie, and the key of its forms."""

    @contextmanager
    def tool(self, token: str = "") -> Iterator[httpx.Client]:
        """Give a client that shows a token; the CRM's own where none is named."""
        shown = {"authorization": f"Bearer {token or self.token}"}
        with httpx.Client(base_url=self.processes[0].home, headers=shown, trust_env=False, timeout=120) as client:
            yield client

    @contextmanager
    def rep(self) -> Iterator[httpx.Client]:
        """Give the rep's browser, which is signed in."""
        with httpx.Client(
            base_url=self.processes[0].home, headers=self.session, trust_env=False, timeout=120
        ) as client:
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
        session = signed_in(
            processes[0].home, said(settings, "user", "add", ANA, "--name", "Ana Ruiz", "--role", "admin")
        )
        yield World(
            box=box,
            inbox=inbox,
            crm=crm,
            processes=(*processes,),
            token=token.strip(),
            settings=settings,
            session=session,
        )


def signed_in(home: str, welcome: str) -> dict[str, str]:
    """Let the rep choose a password where it is welcome, sign in with it, and return what its browser shows."""
    with httpx.Client(base_url=home, trust_env=False, timeout=120, headers={"sec-fetch-site": "same-origin"}) as http:
        at = f"/welcome/{welcome.strip().rpartition('/')[2]}"
        assert http.post(at, data={"password": PASSWORD, "name": "Ana Ruiz"}).status_code == 303
        http.cookies.clear()
        assert http.post("/sign-in", data={"email": ANA, "password": PASSWORD}).status_code == 303
        found = re.search(r'name="form-key" value="([^"]+)"', http.get("/account").text)
        assert found is not None
        return {
            "cookie": f"backplan={http.cookies['backplan']}",
            "x-form-key": found[1],
            "sec-fetch-site": "same-origin",
        }


def said(settings: dict[str, str], *command: str) -> str:
    """Return what a command of the operator says."""
    whole = {**environment(), **settings}
    done = subprocess.run([BACKPLAN, *command], cwd=ROOT, env=whole, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_from_a_record_of_the_crm_to_a_plan_that_both_sides_keep(world: World, tmp_path: Path) -> None:
    with world.tool() as crm, world.rep() as rep:
        secret = _asked(crm, "/v1/webhooks", {"url": world.crm.url, "events": ["plan.forecast_moved"]})["secret"]
        plan = made_from(crm, RECORD)
        meeting = work_of_the_rep(rep, plan)
        customer = come_in(world, rep, plan)
        work_of_the_customer(world, rep, customer, plan)
        agree(world, rep, customer, plan)
        with world.tool(customer) as jo:
            feeds = [subscribed(rep, plan), subscribed(jo, plan)]
        calendars = [
            Subscriber(folder=tmp_path / name, url=f"{world.processes[0].home}{path}")
            for name, path in zip(("rep", "customer"), feeds, strict=True)
        ]
        before = [one.synced() for one in calendars]
        assert [days_of_the_talk(one, meeting) for one in calendars] == [[meeting], [meeting]]

        moved = lawyer_proposes_the_next_day(world, rep, plan, meeting)
        for one, old in zip(calendars, before, strict=True):
            changed = set(one.synced().items()) - set(old.items())
            assert [title.startswith("Contract talk") for _, (title, _) in changed] == [True]
            assert days_of_the_talk(one, meeting) == [moved]

        first = critical_dates(crm, plan)[0]["critical_path"][0]
        _do(rep, plan, {"do": "edit_step", "step": first, "set": {"duration": "120d"}}, why="It has to be done twice")
        told = told_forecast(world, secret, plan)
        seen, files = everything(rep, plan), [in_the_calendar(world, path) for path in feeds]
        for running in world.processes:
            running.kill()
        for running in world.processes:
            running.start()

    with world.tool() as crm, world.rep() as rep:
        assert everything(rep, plan) == seen
        assert [in_the_calendar(world, path) for path in feeds] == files
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


def work_of_the_rep(rep: httpx.Client, plan: str) -> date:
    """Add people, a talk about the contract soon, and work of one's own; return the day of the talk."""
    day = _monday(now().date() + timedelta(days=7))
    _do(
        rep,
        plan,
        {"do": "add_person", "new": {"id": "ana", "name": "Ana Ruiz", "party": "seller", "email": ANA}},
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


def come_in(world: World, rep: httpx.Client, plan: str) -> str:
    """Share the plan, and let the customer in, who proves its address by a code; return what it shows from then on."""
    _do(rep, plan, {"do": "add_person", "new": {"id": "jo", "name": "Jo Kern", "party": "customer", "email": JO}})
    link = _asked(rep, f"/v1/plans/{plan}/share-links", {"party": "customer", "level": "listed", "listed": [JO]})
    with httpx.Client(base_url=world.processes[0].home, trust_env=False, timeout=120) as stranger:
        asked = _asked(stranger, "/v1/participants/codes", {"link": link["secret"], "email": JO, "name": "Jo Kern"})
        [code] = re.findall(r"\b[0-9]{6}\b", _text(world.mail_to(JO)))
        proof = {"link": link["secret"], "asked": asked["asked"], "code": code}
        came = _asked(stranger, "/v1/participants/proofs", proof)
    assert came["participant"]["person"] == "jo"
    return str(came["secret"])


def work_of_the_customer(world: World, rep: httpx.Client, customer: str, plan: str) -> None:
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
    shown = rep.get(f"/v1/plans/{plan}").text
    assert "Pilot room" in shown
    assert "Budget" not in shown


def agree(world: World, rep: httpx.Client, customer: str, plan: str) -> None:
    """Let the customer propose when its step is done, and the rep accept."""
    with world.tool(customer) as jo:
        _do(jo, plan, {"do": "propose_dates", "step": PILOT_ROOM})
        proposed = _step(jo, plan, PILOT_ROOM)["proposed"]
    _do(rep, plan, {"do": "agree_dates", "step": PILOT_ROOM, **_dates(proposed)})
    assert _step(rep, plan, PILOT_ROOM)["agreed"]["by"] == {"seller": "ana", "customer": "jo"}


def subscribed(client: httpx.Client, plan: str) -> str:
    """Make a calendar feed of the whole plan, with what one is invited to, and return its path."""
    made = _asked(client, f"/v1/plans/{plan}/feeds", {"name": "Calendar", "whole": True, "invited": True})
    return httpx.URL(made["addresses"]["https"]).path


def days_of_the_talk(calendar: Subscriber, meeting: date) -> list[date]:
    """Return on which days around a meeting a calendar program shows the talk."""
    lines = calendar.shown(str(meeting), 3)
    return [_day(line) for line in lines if "Contract talk" in line]


def in_the_calendar(world: World, path: str) -> str:
    """Return what a calendar app reads now, without the port, which is another one after each start."""
    read = httpx.get(f"{world.processes[0].home}{path}", trust_env=False).raise_for_status().text
    return re.sub(r"http://localhost:\d+", "", read.replace("\r\n ", ""))


def lawyer_proposes_the_next_day(world: World, rep: httpx.Client, plan: str, day: date) -> date:
    """Invite to the talk, let the customer's lawyer propose the next day in a mail program, and agree to it."""
    _asked(rep, f"/v1/plans/{plan}/invitations", {"step": "contract-talk"})
    invitation = world.mail_to(LEE, with_file=True)
    event: Any = Calendar.from_ical(_files(invitation)[0]).walk("VEVENT")[0]
    assert event["DTSTART"].dt.date() == day
    reply = GMAIL.format(
        method="COUNTER",
        partstat="TENTATIVE",
        word="New time proposed",
        email=LEE,
        organizer=str(invitation["Reply-To"]),
        uid=str(event["UID"]),
        sequence=str(event["SEQUENCE"]),
        stamp=f"{now():%Y%m%dT%H%M%SZ}",
        begin=f"{event['DTSTART'].dt.astimezone(UTC) + timedelta(days=1):%Y%m%dT%H%M%SZ}",
        end=f"{event['DTEND'].dt.astimezone(UTC) + timedelta(days=1):%Y%m%dT%H%M%SZ}",
        number=1,
        comment="X-NOTHING:1",
    )
    world.inbox.put(reply.replace("\n", "\r\n").encode())
    other = day + timedelta(days=1)

    def is_proposed() -> bool:
        proposed = _step(rep, plan, "contract-talk").get("proposed", {})
        return bool(proposed.get("finish") == str(other) and proposed["by"].get("customer") == "lee")

    wait_until(is_proposed)
    _do(rep, plan, {"do": "agree_dates", "step": "contract-talk"})
    agreed = _step(rep, plan, "contract-talk")["agreed"]
    assert (agreed["finish"], agreed["by"]) == (str(other), {"seller": "ana", "customer": "lee"})
    return other


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


def everything(client: httpx.Client, plan: str) -> dict[str, Any]:
    """Return all that is kept of the plan, as the seller sees it."""
    views = ("", "/document", "/log", "/comments", "/ledger", "/participants", "/share-links", "/feeds")
    return {view: client.get(f"/v1/plans/{plan}{view}").raise_for_status().json() for view in views}


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


def _day(line: str) -> date:
    """Return the day with which a line of khal begins."""
    return datetime.strptime(line.split(maxsplit=1)[0], "%Y-%m-%d").replace(tzinfo=UTC).date()
