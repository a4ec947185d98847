"""What happens to the forms of a stored plan's page: done and told, refused with nothing lost, or both values shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx
import pytest

from app.callers import Right
from app.plans import share_sums
from tests.api.stored.service import Kept, keeping
from tests.api.strangers.place import browser
from tests.stored import JO, PLAN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    """Serve with a database of its own."""
    with keeping(tmp_path) as kept:
        yield kept


@pytest.fixture
def plan(kept: Kept) -> str:
    """Keep a plan, and return the address of its page."""
    made = kept.send("POST", "/v1/plans", content=PLAN, headers={"content-type": "application/yaml"})
    return f"/plans/{made.headers['location'].rpartition('/')[2]}"


def post(kept: Kept, plan: str, *, token: str | None = None, **fields: str) -> httpx.Response:
    shown = {"authorization": f"Bearer {kept.token if token is None else token}"}
    return kept.client.post(plan, data=fields, headers=shown)


def test_what_was_done_is_told_after_a_redirect(kept: Kept, plan: str) -> None:
    answer = post(kept, plan, do="start", step="set-up", seen="1")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{plan}?done=1#told")
    assert "You started Set-up." in kept.send("GET", f"{plan}?done=1").text


@pytest.mark.parametrize(
    ("fields", "said", "typed"),
    [
        ({"do": "longer", "step": "set-up", "amount": "soon"}, "no duration", 'value="soon"'),
        ({"do": "finish", "step": "set-up", "on": "2030-01-01"}, "1 Jan 2030 is still to come", 'value="2030-01-01"'),
        ({"do": "closed", "from": "2026-12-24", "to": "2026-12-20"}, "20 Dec 2026 is before 24", 'value="2026-12-20"'),
        ({"do": "ask", "step": "set-up", "question": "Which <one>?", "owner": "jo"}, "by when", "Which &lt;one&gt;?"),
        ({"do": "edit", "step": "set-up", "title": "Set-up"}, "nothing differs", 'value="Set-up"'),
        ({"do": "start", "step": "coffee"}, "coffee", "The plan, step by step"),
        ({"do": "fly", "step": "set-up"}, "no form of the page", "The plan, step by step"),
        ({"do": "sign-baseline", "number": "x"}, "write your name", "The plan, step by step"),
        ({"do": "share", "party": "customer", "level": "wide"}, "no form of the page", "The plan, step by step"),
    ],
)
def test_what_is_refused_is_told_beside_the_plan_and_nothing_typed_is_lost(
    kept: Kept, plan: str, fields: dict[str, str], said: str, typed: str
) -> None:
    answer = post(kept, plan, seen="1", **fields)
    assert answer.status_code == 422
    alert = answer.text.split('role="alert"')[1].split("</p>")[0]
    assert said.casefold() in alert.casefold()
    assert typed in answer.text


def test_of_two_at_once_the_second_sees_both_values_and_chooses(kept: Kept, plan: str) -> None:
    assert post(kept, plan, do="longer", step="set-up", amount="20", seen="1").status_code == 303
    answer = post(kept, plan, do="longer", step="set-up", amount="10", seen="1")
    assert answer.status_code == 409
    assert "now <b>20 working days</b>, yours <b>10 working days</b>" in answer.text
    form = answer.text.split('id="told"')[1].split("</form>")[0]
    again = dict(re.findall(r'name="([a-z-]+)" value="([^"]*)"', form))
    assert again == {"do": "longer", "step": "set-up", "amount": "10", "seen": "2"}
    assert post(kept, plan, **again).status_code == 303


def test_the_way_back_of_one_tab_is_not_that_of_another(kept: Kept, plan: str) -> None:
    post(kept, plan, do="longer", step="legal", amount="12", seen="1")
    post(kept, plan, do="longer", step="set-up", amount="20", seen="1")

    older = post(kept, plan, do="undo", seen="2")
    newer = post(kept, plan, do="undo", seen="3")

    assert (older.status_code, newer.status_code) == (422, 303)
    assert "You did something else since you looked" in older.text
    steps = {one["id"]: one for one in kept.send("GET", f"/v1{plan}/document").json()["steps"]}
    assert (steps["legal"]["duration"], steps["set-up"]["duration"]) == ("12d", "15d")


def test_two_who_change_other_things_are_both_right(kept: Kept, plan: str) -> None:
    for step in ("set-up", "training"):
        assert post(kept, plan, do="longer", step=step, amount="7", seen="1").status_code == 303


def test_another_workspaces_plan_is_told_as_one_that_is_not_there(kept: Kept, plan: str) -> None:
    other = kept.tokens(Right, workspace=kept.another_workspace())
    nowhere = "/plans/00000000-0000-4000-8000-000000000000"
    for path in ("", "/picture/wide", "/take/ics", "/files/x"):
        answers = [kept.send("GET", f"{at}{path}", token=other) for at in (plan, nowhere)]
        assert answers[0].status_code in {404, 422}
        assert answers[0].content == answers[1].content
    sent = [post(kept, at, token=other, do="start", step="set-up") for at in (plan, nowhere)]
    assert (sent[0].status_code, sent[0].content) == (404, sent[1].content)


def test_who_may_only_look_is_told_so(kept: Kept, plan: str) -> None:
    reader = kept.tokens({Right.READ_PLANS})
    assert kept.send("GET", plan, token=reader).status_code == 200
    answer = post(kept, plan, token=reader, do="start", step="set-up")
    assert "needs the right plans:change" in answer.text
    assert kept.send("GET", "/plans", token=reader).status_code == 403
    assert "Set-up" in answer.text


@pytest.mark.parametrize("step", ["", "?step=set-up"])
def test_who_may_only_look_is_offered_nothing_that_is_refused(kept: Kept, plan: str, step: str) -> None:
    reader = kept.tokens({Right.READ_PLANS})
    assert "<form" in kept.send("GET", f"{plan}{step}").text
    shown = kept.send("GET", f"{plan}{step}", token=reader).text
    assert "<form" not in shown
    assert "You can look at this plan" in shown
    assert "Calendar file" in shown


def test_a_member_is_told_whom_to_ask_about_a_plan_of_another(kept: Kept, plan: str) -> None:
    assert post(kept, plan, do="hand-over", member="m-ben").status_code == 303
    assert "To change it, ask Ben Ott to share it with you, or an admin." in kept.send("GET", plan).text
    assert "<form" not in kept.send("GET", plan).text
    files = {"file": ("quote.pdf", b"%PDF-1.4 x")}
    shown = {"authorization": f"Bearer {kept.token}"}
    answer = kept.client.post(f"{plan}/files", data={"do": "attach"}, files=files, headers=shown)
    assert (answer.status_code, "another member" in answer.text) == (422, True)
    assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("path", ["/take/html", "/take/ics", "/picture/wide", "/template", "/files/x"])
def test_a_browser_is_told_on_a_page_that_there_is_no_such_plan(kept: Kept, path: str) -> None:
    for plan in ("unknown", "00000000-0000-4000-8000-000000000000"):
        answer = kept.send("GET", f"/plans/{plan}{path}")
        assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")


def test_an_address_that_lets_in_is_shown_once(kept: Kept, plan: str) -> None:
    answer = post(kept, plan, do="share", party="customer", level="name")
    [address] = re.findall(r'value="(http[^"]+/s/[^"]+)"', answer.text)
    assert address.rpartition("/")[2] not in kept.send("GET", f"{plan}?done=1").text
    subscribed = post(kept, plan, do="subscribe", what="whole", name="Work")
    assert re.findall(r'value="(http[^"]+/f/[^"]+\.ics)"', subscribed.text)
    assert "Google Calendar: within 8 to 24 hours" in subscribed.text
    page = kept.send("GET", plan).text
    assert "Work" in page
    [feed] = re.findall(r'name="feed" value="([^"]+)"', page)
    assert post(kept, plan, do="revoke-feed", feed=feed).status_code == 303


def test_a_link_for_one_person_keeps_visits_where_that_is_wanted(kept: Kept, plan: str) -> None:
    answer = post(kept, plan, do="share", party="customer", level="name", person="jo", visits="yes")
    [address] = re.findall(r'value="http[^"]+?(/s/[^"]+)"', answer.text)
    page = kept.send("GET", plan).text
    assert "For Jo Kern, asks for nothing, " in page
    assert "Who opened it" not in page
    with httpx.Client(base_url=kept.client.base_url, trust_env=False, follow_redirects=True) as jo:
        jo.post(f"{address}/who", data={"name": "Jo Kern"})
        assert "sees who opens this plan" in jo.get(address).text
    assert "Who opened it" in kept.send("GET", plan).text


def test_a_step_of_the_other_side_is_handed_on_with_a_way_in(kept: Kept, plan: str) -> None:
    answer = post(kept, plan, do="delegate", step="legal", to="Mia Roth", seen="1")
    assert re.findall(r'value="(http[^"]+/s/[^"]+)"', answer.text)
    own = post(kept, plan, do="delegate", step="set-up", to="Ben Ott", seen="2")
    assert own.status_code == 303


def test_a_file_is_handed_in_and_saved_never_shown(kept: Kept, plan: str) -> None:
    shown = {"authorization": f"Bearer {kept.token}"}
    data = {"do": "attach", "private": ""}
    handed = kept.client.post(f"{plan}/files", data=data, files={"file": ("Offer.txt", b"Ten days")}, headers=shown)
    assert handed.status_code == 303
    page = kept.send("GET", plan).text
    [address] = re.findall(rf'href="({plan}/files/[^"]+)"', page)
    file = kept.send("GET", address)
    assert file.content == b"Ten days"
    assert file.headers["content-disposition"].startswith("attachment;")
    [name] = re.findall(r'name="file" value="([^"]+)"', page)
    assert post(kept, plan, do="remove-file", file=name).status_code == 303
    assert "Offer.txt" not in kept.send("GET", plan).text


@pytest.mark.parametrize("body", [b"", b"--x\r\nrubbish", b"\xff\xfe"])
def test_a_form_with_a_file_that_no_page_sent_is_refused(kept: Kept, plan: str, body: bytes) -> None:
    headers = {"authorization": f"Bearer {kept.token}", "content-type": "multipart/form-data; boundary=x"}
    assert kept.client.post(f"{plan}/files", content=body, headers=headers).status_code in {400, 422}


def test_the_plan_leaves_as_files_and_as_a_picture(kept: Kept, plan: str) -> None:
    assert kept.send("GET", f"{plan}/take/ics").content.startswith(b"BEGIN:VCALENDAR")
    picture = kept.send("GET", f"{plan}/picture/phone")
    assert picture.headers["content-type"] == "image/svg+xml"
    assert "prefers-color-scheme:dark" in picture.text
    assert kept.send("GET", f"{plan}/picture/poster").status_code == 404


def test_a_plan_that_rests_has_no_forms_but_one(kept: Kept, plan: str) -> None:
    assert post(kept, plan, do="archive", why="Lost to nobody").status_code == 303
    text = kept.send("GET", f"{plan}?step=set-up").text
    forms = {*re.findall(r'name="do" value="([a-z-]+)"', text)}
    assert forms == {"restore"}
    assert post(kept, plan, do="restore").status_code == 303


def test_a_plan_is_shared_with_a_colleague_and_handed_over(kept: Kept, plan: str) -> None:
    assert post(kept, plan, do="hand-over", member="m-ana").status_code == 303
    assert post(kept, plan, do="share-with", member="m-ben").status_code == 303

    page = kept.send("GET", plan).text
    assert "<bdi>Ana Ruiz</bdi> answers for it" in page
    assert "<bdi>Ben Ott</bdi> changes it too" in page

    assert post(kept, plan, do="unshare-with", member="m-ben").status_code == 303
    assert "changes it too" not in kept.send("GET", plan).text
    assert "no such member" in post(kept, plan, do="hand-over", member="m-nobody").text


def test_who_came_in_by_a_link_is_shut_out(kept: Kept, plan: str) -> None:
    answer = post(kept, plan, do="share", party="customer", level="name")
    [address] = re.findall(r'value="http[^"]+?(/s/[^"]+)"', answer.text)
    with httpx.Client(base_url=kept.client.base_url, trust_env=False, follow_redirects=True) as mia:
        mia.post(f"{address}/who", data={"name": "Mia Roth"})
        assert "Legal review" in mia.get(address).text
        page = kept.send("GET", plan).text
        assert "Mia Roth, Northwind, says so, not confirmed, here Mon 23 Nov" in page
        [came] = re.findall(r'name="participant" value="([^"]+)"', page)

        assert post(kept, plan, do="shut-out", participant=came).status_code == 303

        assert "Legal review" not in mia.get(address).text
    assert "Mia Roth, Northwind, says so" not in kept.send("GET", plan).text


def test_who_may_not_share_a_plan_lets_nobody_in(kept: Kept, plan: str) -> None:
    changer = kept.tokens({Right.READ_PLANS, Right.CHANGE_PLANS})
    assert "Who changes it" not in kept.send("GET", plan, token=changer).text
    for do in ("share-with", "unshare-with", "hand-over", "shut-out"):
        answer = post(kept, plan, token=changer, do=do, member="m-ben", participant="x")
        assert "needs the right plans:share" in answer.text


def test_a_plan_is_renamed_frozen_and_linked_otherwise_on_its_page(kept: Kept, plan: str) -> None:
    for number, fields in enumerate(
        (
            {"do": "rename", "title": "Northwind goes live", "customer": "Northwind"},
            {"do": "freeze", "from": "2026-12-21", "to": "2026-12-31", "reason": "Year end"},
            {"do": "decide", "text": "We host it in Frankfurt", "by": "jo"},
            {"do": "wait", "step": "training", "other": "legal"},
            {"do": "no-longer-wait", "step": "training", "other": "set-up"},
        ),
        start=1,
    ):
        assert post(kept, plan, **fields, seen=str(number)).status_code == 303

    found = kept.send("GET", f"/v1{plan}/document").json()
    assert (found["title"], found["freezes"]) == (
        "Northwind goes live",
        [{"from": "2026-12-21", "to": "2026-12-31", "reason": "Year end"}],
    )
    assert [one["text"] for one in found["why"]["decisions"]] == ["We host it in Frankfurt"]
    [training] = [one for one in found["steps"] if one["id"] == "training"]
    assert training["after"] == "legal"
    page = kept.send("GET", plan).text
    assert "We host it in Frankfurt" in page
    assert "Decided by Jo Kern" in page


def test_a_step_is_offered_only_what_does_not_wait_for_it(kept: Kept, plan: str) -> None:
    first, last = (kept.send("GET", f"{plan}?step={step}").text for step in ("signature", "training"))
    assert "Only after</span>" not in first
    assert offered(first, "Not after") == ["legal", "margin"]
    assert offered(last, "Only after") == ["legal", "margin", "signature"]


def offered(page: str, label: str) -> list[str]:
    return re.findall(r'value="([a-z-]+)"', page.split(f"{label}</span>")[1].split("</select>", maxsplit=1)[0])


def test_a_critical_date_tells_why_it_moved(kept: Kept, plan: str) -> None:
    assert "Why it moved" not in kept.send("GET", plan).text
    post(kept, plan, do="longer", step="set-up", amount="80", seen="1")

    told = kept.send("GET", plan).text.split("Why it moved")[1].split("</details>")[0]

    assert re.search(r"\d+ days later than when it came into the plan, Fri 19 Feb", told.replace("\xa0", " "))
    assert "later: somebody changed Set-up" in told.replace("\xa0", " ")


def test_days_per_side_are_shown_once_both_say_so(kept: Kept, plan: str) -> None:
    post(kept, plan, do="longer", step="set-up", amount="80", seen="1")
    assert "By side" not in kept.send("GET", plan).text

    assert post(kept, plan, do="share-sums").status_code == 303
    assert "By side" not in kept.send("GET", plan).text
    with kept.database.writing(workspace=kept.workspace, actor=JO, now=kept.clock[0]) as unit:
        share_sums(unit, plan.removeprefix("/plans/"))

    assert "later: Acme" in kept.send("GET", plan).text.replace("\xa0", " ")
    assert "Show no sums per side any more" in kept.send("GET", plan).text


def test_a_feed_is_chosen_given_with_a_code_for_phones_and_listed(kept: Kept, plan: str) -> None:
    shown = browser(kept, kept.workspace, "ana")
    key = re.search(r'name="form-key" value="([^"]+)"', kept.client.get(plan, headers=shown).text)
    assert key is not None
    chosen = {"what": "whole", "ahead": "91", "remind": "1", "bars": "yes", "name": "Phone"}

    given = kept.client.post(plan, data={"do": "subscribe", "form-key": key[1], **chosen}, headers=shown).text

    [address] = re.findall(r'<input readonly value="(http[^"]+)">', given)
    assert f'href="webcal://{address.partition("://")[2]}"' in given
    assert '<svg viewBox="0 0 ' in given
    assert "Google Calendar: within 8 to 24 hours" in given
    assert kept.client.get(urlsplit(address).path).status_code == 200
    kept.later(minutes=10)
    listed = kept.client.get(plan, headers=shown).text.replace("\xa0", " ")
    assert "the whole plan, three months ahead, as bars, with reminders; " in listed
    assert address not in listed

    wrong = kept.client.post(plan, data={"do": "subscribe", "form-key": key[1], "ahead": "7.5"}, headers=shown)
    assert wrong.status_code == 422
