"""The page about HTTP says what comes back, and names every route and kind of problem."""

import httpx
import pytest

from api.connection import ANSWER_WITHIN, REQUEST_WITHIN
from api.kinds import KINDS
from api.server import CONNECTIONS
from app.forms import FORMS
from app.settings import Settings
from tests.api.http_page import PAGE, outcomes
from tests.api.stored.chapters import ID
from tests.api.stored.service import keeping
from tests.golden.console import Example, examples, matches, with_outcomes

SAID = PAGE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return what is seen of each request."""
    with keeping(tmp_path_factory.mktemp("page")) as kept:
        return outcomes(kept)


@pytest.mark.parametrize("example", examples(PAGE), ids=lambda example: example.command)
def test_a_request_gets_the_answer_that_the_page_has(answered: dict[str, str], example: Example) -> None:
    assert matches(example.said, answered[example.command])


def test_the_page_is_as_it_would_be_written_anew(answered: dict[str, str]) -> None:
    assert with_outcomes(PAGE, answered.__getitem__) == SAID, "make cases writes it anew"


def test_every_route_has_a_request(client: httpx.Client) -> None:
    sent = " ".join(one.command for one in examples(PAGE))
    paths = client.get("/openapi.json").json()["paths"]
    assert [path for path in paths if f"`{path}`" not in SAID] == []
    one_of = {f"/v1/templates/{{template_id}}{one}": "mid-market-saas" for one in ("", "/plan")}
    filled = {
        path: path.replace("{template_id}", one_of.get(path, "portal-roll-out")).replace("{plan_id}", ID)
        for path in paths
    }
    assert [path for path, one in filled.items() if one.partition("/{")[0] not in sent] == []


@pytest.mark.parametrize("code", KINDS)
def test_every_kind_of_problem_is_on_the_page(code: str) -> None:
    assert f"| {KINDS[code].status} | `{code}` | {KINDS[code].title}. {KINDS[code].cure} |" in SAID


def test_every_limit_that_is_no_setting_is_on_the_page() -> None:
    limits = Settings().limits
    for said in (
        f"{limits.values:,} values",
        f"{limits.repeated:,} of them repeated",
        f"{limits.calendars} calendars",
        f"{limits.parties} parties",
        f"{limits.people} people",
        f"{limits.freezes} freezes",
        f"{limits.slot_rules} different rules",
        f"most {limits.problems} problems",
        f"{limits.stretches:,} stretches",
        f"more than {CONNECTIONS} connections",
        f"within {REQUEST_WITHIN} seconds",
        f"after {ANSWER_WITHIN}.",
    ):
        assert said in SAID.replace("\n", " "), said


@pytest.mark.parametrize("name", FORMS)
def test_every_change_is_on_the_page(name: str) -> None:
    assert f"`{name}`" in SAID
