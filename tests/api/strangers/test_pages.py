"""Pages and feeds: whoever is not let in is sent to sign in or told that nothing is there, and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from app.links import Said, introduce

from .asking import nothing, told
from .entries import FIXED, OWN, PAGES, Sort
from .place import Place, Shown, bearer

if TYPE_CHECKING:
    from .walk import Door

FORM = {"sec-fetch-site": "same-origin"}
"""What a browser says of a form of our own pages."""


WITH_FILE = ("/files", "/workspace/templates", "/version")
"""How addresses end to which a form with a file is sent."""


def of_sort(sort: Sort) -> list[Door]:
    """Return the pages of a sort."""
    return [door for door, one in PAGES.items() if one == sort]


def answered(place: Place, door: Door, shows: Shown, names: dict[str, str], *, key: str = "") -> tuple[Any, ...]:
    """Ask for a page, or send its form, and return all that is told."""
    form: dict[str, Any] = {"data": {"form-key": key, "do": "finish_step", "step": "legal"}}
    if door.path.endswith(WITH_FILE):
        form["files"] = {"file": ("notes.txt", b"Agreed.\n", "text/plain")}
    path, sent = door.filled({**FIXED, **names}), {} if door.method == "GET" else form
    answer = place.http.request(door.method, path, headers=shows, follow_redirects=False, **sent)
    status, headers, text = told(answer, names)
    return status, headers, _KEY.sub("", text)


_KEY = re.compile(r' name="form-key" value="[0-9a-f]{64}"')
"""Each browser's own, made of what it shows."""


@pytest.mark.parametrize("door", of_sort(Sort.MEMBER), ids=str)
def test_who_is_not_signed_in_is_sent_to_sign_in(place: Place, unknown_callers: dict[str, Shown], door: Door) -> None:
    names = {"secret": "bpo_unknown", **{name: place.here.ids[name] for name in OWN & set(door.names)}}
    answers = {why: answered(place, door, FORM | shows, names) for why, shows in unknown_callers.items()}
    status, headers, _ = answers["nothing"]
    assert (status, headers["location"].partition("?")[0]) == (303, "/sign-in")
    assert {why for why, answer in answers.items() if answer != answers["nothing"]} == set()


