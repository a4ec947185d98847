"""A plan at the address of a share link: nothing of it before one is let in, and then one's own side's."""

from __future__ import annotations

import json
import logging
import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from api.log import JsonLines
from app.accounts.tokens import make_token
from app.callers import Right
from app.links import links_of, revoke_link
from app.store.share_links import Level
from tests.api.pages.shared import Sharing, sharing
from tests.api.server import raw
from tests.workers import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TITLE, STEP, HIDDEN = "Northwind roll-out", "Legal review", "Margin talks"
JO = "jo@northwind.example"
PASSWORD = "a horse that counts"  # noqa: S105 - of nobody who is real
LEVELS: dict[Level, str | None] = {"name": None, "code": None, "listed": None, "password": PASSWORD}


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Sharing]:
    """Serve a plan that can be shared."""
    with sharing(tmp_path) as shared:
        yield shared


@pytest.mark.parametrize("level", LEVELS)
def test_before_one_is_let_in_there_is_nothing_of_the_plan(shared: Sharing, level: Level) -> None:
    secret = shared.share(level, password=LEVELS[level], label="For the board").secret

    for path in ("", "/who", "/picture/wide", "/take/ics", "/take/yaml", "/code", "/prove"):
        answer = shared.browser().get(f"/s/{secret}{path}")
        assert answer.status_code == 401
        assert "A plan was shared with you" in answer.text
        assert "Ana Ruiz" in answer.text
        for told in (TITLE, "Northwind", STEP, "Jo Kern", JO, "2027", "board"):
            assert told not in answer.text
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"
        assert "noindex" in answer.headers["x-robots-tag"]


def test_of_who_has_not_said_who_it_is_no_file_is_read(shared: Sharing) -> None:
    """A body that is announced is not waited for: nobody is held up by who has but the address."""
    wanted: tuple[tuple[Level, str], ...] = (("open", "/who"), ("name", ""))
    for level, leads_to in wanted:
        at = f"/s/{shared.share(level).secret}"
        answer = raw(
            shared.browser().http,
            f"POST {at}/files HTTP/1.1\r\nHost: x\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\n"
            "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000\r\n\r\n".encode(),
        )
        assert answer.startswith(b"HTTP/1.1 303 ")
        assert f"location: {at}{leads_to}\r\n".encode() in answer


def test_who_says_a_name_sees_its_own_sides_plan_and_changes_it(shared: Sharing) -> None:
    at = f"/s/{shared.share().secret}"
    jo = shared.browser()

    page = jo.post(f"{at}/who", name="Jo Kern")

    assert (page.status_code, page.url.path) == (200, at)
    assert TITLE in page.text
    assert HIDDEN not in page.text
    assert "You are here as Jo Kern." in page.text
    done = jo.post(at, page=at, do="finish", step="legal")
    assert done.status_code == 200
    assert "progress" in shared.stored.step("legal")
    assert shared.stored.log()[-1].by.name == "Jo Kern"
    assert shared.browser().get(at).status_code == 401


def test_the_cookies_go_to_the_addresses_of_the_link_and_its_plan_alone(shared: Sharing) -> None:
    at = f"/s/{shared.share().secret}"
    http = shared.browser().http

    answer = http.post(f"{at}/who", data={"name": "Jo Kern"}, follow_redirects=False)

    who, way = answer.headers.get_list("set-cookie")
    assert {f"Path={at}", "HttpOnly", "SameSite=Lax"} <= set(who.split("; ")[1:])
    assert {f"Path=/plans/{shared.stored.plan}", "HttpOnly", "SameSite=Lax"} <= set(way.split("; ")[1:])
    assert way.startswith(f"backplan-way={at.removeprefix('/s/')}; ")
    assert answer.status_code == 303


def test_the_cookie_of_one_link_opens_no_other(shared: Sharing) -> None:
    one, other = (f"/s/{shared.share().secret}" for _ in range(2))
    jo = shared.browser()
    jo.post(f"{one}/who", name="Jo Kern")
    secret = jo.http.cookies["backplan-who"]

    answer = shared.browser().http.get(other, headers={"Cookie": f"backplan-who={secret}"})

    assert answer.status_code == 401


