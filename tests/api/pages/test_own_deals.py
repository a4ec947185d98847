"""The calculator with a workspace's own templates: its people plan with them, and nobody else learns of them."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from templates_library import templates
from tests.api.doors import Browser, House, house
from tests.templates_library.own import LATER

from .test_own_templates import HOME, ONE, put, version

if TYPE_CHECKING:
    from pathlib import Path

PLAN = "go-live=2030-03-15&id=4b6f5a52-0d5e-4b0e-9c7a-6f4f0d3c2a11"
OWN_PLAN = f"{PLAN}&template=portal-roll-out"


@pytest.fixture
def ana(acme: House) -> Browser:
    """Let the admin in, and put a template in."""
    ana = acme.ana()
    assert put(ana).status_code == 200
    return ana


def kinds(page: str, name: str = "kind") -> list[str]:
    """Return what there is to choose from."""
    found = re.search(rf'<select name="{name}">(.*?)</select>', page, re.DOTALL)
    assert found is not None
    return re.findall(r'<option value="([^"]*)"', found[1])


def alert(page: str) -> str:
    found = re.search(r'role="alert">([^<]*)<', page)
    assert found is not None
    return unescape(found[1])


READY_MADE = [one.id for one in templates()]


def test_a_member_finds_them_before_the_ready_made_ones(acme: House, ana: Browser) -> None:
    ben, stranger = acme.joins(ana), acme.browser()
    for browser in (ana, ben):
        page = browser.get(f"/plan?{PLAN}").text
        assert kinds(page) == ["portal-roll-out", *READY_MADE]
        assert '<optgroup label="Your own">' in page
    page = stranger.get(f"/plan?{PLAN}").text
    assert kinds(page) == READY_MADE
    assert "optgroup" not in page
    ana.post(f"{ONE}/archive", HOME)
    assert kinds(ana.get(f"/plan?{PLAN}").text) == READY_MADE


def test_a_plan_of_one_is_changed_and_taken_along(ana: Browser) -> None:
    page = ana.http.post(f"/plan?{PLAN}&a.regulated=yes", data={"kind": "portal-roll-out"}, follow_redirects=True)
    assert page.url.query.decode() == PLAN.replace("&id", "&template=portal-roll-out&a.regulated=yes&id")
    assert "Deal: Portal roll-out" in page.text
    assert "List what the old portal is used for" in ana.get(f"/plan?{OWN_PLAN}&form=full").text
    found = re.search(r'<li id="([^"]+)"', page.text)
    assert found is not None
    row = found[1]
    for form in (
        {"row": row, "duration": "20"},
        {"after": row, "title": "Talk"},
        {"go-live": "2030-04-15"},
    ):
        answer = ana.http.post(f"/plan?{OWN_PLAN}", data=form)
        assert answer.status_code == 303, alert(answer.text)
        assert ana.get(answer.headers["location"]).status_code == 200
    for kind in ("ics", "yaml", "html"):
        assert ana.get(f"/plan/take/{kind}?{OWN_PLAN}").status_code == 200
    late = ana.get(f"/plan?{OWN_PLAN.replace('2030-03-15', '2026-12-01')}&form=full")
    assert "What would help" in late.text


def test_who_is_not_of_the_workspace_learns_nothing(acme: House, tmp_path: Path) -> None:
    stranger = acme.browser()
    paths = (f"/plan?{OWN_PLAN}", f"/plan/take/ics?{OWN_PLAN}", f"/?{OWN_PLAN}")
    before = [stranger.get(path) for path in paths]
    put(acme.ana())
    after = [stranger.get(path) for path in paths]

    assert [(one.status_code, one.text) for one in before] == [(one.status_code, one.text) for one in after]
    said = "No template 'portal-roll-out'; did you mean 'poc-to-roll-out'? Choose one of those that are."
    assert [alert(one.text) for one in after[:2]] == [said, said]
    assert {tuple(kinds(one.text, "template")) for one in after} == {tuple(READY_MADE)}
    assert 'value="2030-03-15"' in after[0].text
    assert 'href="/sign-in?next=' in after[0].text
    told = stranger.http.post(f"/plan?{PLAN}", data={"kind": "portal-roll-out"})
    assert told.status_code == 422
    assert kinds(told.text) == READY_MADE
    (tmp_path / "other").mkdir()
    with house(tmp_path / "other") as other:
        elsewhere = other.ana().get(f"/plan?{OWN_PLAN}").text
    assert alert(elsewhere) == said
    assert "/sign-in" not in elsewhere


@pytest.mark.usefixtures("ana")
def test_who_signs_in_comes_back_to_the_plan(acme: House) -> None:
    browser = acme.browser()
    page = browser.get(f"/plan?{OWN_PLAN}").text
    found = re.search(r'href="(/sign-in\?[^"]*)"', page)
    assert found is not None
    address = unescape(found[1])
    back = re.search(r'name="next" value="([^"]*)"', browser.get(address).text)
    assert back is not None
    assert unescape(back[1]) == f"/plan?{OWN_PLAN}"
    browser.signs_in()
    assert "Deal: Portal roll-out" in browser.get(f"/plan?{OWN_PLAN}").text


def test_an_archived_one_is_said_to_be_archived_to_its_own_people_alone(acme: House, ana: Browser) -> None:
    ana.post(f"{ONE}/archive", HOME)
    page = ana.get(f"/plan?{OWN_PLAN}")
    assert page.status_code == 422
    assert "is archived; restore it, or take another" in alert(page.text)
    assert kinds(page.text, "template") == READY_MADE
    assert alert(acme.browser().get(f"/plan?{OWN_PLAN}").text).startswith("No template 'portal-roll-out'")


def test_the_first_page_asks_for_the_kind_of_deal_where_one_is_named(ana: Browser) -> None:
    page = ana.get("/?template=portal-roll-out").text
    assert '<option value="portal-roll-out" selected>' in page
    assert '<select name="template">' not in ana.get("/").text
    assert "Deal: Portal roll-out" in ana.get("/plan?go-live=2030-03-15&template=portal-roll-out").text


def test_what_is_kept_is_a_plan_of_that_version_and_tells_of_a_newer_one(ana: Browser) -> None:
    asked = ana.get(f"/keep?{OWN_PLAN}").text
    assert "New portal at" in asked
    kept = ana.post(f"/keep?{OWN_PLAN}&form=full&customer=Northwind", f"/plan?{OWN_PLAN}")
    plan = kept.url.path
    document = ana.get(f"{plan}/take/yaml").text
    assert re.search(r"id: portal-roll-out\n\s+version: 1\n", document)
    assert "newer version" not in kept.text
    assert "would change nothing" in ana.get(f"{plan}/template").text

    version(ana, LATER, 1)

    page = ana.get(plan).text
    assert f'Template has a newer version: <a href="{plan}/template">see what it would change</a>' in page
    told = unescape(ana.get(f"{plan}/template").text)
    assert "The plan was made of version 1; version 2 is the newest" in told
    assert "'List what the old portal is used for' takes 6d, no longer 4d." in told
    ana.post(f"{ONE}/archive", HOME)
    assert "newer version" not in ana.get(plan).text


def test_who_may_not_make_plans_keeps_none_of_it(acme: House, ana: Browser) -> None:
    stranger = acme.browser()
    assert stranger.get(f"/keep?{OWN_PLAN}").url.path == "/sign-in"
    assert ana.post(f"/keep?{PLAN}&template=nothing-such", f"/plan?{PLAN}").status_code == 422