@pytest.mark.parametrize(
    "door", [one for one in PAGES if one.method == "POST" and PAGES[one] in {Sort.MEMBER, Sort.PLAN}], ids=str
)
def test_no_other_site_sends_a_form_for_who_is_signed_in(place: Place, door: Door) -> None:
    cookie, key = {"cookie": place.here.admin["cookie"]}, place.here.admin["x-form-key"]
    names = {"secret": "bpo_unknown", **place.here.ids}
    elsewhere = {"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}
    for foreign in (*elsewhere, {}):
        assert answered(place, door, cookie | foreign, names, key=key)[0] == 403
    assert answered(place, door, cookie | FORM, names, key="")[0] == 403


@pytest.mark.parametrize("door", [*of_sort(Sort.PLAN), *of_sort(Sort.LISTING)], ids=str)
def test_a_page_of_a_plan_is_for_those_who_are_let_in(
    place: Place, unknown_callers: dict[str, Shown], door: Door
) -> None:
    names = {name: place.here.ids[name] for name in door.names if name in OWN}
    for why, shows in unknown_callers.items():
        status, headers, text = answered(place, door, FORM | shows, names)
        if "authorization" in shows:
            assert status == 401, why
        else:
            assert (status, headers["location"].partition("?")[0]) == (303, "/sign-in"), why
        assert "Northwind" not in text


@pytest.mark.parametrize("door", of_sort(Sort.PLAN), ids=str)
@pytest.mark.parametrize("who", ["admin", "tool", "guest"])
def test_a_page_of_a_plan_elsewhere_is_as_unknown_as_none(place: Place, door: Door, who: str) -> None:
    shows = {
        "admin": {"cookie": place.elsewhere.admin["cookie"]},
        "tool": place.elsewhere.tool,
        "guest": bearer(place.elsewhere.secrets["participant"]),
    }[who]
    key = place.elsewhere.admin["x-form-key"] if who == "admin" else ""
    names = {name: place.here.ids[name] for name in door.names if name in OWN}
    here, nowhere = (answered(place, door, FORM | shows, one, key=key) for one in (names, nothing(names)))
    assert here == nowhere
    assert here[0] == 404
    if "file_id" in names:
        own = {**names, "plan_id": place.elsewhere.plan}
        here, nowhere = (answered(place, door, shows, one) for one in (own, own | nothing({"file_id": ""})))
        assert here == nowhere
        assert here[0] == 404


@pytest.mark.parametrize("door", of_sort(Sort.LINK), ids=str)
def test_at_a_link_that_there_is_not_there_is_nothing_for_anybody(place: Place, door: Door) -> None:
    names = {"secret": "bps_" + "x" * 43, "file_id": place.here.ids["file_id"]}
    other = {"secret": "bps_" + "y" * 43, "file_id": place.here.ids["file_id"]}
    callers: tuple[Shown, ...] = ({}, place.here.tool, place.here.admin, who(place.here.secrets["participant"]))
    answers = [answered(place, door, FORM | shows, one) for shows in callers for one in (names, other)]
    assert answers == [answers[0]] * len(answers)
    assert answers[0][0] == 404


@pytest.mark.parametrize("door", of_sort(Sort.LINK), ids=str)
def test_who_came_in_by_another_link_is_a_stranger_at_this_one(place: Place, door: Door) -> None:
    asked = {"party": "customer", "level": "name"}
    at = f"/v1/plans/{place.here.plan}/share-links"
    link = place.http.post(at, json=asked, headers=place.here.tool).json()["secret"]
    now = place.kept.clock[0]
    own = introduce(place.kept.database, link, Said(name="Kim"), origin="", now=now).secret
    names = {"secret": link, "file_id": place.here.ids["file_id"]}
    secrets = place.elsewhere.secrets["participant"], place.here.secrets["participant"]

    nobody = answered(place, door, FORM, names)
    assert [answered(place, door, FORM | who(secret), names) for secret in secrets] == [nobody] * 2
    assert "Northwind roll-out" not in nobody[2]
    if door.method == "GET" and door.path == "/s/{secret}":
        assert "Legal review" in answered(place, door, FORM | who(own), names)[2]


def who(secret: str) -> Shown:
    """Return the cookie of a participant."""
    return {"cookie": f"backplan-who={secret}"}


def test_a_feed_is_had_by_its_own_address_alone(place: Place) -> None:
    [door] = of_sort(Sort.FEED)
    at = f"/v1/plans/{place.here.plan}/feeds"
    revoked = place.http.post(at, json={"whole": True}, headers=place.here.tool).json()
    gone = revoked["addresses"]["https"].split("/f/")[1].partition("/")[0]
    assert answered(place, door, {}, {"secret": gone})[0] == 200
    place.http.delete(f"{at}/{revoked['feed']['id']}", headers=place.here.tool).raise_for_status()

    secrets = ("x", "bpf_unknown", gone, place.here.secrets["link"], place.here.secrets["participant"])
    answers = [answered(place, door, shows, {"secret": one}) for one in secrets for shows in ({}, place.here.tool)]
    assert answers == [answers[0]] * len(answers)
    assert (answers[0][0], answers[0][2]) == (404, "")
    assert answered(place, door, {}, {"secret": place.here.secrets["feed"]})[0] == 200


@pytest.mark.parametrize("door", of_sort(Sort.MAILED), ids=str)
def test_at_an_address_that_no_mail_has_nobody_is_told_of_anybody(place: Place, door: Door) -> None:
    callers: tuple[Shown, ...] = ({}, place.here.tool, {"cookie": place.here.admin["cookie"]})
    secrets = ("bpo_unknown", place.here.secrets["link"], place.here.secrets["feed"])
    answers = [answered(place, door, FORM | shows, {"secret": one}) for shows in callers for one in secrets]
    assert answers == [answers[0]] * len(answers)
    assert answers[0][0] == 422


@pytest.mark.parametrize("door", of_sort(Sort.ONE_TIME), ids=str)
def test_an_address_that_leads_nowhere_any_more_is_told_as_one_that_never_did(place: Place, door: Door) -> None:
    asked = {"email": "late@acme.example"}
    invited = place.http.post("/v1/members", json=asked, headers=place.here.tool).json()
    secret = invited["address"].rpartition("/")[2]
    assert "late@acme.example" in place.http.get(f"/welcome/{secret}").text
    place.http.delete(f"/v1/members/invitations/{invited['id']}", headers=place.here.tool).raise_for_status()

    gone, never = (answered(place, door, FORM, {"secret": one}) for one in (secret, "bpo_" + "x" * 43))
    assert gone == never
    assert gone[0] == 422
