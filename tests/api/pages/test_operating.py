"""The page of the service itself: what it runs with, and a mail to try it, for whoever operates it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.accounts.users import new_workspace
from app.actors import SYSTEM
from app.settings import Settings
from app.store.users import keep_user, users
from tests.api.doors import ANA, PASSWORD, House, house
from tests.app.test_told_settings import PLANTED
from tests.browser import Scheme, Visit, launched
from tests.servers.mail import Postbox, receiving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SENT = "The mail server took a mail to"


@pytest.fixture
def box() -> Iterator[Postbox]:
    """Receive mails."""
    with receiving() as box:
        yield box


@pytest.fixture
def mailing(tmp_path: Path, box: Postbox) -> Iterator[House]:
    """Serve with a mail server."""
    settings = Settings(data_dir=tmp_path, smtp=f"smtp://127.0.0.1:{box.port}", mail_from="plans@acme.example")
    with house(tmp_path, settings) as found:
        yield found


def proved(house: House) -> None:
    """Let everybody's address be proved."""
    with house.app.state.service.database.writing(workspace="", actor=SYSTEM, now=house.now) as unit:
        for one in users(unit):
            keep_user(unit, one.id, proved_at=house.now)


def test_an_admin_sees_what_it_runs_with_and_sends_a_mail(mailing: House, box: Postbox) -> None:
    ana = mailing.ana()
    proved(mailing)
    assert "/service" in ana.get("/workspace").text
    page = ana.get("/service").text
    assert "BACKPLAN_SMTP" in page
    assert f"smtp://127.0.0.1:{box.port}" in page
    assert SENT not in page

    said = ana.post("/service/test-mail", "/service", email="somebody@else.example").text

    assert SENT in said
    assert [(one["To"], one["Subject"]) for one in box.messages] == [(ANA, "Backplan can send mails")]


def test_why_no_mail_left_is_said(mailing: House, box: Postbox) -> None:
    box.answers = ["550 5.7.1 Not from here <&>"]

    said = mailing.ana().post("/service/test-mail", "/service").text

    assert "No mail left: 550 5.7.1 Not from here &lt;&amp;&gt;." in said
    assert SENT not in said


def test_who_has_tried_too_often_is_told_to_wait(mailing: House) -> None:
    ana = mailing.ana()
    answers = [ana.post("/service/test-mail", "/service") for _ in range(7)]

    assert [one.status_code for one in answers] == [200] * 6 + [429]
    assert "There were too many attempts; try again in 60 seconds." in answers[-1].text


def test_the_first_admin_proves_the_address_by_the_mail_that_tries_the_server(mailing: House, box: Postbox) -> None:
    ana = mailing.ana()
    assert "Nobody has proved yet that you read there" in ana.get("/service").text
    ana.post("/service/test-mail", "/service")
    [address] = [line for line in box.messages[0].get_content().splitlines() if "/welcome/" in line]

    ana.post(f"/welcome/{address.rpartition('/')[2]}", password=f"{PASSWORD} twice")

    assert "Nobody has proved yet" not in ana.get("/service").text
    ana.post("/service/test-mail", "/service")
    assert box.messages[1]["Subject"] == "Backplan can send mails"


def test_members_and_other_tenants_are_refused(mailing: House, box: Postbox) -> None:
    ana = mailing.ana()
    proved(mailing)
    shown = ana.post("/workspace/invite", "/workspace", email="ben@acme.example", role="member")
    assert shown.status_code == 200
    with mailing.app.state.service.database.writing(workspace="", actor=SYSTEM, now=mailing.now) as unit:
        new_workspace(unit, "Globex")

    page = ana.get("/service")
    tried = ana.post("/service/test-mail", "/workspace")

    assert (page.status_code, tried.status_code) == (403, 403)
    assert "BACKPLAN_SMTP" not in page.text + tried.text
    assert "/service" not in ana.get("/workspace").text
    assert "service:operate" not in ana.get("/workspace").text
    assert box.messages == []


def test_a_member_is_refused(acme: House) -> None:
    ben = acme.joins(acme.ana())

    page = ben.get("/service")

    assert page.status_code == 403
    assert "BACKPLAN_" not in page.text
    assert "Only admins do this" in page.text
    assert ben.post("/service/test-mail", "/workspace").status_code == 403


def test_no_planted_secret_is_on_the_page(tmp_path: Path) -> None:
    settings = Settings(
        data_dir=tmp_path,
        smtp=f"smtp://{PLANTED}-user:{PLANTED}@127.0.0.1:9",
        mail_from="plans@acme.example",
        metrics_token=f"{PLANTED}-of-the-numbers",
        oidc_issuer=f"https://{PLANTED}:{PLANTED}@login.example.com",
        oidc_client_secret=PLANTED,
    )
    with house(tmp_path, settings) as planted:
        ana = planted.ana()
        pages = ana.get("/service").text + ana.post("/service/test-mail", "/service").text

    assert "smtp://***@127.0.0.1:9" in pages
    assert "No mail left: no connection to the mail server (ConnectionRefusedError)." in pages
    assert PLANTED not in pages


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_it_can_be_read_by_everybody(acme: House, scheme: Scheme, width: int) -> None:
    ana = acme.ana()
    with launched() as chrome:
        context = chrome.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        context.add_cookies([{"name": n, "value": v, "url": acme.home} for n, v in ana.http.cookies.items()])
        visit = Visit(context.new_page())
        visit.page.goto(f"{acme.home}/service")
        assert visit.page.get_by_role("heading", name="This service", exact=True).is_visible()
        assert (visit.violations(), visit.told) == ([], [])
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