def test_an_open_link_shows_the_plan_and_asks_who_it_is_before_a_change(shared: Sharing) -> None:
    at = f"/s/{shared.share('open').secret}"
    guest = shared.browser()
    assert TITLE in guest.get(at).text

    asked = guest.post(at, do="finish", step="legal")

    assert (asked.url.path, "I am Jo Kern" in asked.text) == (f"{at}/who", True)
    assert "progress" not in shared.stored.step("legal")
    assert "You are here as Jo Kern." in guest.post(f"{at}/who", person="jo").text


def test_a_password_is_asked_for(shared: Sharing) -> None:
    at = f"/s/{shared.share('password', password=PASSWORD).secret}"
    guest = shared.browser()

    wrong = guest.post(f"{at}/who", name="Mia Roth", password="guess")  # noqa: S106
    assert wrong.status_code == 422
    assert "This is not the link&#39;s password; ask Ana Ruiz for it." in wrong.text
    assert 'value="Mia Roth"' in wrong.text
    assert "guess" not in wrong.text
    assert TITLE not in wrong.text
    assert TITLE in guest.post(f"{at}/who", name="Mia Roth", password=PASSWORD).text


def test_a_code_lets_in_and_whoever_asks_is_told_the_same(shared: Sharing) -> None:
    at = f"/s/{shared.share('listed').secret}"
    jo, eve = shared.browser(), shared.browser()

    told = [one.post(f"{at}/code", email=email, name="Jo") for one, email in ((jo, JO), (eve, "eve@elsewhere.example"))]

    assert [one.status_code for one in told] == [200, 200]
    assert [letter.to for letter in shared.letters] == [JO]
    bare = [
        one.text.split('name="form-key"')[0] + one.text.split('name="form-key"')[1].split(">", 1)[1] for one in told
    ]
    assert bare[0] == bare[1]
    assert eve.post(f"{at}/proof", code=shared.code()).status_code == 422
    page = jo.post(f"{at}/proof", code=shared.code())
    assert "You are here as Jo Kern." in page.text
    assert "Confirm your e-mail address" not in page.text


def test_an_address_is_proved_later_to_give_ones_sides_word(shared: Sharing) -> None:
    at = f"/s/{shared.share().secret}"
    jo = shared.browser()
    assert "Confirm your e-mail address" in jo.post(f"{at}/who", name="Jo Kern").text

    jo.post(f"{at}/code", page=f"{at}/prove", email=JO)
    page = jo.post(f"{at}/proof", page=f"{at}/code", code=shared.code())

    assert "Confirm your e-mail address" not in page.text


def test_where_no_mail_is_sent_nobody_is_asked_for_an_address_to_be_proved(tmp_path: Path) -> None:
    with sharing(tmp_path, mails=False) as shared:
        at = f"/s/{shared.share().secret}"
        jo = shared.browser()
        jo.post(f"{at}/who", name="Jo Kern")
        page = jo.get(f"{at}/prove").text
    assert "This service sends no mail at the moment" in page
    assert "Ask Ana Ruiz." in page
    assert 'name="email"' not in page


def test_a_link_that_is_over_says_so_and_whom_to_ask(shared: Sharing) -> None:
    issued, late = shared.share(), shared.share(expires_at=shared.now + timedelta(days=1))
    with shared.stored.writing() as unit:
        revoke_link(unit, shared.stored.plan, issued.link.id)
    shared.now += timedelta(days=1)

    answers = [shared.browser().get(f"/s/{secret}") for secret in (issued.secret, late.secret, "bps_nothing")]

    assert [one.status_code for one in answers] == [410, 410, 404]
    assert "This link was taken back; ask Ana Ruiz for a new one." in answers[0].text
    assert "This link has run out; ask Ana Ruiz for a new one." in answers[1].text
    assert TITLE not in answers[0].text + answers[1].text


def test_who_leaves_is_asked_again(shared: Sharing) -> None:
    at = f"/s/{shared.share().secret}"
    jo = shared.browser()
    jo.post(f"{at}/who", name="Jo Kern")
    kept = {cookie.name: cookie.value for cookie in jo.http.cookies.jar}

    assert jo.post(f"{at}/leave", page=at).status_code == 401
    again = shared.browser().http.get(at, headers={"Cookie": f"backplan-who={kept['backplan-who']}"})
    assert again.status_code == 401


