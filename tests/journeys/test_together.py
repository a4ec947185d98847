"""A rep keeps the calculator's plan and shares it; the customer, on a phone and without an account, works on it too."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from app.accounts.letters import Post
from app.settings import Settings
from tests.api.doors import ANA, PASSWORD, START, House, house
from tests.browser import Visit
from tests.journeys.test_calculator import too_small

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

    from app.mail import Mail
    from tests.browser import Scheme

GO_LIVE = date(2030, 6, 14)


@pytest.fixture
def letters() -> list[Mail]:
    """Keep the letters that left."""
    return []


@pytest.fixture
def acme(tmp_path: Path, empty: str, letters: list[Mail]) -> Iterator[House]:
    """Serve a workspace with one admin."""
    with house(tmp_path, Settings(data_dir=tmp_path, database=empty)) as acme:
        service = acme.app.state.service
        post = Post(at=acme.home, send_it=lambda _, letter: letters.append(letter))
        acme.app.state.service = replace(service, post=post)
        acme.ana()
        yield acme


def opened(browser: Browser, width: int) -> Page:
    """Return a window of a browser of its own, in which no script runs."""
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": width, "height": 800}, reduced_motion="reduce"
    )
    return context.new_page()


def kept_and_shared(page: Page, home: str) -> str:
    """Let the rep type one date, keep the plan and share it; return the address of the link."""
    page.goto(home)
    page.get_by_label("Go-live date").fill(GO_LIVE.isoformat())
    page.keyboard.press("Enter")
    page.get_by_text("Name the customer").click()
    page.get_by_label("Customer", exact=True).fill("Northwind")
    page.keyboard.press("Enter")
    told = page.get_by_role("heading", level=1).inner_text()

    page.get_by_role("link", name="Keep and share").click()
    page.locator("input[name=email]").fill(ANA)
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(told)
    page.get_by_role("button", name="Keep it in Acme").click()

    expect(page).to_have_url(re.compile(r"/plans/[0-9a-f-]{36}\?done=1#share$"))
    expect(page.get_by_role("status")).to_contain_text("You made the plan.")
    page.get_by_role("button", name="Make the link").click()
    return page.get_by_label("The address, shown only now").input_value()


def width_of(part: Locator) -> float:
    """Return how wide a part of a page is."""
    box = part.bounding_box()
    assert box is not None
    return box["width"]


def test_rep_and_customer_work_on_one_plan(browser: Browser, acme: House, letters: list[Mail]) -> None:
    rep, customer = opened(browser, 1280), opened(browser, 390)
    address = kept_and_shared(rep, acme.home)

    customer.goto(address)
    customer.get_by_label("Your name").fill("Jo Kern")
    customer.get_by_role("button", name="Go to the plan").click()
    expect(customer.locator("#next")).to_have_text("Your next step")
    card = customer.locator(".todo").first
    first = card.get_by_role("heading").inner_text()
    card.get_by_role("button", name="Done").click()
    expect(customer.get_by_role("status")).to_contain_text(f"You finished {first}.")

    card = customer.locator(".todo").first
    second = card.get_by_role("heading").inner_text()
    assert second != first
    card.locator("summary", has_text="Not me").click()
    card.get_by_label("Who does it").fill("Mia Roth")
    card.get_by_role("button", name="Hand over").click()
    way_in = customer.get_by_label("The address, shown only now").input_value()
    assert way_in.startswith(f"{acme.home}/s/")
    assert way_in != address

    colleague = opened(browser, 390)
    colleague.goto(way_in)
    colleague.get_by_role("button", name="Go to the plan").click()
    expect(colleague.locator(".todo").first).to_contain_text(second)

    customer.goto(address)
    customer.get_by_role("link", name="Confirm your e-mail address").click()
    customer.locator("input[name=email]").fill("jo@northwind.example")
    customer.keyboard.press("Enter")
    expect(customer.get_by_role("heading", level=1)).to_have_text("Type the code")
    found = re.search(r"Your code is (\d{6})", letters[-1].text)
    assert found is not None
    customer.locator("input[name=code]").fill(found[1])
    customer.get_by_role("button", name="Confirm").click()

    customer.locator(".rows .line", has_text="Signature").first.click()
    row = customer.locator(".rows li.open")
    row.locator("summary", has_text="Propose a date").click()
    day = START.date() + timedelta(days=500)
    row.get_by_label("Done by").fill(day.isoformat())
    row.get_by_role("button", name="Propose").click()
    expect(customer.get_by_role("status")).to_contain_text("You proposed dates for ")

    rep.goto(rep.url.partition("?")[0])
    waiting = rep.locator(".todo", has_text="Jo Kern proposes")
    waiting.get_by_role("button", name="Agree").click()
    expect(rep.get_by_role("status")).to_contain_text("You agreed to the dates of ")
    expect(rep.locator(".rows")).to_contain_text(f"agreed {day:%a} {day.day} {day:%b}")
    expect(rep.locator("#log ~ .card")).to_contain_text(f"Jo Kern (Northwind, not confirmed) finished {first}")

    for did in ("came in by a link", "confirmed an e-mail address"):
        expect(customer.locator("#log ~ .card")).to_contain_text(did)
    customer.goto(address)
    assert width_of(customer.locator(".rows .line", has_text="agreed").locator(".who")) > 100

    rep.goto(f"{acme.home}/plans")
    expect(rep.locator(".plans")).to_contain_text("Northwind")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark"), (320, "light")])
def test_the_customers_page_is_open_to_all_at_every_width(
    browser: Browser, acme: House, width: int, scheme: Scheme
) -> None:
    address = kept_and_shared(opened(browser, 1280), acme.home)
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce"
    )
    found = Visit(context.new_page())
    found.page.goto(address)
    found.page.get_by_label("Your name").fill("Jo " + "Kern" * 30)
    found.page.get_by_role("button", name="Go to the plan").click()
    found.page.locator(".rows .line").first.click()
    expect(found.page.locator(".rows li.open")).to_be_visible()
    for unfold in ("0", "document.querySelectorAll('details').forEach(one => { one.open = true })"):
        found.page.evaluate(unfold)
        assert not found.scrolls_sideways()
        assert found.violations() == []
        assert too_small(found.page) == []
    assert {one.split("/")[2] for one in found.asked} == {acme.home.split("/")[2]}
    assert [one for one in found.told if "401" not in one] == []
    context.close()


def test_nothing_is_lost_on_the_way_through_the_door(browser: Browser, acme: House) -> None:
    page = opened(browser, 1280)
    changes = "".join(
        f"&add=extra-{number}+2d+called+%27Another+round+of+talks%27+after+security-review" for number in range(40)
    )
    page.goto(f"{acme.home}/plan?go-live={GO_LIVE}&customer=Northwind{changes}")
    rows = page.locator(".rows > li:not(.head)").count()
    page.get_by_role("link", name="Keep and share").click()
    page.locator("input[name=email]").fill(ANA)
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Keep it in Acme").click()
    expect(page.locator(".rows .line")).to_have_count(rows)

    page.goto(f"{acme.home}/plan?go-live={GO_LIVE}")
    page.get_by_role("button", name="Keep and share").click()  # who is signed in is asked nothing
    expect(page).to_have_url(re.compile(r"/plans/[0-9a-f-]{36}\?done=1#share$"))
