"""What is left of a document for a party: nothing private to another, nothing marked for others, and no loose ends."""

from __future__ import annotations

from typing import Any

import yaml

from app.document import read, write
from app.projection.visible import visible
from tests.app.projection.plans import FRAME


def left(party: str, plan: str) -> dict[str, Any]:
    """Return what a party sees of a plan, less what all see; days are text."""
    return plain(write(visible(read(FRAME + plan, file="plan.yaml").document, party)))


def plain(text: str) -> dict[str, Any]:
    """Return what a document says besides its frame."""
    frame: dict[str, Any] = yaml.load(FRAME, yaml.BaseLoader)  # noqa: S506 - the one that makes texts of all
    return {key: value for key, value in yaml.load(text, yaml.BaseLoader).items() if key not in frame}  # noqa: S506


BOARD_TALKS = """
critical_dates: [{id: funding, step: funding, date: 2026-02-02}, {id: all-done, date: 2026-03-02}]
steps:
  - {id: legal, title: Legal, duration: 5d, side: customer}
  - {id: funding, title: Board talks, duration: 5d, side: customer, private: customer, after: legal}
  - {id: signature, title: Signature, duration: 1d, side: both, after: [legal, {step: funding, type: FF}]}
"""


def test_a_private_step_is_gone_with_its_links_and_its_critical_date() -> None:
    assert left("seller", BOARD_TALKS)["critical_dates"] == [{"id": "all-done", "date": "2026-03-02"}]
    assert left("seller", BOARD_TALKS)["steps"] == [
        {"id": "legal", "title": "Legal", "side": "customer", "duration": "5d"},
        {"id": "signature", "title": "Signature", "side": "both", "duration": "1d", "after": "legal"},
    ]


def test_whose_it_is_sees_all_of_it() -> None:
    assert left("customer", BOARD_TALKS) == plain(write(read(FRAME + BOARD_TALKS, file="plan.yaml").document))


def test_people_who_are_hidden_are_nowhere_named() -> None:
    plan = """
critical_dates: [{id: all-done, date: 2026-03-02, confirmed: {by: spy, on: 2026-01-02}}, {id: b, date: 2026-03-03, confirmed: {by: spy}}]
people: [{id: ana, party: seller}, {id: spy, name: Sly, party: seller, private: seller}]
steps:
  - id: go
    title: Go or not
    kind: gate
    side: both
    decider: spy
    owners: {seller: spy}
    agreed: {finish: 2026-02-02, by: {seller: spy}}
    proposed: {by: {seller: spy}}
    help: {asked_by: ana, owner: spy}
"""  # noqa: E501
    seen = left("customer", plan)
    assert seen["people"] == [{"id": "ana", "party": "seller"}]
    assert seen["steps"] == [
        {
            "id": "go",
            "title": "Go or not",
            "kind": "gate",
            "side": "both",
            "agreed": {"finish": "2026-02-02"},
            "help": {"asked_by": "ana"},
        }
    ]
    assert seen["critical_dates"] == [
        {"id": "all-done", "date": "2026-03-02", "confirmed": {"on": "2026-01-02"}},
        {"id": "b", "date": "2026-03-03"},
    ]


CLOSED = """
calendars:
  seller: {closed: [{from: 2026-01-12, reason: Reorganisation, private: seller}]}
  customer: {closed: [{from: 2026-02-02, reason: Stocktaking}], open: [{date: 2026-02-07, reason: Inventory}]}
  nights: {closed: [{from: 2026-02-09, private: seller}]}
people: [{id: jo, party: customer, email: jo@northwind.example, away: [{from: 2026-01-19, reason: Surgery, private: customer}, {from: 2026-01-26, reason: Skiing}]}]
steps: [{id: copy, title: Copy, duration: 1d, calendar: nights}]
"""  # noqa: E501


def test_days_are_for_everyone_and_reasons_and_addresses_for_their_own() -> None:
    assert left("customer", CLOSED)["calendars"] == {
        "customer": {
            "closed": [{"from": "2026-02-02", "reason": "Stocktaking"}],
            "open": [{"date": "2026-02-07", "reason": "Inventory"}],
        },
        "nights": {},
    }
    assert left("seller", CLOSED)["calendars"] == {
        "seller": {"closed": [{"from": "2026-01-12", "reason": "Reorganisation", "private": "seller"}]},
        "customer": {"closed": [{"from": "2026-02-02"}], "open": [{"date": "2026-02-07"}]},
        "nights": {"closed": [{"from": "2026-02-09", "private": "seller"}]},
    }
    assert left("seller", CLOSED)["people"] == [{"id": "jo", "party": "customer", "away": [{"from": "2026-01-26"}]}]


