"""An admin puts a template in, plans with it, and the plan's page tells of a newer version; all without scripts."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import FilePayload, expect

from app.settings import Settings
from tests.api.doors import House, house
from tests.api.pages.test_own_templates import HOME, MISTAKEN, ONE, put, version
from tests.browser import Visit
from tests.journeys.test_calculator import too_small
from tests.templates_library.own import LATER, OWN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.api.doors import Browser as Doors
    from tests.browser import Scheme


@pytest.fixture
def acme(tmp_path: Path, empty: str) -> Iterator[House]:
    """Serve with a database of its own."""
    with house(tmp_path, Settings(data_dir=tmp_path, database=empty)) as acme:
        yield acme


@contextmanager
def opened(
    browser: Browser, acme: House, doors: Doors, *, width: int = 1280, scheme: Scheme = "light", scripts: bool = False
) -> Iterator[Page]:
    """Give a window in which somebody is signed in already."""
    context = browser.new_context(
        java_script_enabled=scripts,
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        bypass_csp=scripts,
        reduced_motion="reduce",
    )
    context.add_cookies(
        [{"name": one.name, "value": one.value or "", "url": acme.home} for one in doors.http.cookies.jar]
    )
    try:
        yield context.new_page()
    finally:
        context.close()


def test_from_a_file_with_a_mistake_to_a_kept_plan(browser: Browser, acme: House) -> None:
    ana = acme.ana()
    with opened(browser, acme, ana) as page:
        page.goto(f"{acme.home}/workspace")
        page.get_by_role("link", name="Look after templates").click()
        page.get_by_label("Its name").fill("portal-roll-out")
        file = FilePayload(name="portal.yaml", mimeType="application/yaml", buffer=MISTAKEN.encode())
        page.get_by_label("Or a file").set_input_files(file)
        page.get_by_role("button", name="Put it in").click()
        expect(page.locator(".mistakes")).to_contain_text("did you mean 'list-uses'?")
        expect(page.get_by_label("Its name")).to_have_value("portal-roll-out")
        expect(page.get_by_label("The template, as YAML")).to_have_value(MISTAKEN)
        page.get_by_label("The template, as YAML").fill(OWN)
        page.get_by_role("button", name="Put it in").click()
        expect(page.get_by_role("status")).to_contain_text("plans can be made of it")

        page.get_by_role("link", name="Make a plan of it").click()
        page.get_by_label("Go-live date").fill("2030-06-14")
        page.get_by_role("button", name="Work backwards").click()
        expect(page.get_by_text("Deal: Portal roll-out")).to_be_visible()
        page.get_by_role("button", name="Keep and share").click()
        plan = page.url.partition("?")[0]
        page.goto(f"{acme.home}{ONE}")
        page.get_by_label("The template, as YAML").fill(LATER)
        page.get_by_role("button", name="Put it in").click()
        page.goto(plan)
        page.get_by_role("link", name="see what it would change").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("What the template Portal roll-out would change")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark"), (320, "light")])
def test_every_page_is_open_to_all_at_every_width(browser: Browser, acme: House, width: int, scheme: Scheme) -> None:
    ana = acme.ana()
    put(ana)
    put(ana, name="second")
    ana.post(f"{HOME}/second/archive", HOME)
    query = "go-live=2030-06-14&template=portal-roll-out&id=4b6f5a52-0d5e-4b0e-9c7a-6f4f0d3c2a11"
    plan = ana.post(f"/keep?{query}", f"/plan?{query}").url.path
    version(ana, LATER, 1)
    pages = [HOME, f"{HOME}?from=mid-market-saas", f"{ONE}?from=1&to=2", f"{HOME}/second", f"{plan}/template"]
    pages += [plan, "/?template=portal-roll-out", f"/plan?{query}", "/plan?go-live=2030-06-14&template=none&id="]
    with opened(browser, acme, ana, width=width, scheme=scheme, scripts=True) as page:
        found = Visit(page)
        for path in pages:
            page.goto(f"{acme.home}{path}")
            opens(found)
        page.goto(f"{acme.home}{HOME}")
        page.get_by_label("Its name").fill("third")
        page.get_by_label("The template, as YAML").fill(MISTAKEN)
        page.get_by_role("button", name="Put it in").click()
        expect(page.locator(".mistakes li")).to_have_count(2)
        opens(found)
        assert [said for said in found.told if "422" not in said] == []


def opens(found: Visit) -> None:
    """Look that nobody is kept from a page, folded or not."""
    for unfold in ("0", "document.querySelectorAll('details').forEach(one => { one.open = true })"):
        found.page.evaluate(unfold)
        assert not found.scrolls_sideways(), found.page.url
        assert found.violations() == [], found.page.url
        assert too_small(found.page) == [], found.page.url
