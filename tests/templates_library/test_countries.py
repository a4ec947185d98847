"""Countries by the names that people use."""

from __future__ import annotations

import pytest

from templates_library.countries import _ALSO_CALLED, country_flaw, region_meant


@pytest.mark.parametrize("region", _ALSO_CALLED)
def test_each_name_that_people_use_leads_to_known_holidays(region: str) -> None:
    for name in _ALSO_CALLED[region].split(", "):
        assert region_meant(name) == region
    assert country_flaw(region) is None
