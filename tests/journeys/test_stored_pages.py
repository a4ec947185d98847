"""The pages of a stored plan in real Chromium: open to everybody at every width, by keyboard, on paper."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from app.plans import comment, propose_baseline, request_change
from app.verbs.agreements import ProposeDates
from app.verbs.dates import MoveCriticalDate
from app.verbs.people import AskForHelp
from app.verbs.progress import BlockStep
from tests.api.stored.service import Kept, keeping
from tests.browser import Visit
from tests.journeys.test_calculator import too_small
from tests.stored import ANA, JO, PLAN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browser import Scheme

WHY = """\
why:
  pains: [{id: close, text: The close takes a month, by: jo, on: 2026-11-02}]
  solution: {text: One ledger for all}
  criteria: [{id: days, text: The close takes a day, by: jo, on: 2026-11-02}]
"""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, empty_for_all: str) -> Iterator[Kept]:
    """Serve with a database of its own."""
    folder: Path = tmp_path_factory.mktemp("kept")
    with keeping(folder, database=empty_for_all) as kept:
        yield kept


@pytest.fixture(scope="module")
def plan(kept: Kept) -> str:
    """Keep a plan in which everything waits for an answer that can."""
    made = kept.send("POST", "/v1/plans", content=PLAN + WHY, headers={"content-type": "application/yaml"})
    plan = made.headers["location"].rpartition("/")[2]
    now = kept.clock[0]
    for actor, operations in (
        (JO, [ProposeDates(step="training", finish="2027-02-12")]),
        (JO, [AskForHelp(step="set-up", question="Which ledger?", owner="ana", answer_by="2026-12-01")]),
        (JO, [BlockStep(step="legal", reason="Counsel is away")]),
    ):
        kept.change(plan, actor, operations)
    with kept.database.writing(workspace=kept.workspace, actor=JO, now=now) as unit:
        comment(unit, plan, "When do we meet?", step="signature")
        request_change(unit, plan, [MoveCriticalDate(critical_date="go-live", to="2027-03-05")])
        propose_baseline(unit, plan)
    with kept.database.writing(workspace=kept.workspace, actor=ANA, now=now) as unit:
        comment(unit, plan, "On Friday")
    return plan


@contextmanager
def visited(
    kept: Kept, browser: Browser, address: str, *, width: int = 1280, scheme: Scheme = "light"
) -> Iterator[Visit]:
    """Open an address as the seller's tool; the policy is left out so that axe can be put in."""
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        bypass_csp=True,
        reduced_motion="reduce",
        extra_http_headers={"Authorization": f"Bearer {kept.token}"},
    )
    try:
        found = Visit(context.new_page())
        found.page.goto(f"{kept.client.base_url}{address}")
        yield found
    finally:
        context.close()


PAGES = ("/plans", "/plans/{plan}?step=legal", "/plans/{plan}?step=training&done=1", "/plans/nowhere")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark"), (320, "light")])
@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_open_to_all_at_every_width(
    browser: Browser, kept: Kept, plan: str, address: str, width: int, scheme: Scheme
) -> None:
    with visited(kept, browser, address.format(plan=plan), width=width, scheme=scheme) as found:
        for unfold in ("0", "document.querySelectorAll('details').forEach(one => { one.open = true })"):
            found.page.evaluate(unfold)
            assert not found.scrolls_sideways()
            assert found.violations() == []
            assert too_small(found.page) == []
        assert [said for said in found.told if "404" not in said] == []
        assert {one.split("/")[2] for one in found.asked} == {str(kept.client.base_url).split("/")[2]}


def test_the_drawing_is_fetched_once_for_its_width(browser: Browser, kept: Kept, plan: str) -> None:
    for width, frame in ((1280, "wide"), (390, "phone")):
        with visited(kept, browser, f"/plans/{plan}", width=width) as found:
            found.page.locator(".drawing img").scroll_into_view_if_needed()
            expect(found.page.locator(".drawing img")).to_have_js_property("complete", value=True)
            pictures = [one for one in found.asked if "/picture/" in one]
            assert [one.split("?")[0].rpartition("/")[2] for one in pictures] == [frame]


def test_it_is_printed_without_what_only_a_screen_can_do(browser: Browser, kept: Kept, plan: str) -> None:
    with visited(kept, browser, f"/plans/{plan}") as found:
        found.page.emulate_media(media="print")
        assert found.page.locator("button:visible, summary:visible, input:visible").count() == 0
        expect(found.page.locator(".rows")).to_contain_text("Legal review")


def test_a_step_is_done_by_keyboard_alone(browser: Browser, kept: Kept, plan: str) -> None:
    with visited(kept, browser, f"/plans/{plan}") as found:
        page: Page = found.page
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
        page.locator("#step-set-up a").focus()
        page.keyboard.press("Enter")
        row = page.locator("#step-set-up")
        row.get_by_role("button", name="Start").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("You started Set-up.")
        expect(page.locator("#told")).to_be_focused()
        page.get_by_role("button", name="Undo").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("You took the last change back.")
