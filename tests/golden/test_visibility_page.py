"""The page of visibilities says what the schema says."""

from tests.golden.visibility_page import PAGE, visibility_page


def test_the_page_is_as_it_would_be_written_anew() -> None:
    assert PAGE.read_text(encoding="utf-8") == visibility_page(), "make cases writes it anew"


def test_who_does_not_see_a_block_sees_no_field_of_it() -> None:
    rows = visibility_page().splitlines()
    assert "| `critical_dates[].cost_of_delay.per_day[]` |  | `from`, `amount` |  |" in rows
    assert "| `steps[].estimate` |  |  | `low`, `likely`, `high` |" in rows
    assert "| `calendars.*.open[]` | `date`, `hours` | `reason` |  |" in rows