def test_no_other_site_sends_forms_for_somebody(shared: Sharing) -> None:
    at = f"/s/{shared.share().secret}"
    jo = shared.browser()
    jo.post(f"{at}/who", name="Jo Kern")

    without_key = jo.post(at, do="finish", step="legal")
    foreign = jo.http.post(f"{at}/who", data={"name": "Eve"}, headers={"Sec-Fetch-Site": "cross-site"})

    assert [without_key.status_code, foreign.status_code] == [403, 403]
    assert "progress" not in shared.stored.step("legal")


def test_visits_are_told_on_the_page_that_keeps_them(shared: Sharing) -> None:
    sentence = "Ana Ruiz sees who opens this plan, and when."
    quiet, told = (f"/s/{shared.share(keeps_visits=keeps).secret}" for keeps in (False, True))

    for at, said in ((quiet, False), (told, True)):
        guest = shared.browser()
        assert (sentence in guest.get(at).text) is said
        assert (sentence in guest.post(f"{at}/who", name="Jo Kern").text) is said


def test_no_secret_is_logged(shared: Sharing, caplog: pytest.LogCaptureFixture) -> None:
    secret = shared.share("password", password=PASSWORD).secret
    guest = shared.browser()
    logger = logging.getLogger("backplan")
    logger.addHandler(caplog.handler)
    try:
        guest.post(f"/s/{secret}/who", name="Mia Roth", password=PASSWORD)
        wait_until(lambda: len(_ours(caplog)) == 2)  # a line is written when its answer has left
    finally:
        logger.removeHandler(caplog.handler)

    logged = [JsonLines().format(record) for record in _ours(caplog)]
    assert {json.loads(line)["route"] for line in logged} == {"/s/{secret}", "/s/{secret}/who"}
    assert [told for told in (secret, PASSWORD, "Mia", "bpp_") if told in "".join(logged)] == []


def _ours(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    return [record for record in caplog.records if record.name == "backplan"]


@pytest.mark.parametrize("do", ["share", "reissue-link", "revoke-link"])
def test_the_forms_that_share_take_the_right_to(shared: Sharing, do: str) -> None:
    issued = shared.share()
    with shared.stored.writing() as unit:
        token = make_token(unit, "CRM", [Right.READ_PLANS, Right.CHANGE_PLANS])

    answer = shared.browser().http.post(
        f"/plans/{shared.stored.plan}",
        data={"do": do, "party": "customer", "level": "open", "link": issued.link.id},
        headers={"Authorization": f"Bearer {token}"},
    )

    assert "his needs the right plans:share" in answer.text
    with shared.stored.reading() as unit:
        assert [one.revoked_at for one in links_of(unit, shared.stored.plan)] == [None]


def test_who_types_the_reps_name_is_not_taken_for_the_rep(shared: Sharing) -> None:
    at = f"/s/{shared.share().secret}"
    jo = shared.browser()
    jo.post(f"{at}/who", name="Ana Ruiz")

    told = jo.post(at, page=at, do="comment", text="Please pay in advance.").text

    assert "Please pay in advance." in told
    assert re.search(r"<b><bdi>Ana Ruiz</bdi></b> <small>Northwind, not confirmed · ", told)
    assert "<b><bdi>Ana Ruiz</bdi></b> <small>(Northwind, not confirmed)</small> wrote a comment" in told


def test_an_entry_of_a_calendar_leads_to_the_plan_in_the_browser_that_came_in(shared: Sharing) -> None:
    """Entries hold no secret: they lead to the plan's own address, from which the browser is sent to its link."""
    at, entry = f"/s/{shared.share().secret}", f"/plans/{shared.stored.plan}?step=legal"
    jo = shared.browser()
    assert "You need no account: open that link once more in this browser" in jo.get(entry).text
    jo.post(f"{at}/who", name="Jo Kern")

    page = jo.get(entry)
    assert (page.status_code, page.url.path, page.url.query) == (200, at, b"step=legal")
    assert "You are here as Jo Kern." in page.text

    jo.post(f"{at}/leave", page=at)
    assert jo.get(entry).url.path == "/sign-in"


def test_a_cookie_that_holds_no_secret_of_a_link_leads_nowhere(shared: Sharing) -> None:
    for wrong in ("/evil.example", "bps_", "bps_../../../../sign-out-of-everything", "x" * 5_000):
        answer = shared.browser().http.get(f"/plans/{shared.stored.plan}", headers={"Cookie": f"backplan-way={wrong}"})
        assert answer.url.path == "/sign-in"
