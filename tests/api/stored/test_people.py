"""Who asks, members and tokens over HTTP: nobody gives more than they have, and what is secret is shown once."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from api.browsers import FORM_KEY_HEADER
from app.accounts.tokens import make_token
from app.callers import RIGHTS, Right
from app.links import Said, Wanted, introduce, make_link
from tests.api.doors import house
from tests.stored import ANA, BEN, START

from .chapters import DOCUMENT, ID, RECORD
from .service import EVERYTHING, Kept, keeping

READS = {"name": "Reporting", "scopes": ["plans:read"]}
CLEO = {"email": "cleo@acme.example"}
ROUTES = (
    ("GET", "/v1/workspace", None),
    ("PATCH", "/v1/workspace", {"name": "Mine"}),
    ("GET", "/v1/members", None),
    ("POST", "/v1/members", CLEO),
    ("PATCH", "/v1/members/m-ben", {"comes_in": False}),
    ("DELETE", "/v1/members/m-ben", None),
    ("DELETE", "/v1/members/invitations/x", None),
    ("GET", "/v1/tokens", None),
    ("POST", "/v1/tokens", READS),
    ("DELETE", "/v1/tokens/x", None),
)
NEEDED = {"/v1/workspace": "portfolio:read", "/v1/members": "portfolio:read", "/v1/tokens": "tokens:manage"}
PARTS = ("bpo_", "bpt_")


def _codes(answer: Any) -> list[str]:  # noqa: ANN401 - an answer
    return [one["code"] for one in answer.json()["errors"]]


def test_a_token_without_any_right_is_told_who_it_is(kept: Kept) -> None:
    me = kept.send("GET", "/v1/me", token=kept.tokens([])).json()

    assert (me["kind"], me["name"], me["rights"], me["plan"]) == ("tool", "CRM", [], None)
    assert me["workspace"] == {"id": kept.workspace, "name": "Acme"}


def test_a_participant_is_told_who_it_is_and_nothing_of_the_workspace(kept: Kept, plan: str) -> None:
    with kept.database.writing(workspace=kept.workspace, actor=ANA, now=START) as unit:
        link = make_link(unit, ID, Wanted(party="customer"), mails=False)
    secret = introduce(kept.database, link.secret, Said(name="Jo Kern"), origin="", now=START).secret

    me = kept.send("GET", "/v1/me", token=secret).json()

    assert plan.endswith(me["plan"])
    assert (me["kind"], me["party"], me["person"], me["name"]) == ("participant", "customer", "jo", "Jo Kern")
    assert me["rights"] == ["plans:read", "plans:change"]
    assert me["workspace"] is None
    assert "Acme" not in kept.send("GET", "/v1/me", token=secret).text


@pytest.mark.parametrize(("method", "path", "sent"), ROUTES)
def test_who_lacks_the_right_is_told_which(kept: Kept, method: str, path: str, sent: Any) -> None:  # noqa: ANN401
    needed = NEEDED["/".join(path.split("/")[:3])]
    if needed == "portfolio:read" and method != "GET":
        needed = "members:manage"
    all_others = kept.tokens(EVERYTHING - {Right(needed)})

    answer = kept.send(method, path, token=all_others, json=sent)

    assert answer.status_code == 403
    assert answer.json()["detail"] == f"this needs the right {needed}, which your credential does not have"


def test_another_workspace_sees_and_changes_nothing_of_this_one(on_both: Kept) -> None:
    stranger = on_both.tokens(EVERYTHING, workspace=on_both.another_workspace())
    invitation = on_both.send("POST", "/v1/members", json=CLEO).json()["id"]
    token = on_both.send("POST", "/v1/tokens", json=READS).json()["token"]["id"]
    before = [on_both.send("GET", path).json() for path in ("/v1/workspace", "/v1/members")]

    tried = [
        on_both.send("PATCH", "/v1/members/m-ben", token=stranger, json={"comes_in": False}),
        on_both.send("DELETE", "/v1/members/m-ben", token=stranger),
        on_both.send("DELETE", f"/v1/members/invitations/{invitation}", token=stranger),
        on_both.send("DELETE", f"/v1/tokens/{token}", token=stranger),
    ]
    renamed = on_both.send("PATCH", "/v1/workspace", token=stranger, json={"name": "Globex Europe"})

    assert [one.status_code for one in tried] == [404] * 4
    assert renamed.json()["name"] == "Globex Europe"
    assert on_both.send("GET", "/v1/members", token=stranger).json() == {"members": [], "invitations": [], "next": None}
    assert [one["made_by"] for one in on_both.send("GET", "/v1/tokens", token=stranger).json()["tokens"]] == ["m-ana"]
    assert [on_both.send("GET", path).json() for path in ("/v1/workspace", "/v1/members")] == before
    assert token in on_both.send("GET", "/v1/tokens").text


def test_a_token_does_what_it_was_made_for_until_it_runs_out(kept: Kept) -> None:
    ends = (START + timedelta(days=2)).isoformat()
    issued = kept.send("POST", "/v1/tokens", json={**READS, "expires_at": ends}).json()

    assert kept.send("GET", "/v1/me", token=issued["secret"]).json()["id"] == issued["token"]["id"]
    kept.later(days=2)
    assert kept.send("GET", "/v1/me", token=issued["secret"]).status_code == 401


def test_a_token_is_listed_with_its_last_use_and_no_secret(kept: Kept) -> None:
    issued = kept.send("POST", "/v1/tokens", json=READS).json()
    kept.later(hours=1)
    kept.send("GET", "/v1/me", token=issued["secret"])
    kept.later(hours=1)

    listed = kept.send("GET", "/v1/tokens")

    used = {one["id"]: one["used_at"] for one in listed.json()["tokens"]}
    assert used[issued["token"]["id"]] == "2026-11-23T10:00:00Z"
    assert issued["secret"] not in listed.text


@pytest.mark.parametrize("path", ["/v1/tokens", "/v1/members"])
def test_what_is_secret_is_shown_once_and_kept_nowhere(kept: Kept, path: str) -> None:
    sent = READS if path == "/v1/tokens" else CLEO
    key = {"idempotency-key": "once-1"}
    first, again = (kept.send("POST", path, json=sent, headers=key) for _ in range(2))

    shown = {name: value for name, value in first.json().items() if str(value) != "None"}
    secret = shown.pop("secret", None) or shown.pop("address", None)
    assert any(part in secret for part in PARTS)
    assert first.headers["cache-control"] == "no-store"
    assert again.headers["idempotency-replayed"] == "true"
    assert again.json() == {**shown, ("secret" if path == "/v1/tokens" else "address"): None}


@pytest.mark.parametrize("beyond", ["plans:erase", "members:manage"])
def test_no_token_is_made_that_may_do_more_than_who_makes_it(kept: Kept, beyond: str) -> None:
    maker = kept.tokens([Right.MANAGE_TOKENS, Right.READ_PLANS])

    answer = kept.send("POST", "/v1/tokens", token=maker, json={**READS, "scopes": ["plans:read", beyond]})

    assert (answer.status_code, _codes(answer)) == (403, ["more-than-yours"])


def test_no_token_lasts_longer_than_the_one_that_makes_it(kept: Kept) -> None:
    ends = (START + timedelta(days=2)).isoformat().replace("+00:00", "Z")
    maker = {"name": "Maker", "scopes": ["plans:read", "tokens:manage"], "expires_at": ends}
    secret = kept.send("POST", "/v1/tokens", json=maker).json()["secret"]
    later = (START + timedelta(days=2, seconds=1)).isoformat()

    unsaid, longer = (
        kept.send("POST", "/v1/tokens", token=secret, json=READS | more) for more in ({}, {"expires_at": later})
    )

    assert unsaid.json()["token"]["expires_at"] == ends
    assert (longer.status_code, _codes(longer)) == (422, ["outlives-yours"])


def test_members_see_who_is_in_and_admins_how_to_reach_them(kept: Kept) -> None:
    kept.send("POST", "/v1/members", json=CLEO)
    kept.send("PATCH", "/v1/members/m-ben", json={"comes_in": False})

    seen = kept.send("GET", "/v1/members", token=kept.tokens(RIGHTS["member"])).json()

    assert [(one["id"], one["name"], one["email"]) for one in seen["members"]] == [("m-ana", "Ana Ruiz", None)]
    assert seen["invitations"] == []
    all_of_it = kept.send("GET", "/v1/members").json()
    assert [one["email"] for one in all_of_it["members"]] == ["m-ana@acme.example", "m-ben@acme.example"]
    assert len(all_of_it["invitations"]) == 1


def test_who_manages_no_members_sees_and_revokes_the_own_tokens_alone(kept: Kept) -> None:
    maker = kept.tokens([Right.MANAGE_TOKENS, Right.READ_PLANS])
    other = kept.send("POST", "/v1/tokens", json=READS).json()["token"]["id"]
    own = kept.send("POST", "/v1/tokens", token=maker, json=READS).json()

    assert [one["id"] for one in kept.send("GET", "/v1/tokens", token=maker).json()["tokens"]] == [own["token"]["id"]]
    refused = kept.send("DELETE", f"/v1/tokens/{other}", token=maker)
    assert (refused.status_code, _codes(refused)) == (404, ["unknown-token"])
    assert kept.send("DELETE", f"/v1/tokens/{own['token']['id']}", token=maker).status_code == 204
    assert kept.send("GET", "/v1/me", token=own["secret"]).status_code == 401


def test_who_revokes_a_token_revokes_those_that_were_made_with_it(kept: Kept) -> None:
    maker = kept.send("POST", "/v1/tokens", json={"name": "Maker", "scopes": ["plans:read", "tokens:manage"]}).json()
    made = kept.send("POST", "/v1/tokens", token=maker["secret"], json=READS).json()

    kept.send("DELETE", f"/v1/tokens/{maker['token']['id']}")

    assert [kept.send("GET", "/v1/me", token=one["secret"]).status_code for one in (maker, made)] == [401, 401]


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/v1/members"), ("PATCH", "/v1/members/m-ben")], ids=["invite", "change"]
)
def test_who_manages_members_makes_nobody_do_more_than_itself(kept: Kept, method: str, path: str) -> None:
    manager = kept.tokens({*RIGHTS["member"], Right.MANAGE_MEMBERS})
    who = CLEO if method == "POST" else {}
    admin, member = (kept.send(method, path, token=manager, json={**who, "role": one}) for one in ("admin", "member"))

    assert (admin.status_code, _codes(admin)) == (403, ["more-than-yours"])
    assert member.is_success
    assert kept.send(method, path, json={**who, "role": "admin"}).is_success


def test_who_is_shut_out_loses_tokens_and_makes_new_ones_once_let_in_again(kept: Kept) -> None:
    with kept.database.writing(workspace=kept.workspace, actor=BEN, now=START) as unit:
        old = make_token(unit, "Ben's", [Right.READ_PLANS])

    out = kept.send("PATCH", "/v1/members/m-ben", json={"comes_in": False}).json()
    back = kept.send("PATCH", "/v1/members/m-ben", json={"comes_in": True}).json()

    assert (out["comes_in"], out["disabled_at"]) == (False, "2026-11-23T09:00:00Z")
    assert (back["comes_in"], back["disabled_at"]) == (True, None)
    with kept.database.writing(workspace=kept.workspace, actor=BEN, now=START) as unit:
        new = make_token(unit, "Ben's", [Right.READ_PLANS])
    assert [kept.send("GET", "/v1/me", token=one).status_code for one in (old, new)] == [401, 200]


def test_a_change_that_is_refused_in_one_part_is_not_done_in_the_other(kept: Kept) -> None:
    kept.send("PATCH", "/v1/members/m-ben", json={"role": "admin"})

    refused = kept.send("PATCH", "/v1/members/m-ben", json={"role": "member", "comes_in": False})

    assert (refused.status_code, _codes(refused)) == (409, ["last-admin"])
    [ben] = [one for one in kept.send("GET", "/v1/members").json()["members"] if one["id"] == "m-ben"]
    assert (ben["role"], ben["comes_in"]) == ("admin", True)
    assert kept.send("PATCH", "/v1/members/m-ben", json={}).json() == ben


@pytest.mark.parametrize(
    ("method", "path", "sent", "codes"),
    [
        ("POST", "/v1/tokens", {**READS, "scopes": []}, ["nothing-asked"]),
        ("POST", "/v1/tokens", {**READS, "expires_at": "2026-11-23T09:00:00Z"}, ["past-expiry"]),
        ("POST", "/v1/tokens", {**READS, "name": "\x07"}, ["bad-name"]),
        ("POST", "/v1/tokens", {**READS, "name": "\x00"}, ["unusable-character"]),
        ("POST", "/v1/tokens", {**READS, "expires_at": 1900000000}, ["wrong-type"]),
        ("POST", "/v1/members", {"email": "cleo"}, ["bad-address"]),
        ("POST", "/v1/members", {**CLEO, "role": "owner"}, ["unknown-role"]),
        ("PATCH", "/v1/members/m-ben", {"comes_in": "no"}, ["wrong-value"]),
        ("PATCH", "/v1/workspace", {"name": "Acme\u2028Europe\u200b"}, ["bad-name"]),
    ],
)
def test_what_cannot_be_is_told(kept: Kept, method: str, path: str, sent: Any, codes: list[str]) -> None:  # noqa: ANN401
    answer = kept.send(method, path, json=sent)

    assert (answer.status_code, _codes(answer)) == (422, codes)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("DELETE", "/v1/members/"),
        ("DELETE", "/v1/members/invitations/"),
        ("DELETE", "/v1/tokens/"),
        ("GET", "/v1/plans/"),
        ("PUT", f"/v1/plans/{ID}/members/"),
        ("GET", "/plans/"),
        ("POST", "/plans/"),
        ("GET", f"/plans/{ID}/take/"),
    ],
)
def test_there_is_nothing_at_an_address_that_no_database_takes(on_both: Kept, method: str, path: str) -> None:
    on_both.send("POST", "/v1/plans", json=DOCUMENT)

    assert on_both.send(method, f"{path}%00").status_code == 404


BODIES: tuple[tuple[str, dict[str, Any], str], ...] = (
    (f"/v1/plans/{ID}/feeds", {"name": "?", "whole": True}, "/name"),
    (f"/v1/plans/{ID}/archive", {"why": "?"}, "/why"),
    (f"/v1/plans/{ID}/baselines", {"name": "?"}, "/name"),
    (f"/v1/plans/{ID}/operations", {"operations": [{"do": "resume_plan"}], "why": "?"}, "/why"),
    (f"/v1/plans/{ID}/operations", {"operations": [{"do": "add_step", "new": {"id": "?"}}]}, "/operations/0/new/id"),
    (f"/v1/plans/{ID}/operations", {"operations": [{"do": "edit_plan", "set": {"?": "T"}}]}, "/operations/0/set"),
    ("/v1/plans", {**RECORD, "template": "?"}, "/template"),
)
"""With a text that somebody wrote, and where it stands."""


@pytest.mark.parametrize("text", [r"a\u0000b", r"\ud800"], ids=["null", "half"])
def test_a_body_with_a_text_that_no_database_takes_is_refused_with_its_place(on_both: Kept, text: str) -> None:
    on_both.send("POST", "/v1/plans", json=DOCUMENT)

    for path, body, at in BODIES:
        content = json.dumps(body).replace("?", text)
        answer = on_both.send("POST", path, content=content, headers={"content-type": "application/json"})
        told = [(one["code"], one["pointer"]) for one in answer.json()["errors"]]
        assert (answer.status_code, told) == (422, [("unusable-character", at)]), (path, body)


@pytest.mark.parametrize("path", ["/v1/tokens", f"/v1/plans/{ID}/share-links"])
def test_an_end_beyond_the_calendar_is_told(kept: Kept, plan: str, path: str) -> None:
    assert plan.endswith(ID)
    sent = READS if path == "/v1/tokens" else {"party": "customer"}
    last, beyond = (
        kept.send("POST", path, json={**sent, "expires_at": f"9999-12-31T23:59:59{offset}"})
        for offset in ("Z", "-12:00")
    )

    assert last.status_code == 201
    assert (beyond.status_code, _codes(beyond)) == (422, ["wrong-value"])


def test_a_browser_that_is_signed_in_changes_something_with_the_key_of_its_session_alone(tmp_path: Path) -> None:
    with house(tmp_path) as here:
        ana = here.ana()
        ours = {"origin": here.home}
        key = {**ours, FORM_KEY_HEADER: ana.key("/workspace")}

        me = ana.http.get("/v1/me").json()
        without, issued = (ana.http.post("/v1/tokens", json=READS, headers=one) for one in (ours, key))

        assert (me["kind"], me["name"], me["workspace"]["name"]) == ("member", "Ana Ruiz", "Acme")
        assert me["rights"] == [right.value for right in Right]
        assert (without.status_code, issued.status_code) == (403, 201)
        assert issued.json()["token"]["made_by"] == me["id"]
        assert [one["name"] for one in ana.http.get("/v1/tokens").json()["tokens"]] == ["Reporting"]


def test_where_the_service_sends_mail_the_one_who_is_invited_alone_has_the_address(tmp_path: Path) -> None:
    with keeping(tmp_path, smtp="smtp://mail.acme.example", mail_from="plans@acme.example", jobs="elsewhere") as kept:
        invited = kept.send("POST", "/v1/members", json=CLEO).json()
        [listed] = kept.send("GET", "/v1/members").json()["invitations"]

    assert (invited["email"], invited["address"]) == ("cleo@acme.example", None)
    assert (listed["id"], listed["role"]) == (invited["id"], "member")


@pytest.mark.parametrize("query", ["text=%00", "owner=a%00", "customer=%00"])
def test_a_text_that_no_database_keeps_is_told_in_words(on_both: Kept, query: str) -> None:
    answer = on_both.send("GET", f"/v1/plans?{query}")
    assert answer.status_code == 400
    assert answer.json()["detail"] == "no text that is kept has a null character; take %00 out of the address"
    page = on_both.send("GET", f"/plans?{query}&after=%00&day=2026-12-01")
    assert page.status_code == 200


def test_of_several_invitations_of_one_address_at_once_one_leads_in(on_both: Kept) -> None:
    new = {"email": "kim@acme.example"}
    with ThreadPoolExecutor(6) as threads:
        answers = [*threads.map(lambda _: on_both.send("POST", "/v1/members", json=new), range(6))]

    assert {one.status_code for one in answers} == {201}
    invited = on_both.send("GET", "/v1/members").json()["invitations"]
    assert len(invited) == 1
    assert invited[0]["id"] in {one.json()["id"] for one in answers}
