"""The pages of people with an account, and of those who come by a link, in real Chromium: open to everybody.

Each is looked at on a desk and on a phone, in the light and in the dark, with all that can be on it.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from app.document import read
from app.links import Said, Wanted, introduce, make_link
from app.mail import Mail, send
from app.plans import comment, create_plan
from app.privacy import erase_by_email
from app.settings import Settings
from app.store.mail_choices import stop_address
from app.store.mails import mail_of, note_failed
from app.store.participants import keep_participant
from app.store.workspaces import workspaces
from app.webhooks import Outside, make_webhook
from app.webhooks import Wanted as WantedWebhook
from tests.api.doors import ANA, House, house, invited
from tests.api.doors import Browser as Client
from tests.browser import Visit
from tests.journeys.test_calculator import too_small
from tests.stored import ANA as ANA_RUIZ
from tests.stored import PLAN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from playwright.sync_api import Browser, Page

    from app.store import Database, Unit
    from tests.browser import Scheme

JO = "jo@northwind.example"
LOOKS: tuple[tuple[int, Scheme], ...] = ((1280, "light"), (1280, "dark"), (390, "light"), (390, "dark"))
NAMESAKE = "  - {id: eva, name: Eva Kern, party: customer}\nphases:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Furnished:
    """A workspace in which there is one of everything, and what its people's browsers show."""

    house: House
    cookie: str
    """Of the admin's browser."""
    guests: dict[str, tuple[str, str]]
    """Who came in by a link: the address, and what the browser shows there."""
    welcome: str
    """Where somebody who was invited comes in."""
    mail: str
    """Where somebody chooses which mails to get."""
    webhook: str

    def filled(self, address: str) -> str:
        """Return an address with what was drawn in it."""
        ways = {who: at for who, (at, _) in self.guests.items()}
        return address.format(welcome=self.welcome, mail=self.mail, webhook=self.webhook, **ways)


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory, empty_for_all: str) -> Iterator[Furnished]:
    """Serve a workspace in which there is one of everything."""
    folder = tmp_path_factory.mktemp("house")
    with house(folder, Settings(data_dir=folder, database=empty_for_all)) as here:
        ana = here.ana()
        here.joins(ana)
        welcome = invited(ana.post("/workspace/invite", "/workspace", email="cleo@acme.example", role="member").text)
        ana.post("/workspace/token", "/workspace", name="CRM", lasts="90", **{"scope.plans:read": "on"})
        database: Database = here.app.state.service.database
        with database.reading(workspace="", actor=ANA_RUIZ, now=here.now) as unit:
            [workspace] = workspaces(unit)

        def writing() -> AbstractContextManager[Unit]:
            return database.writing(workspace=workspace.id, actor=ANA_RUIZ, now=here.now)

        document = read(PLAN.replace("phases:", NAMESAKE, 1), file="plan.yaml", as_of="2026-11-23").document
        with writing() as unit:
            plan = create_plan(unit, document).after.stored.id
            comment(unit, plan, "Well begun")
            mail = send(unit, Mail(to=JO, kind="digest", subject="Legal review is due", text="Due.\n"))
            note_failed(unit, mail, "550 5.1.1 No such person here", keep=True)
            stop_address(unit, JO, "550 5.1.1 No such person here")
            chosen = mail_of(unit, send(unit, Mail(to=ANA, kind="digest", subject="Due", text="Due.\n")))
            webhook = make_webhook(unit, WantedWebhook(url="https://crm.example.com/hooks"), Outside()).id
            erase_by_email(unit, "gone@northwind.example")
        guests = {}
        for who in ("proved", "named"):
            with writing() as unit:
                link = make_link(unit, plan, Wanted(party="customer", keeps_visits=True), mails=True)
            came = introduce(database, link.secret, Said(name="Jo Kern"), origin="", now=here.now)
            guests[who] = (f"/s/{link.secret}", came.secret)
            if who == "proved":
                with writing() as unit:
                    keep_participant(unit, came.entered.participant.id, email=JO, proved_at=here.now)
        assert chosen is not None
        yield Furnished(
            house=here,
            cookie=str(ana.http.cookies["backplan"]),
            guests=guests,
            welcome=welcome,
            mail=str(chosen.choices),
            webhook=webhook,
        )


@contextmanager
def opened(browser: Browser, here: Furnished, address: str, who: str = "") -> Iterator[Visit]:
    """Open an address as somebody; the policy is left out so that axe can be put in."""
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    home = here.house.home
    if who == "ana":
        context.add_cookies([{"name": "backplan", "value": here.cookie, "url": home}])
    elif who:
        at, shown = here.guests[who]
        context.add_cookies([{"name": "backplan-who", "value": shown, "domain": "127.0.0.1", "path": at}])
    try:
        found = Visit(context.new_page())
        found.page.goto(f"{home}{here.filled(address)}")
        yield found
    finally:
        context.close()


def nothing(page: Page) -> None:
    """Leave a page as it is."""


