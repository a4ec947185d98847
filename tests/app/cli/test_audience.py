"""Who reads: a party, or a person of one; every command that answers shows them their part."""

import json
from pathlib import Path

import pytest

from tests.app.cli.command import Backplan

PLAN = """\
format: backplan/1
id: 4b6f5a52-0d5e-4b0e-9c7a-6f4f0d3c2a11
title: Roll-out
customer: Northwind
as_of: 2026-11-23
critical_dates: [{id: go-live, step: go-live, date: 2026-12-04}]
people:
  - {id: ana, name: Ana Ruiz, party: seller}
  - {id: jo, name: Jo Kern, party: customer}
  - {id: joan, name: Joan Vale, party: seller, private: seller}
steps:
  - {id: terms, title: Secret terms, duration: 2d, private: seller}
  - {id: legal, title: Legal review, side: customer, owners: {customer: jo}, duration: 5d, after: terms}
  - {id: go-live, title: Go-live, duration: 1d, after: legal}
"""


@pytest.fixture(autouse=True)
def private(backplan: Backplan) -> None:
    assert backplan().status == 0
    Path("plan.yaml").write_text(PLAN, encoding="utf-8")


@pytest.mark.parametrize(
    "command",
    [
        ("schedule", "plan.yaml"),
        ("schedule", "plan.yaml", "plan.yaml"),
        ("schedule", "plan.yaml", "--format", "json"),
        ("explain", "plan.yaml", "legal", "--date", "early_start"),
        ("explain", "plan.yaml", "legal", "--date", "early_start", "--format", "json"),
        ("what-if", "plan.yaml", "--drop", "legal", "--format", "json"),
        ("export", "plan.yaml", "--to", "text"),
        ("export", "plan.yaml", "--to", "yaml"),
    ],
)
def test_a_party_is_not_shown_what_another_keeps_to_itself(backplan: Backplan, command: tuple[str, ...]) -> None:
    everything, part = backplan(*command), backplan(*command, "--audience", "customer")

    assert (everything.status, part.status) == (0, 0)
    assert "terms" in everything.out.lower()
    assert "terms" not in part.out.lower()


def test_the_dates_are_those_of_the_whole_plan(backplan: Backplan) -> None:
    title, *_ = backplan("schedule", "plan.yaml", "--audience", "customer").out.splitlines()
    answer = json.loads(backplan("schedule", "plan.yaml", "--audience", "customer", "--format", "json").out)

    assert title == "Roll-out, as of Mon 23 Nov 2026, as Northwind sees it"
    assert [(one["id"], one["early_start"]) for one in answer["steps"]] == [
        ("legal", "2026-11-25"),
        ("go-live", "2026-12-02"),
    ]


def test_a_step_that_is_hidden_is_not_there(backplan: Backplan) -> None:
    said = backplan("explain", "plan.yaml", "terms", "--audience", "customer")

    assert (said.status, said.err) == (1, "plan.yaml: no step 'terms'; there are 'legal' and 'go-live'\n")


def test_the_changed_plan_is_written_whole_whoever_is_shown_what_moves(backplan: Backplan) -> None:
    said = backplan("what-if", "plan.yaml", "--audience", "customer", "--set", "legal.duration=6d", "-o", "new.yaml")

    assert said.status == 0
    assert "Secret terms" in Path("new.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("person", ["jo", "Jo Kern", "jo kern"])
def test_a_person_is_named_by_id_or_name(backplan: Backplan, person: str) -> None:
    said = backplan("export", "plan.yaml", "--to", "ics", "--for", person)

    assert said.status == 0
    assert "SUMMARY:Roll-out: Legal review" in said.out.replace("\r\n ", "") or "Legal review" in said.out
    assert "Secret terms" not in said.out


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--audience", "custmer"), "no party 'custmer'; did you mean 'customer'?"),
        (("--audience", "hardware"), "no party 'hardware'; there are 'seller' and 'customer'"),
        (("--for", "joe"), "no person 'joe'; did you mean 'jo'?"),
        (("--for", "joa"), "no person 'joa'; did you mean 'joan'?"),
        (("--for", "joa", "--audience", "customer"), "no person 'joa'; did you mean 'jo'?"),
        (("--for", "Joan Vale", "--audience", "customer"), "no person 'Joan Vale'; there are 'ana' and 'jo'"),
        (("--for", "ana", "--audience", "customer"), "Ana Ruiz belongs to 'seller', not to 'customer'"),
    ],
)
def test_nobody_is_taken_for_somebody_else(backplan: Backplan, options: tuple[str, ...], sentence: str) -> None:
    said = backplan("export", "plan.yaml", "--to", "text", *options)

    assert (said.status, said.out, said.err) == (1, "", f"plan.yaml: {sentence}\n")


def test_an_audience_that_one_plan_lacks_stops_no_other(backplan: Backplan) -> None:
    Path("other.yaml").write_text(PLAN.replace("people:", "parties: [{id: hw}]\npeople:"), encoding="utf-8")
    plan, other = backplan("schedule", "plan.yaml", "other.yaml", "--audience", "hw").out.splitlines()

    assert plan == "plan.yaml   no party 'hw'; there are 'seller' and 'customer'"
    assert other.startswith("other.yaml  Go-live on Fri 4 Dec can be met; ")
