"""What is kept about somebody, and that somebody is forgotten, over HTTP: one's own, and by who manages privacy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.callers import RIGHTS, Right
from app.jobs import Task
from app.links import Said, Wanted, introduce, make_link
from app.privacy import erase_person
from app.store.participants import keep_participant
from tests.api.doors import BEN, house
from tests.stored import ANA, START
from tests.workers import kept as jobs

from .chapters import ID

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

    from .service import Kept

JO = "jo@northwind.example"
OTHERS = (
    ("POST", "/v1/kept", {"email": JO}),
    ("POST", "/v1/erasures/preview", {"email": JO}),
    ("POST", "/v1/erasures", {"email": JO}),
    ("GET", "/v1/erasures", None),
    ("GET", "/v1/erasures/x", None),
)
NOTHING = {"account": False, "plans": 0, "people": 0, "log": 0, "comments": 0, "participants": 0}


def _codes(answer: httpx.Response) -> list[str]:
    return [one["code"] for one in answer.json()["errors"]]


def came(kept: Kept, *, proved: str | None = None) -> str:
    """Let Jo come in, with an address that is proved, and return the secret."""
    with kept.database.writing(workspace=kept.workspace, actor=ANA, now=START) as unit:
        link = make_link(unit, ID, Wanted(party="customer"), mails=False)
    found = introduce(kept.database, link.secret, Said(name="Jo Kern"), origin="", now=START)
    if proved is not None:
        with kept.database.writing(workspace=kept.workspace, actor=ANA, now=START) as unit:
            keep_participant(unit, found.entered.participant.id, email=proved, proved_at=START)
    return found.secret


def said(kept: Kept, text: str, **shown: Any) -> None:  # noqa: ANN401 - a token
    """Let somebody comment on the plan."""
    assert kept.send("POST", f"/v1/plans/{ID}/comments", json={"text": text}, **shown).status_code == 201


def done(kept: Kept, erasure: str) -> None:
    """Do an erasure, as a worker would."""
    task = Task(workspace=kept.workspace, about=erasure, attempt=1, is_last=False)
    erase_person(kept.database, task, lambda: kept.clock[0])


@pytest.mark.parametrize(("method", "path", "body"), OTHERS)
def test_all_that_is_about_others_takes_the_right(kept: Kept, method: str, path: str, body: Any) -> None:  # noqa: ANN401
    lacking = kept.tokens(frozenset(Right) - {Right.MANAGE_PRIVACY})
    having = kept.tokens([Right.MANAGE_PRIVACY])

    assert kept.send(method, path, json=body, token=lacking).status_code == 403
    assert "privacy:manage" in kept.send(method, path, json=body, token=lacking).text
    assert kept.send(method, path, json=body, token=having).status_code in {200, 202, 404}
    assert Right.MANAGE_PRIVACY not in RIGHTS["member"]


def test_an_address_is_looked_up_foreseen_and_forgotten(kept: Kept, plan: str) -> None:
    jo = came(kept, proved=JO)
    said(kept, "We are done", token=jo)

    [found] = kept.send("POST", "/v1/kept", json={"email": JO.upper()}).json()["plans"]
    assert (found["plan"], [one["text"] for one in found["comments"]]) == (ID, ["We are done"])
    foreseen = kept.send("POST", "/v1/erasures/preview", json={"email": JO}).json()
    told = {name: foreseen[name] for name in NOTHING}
    assert told == {"account": False, "plans": 1, "people": 1, "log": 1, "comments": 1, "participants": 1}
    asked = kept.send("POST", "/v1/erasures", json={"email": JO})
    assert (asked.status_code, asked.json()["state"]) == (202, "waiting")
    assert kept.send("POST", "/v1/erasures", json={"email": JO}).json() == asked.json()

    done(kept, asked.json()["id"])

    assert kept.send("GET", asked.headers["location"]).json()["state"] == "done"
    assert JO not in kept.send("GET", "/v1/erasures").text
    assert kept.send("POST", "/v1/erasures/preview", json={"email": JO}).json()["plans"] == 0
    people = kept.send("GET", f"{plan}/document").json()["people"]
    assert [one["name"] for one in people] == ["Ana Ruiz", asked.json()["pseudonym"]]
    assert kept.send("GET", "/v1/me", token=jo).status_code == 401


def test_a_key_that_is_sent_again_asks_for_one_erasure(kept: Kept) -> None:
    answers = [
        kept.send("POST", "/v1/erasures", json={"email": JO}, headers={"idempotency-key": "once"}) for _ in range(2)
    ]

    assert answers[0].content == answers[1].content
    assert answers[1].headers["idempotency-replayed"] == "true"
    assert len([name for name, _ in jobs(kept.database) if name == "erase_person"]) == 1


@pytest.mark.parametrize("body", [{}, {"email": JO, "member": "m-ana"}, {"email": JO, "participant": "x"}])
@pytest.mark.parametrize("path", ["/v1/kept", "/v1/erasures/preview", "/v1/erasures"])
def test_it_has_to_be_clear_about_whom(kept: Kept, path: str, body: dict[str, str]) -> None:
    answer = kept.send("POST", path, json=body)

    assert (answer.status_code, _codes(answer)) == (422, ["which-person"])


@pytest.mark.parametrize("path", ["/v1/kept", "/v1/erasures/preview", "/v1/erasures"])
def test_who_is_in_another_workspace_is_nobody_here(kept: Kept, plan: str, path: str) -> None:
    jo = came(kept, proved=JO)
    guest = kept.send("GET", "/v1/me", token=jo).json()["id"]
    elsewhere = kept.tokens(Right, workspace=kept.another_workspace())

    for body in ({"member": "m-ana"}, {"participant": guest}):
        theirs = kept.send("POST", path, json=body, token=elsewhere)
        nobodys = kept.send("POST", path, json=dict.fromkeys(body, "x"), token=elsewhere)
        assert theirs.status_code == nobodys.status_code == 404
        assert theirs.json() == nobodys.json()
    assert kept.send("POST", "/v1/kept", json={"email": JO}, token=elsewhere).json()["plans"] == []
    assert kept.send("GET", plan).status_code == 200


def test_another_workspace_has_no_erasure_of_this_one(kept: Kept) -> None:
    elsewhere = kept.tokens(Right, workspace=kept.another_workspace())
    asked = kept.send("POST", "/v1/erasures", json={"email": JO}).headers["location"]

    assert kept.send("GET", asked, token=elsewhere).json() == kept.send("GET", "/v1/erasures/x").json()
    assert kept.send("GET", "/v1/erasures", token=elsewhere).json() == {"erasures": [], "next": None}


def test_who_came_by_a_link_without_an_address_is_found_by_its_id(kept: Kept, plan: str) -> None:
    mia = came(kept)
    guest = kept.send("GET", "/v1/me", token=mia).json()["id"]
    kept.send(
        "POST",
        f"{plan}/operations",
        json={"operations": [{"do": "edit_person", "person": "jo", "set": {"email": None}}]},
    )

    found = kept.send("POST", "/v1/kept", json={"participant": guest}).json()
    asked = kept.send("POST", "/v1/erasures", json={"participant": guest})

    assert (found["email"], [one["id"] for one in found["plans"][0]["participants"]]) == (None, [guest])
    assert (asked.status_code, asked.json()["plan"]) == (202, ID)
    assert kept.send("POST", "/v1/erasures", json={"participant": guest}).json() == asked.json()
    done(kept, asked.json()["id"])
    assert "Jo Kern" not in kept.send("GET", f"{plan}/document").text


def test_a_member_of_the_workspace_is_out_at_once(kept: Kept) -> None:
    found = kept.send("POST", "/v1/kept", json={"member": "m-ben"}).json()
    assert (found["account"]["name"], found["account"]["browsers"], found["mails"]) == ("Ben Ott", [], [])

    assert kept.send("POST", "/v1/erasures", json={"member": "m-ben"}).status_code == 202

    assert "m-ben" not in kept.send("GET", "/v1/members").text


@pytest.mark.usefixtures("plan")
def test_whom_a_link_let_in_takes_its_own_along_and_is_told_of_nobody_else(kept: Kept) -> None:
    said(kept, "From the seller")
    jo, stranger = came(kept, proved=JO), came(kept)
    said(kept, "From Jo", token=jo)
    said(kept, "From somebody who says to be Jo", token=stranger)

    own = kept.send("GET", "/v1/me/kept", token=jo)
    others = kept.send("GET", "/v1/me/kept", token=stranger)

    assert own.headers["content-disposition"] == 'attachment; filename="kept-about-you.json"'
    assert [one["email"] for one in own.json()["plans"][0]["people"]] == [JO]
    assert "From Jo" in own.text
    assert "From the seller" not in own.text
    [unproved] = others.json()["plans"]
    assert [one["text"] for one in unproved["comments"]] == ["From somebody who says to be Jo"]
    assert (unproved["people"], unproved["visits"], JO in others.text) == ([], [], False)


def test_whom_a_link_let_in_is_forgotten_in_its_plan_once_it_proved_its_address(kept: Kept, plan: str) -> None:
    jo, stranger = came(kept, proved=JO), came(kept)

    assert kept.send("POST", "/v1/me/erasure", json={"confirmed": JO}, token=stranger).status_code == 403
    wrong = kept.send("POST", "/v1/me/erasure", json={"confirmed": "jo@elsewhere.example"}, token=jo)
    assert (wrong.status_code, _codes(wrong)) == (422, ["not-typed"])
    assert kept.send("GET", "/v1/me/erasure", token=jo).json()["asked"] is None
    asked = kept.send("POST", "/v1/me/erasure", json={"confirmed": JO}, token=jo)
    again = kept.send("POST", "/v1/me/erasure", json={"confirmed": JO}, token=jo)
    assert (asked.status_code, asked.json()["plan"], again.json()) == (202, ID, asked.json())
    assert kept.send("GET", "/v1/me/erasure", token=jo).json()["asked"] == asked.json()

    done(kept, asked.json()["id"])

    assert kept.send("GET", "/v1/me/kept", token=jo).status_code == 401
    assert "Jo Kern" not in kept.send("GET", f"{plan}/document").text


@pytest.mark.usefixtures("plan")
def test_about_who_has_not_said_a_name_nothing_is_kept(kept: Kept) -> None:
    with kept.database.writing(workspace=kept.workspace, actor=ANA, now=START) as unit:
        secret = make_link(unit, ID, Wanted(party="customer", level="open"), mails=False).secret

    assert kept.send("GET", "/v1/me/kept", token=secret).json()["plans"] == []


def test_a_member_takes_along_what_nobody_else_is_told_and_is_forgotten(tmp_path: Path) -> None:
    with house(tmp_path) as here:
        ana = here.ana()
        ben = here.joins(ana)
        shown = {"x-form-key": ben.key("/account"), "sec-fetch-site": "same-origin"}
        own = ben.http.get("/v1/me/kept").json()
        assert (own["email"], own["account"]["name"], len(own["account"]["browsers"])) == (BEN, "Ben Ott", 1)
        theirs = ana.http.post("/v1/kept", json={"email": BEN}, headers={**shown, "x-form-key": ana.key("/account")})
        assert (theirs.json()["account"]["name"], theirs.json()["account"]["browsers"]) == ("Ben Ott", [])

        assert ben.http.post("/v1/me/erasure", json={"confirmed": BEN}).status_code == 403  # without the forms' key
        asked = ben.http.post("/v1/me/erasure", json={"confirmed": BEN}, headers=shown)

        assert asked.status_code == 202
        assert asked.json()["pseudonym"].startswith("former member")
        assert ben.http.get("/v1/me").status_code == 401
        last = {"x-form-key": ana.key("/account"), "sec-fetch-site": "same-origin"}
        kept_on = ana.http.post("/v1/me/erasure", json={"confirmed": "ana@acme.example"}, headers=last)
        assert (kept_on.status_code, _codes(kept_on)) == (409, ["last-admin"])


def test_a_member_who_came_in_by_an_account_is_found_in_the_plans_that_know_it(kept: Kept, plan: str) -> None:
    kept.send("PUT", f"{plan}/owner/m-ben")

    [found] = kept.send("POST", "/v1/kept", json={"member": "m-ben"}).json()["plans"]

    assert (found["plan"], found["answers_for_it"], found["people"]) == (ID, True, [])