def unfolds(page: Page) -> None:
    """Open all that is folded."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")


def types(label: str, text: str, button: str) -> Callable[[Page], None]:
    """Return the act of typing something and pressing a button."""

    def do(page: Page) -> None:
        page.get_by_label(label).first.fill(text)
        page.get_by_role("button", name=button, exact=True).click()
        page.wait_for_load_state()

    return do


def signs_in_wrongly(page: Page) -> None:
    """Type a password that is wrong."""
    page.get_by_label("E-mail address").fill(ANA)
    page.get_by_label("Password").fill("another horse")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_load_state()


def makes_a_token(page: Page) -> None:
    """Make a token, whose secret is shown this once."""
    page.get_by_label("What it is for").fill("Reporting")
    page.get_by_label("Read plans").check()
    page.locator("#tokens").get_by_role("button", name="Make it").click()
    page.wait_for_load_state()


def types_somebody_elses(page: Page) -> None:
    """Look somebody up, and type another address than that one's to have it forgotten."""
    types("E-mail address or name", JO, "Look")(page)
    types(f"Type {JO}", ANA, "Forget this person")(page)


PAGES: dict[str, tuple[str, str, Callable[[Page], None], str]] = {
    "sign in": ("", "/sign-in", nothing, "Sign in"),
    "sign in, refused": ("", "/sign-in", signs_in_wrongly, "do not belong together"),
    "forgotten": ("", "/forgotten", nothing, "password"),
    "welcome": ("", "{welcome}", nothing, "Acme"),
    "welcome, used": ("", "/welcome/bpo_unknown", nothing, "used"),
    "mail choices": ("", "/mails/{mail}", nothing, "The daily digest"),
    "account": ("ana", "/account", unfolds, "What is kept about you"),
    "what is kept of me": ("ana", "/account/privacy", nothing, "Forget me"),
    "what is kept of me, refused": (
        "ana",
        "/account/privacy",
        types("Your e-mail address, typed once more", JO, "Forget me"),
        "Type your own e-mail address",
    ),
    "workspace": ("ana", "/workspace", unfolds, "Mails that did not arrive"),
    "workspace, token made": ("ana", "/workspace", makes_a_token, "it is not shown again"),
    "privacy": ("ana", "/workspace/privacy", nothing, "Being done"),
    "privacy, found": (
        "ana",
        "/workspace/privacy",
        types("E-mail address or name", JO, "Look"),
        "Forget this person",
    ),
    "privacy, several": (
        "ana",
        "/workspace/privacy",
        types("E-mail address or name", "kern", "Look"),
        "Who is meant?",
    ),
    "privacy, nobody": (
        "ana",
        "/workspace/privacy",
        types("E-mail address or name", "Nobody", "Look"),
        "knows nobody of that name",
    ),
    "privacy, refused": ("ana", "/workspace/privacy", types_somebody_elses, "Type it just as it is shown"),
    "webhooks": ("ana", "/workspace/webhooks", nothing, "crm.example.com"),
    "webhook": ("ana", "/workspace/webhooks/{webhook}", unfolds, "crm.example.com"),
    "templates": ("ana", "/workspace/templates", unfolds, "emplate"),
    "service": ("ana", "/service", unfolds, "BACKPLAN_"),
    "plans": ("ana", "/plans", unfolds, "Northwind roll-out"),
    "what is kept of a guest": ("proved", "{proved}/you", nothing, "Your e-mail address, typed once more"),
    "what is kept of a guest, refused": (
        "proved",
        "{proved}/you",
        types("Your e-mail address, typed once more", ANA, "Forget me"),
        "Type your own e-mail address",
    ),
    "what is kept of a guest without proof": ("named", "{named}/you", nothing, "Confirm your e-mail address"),
    "proof": ("named", "{named}/prove", nothing, "This service sends no mail at the moment"),
    "plan of a guest": ("proved", "{proved}", nothing, "What is kept about you"),
}
"""Who opens what, what is done there, and what is on the page then."""


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_open_to_everybody_on_desk_and_phone_by_day_and_night(
    browser: Browser, furnished: Furnished, name: str
) -> None:
    who, address, act, says = PAGES[name]
    with opened(browser, furnished, address, who) as found:
        act(found.page)
        assert says in found.page.locator("main").inner_text()
        wrong = {look: held for look in LOOKS if (held := held_against(found, *look))}
        assert wrong == {}
        assert [said for said in found.told if not re.search(r"\b4\d\d\b", said)] == []


def held_against(found: Visit, width: int, scheme: Scheme) -> list[str]:
    """Return what keeps somebody out of a page at one width and in one light."""
    found.page.set_viewport_size({"width": width, "height": 800})
    found.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    sideways = ["it scrolls sideways"] if found.scrolls_sideways() else []
    return [*sideways, *found.violations(), *too_small(found.page)]


def test_one_is_forgotten_by_keyboard_alone(browser: Browser, furnished: Furnished) -> None:
    dan = furnished.house.joins(_admin(furnished), email="dan@acme.example")
    cookie = str(dan.http.cookies["backplan"])
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([{"name": "backplan", "value": cookie, "url": furnished.house.home}])
    try:
        page = context.new_page()
        page.goto(f"{furnished.house.home}/account/privacy")
        page.get_by_label("Your e-mail address, typed once more").focus()
        page.keyboard.type("dan@acme.example")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="You are being forgotten").wait_for()
        page.goto(f"{furnished.house.home}/account")
        assert page.url.partition("?")[0].endswith("/sign-in")
    finally:
        context.close()


def _admin(furnished: Furnished) -> Client:
    browser = furnished.house.browser()
    browser.signs_in()
    return browser
