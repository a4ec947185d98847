"""Readers turn kinds of mail on and off at the address in a mail, without an account, and members on their page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from app.accounts.mail_choices import choices_of
from app.actors import SYSTEM
from app.mail import STOPPABLE, Mail, send
from app.store.mail_choices import stop_address
from app.store.mails import mails, note_failed
from app.store.workspaces import workspaces
from tests.api.doors import ANA

if TYPE_CHECKING:
    from tests.api.doors import House

JO = "jo@northwind.example"
ALL = {kind.id for kind in STOPPABLE}


def way(acme: House) -> str:
    """Have a digest wait for Jo, and return the path at which she chooses."""
    database = acme.app.state.service.database
    with database.writing(workspace="", actor=SYSTEM, now=acme.now) as unit:
        [workspace] = workspaces(unit)
    with database.writing(workspace=workspace.id, actor=SYSTEM, now=acme.now) as unit:
        send(unit, Mail(to=JO, kind="digest", subject="Due", text="Legal review is due.\n"))
        [mail] = mails(unit)
    return f"/mails/{mail.choices}"


def wanted(acme: House, email: str) -> set[str]:
    """Return the kinds that an address gets."""
    database = acme.app.state.service.database
    with database.reading(workspace="", actor=SYSTEM, now=acme.now) as unit:
        [workspace] = workspaces(unit)
    with database.reading(workspace=workspace.id, actor=SYSTEM, now=acme.now) as unit:
        return {one.kind.id for one in choices_of(unit, email) if one.on}


def ticked(page: str) -> set[str]:
    """Return the kinds whose boxes are ticked."""
    return set(re.findall(r'name="kind\.([a-z-]+)" checked', page))


def test_a_reader_chooses_without_an_account(acme: House) -> None:
    acme.ana()
    address, jo = way(acme), acme.browser()

    shown = jo.http.get(address)
    assert (shown.status_code, ticked(shown.text)) == (200, ALL)
    assert JO in shown.text
    assert "Acme" in shown.text
    assert (shown.headers["Cache-Control"], wanted(acme, JO)) == ("no-store", ALL)

    kept = jo.http.post(address, data={"kind.invitations": "on"}, headers={"Origin": acme.home}, follow_redirects=True)
    assert "Your choice is kept." in kept.text
    assert ticked(kept.text) == wanted(acme, JO) == {"invitations"}


def test_a_mail_program_stops_a_kind_with_one_click(acme: House) -> None:
    acme.ana()
    address = way(acme)

    answer = acme.browser().http.post(address, data={"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert wanted(acme, JO) == ALL - {"digest"}


def test_a_page_of_another_site_chooses_for_nobody(acme: House) -> None:
    acme.ana()
    address = way(acme)
    answer = acme.browser().http.post(address, data={}, headers={"Origin": "https://evil.example"})
    assert (answer.status_code, wanted(acme, JO)) == (403, ALL)


@pytest.mark.parametrize("data", [{"List-Unsubscribe": "One-Click"}, {}])
def test_an_address_that_nobody_was_sent_leads_nowhere(acme: House, data: dict[str, str]) -> None:
    answer = acme.browser().http.post("/mails/bpm_none", data=data, headers={"Origin": acme.home})
    assert answer.status_code == 422
    assert acme.browser().http.get("/mails/bpm_none").status_code == 422


def test_a_member_chooses_on_the_account_page(acme: House) -> None:
    ana = acme.ana()
    assert ticked(ana.get("/account").text) == ALL

    ana.post("/account/mails", "/account", **{"kind.digest": "on"})

    assert ticked(ana.get("/account").text) == wanted(acme, ANA) == {"digest"}


def test_admins_see_what_failed_and_send_it_again(acme: House) -> None:
    ana = acme.ana()
    ben = acme.joins(ana)
    assert "did not arrive" not in ana.get("/workspace").text
    way(acme)
    database = acme.app.state.service.database
    with database.writing(workspace="", actor=SYSTEM, now=acme.now) as unit:
        [workspace] = workspaces(unit)
    with database.writing(workspace=workspace.id, actor=SYSTEM, now=acme.now) as unit:
        [mail] = mails(unit)
        note_failed(unit, mail.id, "550 No such person", keep=True)
        stop_address(unit, JO, "550 No such person")

    shown = ana.get("/workspace").text
    assert shown.count("550 No such person") == 2
    assert "Send again" in shown
    assert ben.get("/workspace").text.count("550 No such person") == 1  # where nobody reads concerns whoever sells
    assert "Only admins" in ben.post("/workspace/resend", "/workspace").text

    assert "What failed is sent again." in ana.post("/workspace/resend", "/workspace", mail=mail.id).text
    assert "did not arrive" not in ana.get("/workspace").text
    again = ana.post("/workspace/write-again", "/workspace", email=JO).text
    assert "Mails go to this address already" in again
