"""A rep types one date, reads one sentence, makes the plan fit, and takes it along; all without a script."""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import icalendar
import pytest
from playwright.sync_api import expect

from app.clock import today
from app.document import read
from scheduler.headline import headline
from tests.api.server import serving
from tests.browser import Visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.browser import Scheme

expect.set_options(timeout=60_000)
"""A slow machine is no failure."""

SOON, LATER = (today(ZoneInfo("UTC")) + timedelta(days=days) for days in (30, 200))


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Where the service is."""
    with serving() as client:
        yield str(client.base_url)


@contextmanager
def opened(browser: Browser, address: str, *, width: int = 1280, scheme: Scheme = "light") -> Iterator[Visit]:
    """Open an address without scripts of its own; the policy is left out so that axe can be put in."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce"
    )
    try:
        visited = Visit(context.new_page())
        visited.page.goto(address)
        yield visited
    finally:
        context.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give a page in which no script runs."""
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 1280, "height": 800}, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def answer(page: Page, site: str, go_live: str = LATER.isoformat()) -> None:
    """Type the one date, and nothing else."""
    page.goto(site)
    page.get_by_label("Go-live date").fill(go_live)
    page.keyboard.press("Enter")


def test_one_date_gives_one_sentence_and_at_most_twelve_rows(page: Page, site: str) -> None:
    answer(page, site)
    expect(page.get_by_role("heading", level=1)).to_contain_text("can be met")
    assert 5 <= page.locator(".rows > li:not(.head)").count() <= 12


def test_the_first_screen_is_short(browser: Browser, site: str) -> None:
    with opened(browser, site) as visited:
        words = visited.page.locator("body").inner_text().split()
        assert len(words) <= 120
        assert visited.page.locator("a:visible, button:visible, input:visible, select:visible").count() <= 7


def test_a_question_costs_what_its_chip_says(page: Page, site: str) -> None:
    answer(page, site)
    chip = page.get_by_role("link", name=re.compile("Regulated industry is no"))
    price = chip.locator("b").inner_text().removeprefix("+")
    chip.click()
    expect(page.get_by_role("link", name=re.compile("Regulated industry is yes"))).to_be_visible()
    expect(page).to_have_url(re.compile(r"a\.regulated=yes"))
    expect(page.get_by_role("status")).to_contain_text(f"at the earliest, {price} later")
    page.get_by_role("link", name="Undo").click()
    expect(page.get_by_role("link", name=re.compile("Regulated industry is no"))).to_be_visible()


def test_a_row_is_timed_anew_and_the_page_says_what_moved_and_takes_it_back(page: Page, site: str) -> None:
    answer(page, site)
    row = page.locator("#security-review")
    row.locator("summary").click()
    expect(row).to_contain_text("Usually: ")
    row.get_by_label("Takes").fill("40")
    row.get_by_role("button", name="Change").click()
    moved = page.get_by_role("status")
    expect(moved).to_contain_text("Security review takes 40 working days")
    expect(moved).to_contain_text("earlier")
    moved.get_by_role("link", name="Undo").click()
    expect(page.get_by_role("status")).to_have_count(0)


def test_a_row_is_given_to_somebody_done_left_out_and_followed_by_another(page: Page, site: str) -> None:
    answer(page, site)
    first = page.locator("#purchase-decision, #signature").first
    first.locator("summary").click()
    first.get_by_label("Who at the customer").fill("Eva Lang")
    first.get_by_role("button", name="Change").click()
    expect(page.get_by_role("status")).to_contain_text("goes to Eva Lang")
    expect(page.locator(".rows")).to_contain_text("Eva Lang")

    security = page.locator("#security-review")
    security.locator("summary").click()
    security.get_by_label("Add a step after it").fill("Penetration test")
    security.get_by_role("button", name="Add").click()
    expect(page.locator("#penetration-test")).to_contain_text("Penetration test")

    added = page.locator("#penetration-test")
    added.locator("summary").click()
    added.get_by_role("button", name="Leave it out").click()
    expect(page.locator("#penetration-test")).to_have_count(0)

    security.locator("summary").click()
    security.get_by_label("Done on").fill(today(ZoneInfo("UTC")).isoformat())
    security.get_by_role("button", name="Change").click()
    expect(page.locator("#security-review")).to_contain_text("done")


def test_a_mistake_is_told_in_the_page_and_nothing_is_lost(page: Page, site: str) -> None:
    answer(page, site)
    row = page.locator("#security-review")
    row.locator("summary").click()
    row.get_by_label("Takes").fill("soon")
    row.get_by_role("button", name="Change").click()
    expect(page.get_by_role("alert")).to_contain_text("'soon' is no duration")
    expect(page.locator("#security-review details")).to_have_attribute("open", "")


def test_a_date_that_is_too_near_offers_one_that_holds(page: Page, site: str) -> None:
    answer(page, site, SOON.isoformat())
    expect(page.get_by_role("heading", level=1)).to_contain_text("short")
    page.get_by_role("link", name=re.compile("Try ")).first.click()
    expect(page.get_by_role("status")).to_contain_text("earlier")
    page.get_by_role("link", name=re.compile("Plan for ")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("can be met")
    expect(page.get_by_role("status")).to_contain_text("Moved from")


def test_the_plan_goes_along_as_a_calendar_with_the_same_entries_each_time(page: Page, site: str) -> None:
    answer(page, site)
    entries = []
    for _ in range(2):
        with page.expect_download() as download:
            page.get_by_role("link", name="Calendar file").click()
        calendar = icalendar.Calendar.from_ical(download.value.path().read_bytes())
        entries.append([str(one["UID"]) for one in calendar.walk("VEVENT")])
    assert entries[0]
    assert entries[0] == entries[1]


@pytest.mark.parametrize("kind", ["Web page", "Letter"])
def test_the_plan_goes_along_as_something_to_read(page: Page, site: str, kind: str) -> None:
    answer(page, site)
    page.get_by_role("link", name=re.compile(f"^{kind}")).click()
    expect(page.locator("body")).to_contain_text("Security review")


def test_a_page_to_mail_is_saved_as_one_file(page: Page, site: str) -> None:
    answer(page, site)
    with page.expect_download() as download:
        page.get_by_role("link", name="Save the web page").click()
    assert download.value.suggested_filename == "roll-out-at-the-customer.html"
    assert b"<title>Roll-out at the customer</title>" in download.value.path().read_bytes()


def test_the_plan_goes_along_as_a_document_that_says_the_same(page: Page, site: str) -> None:
    answer(page, site)
    with page.expect_download() as download:
        page.get_by_role("link", name="Plan file").click()
    text = download.value.path().read_text(encoding="utf-8")
    reading = read(text, file="plan.yaml", as_of=today(ZoneInfo("UTC")).isoformat())
    assert reading.document.id is not None
    assert str(reading.document.id) in page.url
    expect(page.get_by_role("heading", level=1)).to_have_text(headline(reading.schedule))


def test_the_plan_goes_along_as_text_to_copy(page: Page, site: str) -> None:
    answer(page, site)
    page.get_by_text("E-mail text").click()
    assert "Security review; " in page.get_by_label("Select all of it").input_value()


def test_the_kind_of_deal_and_the_names_are_said_without_settings(page: Page, site: str) -> None:
    answer(page, site)
    page.get_by_text("Deal: Mid-market SaaS").click()
    page.get_by_label("What kind of deal is it?").select_option("Hardware and embedded software, design win")
    page.get_by_role("button", name="Use").first.click()
    expect(page.locator("h1")).to_contain_text("Start of production")
    page.get_by_text("Name the customer").click()
    page.get_by_label("Customer", exact=True).fill("Northwind")
    page.keyboard.press("Enter")
    expect(page.locator(".rows")).to_contain_text("Northwind's")


def test_links_and_estimates_are_in_sight_only_in_the_advanced_fold(page: Page, site: str) -> None:
    answer(page, site)
    advanced = page.locator("details.advanced")
    for head in ("Waits for", "At best, at worst", "How that came about"):
        expect(page.get_by_text(head)).to_have_count(1)
        expect(page.get_by_text(head)).to_be_hidden()
        expect(advanced).to_contain_text(head)
    page.get_by_text("Advanced", exact=True).click()
    expect(advanced.get_by_role("row", name="Cut-over and go-live").first).to_contain_text(
        "Training and pre-roll-out test"
    )


def test_it_works_by_keyboard_alone(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_label("Go-live date").press_sequentially(f"{LATER:%m%d%Y}")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("can be met")
    page.locator("#security-review summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("33")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Security review takes 33 working days")


PAGES = (
    "/plan?go-live=soon",
    f"/plan?go-live={LATER}&a.regulated=yes&was.regulated=unsaid&finish=security-review",
    f"/plan?go-live={SOON}&form=full&template=enterprise-saas&customer=Northwind&a.customer_countries=DE",
)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark"), (320, "light")])
@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_open_to_all_at_every_width(
    browser: Browser, site: str, address: str, width: int, scheme: Scheme
) -> None:
    with opened(browser, f"{site}{address}", width=width, scheme=scheme) as visited:
        folded = "document.querySelectorAll('details').forEach(one => { one.removeAttribute('name'); one.open = true })"
        for unfold in ("", folded):
            visited.page.evaluate(unfold or "0")
            assert not visited.scrolls_sideways()
            assert visited.violations() == []
            assert too_small(visited.page) == []
        assert [said for said in visited.told if "422" not in said] == []
        assert {address.split("/")[2] for address in visited.asked} == {site.split("/")[2]}


def too_small(page: Page) -> list[str]:
    """Return what is harder to hit than WCAG 2.2 AA allows, the drawing apart, whose rows are far larger."""
    found: list[str] = page.evaluate(
        """[...document.querySelectorAll('a, button, input, select, summary, textarea')]
        .filter(one => one.checkVisibility() && !one.closest('svg') && !one.matches('.skip, [aria-hidden=true]'))
        .filter(one => Math.min(one.getBoundingClientRect().height, one.getBoundingClientRect().width) < 24)
        .map(one => one.outerHTML.slice(0, 120))"""
    )
    return found


def test_the_page_is_small_enough_for_a_phone_on_a_train(browser: Browser, site: str) -> None:
    sizes = []
    context = browser.new_context()
    page = context.new_page()
    page.on("response", lambda response: sizes.append(len(response.body())) if response.status == 200 else None)
    page.goto(f"{site}/plan?go-live={LATER}", wait_until="networkidle")
    context.close()
    assert sum(sizes) < 150_000