def test_a_party_that_is_only_secretly_closed_has_no_calendar_like_one_that_never_is() -> None:
    closed = "calendars: {seller: {closed: [{from: 2026-01-12, private: seller}]}}"
    assert left("customer", closed) == left("customer", "calendars: {seller: {}}") == left("customer", "") == {}


def test_parties_calendars_and_phases_are_seen_as_far_as_something_that_is_seen_names_them() -> None:
    plan = """
parties: [{id: bank, name: Nordbank}, {id: hw, name: Hammer Hardware}, {id: law, name: Law & Co}, {id: audit, name: Audit}]
calendars: {bank: {week: [mon]}, hw: {week: [tue]}, war-room: {week: [wed]}, lab: {week: [thu]}, rush: {week: [fri]}}
phases: [{id: purchase}, {id: margin, title: Margin talks}]
people: [{id: lex, party: law}, {id: ada, party: audit, private: seller}]
steps:
  - {id: legal, title: Legal, duration: 5d, phase: purchase, calendar: lab, after: {step: delivery, lag: 1d, lag_calendar: rush}}
  - {id: delivery, title: Delivery, duration: 1d, side: hw}
  - {id: loan, title: Loan, duration: 1d, side: bank, phase: margin, calendar: war-room, private: seller}
"""  # noqa: E501

    def frame(party: str) -> list[list[str]]:
        seen = left(party, plan)
        return [[one["id"] for one in seen["parties"]], list(seen["calendars"]), [one["id"] for one in seen["phases"]]]

    assert frame("customer") == [["hw", "law"], ["hw", "lab", "rush"], ["purchase"]]
    assert frame("bank") == [["bank", "hw", "law"], ["bank", "hw", "lab", "rush"], ["purchase"]]
    assert frame("seller") == [
        ["bank", "hw", "law", "audit"],
        ["bank", "hw", "lab", "rush", "war-room"],
        ["purchase", "margin"],
    ]


def test_what_the_seller_thinks_is_for_the_seller() -> None:
    plan = """
revision: 7
outcome: {on: 2026-03-02, result: won}
template: {id: enterprise-saas}
steps: [{id: legal, title: Legal, duration: 5d, estimate: {low: 2d}, optional: true, overlap: 1d, fragment: legal}]
"""
    assert left("customer", plan) == {"steps": [{"id": "legal", "title": "Legal", "duration": "5d"}]}
    assert left("seller", plan).keys() == {"outcome", "template", "steps"}


def test_the_plan_s_own_figures_are_not_for_third_parties() -> None:
    plan = """
parties: [{id: hw, name: Hammer Hardware}]
critical_dates: [{id: all-done, date: 2026-03-02, cost_of_delay: {currency: EUR}}]
"""
    costs = {party: "cost_of_delay" in str(left(party, plan)) for party in ("seller", "customer", "hw")}
    assert costs == {"seller": True, "customer": True, "hw": False}


def test_a_word_said_in_private_is_gone_and_what_was_promised_for_it_stays() -> None:
    plan = """
people: [{id: jo, party: customer}, {id: ana, party: seller}]
why:
  pains: [{id: close, text: The close takes a month, by: jo}, {id: fear, text: They may fire us, by: jo, private: customer}]
  gives: [{id: trial, text: A free trial, get: visit}]
  gets: [{id: visit, text: A visit of their board, private: seller}]
  criteria: [{id: fast, text: One day, by: jo}, {id: cheap, text: Half the price, by: ana}]
  value: {currency: EUR, private: customer}
"""  # noqa: E501
    assert left("customer", plan)["why"] == {
        "pains": [
            {"id": "close", "text": "The close takes a month", "by": "jo"},
            {"id": "fear", "text": "They may fire us", "by": "jo", "private": "customer"},
        ],
        "criteria": [{"id": "fast", "text": "One day", "by": "jo"}],
        "value": {"currency": "EUR", "private": "customer"},
        "gives": [{"id": "trial", "text": "A free trial"}],
    }
    assert left("seller", plan)["why"].keys() == {"pains", "criteria", "gives", "gets"}
    assert "why" not in left("hw", plan)


def test_a_criterion_of_somebody_whom_the_customer_does_not_see_is_not_shared() -> None:
    plan = """
people: [{id: mole, party: %s, private: seller}, {id: jo, party: customer, private: customer}]
why: {criteria: [{id: fast, text: One day, by: mole}, {id: cheap, text: Half the price, by: jo}]}
"""
    cheap = [{"id": "cheap", "text": "Half the price", "by": "jo"}]
    assert [left("customer", plan % party)["why"]["criteria"] for party in ("customer", "seller")] == [cheap, cheap]
    assert [one["id"] for one in left("seller", plan % "customer")["why"]["criteria"]] == ["fast", "cheap"]
