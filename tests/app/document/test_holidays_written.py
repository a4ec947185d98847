"""Holidays are written into a plan that is stored, so that no update of the library moves a date silently."""

from __future__ import annotations

from datetime import date
from importlib.metadata import version

from app.document import PlanDocument, plain, read, reread, with_holidays_written

PLAN = """
format: backplan/1
title: Northwind roll-out
as_of: 2026-11-23
calendars:
  seller: {holidays: US-NY}
  customer: {holidays: IL, closed: [{from: 2026-12-24}]}
  hw: {holidays: IL, week: [mon, tue]}
  nights: {week: [sat, sun]}
  kept: {holidays: {region: DE, from: 2026-01-01, to: 2026-12-31, days: []}}
parties: [{id: hw}]
critical_dates: [{id: go-live, date: 2027-03-15}]
steps:
  - {id: set-up, title: Set-up, duration: 20d, side: both}
  - {id: racks, title: Racks, duration: 4d, side: hw, after: set-up}
"""


def document() -> PlanDocument:
    return with_holidays_written(read(PLAN, file="x").document, first=date(2026, 11, 26), last=date(2026, 12, 25))


def test_days_and_weeks_are_those_of_the_country() -> None:
    span = {"library": version("holidays"), "from": "2026-11-26", "to": "2026-12-25"}

    assert plain(document())["calendars"] == {
        "seller": {
            "holidays": {
                "region": "US-NY",
                **span,
                "days": [
                    {"date": "2026-11-26", "name": "Thanksgiving Day"},
                    {"date": "2026-12-25", "name": "Christmas Day"},
                ],
            }
        },
        "customer": {
            "week": ["mon", "tue", "wed", "thu", "sun"],
            "holidays": {"region": "IL", **span, "days": []},
            "closed": [{"from": "2026-12-24"}],
        },
        "hw": {"week": ["mon", "tue"], "holidays": {"region": "IL", **span, "days": []}},
        "kept": {"holidays": {"region": "DE", "from": "2026-01-01", "to": "2026-12-31", "days": []}},
        "nights": {"week": ["sat", "sun"]},
    }


def test_days_that_are_written_stay_as_they_are_and_weeks_count() -> None:
    written = with_holidays_written(document(), first=date(2020, 1, 1), last=date(2030, 1, 1))
    again = reread(written)

    assert written == document()
    assert again.schedule.critical_dates["go-live"].earliest == date(2027, 1, 12)
