"""What each side sees of plans in which the other keeps something to itself, in plain words."""

from __future__ import annotations

from datetime import date

from app.projection import Audience
from scheduler.headline import headline
from tests.app.projection.plans import said, seen_by

FEASIBILITY = """
critical_dates: [{id: signed, step: signature, date: 2026-03-02}]
steps:
  - {id: legal, title: Legal review, side: customer, duration: 5d}
  - {id: feasibility, title: Feasibility study, duration: 8d, after: legal, private: seller}
  - {id: signature, title: Signature, side: both, duration: 2d, after: feasibility}
"""


def test_the_customer_sees_that_its_review_is_needed_and_not_for_what() -> None:
    seen = seen_by("customer", FEASIBILITY)
    assert headline(seen.schedule) == "Signature on Mon 2 Mar can be met; Legal review must start by Tue 10 Feb."
    assert {
        step.id: (step.start_by, step.planned_finish, step.total_float, step.governing_date)
        for step in seen.schedule.steps.values()
    } == {
        "legal": (date(2026, 2, 10), date(2026, 2, 16), 26, None),
        "signature": (date(2026, 2, 27), date(2026, 3, 2), 26, "signed"),
    }
    assert seen.schedule.critical_dates["signed"].earliest == date(2026, 1, 23)
    assert seen.schedule.findings == ()
    assert said(seen, "legal", "late_start") == (
        "Legal review must start by Tue 10 Feb, because it takes 5 working days and is needed by Mon 16 Feb."
    )
    assert said(seen, "signature", "early_finish") == (
        "Signature can finish on Fri 23 Jan, because it takes 2 working days and waits until Thu 22 Jan."
    )


def test_the_seller_sees_the_whole_way() -> None:
    assert said(seen_by("seller", FEASIBILITY), "legal", "late_start") == (
        "Legal review must start by Tue 10 Feb, because it takes 5 working days and Feasibility study must start by "
        "Tue 17 Feb, because Signature must start by Fri 27 Feb, because it is due on Mon 2 Mar."
    )


CLOSED = """
critical_dates: [{id: reviewed, step: legal, date: 2026-01-16}]
calendars: {customer: {closed: [{from: 2026-01-08, to: 2026-01-12, reason: Merger talks, private: customer}]}}
steps: [{id: legal, title: Legal review, side: customer, duration: 5d}]
"""


def test_the_seller_sees_that_work_stands_still_and_not_why() -> None:
    seen = seen_by("seller", CLOSED)
    assert said(seen, "legal", "early_finish") == (
        "Legal review can finish on Wed 14 Jan, because it takes 5 working days and today is Mon 5 Jan; "
        "Legal review waits 3 working days in between."
    )
    assert said(seen_by("customer", CLOSED), "legal", "early_finish") == (
        "Legal review can finish on Wed 14 Jan, because it takes 5 working days and today is Mon 5 Jan; "
        "8-12 Jan are closed at Northwind (Merger talks)."
    )
    assert headline(seen.schedule) == "Legal review on Fri 16 Jan can be met; Legal review must start by Wed 7 Jan."


AWAY = """
critical_dates: [{id: signed, step: signature, date: 2026-02-02}]
people: [{id: mia, name: Mia Roth, party: customer, away: [{from: 2026-01-05, to: 2026-01-09, reason: Surgery, private: customer}]}]
steps:
  - {id: legal, title: Legal review, side: customer, owners: {customer: mia}, duration: 5d}
  - {id: signature, title: Signature, side: both, duration: 1d, after: legal}
"""  # noqa: E501


def test_the_seller_sees_until_when_somebody_waits_and_not_that_she_is_ill() -> None:
    seen = seen_by("seller", AWAY)
    assert said(seen, "signature", "early_start") == (
        "Signature can start on Mon 19 Jan, because Legal review finishes on Fri 16 Jan, because it waits until "
        "Mon 12 Jan."
    )
    assert seen.schedule.critical_dates["signed"].critical_path == ("legal", "signature")
    assert seen.schedule.steps["legal"].governing_date == "signed"


PINNED = """
critical_dates: [{id: live, step: live, date: 2026-03-02}]
calendars: {seller: {closed: [{from: 2026-01-13, reason: Secret, private: seller}]}}
steps:
  - {id: board, title: Board, duration: 3d, slots: FREQ=WEEKLY;BYDAY=MO, must_finish_on: 2026-01-15}
  - {id: live, title: Go-live, duration: 1d, after: board}
"""


def test_a_pin_that_fits_only_with_a_hidden_closure_is_kept() -> None:
    seen, whole = seen_by("customer", PINNED), seen_by("seller", PINNED)
    assert seen.schedule.steps["board"].early_finish == whole.schedule.steps["board"].early_finish == date(2026, 1, 15)
    assert seen.schedule.findings == whole.schedule.findings == ()
    assert said(seen, "board", "late_start") == (
        "Board must start by Mon 12 Jan, because it takes 3 working days and is pinned to finish on Thu 15 Jan; "
        "Board waits 1 working day in between."
    )


FUNDING = """
critical_dates:
  - {id: funding, step: funding, date: 2026-01-30, reason: The board meets}
  - {id: live, step: live, date: 2026-06-01}
steps:
  - {id: proposal, title: Proposal, duration: 5d}
  - {id: funding, title: Board meeting, side: customer, duration: 1d, after: proposal, private: customer}
  - {id: live, title: Go-live, side: both, duration: 1d, after: proposal}
"""


def test_a_private_critical_date_is_a_day_by_which_something_is_needed() -> None:
    seen = seen_by("seller", FUNDING)
    assert list(seen.schedule.critical_dates) == ["live"]
    assert said(seen, "proposal", "late_start") == (
        "Proposal must start by Fri 23 Jan, because it takes 5 working days and is needed by Thu 29 Jan."
    )
    assert seen.schedule.findings == ()
    proposal = seen.schedule.steps["proposal"]
    assert (proposal.governing_date, proposal.total_float, proposal.float_by_date) == ("live", 14, {"live": 14})


def test_who_of_a_party_asks_changes_nothing() -> None:
    seen = seen_by("customer", FEASIBILITY)
    assert seen.audience == Audience(party="customer")
    assert seen_by("customer", FEASIBILITY).schedule == seen.schedule


def test_somebody_of_no_party_sees_what_everyone_may() -> None:
    assert list(seen_by("public", FEASIBILITY).schedule.steps) == ["legal", "signature"]
