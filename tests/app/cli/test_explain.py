"""`backplan explain`: why a date is what it is."""

import json

import pytest

from app.cli.explain import DATES
from scheduler.causes import DATE_NAMES
from tests.app.cli.command import Backplan


def test_the_dates_that_it_offers_are_those_of_the_engine() -> None:
    assert DATES == DATE_NAMES


def test_the_latest_safe_start_is_explained_down_to_its_root(backplan: Backplan) -> None:
    said = backplan("explain", "plan.yaml", "legal")

    assert (said.status, said.err) == (0, "")
    assert said.out == (
        "Legal review must start by Fri 27 Nov, because it takes 5 working days and Go-live must start by Fri 4 Dec, "
        "because it is due on Fri 4 Dec.\n"
        "\n"
        "1  Legal review must start by Fri 27 Nov and finish by Thu 3 Dec (5 working days), "
        "because Go-live must start by Fri 4 Dec.\n"
        "2  Go-live must be done by Fri 4 Dec (1 working day), because it is due on Fri 4 Dec.\n"
        "\n"
        "early    23-27 Nov\n"
        "planned  27 Nov - 3 Dec\n"
        "late     27 Nov - 3 Dec\n"
    )


def test_a_duration_from_a_template_says_whose_figures_it_is(backplan: Backplan) -> None:
    made = backplan("new", "mid-market-saas", "--go-live", "2027-06-15", "--defaults").out
    said = backplan("explain", "-", "kickoff", stdin=made)

    assert said.out.splitlines()[-1] == "takes    base 1d. Fixed by the template"


def test_another_date_may_be_asked_for(backplan: Backplan) -> None:
    said = backplan("explain", "plan.yaml", "legal", "--date", "early_finish")

    assert said.out.splitlines()[0] == (
        "Legal review can finish on Fri 27 Nov, because it takes 5 working days and today is Mon 23 Nov."
    )


def test_of_a_started_step_its_latest_safe_finish_is_explained(backplan: Backplan) -> None:
    said = backplan("explain", "-", "legal", stdin=STARTED)

    assert said.out.startswith("Legal review must finish by Thu 3 Dec, because Go-live must start by Fri 4 Dec, ")


STARTED = """\
format: backplan/1
title: Roll-out
as_of: 2026-11-23
critical_dates: [{id: go-live, step: go-live, date: 2026-12-04}]
steps:
  - {id: legal, title: Legal review, duration: 5d, progress: {started: 2026-11-20}}
  - {id: go-live, title: Go-live, duration: 1d, after: legal}
"""


def test_a_step_without_a_latest_date_says_so(backplan: Backplan) -> None:
    without_date = STARTED.replace("critical_dates", "# ")
    said = backplan("explain", "-", "go-live", stdin=without_date)

    assert said.out == (
        "Go-live has no latest safe start: it leads to no critical date.\n\nearly    Fri 27 Nov\nplanned  Fri 27 Nov\n"
    )


def test_for_programs_the_chain_has_its_causes(backplan: Backplan) -> None:
    answer = json.loads(backplan("explain", "plan.yaml", "legal", "--format", "json").out)

    assert (answer["step"], answer["title"], answer["name"]) == ("legal", "Legal review", "late_start")
    assert [reason["causes"] for reason in answer["chain"]] == [
        [
            {
                "kind": "link",
                "step": "go-live",
                "link": {"step": "legal", "type": "FS", "lag": None, "lag_calendar": "successor"},
            }
        ],
        [{"kind": "critical_date", "critical_date": "go-live", "start": "2026-12-04"}],
    ]


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        ("Legal", "no step 'Legal'; did you mean 'legal'?"),
        ("Legal Review", "no step 'Legal Review'; did you mean 'legal'?"),
        ("kickoff", "no step 'kickoff'; there are 'legal' and 'go-live'"),
    ],
)
def test_a_step_that_is_not_there_is_refused_with_the_nearest_one(backplan: Backplan, step: str, sentence: str) -> None:
    said = backplan("explain", "plan.yaml", step)

    assert (said.status, said.out, said.err) == (1, "", f"plan.yaml: {sentence}\n")


def test_programs_get_the_refusal_too(backplan: Backplan) -> None:
    said = backplan("explain", "plan.yaml", "legl", "--format", "ndjson")

    assert said.status == 1
    assert json.loads(said.out)["problems"][0]["code"] == "unknown-step"
