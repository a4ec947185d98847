"""The calculator's routes: what they refuse, what they hand out, and what they tell browsers."""

from collections.abc import Iterator

import httpx
import pytest

from tests.api.server import serving

PLAN = "go-live=2030-03-15&id=4b6f5a52-0d5e-4b0e-9c7a-6f4f0d3c2a11"


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with serving() as client:
        yield client


def test_an_address_without_an_id_is_given_one(client: httpx.Client) -> None:
    answer = client.get("/plan?go-live=2030-03-15")
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/plan?go-live=2030-03-15&id=")


def test_a_day_in_words_becomes_a_date_in_the_address(client: httpx.Client) -> None:
    answer = client.get("/plan?go-live=15+March+2030&customer=Northwind")
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/plan?go-live=2030-03-15&customer=Northwind&id=")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "Type the day on which the customer needs it running."),
        ("go-live=soon", "&#39;soon&#39; is no day; write one like 2027-03-15."),
        ("go-live=2099-12-31", "&#39;2099-12-31&#39; is out of reach; plans are made for "),
        (f"{PLAN}&template=mid-market", "did you mean &#39;mid-market-saas&#39;?"),
        (f"{PLAN}&a.regulated=perhaps", "this is a question for yes or no"),
    ],
)
def test_what_cannot_be_read_is_told_on_the_first_page(client: httpx.Client, query: str, said: str) -> None:
    answer = client.get(f"/plan?{query}")
    assert answer.status_code == 422
    assert said.lower() in answer.text.lower()
    assert "By which day does your customer need it running?" in answer.text


def test_a_change_that_cannot_be_made_is_told_beside_the_plan_as_it_was(client: httpx.Client) -> None:
    answer = client.get(f"/plan?{PLAN}&drop=coffee")
    assert answer.status_code == 422
    assert "coffee" in answer.text.split('role="alert">')[1].split("<")[0]
    assert "What must start when" in answer.text


def test_an_answer_that_later_changes_do_not_fit_leaves_the_plan_as_it_was(client: httpx.Client) -> None:
    tried = "form=full&a.poc=no&was.poc=yes&set=poc-criteria.duration%3D5d"
    answer = client.get(f"/plan?{PLAN}&{tried}")
    assert answer.status_code == 422
    assert "poc-criteria" in answer.text.split('role="alert">')[1].split("<")[0]
    assert 'id="poc-criteria"' in answer.text


def test_a_question_that_nobody_asks_was_never_answered(client: httpx.Client) -> None:
    assert client.get(f"/plan?{PLAN}&was.weather=unsaid").status_code == 200


def test_a_form_leads_to_the_address_of_the_changed_plan(client: httpx.Client) -> None:
    answer = client.post(f"/plan?{PLAN}", data={"row": "security-review", "duration": "9"})
    assert answer.status_code == 303
    assert answer.headers["Location"] == (
        "/plan?go-live=2030-03-15&set=security-review.duration%3D9d&id=4b6f5a52-0d5e-4b0e-9c7a-6f4f0d3c2a11"
        "#security-review"
    )


def test_the_longest_title_has_room_in_the_address_and_a_longer_name_is_told(client: httpx.Client) -> None:
    answer = client.post(f"/plan?{PLAN}", data={"after": "security-review", "title": "Test it " * 15, "duration": "5"})
    assert answer.status_code == 303
    assert client.get(answer.headers["Location"]).status_code == 200
    answer = client.post(f"/plan?{PLAN}", data={"row": "security-review", "owner.customer": "x" * 600})
    assert answer.status_code == 422
    assert "Write at most" in answer.text


def test_a_kind_of_deal_that_is_unknown_is_told_beside_the_plan(client: httpx.Client) -> None:
    answer = client.post(f"/plan?{PLAN}", data={"kind": "hardware"})
    assert answer.status_code == 422
    assert "No template" in answer.text.split('role="alert">')[1].split("<")[0]
    assert "What must start when" in answer.text


def test_a_page_does_not_repeat_the_plan_in_every_form(client: httpx.Client) -> None:
    adds = "".join(f"&add=extra-{number}+2d+after+security-review" for number in range(40))
    assert len(client.get(f"/plan?{PLAN}{adds}").content) < 400_000


def test_a_form_of_a_broken_address_is_told_too(client: httpx.Client) -> None:
    assert client.post("/plan", data={"row": "x"}).status_code == 422
    assert client.post(f"/plan?{PLAN}", content=b"\xff").status_code == 422


def test_text_that_was_typed_is_never_markup(client: httpx.Client) -> None:
    hostile = "<script>alert(1)</script>"
    answer = client.get("/plan", params={"go-live": "2030-03-15", "id": PLAN[-36:], "customer": hostile})
    assert answer.status_code == 200
    assert hostile not in answer.text
    assert "script" not in answer.headers["Content-Security-Policy"]


def test_a_form_in_which_no_plan_leaves_is_not_found(client: httpx.Client) -> None:
    assert client.get(f"/plan/take/docx?{PLAN}").status_code == 404


@pytest.mark.parametrize(("kind", "disposition"), [("ics", "attachment"), ("yaml", "attachment"), ("html", "inline")])
def test_files_are_saved_and_pages_are_shown(client: httpx.Client, kind: str, disposition: str) -> None:
    answer = client.get(f"/plan/take/{kind}?{PLAN}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith(f"{disposition}; filename=")


PRIVATE = "Release terms that are not our standard"


@pytest.mark.parametrize("kind", ["html", "letter", "text"])
def test_what_is_mailed_holds_nothing_that_only_the_seller_sees(client: httpx.Client, kind: str) -> None:
    query = f"{PLAN}&form=full&a.non_standard_terms=yes"
    assert PRIVATE in client.get(f"/plan/take/yaml?{query}").text
    assert PRIVATE not in client.get(f"/plan/take/{kind}?{query}").text


def test_a_plan_that_was_changed_beyond_reading_is_refused_where_it_is_taken_along(client: httpx.Client) -> None:
    assert client.get(f"/plan/take/yaml?{PLAN}&drop=coffee").status_code == 422


def test_styles_are_kept_by_browsers(client: httpx.Client) -> None:
    page = client.get("/").text
    address = page.split('rel="stylesheet" href="')[1].split('"')[0]
    answer = client.get(address)
    assert answer.headers["Content-Type"].startswith("text/css")
    assert "immutable" in answer.headers["Cache-Control"]
    for icon in ("/static/icon.svg", "/favicon.ico"):
        assert client.get(icon).headers["Content-Type"] == "image/svg+xml"
