"""Templates of a workspace's own, on pages: put in and told all mistakes, versions and what differs, put away."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from templates_library import text_of
from tests.templates_library.own import LATER, OWN

if TYPE_CHECKING:
    import httpx

    from tests.api.doors import Browser, House

HOME = "/workspace/templates"
ONE = f"{HOME}/portal-roll-out"
MISTAKEN = OWN.replace("champion", "champignon").replace("after: list-uses", "after: list-use")


def put(browser: Browser, text: str = OWN, *, name: str = "portal-roll-out") -> httpx.Response:
    return browser.hand_in(HOME, HOME, name=name, text=text)


def version(browser: Browser, text: str, seen: int) -> httpx.Response:
    return browser.hand_in(f"{ONE}/version", HOME, text=text, seen=str(seen))


def area(page: str) -> str:
    """Return what stands in the field for the text."""
    found = re.search(r'<textarea[^>]*name="text"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert found is not None
    return unescape(found[1])


def test_the_workspace_leads_to_them_and_one_is_put_in(acme: House) -> None:
    ana = acme.ana()
    assert f'href="{HOME}"' in ana.get("/workspace").text
    assert "There is none yet." in ana.get(HOME).text

    page = put(ana)

    assert page.status_code == 200
    assert page.url.path == ONE
    assert "The template is there, and plans can be made of it." in page.text
    listed = ana.get(HOME).text
    assert f'<a href="{ONE}"><bdi>Portal roll-out</bdi></a>' in listed
    assert "portal-roll-out, version 1" in listed
    assert "put in by <bdi>Ana Ruiz</bdi> on 23 Nov 2026" in listed


def test_a_file_counts_instead_of_the_text(acme: House) -> None:
    ana = acme.ana()
    page = ana.hand_in(HOME, HOME, file=OWN.encode(), name="portal-roll-out", text="title: something else")
    assert '<h1 class="head"><bdi>Portal roll-out</bdi></h1>' in page.text
    assert ana.get(f"{ONE}/versions/1").text == OWN


def test_what_browsers_make_of_line_ends_is_mended(acme: House) -> None:
    ana = acme.ana()
    put(ana, OWN.replace("\n", "\r\n"))
    taken = ana.get(f"{ONE}/versions/1")
    assert taken.text == OWN
    assert taken.headers["content-disposition"] == 'attachment; filename="portal-roll-out-1.yaml"'
    assert taken.headers["content-type"].startswith("application/yaml")


def test_every_mistake_is_told_at_its_place_and_nothing_typed_is_lost(acme: House) -> None:
    ana = acme.ana()
    answer = put(ana, MISTAKEN)
    assert answer.status_code == 422
    told = unescape(answer.text)
    assert "2 things are wrong in the text; nothing is kept of it." in told
    assert "<b>Line 32</b> <code>fragments.portal-check.steps[1].after[0]</code>" in told
    assert "did you mean 'list-uses'?" in told
    assert '<code class="written">after: list-use</code>' in told
    assert "did you mean 'champion'?" in told
    assert area(answer.text) == MISTAKEN
    assert 'value="portal-roll-out"' in answer.text
    assert "There is none yet." in ana.get(HOME).text

    handed = ana.hand_in(HOME, HOME, file=MISTAKEN.encode(), name="portal-roll-out", text="")
    assert area(handed.text) == MISTAKEN


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("Portal Roll-out", OWN, "A template's name has small letters"),
        ("a\0b", OWN, "A template's name has small letters"),
        ("mid-market-saas", OWN, "comes with the service; give yours another name"),
        ("portal-roll-out", "", "there is nothing here; a template begins with its title"),
        ("portal-roll-out", "title: [", "Line 1"),
    ],
)
def test_what_is_no_template_is_told(acme: House, name: str, text: str, said: str) -> None:
    answer = put(acme.ana(), text, name=name)
    assert answer.status_code == 422
    assert said.lower() in unescape(answer.text).lower()


def test_a_name_that_is_taken_is_not_passed_over(acme: House) -> None:
    ana = acme.ana()
    put(ana)
    answer = put(ana, LATER)
    assert answer.status_code == 422
    assert "There is a template 'portal-roll-out' already" in unescape(answer.text)
    assert area(answer.text) == LATER
    assert ana.get(f"{ONE}/versions/2").status_code == 404


def test_one_begins_with_a_ready_made_one(acme: House) -> None:
    ana = acme.ana()
    assert f'href="{HOME}?from=mid-market-saas#putting"' in ana.get(HOME).text
    page = ana.get(f"{HOME}?from=mid-market-saas").text
    assert area(page) == text_of("mid-market-saas")
    assert 'value="our-mid-market-saas"' in page
    assert put(ana, area(page), name="our-mid-market-saas").url.path == f"{HOME}/our-mid-market-saas"
    assert not area(ana.get(f"{HOME}?from=../schema").text)


def test_its_page_tells_parts_and_questions_with_their_prices(acme: House) -> None:
    ana = acme.ana()
    page = unescape(put(ana).text)
    assert "<b>Portal check</b> <small>What the old portal does that the new one has to do.</small>" in page
    assert "Is the customer in a regulated industry" in page
    assert re.search(r"<b>No</b>, unless somebody answers\. Yes: \+\d+ days\.", page)
    assert 'href="/?template=portal-roll-out"' in page


def test_versions_are_kept_compared_and_had_as_they_were_written(acme: House) -> None:
    ana = acme.ana()
    put(ana)
    assert area(ana.get(ONE).text) == OWN
    page = version(ana, LATER, 1)
    assert "This is the newest version now." in page.text
    assert "It says what the newest version says" in version(ana, f"# once more\n{LATER}", 2).text
    assert ana.get(f"{ONE}/versions/2").text == f"# once more\n{LATER}"
    assert ana.get(f"{ONE}/versions/1").text == OWN

    compared = unescape(ana.get(f"{ONE}?from=1&to=2").text)
    assert "From version 1 to version 2" in compared
    assert "'List what the old portal is used for' takes 6d, no longer 4d." in compared
    assert "<del>-        duration: 4d</del>" in compared
    assert "<ins>+        duration: 6d</ins>" in compared
    back = unescape(ana.get(f"{ONE}?from=2&to=1").text)
    assert "takes 4d, no longer 6d." in back
    assert "a plan is the same" in ana.get(f"{ONE}?from=2&to=2").text
    for strange in ("from=1&to=7", "from=x&to=1"):
        answer = ana.get(f"{ONE}?{strange}")
        assert answer.status_code == 404
        assert "has no version" in answer.text


def test_somebody_elses_version_is_not_passed_over(acme: House) -> None:
    ana = acme.ana()
    put(ana)
    version(ana, LATER, 1)
    answer = version(ana, OWN, 1)
    assert answer.status_code == 422
    assert "Somebody has put version 2 in meanwhile" in answer.text
    assert area(answer.text) == OWN
    assert 'name="seen" value="2"' in answer.text
    wrong = version(ana, MISTAKEN, 2)
    assert "2 things are wrong" in wrong.text
    assert area(wrong.text) == MISTAKEN


def test_one_is_archived_and_taken_up_again(acme: House) -> None:
    ana = acme.ana()
    put(ana)
    page = ana.post(f"{ONE}/archive", HOME).text
    assert "The template is archived: plans of it stay what they are" in page
    assert "Archive this template" not in page
    listed = ana.get(HOME).text
    assert "There is none in use." in listed
    assert "archived on 23 Nov 2026" in listed
    assert ana.post(f"{ONE}/archive", HOME).status_code == 422
    late = version(ana, LATER, 1)
    assert "is archived; restore it first" in late.text
    assert area(late.text) == LATER
    assert "The template is taken up again." in ana.post(f"{ONE}/restore", HOME).text
    assert "Archived" not in ana.get(HOME).text


def test_they_are_the_admins(acme: House) -> None:
    ana = acme.ana()
    put(ana)
    ben = acme.joins(ana)
    assert HOME not in ben.get("/workspace").text
    for path in (HOME, ONE, f"{ONE}/versions/1"):
        assert ben.get(path).status_code == 403
    assert ben.hand_in(HOME, "/workspace", name="other", text=OWN).status_code == 403
    assert ben.hand_in(f"{ONE}/version", "/workspace", text=LATER, seen="1").status_code == 403
    for what in ("archive", "restore"):
        assert ben.post(f"{ONE}/{what}", "/workspace").status_code == 403
    assert ana.post(f"{ONE}/archive").status_code == 403  # without the key of the page
    assert "version 1" in ana.get(HOME).text


def test_there_is_nothing_of_another_name(acme: House) -> None:
    ana = acme.ana()
    put(ana)
    for path in (f"{HOME}/portal", f"{HOME}/portal/versions/1", f"{HOME}/mid-market-saas"):
        assert ana.get(path).status_code == 404, path
    assert "did you mean 'portal-roll-out'?" in unescape(ana.get(f"{HOME}/portal-roll-ou").text)
    assert ana.post(f"{HOME}/portal/archive", HOME).status_code == 404
    assert ana.hand_in(f"{HOME}/portal/version", HOME, text=OWN, seen="0").status_code == 404
    assert ana.get(f"{HOME}/a%00b").status_code == 404
