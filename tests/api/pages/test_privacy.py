"""Pages of what is kept about people: one's own is taken along and forgotten, admins look before they have it done."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from api.pages.told_privacy import goes_said, stays_said
from app.document import read
from app.plans import create_plan
from app.privacy import Foreseen, erasures_of
from app.store.members import find_member
from app.store.users import user_by_email
from app.store.workspaces import workspaces
from tests.api.doors import ANA, BEN, House
from tests.stored import ANA as ANA_RUIZ
from tests.stored import PLAN

from .shared import Sharing, sharing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.store import Unit

JO = "jo@northwind.example"
ADMIN = "/workspace/privacy"
NAMELESS = "  - {id: max, name: Max Lind, party: customer}\n  - {id: eva, name: Eva Kern, party: customer}\nphases:"
COUNTS = dict.fromkeys(
    ("people", "signatures", "log", "comments", "participants", "visits", "feeds", "invitations", "replies"), 0
)


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Sharing]:
    """Serve a plan that is shared."""
    with sharing(tmp_path) as found:
        yield found


@contextmanager
def workspace(acme: House) -> Iterator[Unit]:
    """Open the one workspace that there is."""
    database = acme.app.state.service.database
    with database.reading(workspace="", actor=ANA_RUIZ, now=acme.now) as unit:
        [only] = workspaces(unit)
    with database.writing(workspace=only.id, actor=ANA_RUIZ, now=acme.now) as unit:
        yield unit


def planned(acme: House) -> None:
    """Keep a plan in which two are called alike, and two have no address."""
    document = read(PLAN.replace("phases:", NAMELESS, 1), file="plan.yaml", as_of="2026-11-23").document
    with workspace(acme) as unit:
        create_plan(unit, document)


def test_a_member_takes_along_what_is_kept_as_a_file(acme: House) -> None:
    ana = acme.ana()

    shown, file = ana.get("/account/privacy"), ana.get("/account/kept")

    assert 'href="/account/kept"' in shown.text
    assert '<a class="button" href="/account/privacy">' in ana.get("/account").text
    assert file.headers["content-disposition"] == 'attachment; filename="kept-about-you.json"'
    assert (file.json()["account"]["email"], file.headers["cache-control"]) == (ANA, "no-store")


def test_a_member_is_forgotten_who_types_its_address(acme: House) -> None:
    ben = acme.joins(acme.ana())
    assert "the membership of this workspace" in ben.get("/account/privacy").text
    wrong = ben.post("/account/privacy", "/account/privacy", confirmed=ANA)
    assert (wrong.status_code, "Type your own e-mail address" in wrong.text) == (422, True)
    assert ben.http.post("/account/privacy", data={"confirmed": BEN}).status_code == 403  # from nobody's page

    gone = ben.post("/account/privacy", "/account/privacy", confirmed=BEN.upper())

    assert "You are being forgotten" in gone.text
    assert re.search(r"former member \d{3}", gone.text)
    assert "Sign in" in ben.get("/account").text
    with workspace(acme) as unit:
        ben_ott = user_by_email(unit, BEN)
        assert ben_ott is not None
        assert find_member(unit, ben_ott.id) is None
        assert len(erasures_of(unit)) == 1


def test_the_only_admin_is_told_why_it_cannot_leave(acme: House) -> None:
    ana = acme.ana()

    refused = ana.post("/account/privacy", "/account/privacy", confirmed=ANA)

    assert (refused.status_code, "is the only admin" in refused.text) == (422, True)


def test_an_admin_looks_takes_along_and_has_somebody_forgotten(acme: House) -> None:
    ana = acme.ana()
    planned(acme)
    assert '<a class="button" href="/workspace/privacy">' in ana.get("/workspace").text

    looked = ana.post(f"{ADMIN}/look", ADMIN, who=JO).text
    assert "name and address in a plan" in looked
    assert '<h2 id="found"><bdi>Jo Kern</bdi></h2>' in looked
    assert f'<input type="hidden" name="email" value="{JO}">' in looked
    file = ana.post(f"{ADMIN}/take", ADMIN, email=JO)
    assert [one["title"] for one in file.json()["plans"]] == ["Northwind roll-out"]
    wrong = ana.post(f"{ADMIN}/forget", ADMIN, email=JO, confirmed="Jo")
    assert (wrong.status_code, "Type it just as it is shown" in wrong.text) == (422, True)
    with workspace(acme) as unit:
        assert erasures_of(unit) == []

    done = ana.post(f"{ADMIN}/forget", ADMIN, email=JO, confirmed=JO)

    assert "is going to be forgotten" in done.text
    assert "Being done" in done.text
    assert JO not in done.text


def test_who_is_called_alike_is_asked_about_and_who_has_no_address_is_found_in_the_plan(acme: House) -> None:
    ana = acme.ana()
    planned(acme)

    several = ana.post(f"{ADMIN}/look", ADMIN, who="kern").text
    assert [one in several for one in ("Who is meant?", "Jo Kern", "Eva Kern", "Max Lind")] == [True, True, True, False]
    assert "in <bdi>Northwind roll-out</bdi>, without an address that you see" in several
    only = ana.post(f"{ADMIN}/look", ADMIN, who="MAX").text
    chosen = dict(re.findall(r'name="(plan|person)" value="([^"]+)"', only))
    assert (chosen["person"], "It is done in this plan" in only) == ("max", True)
    assert "knows nobody of that name" in ana.post(f"{ADMIN}/look", ADMIN, who="Nobody").text

    assert "Being done" in ana.post(f"{ADMIN}/forget", ADMIN, confirmed="max lind", **chosen).text

    with workspace(acme) as unit:
        [erasure] = erasures_of(unit)
        assert erasure.plan == chosen["plan"]


def test_members_look_after_themselves_alone(acme: House) -> None:
    ben = acme.joins(acme.ana())

    assert "/workspace/privacy" not in ben.get("/workspace").text
    assert ben.get(ADMIN).status_code == 403
    for what in ("look", "take", "forget"):
        form = {"who": ANA, "email": ANA, "confirmed": ANA}
        assert ben.post(f"{ADMIN}/{what}", "/account", **form).status_code == 403
    with workspace(acme) as unit:
        assert erasures_of(unit) == []


def test_whom_a_link_let_in_takes_its_own_along_and_is_forgotten_with_a_proved_address(shared: Sharing) -> None:
    issued = shared.share("listed", listed=(JO,))
    at, guest = f"/s/{issued.secret}", shared.browser()
    guest.post(f"{at}/code", email=JO, name="Jo Kern")
    guest.post(f"{at}/proof", page=f"{at}/code", code=shared.code())
    assert f'href="{at}/you"' in guest.get(at).text
    file = guest.get(f"{at}/kept")
    assert (file.json()["email"], "attachment" in file.headers["content-disposition"]) == (JO, True)
    assert "Type your own e-mail address" in guest.post(f"{at}/you", page=f"{at}/you", confirmed="jo@x.example").text

    asked = guest.post(f"{at}/you", page=f"{at}/you", confirmed=JO).text

    assert re.search(r"It is being done.*former participant \d{3}", asked)
    assert 'name="confirmed"' not in asked
    with shared.stored.reading() as unit:
        [erasure] = erasures_of(unit)
        assert erasure.plan == shared.stored.plan


def test_who_only_says_a_name_proves_it_first_and_sees_nothing_of_others(shared: Sharing) -> None:
    at, guest = f"/s/{shared.share().secret}", shared.browser()
    assert "attachment" not in guest.get(f"{at}/kept").headers.get("content-disposition", "")  # it says who it is first
    guest.post(f"{at}/who", name="Jo Kern")

    shown = guest.get(f"{at}/you").text

    assert f'href="{at}/prove"' in shown
    assert 'name="confirmed"' not in shown
    assert guest.get(f"{at}/kept").json()["email"] is None
    assert JO not in guest.get(f"{at}/kept").text
    assert "confirm your" in guest.post(f"{at}/you", page=at, confirmed=JO).text
    with shared.stored.reading() as unit:
        assert erasures_of(unit) == []


def test_what_would_go_and_stay_is_said_in_words() -> None:
    found = {**COUNTS, "people": 2, "comments": 1, "visits": 3, "signatures": 1, "log": 12}
    foreseen = Foreseen(email=JO, plan=None, account=True, plans=2, **found)

    assert goes_said(foreseen) == (
        "the membership of this workspace, and the account if that is its last one",
        "name and address in 2 plans",
        "the words of one comment",
        "3 visits",
    )
    assert stays_said(foreseen) == ("one signature", "12 things that were done, and when")
