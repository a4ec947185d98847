"""New plans from templates: kept holidays, and documents that read as they are written."""

from datetime import date

import pytest

from app.document import read, write
from app.new_plan import new_plan
from templates_library import templates

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("template", [one.id for one in templates()])
def test_every_template_gives_a_plan_that_reads_as_it_is_written(template: str) -> None:
    answers = {"customer_countries": ["DE-BY"]} if template == "mid-market-saas" else {}
    document = new_plan(template, as_of=TODAY, critical_date=date(2027, 4, 1), answers=answers).document

    assert read(write(document), file="plan.yaml", as_of="2026-11-23").document == document


def test_the_holidays_of_its_years_stand_in_it() -> None:
    reading = new_plan(
        "mid-market-saas",
        as_of=TODAY,
        critical_date=date(2027, 4, 1),
        start=date(2026, 10, 12),
        answers={"customer_countries": ["EG"]},
    )
    holidays = reading.document.calendars["customer"].holidays

    assert holidays is not None
    assert (holidays.region, holidays.from_, holidays.to) == ("EG", "2026-10-01", "2028-12-31")
    assert reading.document.calendars["customer"].week == dict.fromkeys(("mon", "tue", "wed", "thu", "sun"))
