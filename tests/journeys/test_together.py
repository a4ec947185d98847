"""A rep keeps the calculator's plan and shares it; the customer, on a phone and without an account, works on it too."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from app.accounts.letters import Post
from tests.api.doors import ANA, PASSWORD, House, house

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from app.mail import Mail

GO_LIVE = date(2030, 6, 14)


@pytest.fixture
def letters() -> list[Mail]:
    """Keep the letters that left."""
    return []


@pytest.fixture
def acme(tmp_path: Path, letters: list[Mail]) -> Iterator[House]:
    """Serve a workspace with one admin."""
    with house(tmp_path) as acme:
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


def test_the_calculators_plan_is_kept_and_shared(browser: Browser, acme: House) -> None:
    rep = opened(browser, 1280)
    assert kept_and_shared(rep, acme.home).startswith(f"{acme.home}/s/")


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
