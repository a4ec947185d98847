"""The requests of the story, in their order."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from api.examples import READABLE
from app.accounts.secrets import digest
from app.document import read
from app.plans import change_plan, create_plan, propose_baseline, request_change
from app.store.deliveries import Attempt, add_attempt, deliveries_of, keep_deliveries, with_ids
from app.store.mail_choices import stop_address
from app.store.mails import add_mail, note_failed
from app.store.participants import MailedCode, add_code
from app.store.share_links import links_of
from app.store.webhooks import webhooks_here
from app.verbs.steps import EditStep
from tests.stored import ANA as ANA_RUIZ
from tests.stored import PLAN as TEXT

from .privacy_chapter import PRIVACY
from .telling import Request, Scene
from .templates_chapter import TEMPLATES

if TYPE_CHECKING:
    from app.store import Unit

ID = "4b6f5a52-0d5e-4b0e-9c7a-6f4f0d3c2a11"
PLAN = {"plan_id": ID}
DIGEST = "6e430b37939555eea7ba638214354a00cbd71addedd885c79db91e845670eaaf"
"""Of the dates that the customer signed."""
FEED = "00000000-0000-4000-8000-00000000000b"
"""The name that stands for the drawn one."""
GONE = {"plan_id": "00000000-0000-4000-8000-00000000dead"}
DOCUMENT: dict[str, Any] = {
    "format": "backplan/1",
    "id": ID,
    "title": "Northwind roll-out",
    "customer": "Northwind",
    "seller": "Acme",
    "time_zone": "Europe/Berlin",
    "critical_dates": [{"id": "go-live", "step": "go-live", "date": "2027-02-26", "buffer": "5d"}],
    "people": [
        {"id": "ana", "name": "Ana Ruiz", "party": "seller"},
        {"id": "jo", "name": "Jo Kern", "party": "customer", "email": "jo@northwind.example"},
    ],
    "steps": [
        {"id": "legal", "title": "Legal review", "side": "customer", "owners": {"customer": "jo"}, "duration": "10d"},
        {"id": "margin", "title": "Margin talks", "duration": "4d", "private": "seller"},
        {"id": "signature", "title": "Signature", "kind": "milestone", "side": "both", "after": ["legal", "margin"]},
        {"id": "set-up", "title": "Set-up", "owners": {"seller": "ana"}, "duration": "15d", "after": "signature"},
        {"id": "training", "title": "Training", "side": "both", "duration": "3d", "after": "set-up"},
        {"id": "go-live", "title": "Go-live", "kind": "milestone", "side": "customer", "after": "training"},
    ],
}
SHEET = "Step,Owner,Duration,Due\nLegal review,Jo Kern,10d,\nSet-up,Ana Ruiz,15d,\nGo-live,,,2027-02-26\n"

CREATING = (
    Request(
        operation="create_plan",
        name="document",
        says="A plan document, with the id that the plan keeps.",
        sent=DOCUMENT,
    ),
    Request(
        operation="create_plan",
        name="template",
        says="A plan from a template, for the customer's date.",
        headers={"idempotency-key": "crm-0061x00000AbCdE-1"},
        sent={
            "from": "template",
            "template": "mid-market-saas",
            "critical_date": "2027-03-15",
            "customer": "Northwind",
            "seller": "Acme",
            "answers": {"customer_countries": ["DE", "FR"]},
            "form": "outline",
            "id": "5c7a6b63-1e6f-4c1f-8d8b-7a5a1e4d3b22",
        },
    ),
    Request(
        operation="create_plan",
        name="sheet",
        says="A sheet: what was guessed is told.",
        parameters={"file": "northwind.csv", "customer": "Northwind"},
        sent=SHEET,
        sent_as="text/csv",
    ),
    Request(
        operation="create_plan",
        name="like-another",
        says="A plan like another, for another date.",
        sent={"from": "plan", "plan": ID, "title": "Contoso roll-out", "dates": {"go-live": "2027-05-28"}},
    ),
    Request(
        operation="create_plan", name="yaml", says="A plan document as YAML.", sent=TEXT, sent_as="application/yaml"
    ),
    Request(
        operation="create_plan",
        name="used-key",
        says="A key that was sent with another request.",
        headers={"idempotency-key": "crm-0061x00000AbCdE-1"},
        sent={"from": "plan", "plan": ID, "title": "Contoso roll-out"},
    ),
)

DEAL = {"system": "salesforce", "external_id": "0061x00000AbCdE"}
RECORD: dict[str, Any] = {
    "from": "template",
    "template": "mid-market-saas",
    "critical_date": "2027-03-15",
    "customer": "Contoso",
    "form": "outline",
}

FOLLOWING = (
    Request(operation="upsert_plan", name="new", says="A plan for a deal of a CRM.", path=DEAL, sent=RECORD),
    Request(
        operation="upsert_plan",
        name="later",
        says="The deal has another day by now: it is moved in the plan.",
        path=DEAL,
        sent={**RECORD, "critical_date": "2027-04-12"},
    ),
    Request(
        operation="upsert_plan",
        name="whole",
        says="A plan that is there is not taken in as a whole.",
        path=DEAL,
        sent=DOCUMENT,
    ),
    Request(operation="find_plan", name="found", says="The plan by what the CRM calls it.", path=DEAL),
    Request(operation="find_plan", name="unknown", says="Nothing is called so.", path={**DEAL, "external_id": "0061x"}),
)

LISTING = (
    Request(
        operation="list_plans",
        name="first-page",
        says="The first page of the plans of a kind, by their next critical date.",
        parameters={"text": "Roll-out at", "sort": "due", "limit": "1"},
    ),
    Request(
        operation="list_plans",
        name="of-a-customer",
        says="The plans of a customer whose next critical date is in March.",
        parameters={"customer": "Northwind", "due_after": "2027-02-28", "due_by": "2027-03-31"},
    ),
    Request(
        operation="list_plans",
        name="no-day",
        says="A day that is none.",
        parameters={"due_by": "31.3.2027"},
    ),
)

SHOWING = (
    Request(operation="show_plan", name="northwind", says="The plan as the seller's people see it.", path=PLAN),
    Request(
        operation="show_plan",
        name="for-the-customer",
        says="The same for the customer: a step that the seller keeps to itself is not in it.",
        path=PLAN,
        parameters={"audience": "customer", "as_of": "2026-11-24"},
    ),
    Request(operation="show_plan", name="gone", says="A plan that is not there, or another workspace's.", path=GONE),
    Request(operation="show_document", name="json", says="The document as JSON.", path=PLAN),
    Request(
        operation="show_document",
        name="yaml",
        says="The document as YAML.",
        path=PLAN,
        headers={"accept": "application/yaml"},
    ),
    *(
        Request(operation="export_plan", name=kind, says=f"The plan as {kind}.", path={**PLAN, "kind": kind})
        for kind in READABLE
    ),
    Request(
        operation="explain_plan",
        name="signature",
        says="Why the signature must begin when it must.",
        path=PLAN,
        parameters={"step": "signature"},
    ),
)

SUBSCRIBING = (
    Request(
        operation="make_feed",
        name="whole-plan",
        says="A feed of the whole plan, with a reminder.",
        path=PLAN,
        sent={"name": "Phone", "whole": True, "past": 14, "ahead": 90, "bars": False, "remind": 1},
    ),
    Request(
        operation="make_feed", name="whose", says="A tool has no steps of its own.", path=PLAN, sent={"name": "Mine"}
    ),
    Request(operation="list_feeds", name="one", says="The feeds that the tool has of the plan.", path=PLAN),
    Request(operation="revoke_feed", name="revoked", says="The feed is taken back.", path={**PLAN, "feed_id": FEED}),
    Request(operation="revoke_feed", name="gone", says="It is gone.", path={**PLAN, "feed_id": FEED}),
)

KEEPING = (
    Request(
        operation="archive_plan",
        name="on-ice",
        says="The plan is put away.",
        path=PLAN,
        sent={"why": "The deal is on ice"},
    ),
    Request(operation="archive_plan", name="archived", says="It is put away already.", path=PLAN),
    Request(operation="preview_restore", name="nothing-moves", says="What it would move to take it up.", path=PLAN),
    Request(operation="restore_plan", name="restored", says="The plan is taken up again.", path=PLAN),
    Request(
        operation="archive_plan",
        name="not-as-seen",
        says="It is not put away, since it is no longer what was seen.",
        path=PLAN,
        headers={"if-match": '"7-0f343b0931126a20f133d67c2b018a3b"'},
    ),
    Request(operation="erase_plan", name="erased", says="The plan is erased.", path=PLAN),
)

DURATION = {"do": "edit_step", "step": "set-up", "set": {"duration": "20d"}}

CHANGING = (
    Request(
        operation="preview_change",
        name="longer-set-up",
        says="What a longer set-up would move.",
        path=PLAN,
        sent={"operations": [DURATION], "seen": 1},
    ),
    Request(
        operation="change_plan",
        name="longer-set-up",
        says="The set-up takes longer.",
        path=PLAN,
        headers={"idempotency-key": "set-up-1"},
        sent={"operations": [DURATION], "seen": 1, "why": "Two more sites"},
    ),
    Request(
        operation="change_plan",
        name="several",
        says="Several operations at once: all are done, or none.",
        path=PLAN,
        sent={
            "operations": [
                {"do": "start_step", "step": "legal"},
                {"do": "add_step", "new": {"id": "data", "title": "Data", "duration": "2d"}, "before": ["training"]},
            ]
        },
    ),
    Request(
        operation="change_plan",
        name="two-at-once",
        says="Somebody changed the same since: both values are told.",
        path=PLAN,
        sent={"operations": [{"do": "edit_step", "step": "set-up", "set": {"duration": "12d"}}], "seen": 1},
    ),
    Request(
        operation="change_plan",
        name="unknown-verb",
        says="Operations with two slips.",
        path=PLAN,
        sent={"operations": [{"do": "finish_stap", "step": "legal"}, {"do": "finish_step", "stap": "legal"}]},
    ),
    Request(
        operation="change_plan",
        name="never-seen",
        says="A revision that there is not.",
        path=PLAN,
        sent={"operations": [DURATION], "seen": 99},
    ),
    Request(operation="preview_undo", name="longer-set-up", says="What it would move to take it back.", path=PLAN),
    Request(operation="undo", name="taken-back", says="One's latest change is taken back.", path=PLAN),
    Request(operation="preview_redo", name="longer-set-up", says="What it would move to do it again.", path=PLAN),
    Request(
        operation="redo", name="done-again", says="It is done again.", path=PLAN, sent={"why": "It was right after all"}
    ),
    Request(operation="redo", name="nothing-left", says="There is nothing to do again.", path=PLAN),
)

HISTORY = (
    Request(operation="show_log", name="first-page", says="The newest lines.", path=PLAN, parameters={"limit": "2"}),
    Request(operation="show_log", name="all", says="All lines.", path=PLAN),
    Request(
        operation="show_log",
        name="wrong-cursor",
        says="A cursor that is none.",
        path=PLAN,
        parameters={"cursor": "nowhere"},
    ),
    Request(operation="show_revision", name="first", says="The plan as it was.", path={**PLAN, "number": "1"}),
    Request(
        operation="show_revision",
        name="first-as-yaml",
        says="The same as YAML.",
        path={**PLAN, "number": "1"},
        headers={"accept": "application/yaml"},
    ),
    Request(
        operation="show_revision", name="not-there", says="A revision that there is not.", path={**PLAN, "number": "99"}
    ),
    Request(
        operation="show_differences", name="second", says="What the first change did.", path={**PLAN, "number": "2"}
    ),
    Request(
        operation="show_differences",
        name="since-the-first",
        says="All that is other than at first.",
        path={**PLAN, "number": "3"},
        parameters={"since": "1"},
    ),
)

WORDS = {**PLAN, "comment_id": "00000000-0000-4000-8000-000000000005"}
OFFER = {**PLAN, "file_id": "00000000-0000-4000-8000-000000000006"}

TALKING = (
    Request(
        operation="add_comment",
        name="to-look",
        says="Somebody is asked to look.",
        path=PLAN,
        sent={"text": "Which sites come first?", "step": "set-up", "mentions": ["jo"]},
    ),
    Request(operation="list_comments", name="all", says="All comments.", path=PLAN),
    Request(operation="erase_comment", name="taken-back", says="One's own words are taken away.", path=WORDS),
    Request(
        operation="attach_file",
        name="offer",
        says="A text is handed in.",
        path=PLAN,
        parameters={"name": "offer.txt", "step": "legal"},
        sent="Our offer: two sites first.\n",
        sent_as="text/plain",
    ),
    Request(
        operation="attach_file",
        name="page",
        says="A page is not taken, since it could run.",
        path=PLAN,
        parameters={"name": "offer.html"},
        sent="<p>Our offer</p>",
        sent_as="text/plain",
    ),
    Request(operation="list_files", name="all", says="All files.", path=PLAN),
    Request(operation="download_file", name="offer", says="The file as it came.", path=OFFER),
    Request(operation="remove_file", name="offer", says="The file is removed.", path=OFFER),
)

LONGER_TRAINING = {"do": "edit_step", "step": "training", "set": {"duration": "4d"}}
SEVERAL_SITES = EditStep(step="training", set={"duration": "5d"})

WORD = (
    Request(
        operation="propose_baseline",
        name="proposed",
        says="The dates as they are, signed by one side.",
        path=PLAN,
        sent={"name": "Ana Ruiz", "why": "As we talked about it"},
    ),
    Request(
        operation="withdraw_baseline",
        name="withdrawn",
        says="It is taken back.",
        path={**PLAN, "number": "1"},
    ),
    Scene(does=lambda unit: propose_baseline(unit, ID, name="Jo Kern")),
    Request(operation="list_baselines", name="both", says="One was taken back, one waits.", path=PLAN),
    Request(
        operation="sign_baseline",
        name="signed",
        says="The other side signs the same dates: they are in force.",
        path={**PLAN, "number": "2"},
        sent={"digest": DIGEST, "name": "Ana Ruiz"},
    ),
    Request(
        operation="sign_baseline",
        name="settled",
        says="Who signs again is told that it is in force.",
        path={**PLAN, "number": "2"},
        sent={"digest": DIGEST, "name": "Ana Ruiz"},
    ),
    Request(
        operation="request_change",
        name="longer-training",
        says="One side asks the other for a change.",
        path=PLAN,
        sent={"operations": [LONGER_TRAINING], "why": "A fourth site"},
    ),
    Request(operation="withdraw_request", name="taken-back", says="It is taken back.", path={**PLAN, "number": "1"}),
    Scene(does=lambda unit: request_change(unit, ID, [SEVERAL_SITES], why="Five sites in all")),
    Scene(does=lambda unit: request_change(unit, ID, [EditStep(step="legal", set={"duration": "20d"})])),
    Request(operation="list_requests", name="all", says="What the sides asked each other for.", path=PLAN),
    Request(
        operation="preview_request",
        name="longer-training",
        says="What the other side's request would move.",
        path={**PLAN, "number": "2"},
    ),
    Request(
        operation="accept_request",
        name="accepted",
        says="It is accepted, and done.",
        path={**PLAN, "number": "2"},
    ),
    Request(
        operation="decline_request",
        name="declined",
        says="Another one is declined.",
        path={**PLAN, "number": "3"},
        sent={"why": "The board wants it by March"},
    ),
    Request(operation="show_ledger", name="northwind", says="What moved the go-live.", path=PLAN),
    Request(operation="show_variance", name="northwind", says="How far the plan is from its baseline.", path=PLAN),
    Request(
        operation="share_sums", name="shared", says="One side shows sums per side.", path=PLAN, sent={"shared": True}
    ),
)

ANSWERABLE = (
    Request(
        operation="hand_over_plan", name="handed-over", says="Ana answers for it.", path={**PLAN, "member_id": "m-ana"}
    ),
    Request(operation="share_plan", name="shared", says="Ben changes it too.", path={**PLAN, "member_id": "m-ben"}),
    Request(
        operation="share_plan", name="nobody", says="There is no such member.", path={**PLAN, "member_id": "m-bne"}
    ),
    Request(operation="show_members", name="both", says="Who changes the plan.", path=PLAN),
    Request(
        operation="unshare_plan", name="no-longer", says="Ben does no longer.", path={**PLAN, "member_id": "m-ben"}
    ),
)

LINK = {**PLAN, "link_id": "00000000-0000-4000-8000-000000000007"}
GUEST = {**PLAN, "participant_id": "00000000-0000-4000-8000-000000000008"}


ASKED_FOR = "bpq_the-secret-of-whoever-asked"


def mail_another_code(unit: Unit) -> None:
    """Have a code mailed whose digits the story can tell."""
    add_code(
        unit,
        MailedCode(
            key=digest(ASKED_FOR),
            link=links_of(unit, ID)[0].id,
            participant=None,
            email="jo@northwind.example",
            name="Jo Kern",
            digest=digest(f"{ASKED_FOR} 271828"),
            tries=0,
            expires_at=unit.now + timedelta(minutes=10),
        ),
    )


SHARING = (
    Request(
        operation="make_share_link",
        name="customer",
        says="The plan is shared with the customer's people, who say their names.",
        path=PLAN,
        headers={"idempotency-key": "crm-share-1"},
        sent={"party": "customer", "label": "For Northwind", "expires_at": "2027-06-30T22:00:00Z"},
    ),
    Request(
        operation="make_share_link",
        name="sellers",
        says="For the seller there are no links.",
        path=PLAN,
        sent={"party": "seller"},
    ),
    Request(
        operation="reissue_share_link",
        name="anew",
        says="The link gets another address.",
        path=LINK,
    ),
    Request(
        operation="come_in",
        name="jo",
        says="Jo Kern comes in by the link, and is known by the secret from then on.",
        sent={"link": f"bps_{'A' * 43}", "name": "Jo Kern"},
    ),
    Request(
        operation="come_in",
        name="no-link",
        says="There is no such link.",
        sent={"link": "bps_nowhere", "name": "Jo Kern"},
    ),
    Scene(mails=True),
    Request(
        operation="ask_code",
        name="mailed",
        says="Somebody has a code mailed, at a link that asks for a proved address.",
        sent={"link": f"bps_{'A' * 43}", "email": "jo@northwind.example", "name": "Jo Kern"},
    ),
    Scene(mails=False),
    Request(
        operation="enter_code",
        name="wrong",
        says="This is not the code that was mailed.",
        sent={"link": f"bps_{'A' * 43}", "asked": f"bpq_{'A' * 43}", "code": "000000"},
    ),
    Scene(does=mail_another_code),
    Request(
        operation="enter_code",
        name="right",
        says="The code opens the plan, and the address counts as proved.",
        sent={"link": f"bps_{'A' * 43}", "asked": ASKED_FOR, "code": "271828"},
    ),
    Request(operation="list_participants", name="one", says="Somebody came in.", path=PLAN),
    Request(
        operation="hand_on_step",
        name="not-me",
        says="The legal review goes to Mia Roth, with a way in for her alone.",
        path=PLAN,
        sent={"step": "legal", "to": "Mia Roth", "party": "customer"},
    ),
    Request(operation="list_share_links", name="two", says="The links as they stand.", path=PLAN),
    Request(operation="revoke_participant", name="out", says="One browser is shut out.", path=GUEST),
    Request(operation="revoke_share_link", name="over", says="The link is taken back.", path=LINK),
)

INVITATION = {"invitation_id": "00000000-0000-4000-8000-00000000000e"}
TOKEN = {"token_id": "00000000-0000-4000-8000-00000000000f"}
BEN, ANA = {"member_id": "m-ben"}, {"member_id": "m-ana"}

PEOPLE = (
    Request(operation="show_me", name="tool", says="A tool asks who it is."),
    Request(operation="show_workspace", name="acme", says="What the workspace is called."),
    Request(operation="change_workspace", name="renamed", says="It is renamed.", sent={"name": "Acme Europe"}),
    Request(operation="change_workspace", name="nameless", says="A name has to be one.", sent={"name": " "}),
    Request(
        operation="invite_member",
        name="handed-on",
        says="Somebody is invited, where the service sends no mail.",
        headers={"idempotency-key": "crm-invite-1"},
        sent={"email": "cleo@acme.example"},
    ),
    Request(
        operation="invite_member",
        name="there-already",
        says="Somebody is invited who belongs to the workspace.",
        sent={"email": "m-ben@acme.example", "role": "admin"},
    ),
    Request(operation="change_member", name="shut-out", says="Ben is shut out.", path=BEN, sent={"comes_in": False}),
    Request(
        operation="change_member",
        name="again",
        says="Ben is let in again, as an admin.",
        path=BEN,
        sent={"role": "admin", "comes_in": True},
    ),
    Request(operation="remove_member", name="last-admin", says="The only admin is not taken out.", path=BEN),
    Request(
        operation="list_members",
        name="all",
        says="The members, and who is invited.",
    ),
    Request(operation="change_member", name="admin", says="Ana becomes an admin.", path=ANA, sent={"role": "admin"}),
    Request(operation="remove_member", name="removed", says="Ben is taken out.", path=BEN),
    Request(operation="withdraw_invitation", name="withdrawn", says="The invitation is withdrawn.", path=INVITATION),
    Request(operation="withdraw_invitation", name="gone", says="It is gone.", path=INVITATION),
    Request(
        operation="issue_token",
        name="reporting",
        says="A token that reads, until summer.",
        headers={"idempotency-key": "crm-token-1"},
        sent={
            "name": "Reporting",
            "scopes": ["plans:read", "portfolio:read"],
            "expires_at": "2027-06-30T22:00:00Z",
        },
    ),
    Request(
        operation="issue_token",
        name="misspelt",
        says="A right that there is not: the nearest name is told.",
        sent={"name": "Reporting", "scopes": ["plans:raed"]},
    ),
    Request(operation="list_tokens", name="two", says="The tokens, and when each was shown last."),
    Request(operation="revoke_token", name="revoked", says="The token is revoked.", path=TOKEN),
    Request(operation="revoke_token", name="gone", says="It is gone.", path=TOKEN),
)

MAIL = {"mail_id": "00000000-0000-4000-8000-0000000000f1"}


def fails(unit: Unit) -> None:
    """Let two mails fail: of one the words let somebody in, and at the address of the other nobody reads."""
    for number, kind in (("1", "digest"), ("2", "handed-on")):
        mail = f"00000000-0000-4000-8000-0000000000f{number}"
        add_mail(unit, mail, kind=kind, address=f"jo{number}@northwind.example", subject="Legal review", text="Due.\n")
        note_failed(unit, mail, "550 5.1.1 No such person here", keep=kind == "digest")
    stop_address(unit, "jo1@northwind.example", "550 5.1.1 No such person here")


MAILS = (
    Scene(does=fails),
    Request(operation="list_failed_mails", name="two", says="What failed, and where nobody reads.", path={}),
    Request(operation="resend_failed_mail", name="again", says="One is sent again.", path=MAIL),
    Request(operation="resend_failed_mail", name="gone", says="It has not failed any more.", path=MAIL),
    Request(
        operation="resend_failed_mail",
        name="forgotten",
        says="One that let somebody in is not kept.",
        path={"mail_id": "00000000-0000-4000-8000-0000000000f2"},
    ),
    Request(operation="resend_failed_mails", name="all", says="All that can be are sent again.", path={}),
)

HOOKED = "6d8b7c74-2f70-4d20-9e9c-8b6b2f5e4c33"
"""A plan of which webhooks are told."""
HOOK = {"webhook_id": "00000000-0000-4000-8000-000000000010"}
DEAD = {**HOOK, "delivery_id": "00000000-0000-4000-8000-000000000011"}


def happens(unit: Unit) -> None:
    """Let the seller keep a plan, and the set-up of it take far longer; the receiver is away for a day."""
    ours = replace(unit, actor=ANA_RUIZ)
    create_plan(ours, read(TEXT, file="plan.yaml", as_of="2026-11-23").document.model_copy(update={"id": HOOKED}))
    change_plan(ours, HOOKED, [EditStep(step="set-up", set={"duration": "60d"})])
    for one in deliveries_of(ours, webhooks_here(ours)[0].id, limit=3):
        if one.type == "plan.forecast_moved":
            away = Attempt(number=1, at=unit.now, status=503, milliseconds=12, answer="", problem="it answered 503")
            add_attempt(ours, one.id, away)
            keep_deliveries(ours, with_ids([one.id]), attempts=1, failed_at=unit.now, queued=False)


HOOKING = (
    Request(
        operation="make_webhook",
        name="crm",
        says="A CRM is told of forecasts that move, of steps that start and end, and of plans that close.",
        headers={"idempotency-key": "crm-webhook-1"},
        sent={
            "url": "https://crm.example.com/hooks/backplan",
            "name": "CRM",
            "events": ["plan.forecast_moved", "plan.changed", "step.started", "step.finished", "plan.closed"],
        },
    ),
    Request(
        operation="make_webhook",
        name="inside",
        says="An address inside is not called, whatever form it has.",
        sent={"url": "https://[::ffff:10.0.0.5]/hooks"},
    ),
    Request(
        operation="make_webhook",
        name="misspelt",
        says="An event that there is not: the nearest name is told.",
        sent={"url": "https://crm.example.com/hooks", "events": ["step.finised"]},
    ),
    Request(operation="try_webhook", name="nobody-there", says="A test that reaches nobody.", path=HOOK),
    Scene(does=happens),
    Request(operation="list_webhooks", name="one", says="The webhooks, and what has not arrived.", path={}),
    Request(
        operation="list_deliveries",
        name="dead",
        says="What was given up.",
        path=HOOK,
        parameters={"state": "dead", "limit": "1"},
    ),
    Request(operation="show_delivery", name="forecast", says="One of them, with what it says.", path=DEAD),
    Request(operation="resend_delivery", name="again", says="It is sent again.", path=DEAD),
    Request(operation="resend_delivery", name="on-its-way", says="It is on its way already.", path=DEAD),
    Request(operation="resend_deliveries", name="all", says="Everything that was given up is sent again.", path=HOOK),
    Request(operation="pause_webhook", name="paused", says="The webhook rests.", path=HOOK),
    Request(operation="resume_webhook", name="goes-on", says="It goes on.", path=HOOK),
    Request(
        operation="replace_webhook_secret",
        name="anew",
        says="It gets another secret; the one before signs too for a day.",
        path=HOOK,
    ),
    Request(
        operation="change_webhook", name="one-plan", says="It is for one plan.", path=HOOK, sent={"plans": [HOOKED]}
    ),
    Request(operation="show_webhook", name="crm", says="The webhook as it is now.", path=HOOK),
    Request(operation="remove_webhook", name="removed", says="The webhook is removed.", path=HOOK),
    Request(operation="remove_webhook", name="gone", says="It is gone.", path=HOOK),
)

OPERATING = (
    Request(
        operation="show_settings",
        name="by-the-operator",
        says="What the process that answers runs with, and how it is.",
        path={},
    ),
    Request(operation="try_mail", name="without-a-server", says="No mail leaves, and why.", path={}),
)

CHAPTERS: tuple[Request | Scene, ...] = (
    *CREATING,
    *FOLLOWING,
    *LISTING,
    *SHOWING,
    *CHANGING,
    *HISTORY,
    *TALKING,
    *WORD,
    *ANSWERABLE,
    *SHARING,
    *SUBSCRIBING,
    *TEMPLATES,
    *KEEPING,
    *PEOPLE,
    *HOOKING,
    *MAILS,
    *PRIVACY,
    *OPERATING,
)
