"""People sign in with the account of their organisation, at a real OpenID provider."""

from __future__ import annotations

import re
import socket
import subprocess
from contextlib import contextmanager
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest

from app import clock
from app.accounts.provider import Provider
from app.actors import SYSTEM
from app.store.users import keep_user, user_by_email
from tests.api.doors import ANA, BEN, PASSWORD, Browser, House
from tests.readers.npm import NODE, installed

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parents[2] / "servers" / "oidc"


@contextmanager
def provider_for(house: House, **more: object) -> Iterator[None]:
    """Start a provider that knows the service, and the service with it."""
    script = installed(FOLDER, script="serve.mjs") / "serve.mjs"
    back = f"{house.home}/sign-in/provider/back"
    with subprocess.Popen(
        [str(NODE), str(script), back], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdout is not None
        provider = Provider(
            issuer=server.stdout.readline().strip(),
            client_id="backplan",
            client_secret="kept by both",  # noqa: S106 - of nobody who is real
            back=back,
            **more,  # type: ignore[arg-type] # fields of the provider
        )
        house.now = clock.now()
        house.app.state.service = replace(house.app.state.service, provider=provider)
        try:
            yield
        finally:
            server.kill()


@pytest.fixture
def there(acme: House) -> Iterator[House]:
    """Serve with a provider."""
    with provider_for(acme):
        yield acme


def at_provider(browser: Browser, who: str, path: str = "/sign-in/provider") -> str:
    """Sign in at the provider as somebody, and return the address that it sends the browser back to."""
    address = browser.http.get(path).headers["location"]
    with httpx.Client(trust_env=False, timeout=60) as elsewhere:
        answer = elsewhere.get(address, follow_redirects=True)
        for step in ({"prompt": "login", "login": who, "password": "any"}, {"prompt": "consent"}):
            found = re.search(r'action="([^"]+)"', answer.text)
            assert found is not None, answer.text
            answer = elsewhere.post(answer.url.join(unescape(found[1])), data=step)
            while answer.is_redirect:
                leads_to = answer.headers["location"]
                if leads_to.startswith(browser.home):
                    return str(leads_to)
                answer = elsewhere.get(answer.url.join(leads_to))
    raise AssertionError(answer.text)


def signs_in(browser: Browser, who: str, path: str = "/sign-in/provider") -> httpx.Response:
    """Sign in at the provider and come back."""
    return browser.http.get(at_provider(browser, who, path), follow_redirects=True)


def test_who_is_invited_comes_in_and_is_known_by_the_subject_from_then_on(there: House) -> None:
    ana = there.ana()
    ana.post("/workspace/invite", "/workspace", email=BEN, role="member")
    assert "/sign-in/provider" in there.browser().get("/sign-in").text

    ben = there.browser()
    assert signs_in(ben, f"b1|{BEN.upper()}", "/sign-in/provider?next=/account").url.path == "/account"
    assert "b1 of the provider" in ben.get("/account").text
    assert "another account of your organisation" in signs_in(there.browser(), f"b2|{BEN}").text.lower()
    service, other = there.app.state.service, "ben.ott@acme.example"
    with service.database.writing(workspace="", actor=SYSTEM, now=there.now) as unit:
        user = user_by_email(unit, BEN)
        assert user is not None
        keep_user(unit, user.id, email=other, email_key=other)
    again = there.browser()
    signs_in(again, f"b1|{BEN.upper()}")
    assert other in again.get("/account").text


def test_strangers_and_unverified_addresses_stay_out(there: House) -> None:
    there.ana()
    for who in ("e1|eve@evil.example", f"e2|{ANA}|unverified"):
        browser = there.browser()
        assert "Nobody invited this account" in signs_in(browser, who).text
        assert browser.get("/account").url.path == "/sign-in"


def test_a_domain_may_be_let_in(acme: House) -> None:
    acme.ana()
    with provider_for(acme, domains=("acme.example",)):
        assert signs_in(acme.browser(), "c1|cy@acme.example").url.path == "/plans"
        assert signs_in(acme.browser(), "c2|cy@acme.example.evil.example").status_code == 422


def test_who_made_an_account_with_an_address_of_another_is_out_once_its_owner_comes(there: House) -> None:
    squatter = there.ana()  # who never proved the address

    owner = there.browser()
    assert signs_in(owner, f"a1|{ANA}").url.path == "/plans"

    assert squatter.get("/account").url.path == "/sign-in"
    assert there.browser().signs_in(ANA, PASSWORD).status_code == 422


def test_nobody_is_signed_in_as_somebody_else_by_an_address_of_theirs(there: House) -> None:
    there.ana()
    eve, victim = there.browser(), there.browser()
    back = at_provider(eve, f"a1|{ANA}")

    assert victim.http.get(back).status_code == 422
    assert victim.get("/account").url.path == "/sign-in"
    query = parse_qs(urlsplit(back).query)
    for changed in ({"state": "x" * 43}, {"iss": "https://evil.example"}, {"code": "guessed"}):
        other = {name: values[0] for name, values in query.items()} | changed
        assert eve.http.get(f"/sign-in/provider/back?{urlencode(other)}").status_code == 422
    assert eve.http.get(back).status_code == 422  # the guess has used it up


def test_a_code_is_worth_nothing_without_its_verifier_and_once_it_was_used(there: House) -> None:
    there.ana()
    browser = there.browser()
    back = at_provider(browser, f"a1|{ANA}")
    assert browser.http.get(back).headers["location"] == "/plans"
    assert browser.http.get(back).status_code == 422


def test_nobody_is_led_elsewhere_by_way_of_the_provider(there: House) -> None:
    there.ana()
    assert signs_in(there.browser(), f"a1|{ANA}", "/sign-in/provider?next=//evil.example").url.path == "/plans"


def test_who_is_shut_out_is_so_at_the_provider_too(there: House) -> None:
    ana = there.ana()
    ben = there.browser()
    ana.post("/workspace/invite", "/workspace", email=BEN, role="member")
    signs_in(ben, f"b1|{BEN}")
    page = ana.get("/workspace").text
    user = re.findall(r'name="member" value="([^"]+)"', page)[-1]
    ana.post("/workspace/member", "/workspace", member=user, act="out")
    assert "belong to no workspace" in signs_in(there.browser(), f"b1|{BEN}").text


def test_a_provider_that_does_not_answer_is_told(acme: House) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        issuer = f"http://127.0.0.1:{free.getsockname()[1]}"
    provider = Provider(
        issuer=issuer, client_id="backplan", client_secret=issuer, back=f"{acme.home}/sign-in/provider/back"
    )
    acme.app.state.service = replace(acme.app.state.service, provider=provider)
    assert "could not be looked up" in acme.browser().get("/sign-in/provider").text


def test_without_a_provider_there_is_none(acme: House) -> None:
    assert acme.browser().http.get("/sign-in/provider").status_code == 404
    assert "/sign-in/provider" not in acme.browser().get("/sign-in").text
