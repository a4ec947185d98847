"""People come in, look after their account and their workspace, and nobody does that for them from elsewhere."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import httpx
import pytest

from app.accounts.letters import Post
from app.mail import Mail
from app.settings import Settings
from tests.api.doors import ANA, BEN, PASSWORD, House, house, invited, path_of

if TYPE_CHECKING:
    from pathlib import Path

OTHER = "another few words"
NO_PLAN = "/v1/plans/00000000-0000-4000-8000-000000000000"


def test_the_first_one_becomes_the_admin_and_invites_others(acme: House) -> None:
    ana = acme.ana()
    ben = acme.joins(ana)

    members = ana.get("/workspace").text
    assert "Ben Ott" in members
    assert "Invite somebody" in members
    assert "Invite somebody" not in ben.get("/workspace").text


def test_who_has_no_plan_yet_is_led_to_the_first_one(acme: House) -> None:
    shown = acme.ana().get("/plans").text
    assert "There are no plans yet." in shown
    assert '<a class="button" href="/">Begin one from a go-live date</a>' in shown


def test_who_is_not_signed_in_signs_in_and_then_goes_on(acme: House) -> None:
    acme.ana()
    stranger = acme.browser()

    asked = stranger.get("/account?done=name")
    assert asked.url.path == "/sign-in"
    assert 'value="/account?done=name"' in asked.text
    assert stranger.signs_in(next="/account?done=name").url.path == "/account"


def test_the_first_page_leads_to_the_plans_of_who_is_signed_in_and_others_to_sign_in(acme: House) -> None:
    ana, stranger = acme.ana(), acme.browser()
    assert 'href="/plans"' in ana.get("/").text
    assert 'href="/sign-in"' not in ana.get("/").text
    assert 'href="/sign-in"' in stranger.get("/").text
    assert ana.post("/sign-out", "/").url.path == "/sign-in"


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/nowhere", 404, "Look whether its address is whole."),
        ("/workspace/invite", 405, "A form was sent to this address"),
        ("/problems/nothing", 404, "No refusal has that code"),
    ],
)
def test_a_browser_is_told_on_a_page_what_there_is_not(acme: House, path: str, status: int, told: str) -> None:
    browser = acme.browser(Accept="text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8").get(path)
    tool = acme.browser(Accept="*/*").get(path)
    assert (browser.status_code, tool.status_code) == (status, status)
    assert browser.headers.get("Allow") == tool.headers.get("Allow")
    assert told in browser.text
    assert '<a href="/">' in browser.text
    assert tool.headers["Content-Type"] == "application/problem+json"
    assert acme.browser(Accept="text/html").get("/v1/nowhere").headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "leads_to",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/\tevil",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/%0d%0aSet-Cookie:a=b\r\nX: y",
        "account",
        "/ä",
    ],
)
def test_nobody_is_led_elsewhere_after_signing_in(acme: House, leads_to: str) -> None:
    acme.ana()
    browser = acme.browser()

    answer = browser.http.post(
        "/sign-in", data={"email": ANA, "password": PASSWORD, "next": leads_to}, headers={"Origin": acme.home}
    )

    assert (answer.status_code, answer.headers["location"]) == (303, "/plans")


def test_what_does_not_fit_is_told_alike_and_the_address_stays(acme: House) -> None:
    acme.ana()
    told = [acme.browser().signs_in(email, OTHER) for email in (ANA, "nobody@acme.example")]

    assert [one.status_code for one in told] == [422, 422]
    assert told[0].text.replace(ANA, "") == told[1].text.replace("nobody@acme.example", "")
    assert "The address and the password do not belong together." in told[0].text


def test_too_many_attempts_wait(acme: House) -> None:
    acme.ana()
    browser = acme.browser()
    said = [browser.signs_in(ANA, OTHER) for _ in range(7)]
    assert [one.status_code for one in said] == [422] * 6 + [429]
    assert "try again in 30 seconds" in said[-1].text


def test_a_forwarded_address_is_believed_of_a_proxy_alone(acme: House, tmp_path: Path) -> None:
    acme.ana()
    told = [tries(acme, number, f"192.0.2.{number}") for number in range(32)]
    assert told[-1] == 429  # whatever it says, all is from here

    behind = tmp_path / "behind"
    behind.mkdir()
    with house(behind, Settings(data_dir=behind, proxies=1)) as proxied:
        told = [tries(proxied, number, f"198.51.100.1, 192.0.2.{number}") for number in range(32)]
        assert told[-1] == 422


def tries(where: House, number: int, forwarded: str) -> int:
    return where.browser(**{"X-Forwarded-For": forwarded}).signs_in(f"user-{number}@acme.example", OTHER).status_code


def test_a_cookie_is_for_this_host_alone_and_no_script_reads_it(acme: House, tmp_path: Path) -> None:
    acme.ana()
    plain = (
        acme.browser()
        .http.post("/sign-in", data={"email": ANA, "password": PASSWORD}, headers={"Origin": acme.home})
        .headers["set-cookie"]
    )
    assert re.fullmatch(r"backplan=bpc_[\w-]{43}; Path=/; HttpOnly; SameSite=Lax; Max-Age=7776000", plain)

    tls = tmp_path / "tls"
    tls.mkdir()
    with house(tls, Settings(data_dir=tls, public_url="https://plans.acme.example")) as encrypted:
        said = {"password": PASSWORD, "name": "Ana", "email": ANA, "workspace": "Acme"}
        answer = encrypted.browser().http.post(
            encrypted.first(), data=said, headers={"Origin": "https://plans.acme.example"}
        )
        assert re.fullmatch(
            r"__Host-backplan=bpc_[\w-]{43}; Path=/; HttpOnly; SameSite=Lax; Max-Age=7776000; Secure",
            answer.headers["set-cookie"],
        )
        assert encrypted.browser().signs_in().status_code == 403  # from another origin than the one that is said


def test_signing_in_takes_no_secret_that_somebody_put_there_and_ends_the_session_before(acme: House) -> None:
    ana = acme.ana()
    before = ana.http.cookies["backplan"]
    ana.signs_in()
    after = ana.http.cookies["backplan"]

    put_there = acme.browser()
    put_there.http.cookies.set("backplan", before)
    assert put_there.get("/account").url.path == "/sign-in"  # what was known before is worth nothing
    fixed = acme.browser()
    fixed.http.cookies.set("backplan", "bpc_" + "x" * 43)
    answer = fixed.http.post("/sign-in", data={"email": ANA, "password": PASSWORD}, headers={"Origin": acme.home})
    assert len({before, after, "bpc_" + "x" * 43, answer.cookies["backplan"]}) == 4


def test_signing_out_ends_this_session_or_all(acme: House) -> None:
    ana, there = acme.ana(), acme.browser()
    there.signs_in()
    kept = ana.http.cookies["backplan"]
    assert ana.post("/sign-out", "/account").url.path == "/sign-in"
    ana.http.cookies.set("backplan", kept)
    assert ana.get("/account").url.path == "/sign-in"
    assert there.get("/account").url.path == "/account"

    ana.http.cookies.clear()
    ana.signs_in()
    ana.post("/sign-out", "/account", everywhere="yes")
    assert there.get("/account").url.path == "/sign-in"


FOREIGN: dict[str, dict[str, str]] = {
    "another site": {"Origin": "https://evil.example"},
    "a site beside": {"Origin": "HERE", "Sec-Fetch-Site": "same-site"},
    "a site that hides": {"Origin": "null"},
    "another port": {"Origin": "http://127.0.0.1:1"},
    "nobody says": {},
    "typed by somebody": {"Sec-Fetch-Site": "none"},
}


@pytest.mark.parametrize("headers", FOREIGN.values(), ids=FOREIGN)
@pytest.mark.parametrize("path", ["/sign-in", "/sign-out", "/forgotten", "/account/name", "/workspace/invite", "FIRST"])
def test_a_form_of_another_site_is_refused(acme: House, headers: dict[str, str], path: str) -> None:
    first = acme.first()
    ana = acme.ana()
    key = ana.key("/account")
    sent = {name: value.replace("HERE", acme.home) for name, value in headers.items()}

    answer = ana.http.post(
        path.replace("FIRST", first),
        data={"form-key": key, "email": BEN, "name": "Eve Stray", "role": "admin", "password": PASSWORD},
        headers=sent,
    )

    assert answer.status_code == 403
    assert "This form was not sent from" in answer.text
    assert "set-cookie" not in answer.headers
    assert "Eve Stray" not in ana.get("/account").text


@pytest.mark.parametrize(
    "path",
    ["/sign-out", "/account/name", "/account/password", "/account/session", "/account/workspace", "/workspace/invite"],
)
@pytest.mark.parametrize("key", ["", "x" * 43, "of Ben"])
def test_a_form_without_the_key_of_its_session_is_refused(acme: House, path: str, key: str) -> None:
    ana = acme.ana()
    shown = acme.joins(ana).key("/account") if key == "of Ben" else key

    answer = ana.post(path, **{"form-key": shown, "name": "Eve Stray", "email": "eve@acme.example", "role": "admin"})

    assert answer.status_code == 403
    assert "load it anew" in answer.text
    assert "Eve Stray" not in ana.get("/account").text


def test_every_form_of_every_page_carries_the_key(acme: House) -> None:
    ana = acme.ana()
    acme.joins(ana)
    ana.post("/workspace/invite", "/workspace", email="eva@acme.example", role="member")
    ana.post("/workspace/token", "/workspace", name="CRM", lasts="30", **{"scope.plans:read": "on"})
    acme.browser().signs_in()
    for path in ("/account", "/workspace"):
        forms = re.findall(r"<form [^>]*method=\"post\".*?</form>", ana.get(path).text, re.DOTALL)
        assert len(forms) > 3
        assert [form for form in forms if 'name="form-key"' not in form] == []


def test_pages_are_kept_by_nobody_and_shown_in_no_frame(acme: House) -> None:
    ana = acme.ana()
    for path in ("/account", "/workspace", "/sign-in", "/forgotten"):
        answer = acme.browser().get(path) if path in {"/sign-in", "/forgotten"} else ana.get(path)
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_a_look_at_a_one_time_address_does_not_use_it_up(acme: House) -> None:
    ana = acme.ana()
    address = invited(ana.post("/workspace/invite", "/workspace", email=BEN, role="member").text)
    reader = acme.browser()
    assert reader.http.head(address).status_code == 200
    assert "Join <bdi>Acme</bdi>" in reader.get(address).text
    assert reader.post(address, password="x" * 11, name="Ben Ott").status_code == 422
    assert reader.post(address, password=PASSWORD, name="Ben Ott").url.path == "/plans"
    assert reader.get(address).status_code == 422


def test_of_two_uses_of_one_address_at_once_one_comes_in(acme: House) -> None:
    ana = acme.ana()
    address = invited(ana.post("/workspace/invite", "/workspace", email=BEN, role="member").text)
    browsers = [acme.browser() for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        found = [*pool.map(lambda one: one.post(address, password=PASSWORD, name="Ben Ott").status_code, browsers)]
    assert sorted(found) == [200, 422, 422, 422]


def test_who_has_an_account_signs_in_to_join(acme: House) -> None:
    ana = acme.ana()
    ben = acme.joins(ana)
    page = ana.get("/workspace").text
    (user,) = set(re.findall(r'name="member" value="([^"]+)"', page)) - {
        next(iter(re.findall(r'name="member" value="([^"]+)"', page)))
    }
    ana.post("/workspace/member", "/workspace", member=user, act="removed")
    assert ben.get("/account").url.path == "/sign-in"
    address = invited(ana.post("/workspace/invite", "/workspace", email=BEN, role="admin").text)

    assert "Sign out first" in ana.get(address).text
    assert acme.browser().post(address, password=OTHER, name="Eve").status_code == 422
    assert ana.post(f"{address}/join", "/account").status_code == 422


def test_a_forgotten_password_is_chosen_anew_by_mail(acme: House) -> None:
    letters: list[Mail] = []
    service = acme.app.state.service
    acme.app.state.service = replace(service, post=Post(at=acme.home, send_it=lambda _, letter: letters.append(letter)))
    ana = acme.ana()
    asked = [acme.browser().post("/forgotten", email=email) for email in (ANA, "nobody@acme.example")]
    assert asked[0].text.replace(ANA, "") == asked[1].text.replace("nobody@acme.example", "")
    assert [letter.to for letter in letters] == [ANA]

    address = path_of(next(line for line in letters[0].text.splitlines() if line.startswith("http")))
    new = acme.browser()
    assert new.post(address, password=OTHER).url.path == "/plans"
    assert ana.get("/account").url.path == "/sign-in"
    assert acme.browser().signs_in(ANA, OTHER).url.path == "/plans"


def test_the_account_changes_name_and_password(acme: House) -> None:
    ana, there = acme.ana(), acme.browser()
    there.signs_in()
    assert "Your name is changed." in ana.post("/account/name", "/account", name="Ana R. Ruiz").text
    refused = ana.post("/account/password", "/account", old=OTHER, new=OTHER)
    assert (refused.status_code, "This is not your present password." in refused.text) == (422, True)
    assert "Your password is changed" in ana.post("/account/password", "/account", old=PASSWORD, new=OTHER).text
    assert there.get("/account").url.path == "/sign-in"


def test_a_token_is_shown_once_and_revoked_at_once(acme: House) -> None:
    ana = acme.ana()
    shown = ana.post("/workspace/token", "/workspace", name="CRM <1>", lasts="30", **{"scope.plans:read": "on"}).text
    secret = re.search(r"<code>(bpt_[\w-]{43})</code>", shown)
    assert secret is not None
    assert secret[1] not in ana.get("/workspace").text
    tool = httpx.Client(base_url=acme.home, headers={"Authorization": f"Bearer {secret[1]}"}, trust_env=False)
    with tool:
        assert tool.get(NO_PLAN).status_code == 404
        assert "last used on 23 Nov 2026" in ana.get("/workspace").text
        token = re.search(r'name="token" value="([^"]+)"', ana.get("/workspace").text)
        assert token is not None
        assert "The token is revoked." in ana.post("/workspace/revoke", "/workspace", token=token[1]).text
        assert tool.get(NO_PLAN).status_code == 401


def test_members_look_after_their_own_tokens_alone(acme: House) -> None:
    ana = acme.ana()
    ben = acme.joins(ana)
    ana.post("/workspace/token", "/workspace", name="Of Ana", lasts="30", **{"scope.plans:read": "on"})
    token = re.search(r'name="token" value="([^"]+)"', ana.get("/workspace").text)
    assert token is not None

    assert "Of Ana" not in ben.get("/workspace").text
    assert ben.post("/workspace/revoke", "/workspace", token=token[1]).status_code == 422
    beyond = ben.post("/workspace/token", "/workspace", name="X", lasts="30", **{"scope.members:manage": "on"})
    assert "You may not do members:manage yourself" in beyond.text
    assert ben.post("/workspace/invite", "/workspace", email="eve@acme.example", role="admin").status_code == 403
    assert ben.post("/workspace/member", "/workspace", member="x", act="out").status_code == 403


def test_who_is_shut_out_is_out_with_the_next_click(acme: House) -> None:
    ana = acme.ana()
    ben = acme.joins(ana)
    page = ana.get("/workspace").text
    user = re.search(r'Change<span class="unseen"> Ben Ott</span>.*?name="member" value="([^"]+)"', page, re.DOTALL)
    assert user is not None
    assert (
        "sessions and tokens have ended" in ana.post("/workspace/member", "/workspace", member=user[1], act="out").text
    )
    assert ben.get("/account").url.path == "/sign-in"
    last = ana.post("/workspace/member", "/workspace", member=user[1], act="again")
    assert "may come in again" in last.text
    assert ben.get("/account").url.path == "/sign-in"


def test_a_secret_is_drawn_anew_with_the_first_click_of_a_day(acme: House) -> None:
    ana = acme.ana()
    before = ana.http.cookies["backplan"]
    acme.now += timedelta(days=1)
    assert ana.get("/account").url.path == "/account"
    assert ana.http.cookies["backplan"] != before
    assert ana.get("/account").url.path == "/account"


def test_a_browser_may_use_the_routes_for_programs_with_the_key_of_its_session(acme: House) -> None:
    ana = acme.ana()
    assert ana.http.get(NO_PLAN).status_code == 404
    assert ana.http.request("DELETE", NO_PLAN, headers={"Origin": acme.home}).status_code == 403
    with_key = {"Origin": acme.home, "X-Form-Key": ana.key("/account")}
    assert ana.http.request("DELETE", NO_PLAN, headers=with_key).status_code == 404
    elsewhere = with_key | {"Origin": "https://evil.example"}
    assert ana.http.request("DELETE", NO_PLAN, headers=elsewhere).status_code == 403


@pytest.mark.parametrize("path", ["/account", "/workspace", "/welcome/bpo_none"])
def test_what_nobody_is_let_into_has_no_cookie_and_no_error(acme: House, path: str) -> None:
    answer = acme.browser().http.get(path)
    assert answer.status_code in {303, 422}
    assert "set-cookie" not in answer.headers
