"""Countries by the names that people use."""

from __future__ import annotations

from datetime import date

import pytest

from templates_library import plan_of
from templates_library.countries import _ALSO_CALLED, country_flaw, region_meant


@pytest.mark.parametrize("region", _ALSO_CALLED)
def test_each_name_that_people_use_leads_to_known_holidays(region: str) -> None:
    for name in _ALSO_CALLED[region].split(", "):
        assert region_meant(name) == region
    assert country_flaw(region) is None


def test_a_proposed_date_is_no_public_holiday_of_the_customer() -> None:
    def first_result(*countries: str) -> str:
        made = plan_of(
            "mid-market-saas",
            form="outline",
            critical_date=date(2027, 4, 5),
            answers={"customer_countries": list(countries)},
        )
        return str(made["critical_dates"][1]["date"])

    assert first_result() == first_result("FI") == "2027-05-17"
    assert first_result("DE") == "2027-05-18"  # Whit Monday is a holiday there
