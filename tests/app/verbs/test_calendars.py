"""When people work: calendars, the days on which they are closed, freezes, public holidays."""

from __future__ import annotations

from typing import Any

import pytest

from app.document.regions import LIBRARY
from app.verbs import OPERATION
from tests.app.verbs.doing import Asked, Changes, after, changes, plan, refusal
from tests.stored import JO

CHRISTMAS: Asked = {"do": "add_closure", "calendar": "customer", "new": {"from": "2026-12-24", "to": "2027-01-01"}}
INVENTORY = {"from": "2026-12-28", "to": "2026-12-31", "reason": "Inventory"}
BOOKS = {"from": "2026-12-21", "to": "2026-12-23", "reason": "Close of the books"}
QUARTER = {"from": "2027-03-25", "to": "2027-04-05", "reason": "Quarter end"}
BAVARIA: Asked = {"do": "edit_calendar", "calendar": "customer", "set": {"holidays": "DE-BY"}}
ISRAEL: Asked = {"do": "edit_calendar", "calendar": "customer", "set": {"holidays": "IL"}}
SUNDAY_TO_THURSDAY = ["mon", "tue", "wed", "thu", "sun"]
BY_HAND = {"region": "DE-BY", "from": "2026-12-01", "to": "2026-12-31", "days": [{"date": "2026-12-07"}]}
OLD = {**BY_HAND, "library": "0.1"}
DECEMBER = [
    {"date": "2026-12-25", "name": "Christmas Day"},
    {"date": "2026-12-26", "name": "Second Day of Christmas"},
]


def written(holidays: Any) -> Asked:  # noqa: ANN401 - a region or a block
    """Return what writes holidays into the customer's calendar."""
    return {"do": "edit_calendar", "calendar": "customer", "set": {"holidays": holidays}}


DONE: list[tuple[list[Asked], Changes]] = [
    (
        [{"do": "edit_calendar", "calendar": "customer", "set": {"week": ["mon", "tue"]}}],
        {"calendars.customer": (None, {"week": ["mon", "tue"]})},
    ),
    (
        [{"do": "edit_calendar", "calendar": "nights", "set": {"week": ["sat"]}}],
        {"calendars.nights": (None, {"week": ["sat"], "by": "seller"})},
    ),
    (
        [{"do": "edit_calendar", "calendar": "weekends", "set": {"week": ["sun"]}}],
        {"calendars.weekends.week": (["sat", "sun"], ["sun"])},
    ),
    (
        [{"do": "remove_calendar", "calendar": "weekends"}],
        {"calendars.weekends": ({"week": ["sat", "sun"], "by": "seller"}, None)},
    ),
    ([{"do": "remove_calendar", "calendar": "seller"}], {"calendars.seller": ({"closed": [INVENTORY]}, None)}),
    ([CHRISTMAS], {"calendars.customer": (None, {"closed": [{"from": "2026-12-24", "to": "2027-01-01"}]})}),
    (
        [{"do": "add_closure", "calendar": "seller", "new": {"from": "2026-12-28"}}],
        {"calendars.seller.closed.2026-12-28": (None, {"from": "2026-12-28"})},
    ),
    (
        [{"do": "remove_closure", "calendar": "seller", "from": "2026-12-28", "to": "2026-12-31"}],
        {"calendars.seller.closed": ([INVENTORY], None)},
    ),
    ([{"do": "add_freeze", "new": QUARTER}], {"freezes.2027-03-25 to 2027-04-05": (None, QUARTER)}),
    (
        [{"do": "edit_freeze", "from": "2026-12-21", "to": "2026-12-23", "set": {"to": None, "reason": "Audit"}}],
        {
            "freezes.2026-12-21 to 2026-12-23": (BOOKS, None),
            "freezes.2026-12-21": (None, {"from": "2026-12-21", "reason": "Audit"}),
        },
    ),
    ([{"do": "remove_freeze", "from": "2026-12-21", "to": "2026-12-23"}], {"freezes": ([BOOKS], None)}),
    ([written(BY_HAND), {"do": "refresh_holidays"}], {"calendars.customer": (None, {"holidays": BY_HAND})}),
    (
        [written(OLD), {"do": "refresh_holidays"}],
        {"calendars.customer": (None, {"holidays": {**OLD, "library": LIBRARY, "days": DECEMBER}})},
    ),
    (
        [written({**OLD, "days": DECEMBER}), {"do": "refresh_holidays"}],
        {"calendars.customer": (None, {"holidays": {**OLD, "days": DECEMBER}})},
    ),
]


@pytest.mark.parametrize(
    ("operations", "changed"), DONE, ids=[f"{at} {one[-1]['do']}" for at, (one, _) in enumerate(DONE)]
)
def test_it_changes_this_and_nothing_else(operations: list[Asked], changed: Changes) -> None:
    assert changes(*operations) == changed


def test_holidays_of_a_region_are_written_from_this_month_to_the_year_after_the_last_critical_date() -> None:
    holidays = after(BAVARIA).document.calendars["customer"].holidays

    assert holidays is not None
    assert (holidays.region, holidays.library) == ("DE-BY", LIBRARY)
    assert (holidays.from_, holidays.to) == ("2026-11-01", "2028-12-31")
    days = [day.date for day in holidays.days or ()]
    assert (days[:3], days[-1]) == (["2026-11-01", "2026-12-25", "2026-12-26"], "2028-12-26")


def test_holidays_are_written_for_the_days_for_which_those_of_the_other_side_are() -> None:
    seller: Asked = {"do": "edit_calendar", "calendar": "seller", "set": {"holidays": "US-NY"}}
    document = after(written(BY_HAND), seller).document
    holidays = document.calendars["seller"].holidays

    assert holidays is not None
    assert (holidays.from_, holidays.to) == ("2026-12-01", "2026-12-31")
    assert [day.date for day in holidays.days or ()] == ["2026-12-25"]
    assert document.calendars["customer"] == after(written(BY_HAND)).document.calendars["customer"]


def test_what_a_party_does_not_see_changes_nothing_about_its_holidays() -> None:
    assert after(BAVARIA, by=JO).document == after(BAVARIA).document


def test_a_week_that_came_with_a_country_goes_with_it() -> None:
    assert after(ISRAEL).document.calendars["customer"].week == dict.fromkeys(SUNDAY_TO_THURSDAY)
    assert after(ISRAEL, BAVARIA).document == after(BAVARIA).document
    assert after(ISRAEL, written(None)).document.calendars["customer"].week is None


def test_a_week_that_people_named_stays() -> None:
    week: Asked = {"do": "edit_calendar", "calendar": "customer", "set": {"week": ["mon", "tue"]}}

    assert after(week, ISRAEL, BAVARIA).document.calendars["customer"].week == dict.fromkeys(["mon", "tue"])


def test_holidays_that_are_as_the_library_has_them_are_left_alone() -> None:
    assert changes(BAVARIA, {"do": "refresh_holidays"}) == changes(BAVARIA)
    assert changes({"do": "refresh_holidays"}) == {}


def test_a_step_of_the_customer_steps_over_a_week_in_which_it_is_closed() -> None:
    week: Asked = {"do": "add_closure", "calendar": "customer", "new": {"from": "2026-11-30", "to": "2026-12-04"}}

    assert str(plan().schedule.steps["legal"].early_finish) == "2026-12-04"
    assert str(after(week).schedule.steps["legal"].early_finish) == "2026-12-11"


REFUSED: list[tuple[list[Asked], str, str]] = [
    (
        [written("DE-XX")],
        "unknown-region",
        (
            "calendars.customer.holidays: DE has no part 'XX'; its parts are Augsburg, BB, BE, BW, BY, HB, HE, HH, MV, "
            "NI, NW, RP, SH, SL, SN, ST, TH"
        ),
    ),
    (
        [{"do": "edit_calendar", "calendar": "customer", "set": {"wek": ["mon"]}}],
        "unknown-key",
        "calendars.customer.wek: no key 'wek' here; did you mean 'week'?",
    ),
    (
        [
            {"do": "edit_step", "step": "training", "set": {"calendar": "weekends"}},
            {"do": "remove_calendar", "calendar": "weekends"},
        ],
        "still-named",
        "'weekends' is still named by 'Training'; give these another calendar first",
    ),
    (
        [{"do": "remove_calendar", "calendar": "weekend"}],
        "unknown-calendar",
        "no calendar 'weekend'; did you mean 'weekends'?",
    ),
    (
        [{"do": "add_closure", "calendar": "custmer", "new": {"from": "2026-12-24"}}],
        "unknown-calendar",
        "no calendar 'custmer'; did you mean 'customer'?",
    ),
    (
        [{"do": "add_closure", "calendar": "seller", "new": INVENTORY}],
        "duplicate-id",
        "there is a closure '2026-12-28 to 2026-12-31' already; edit that one, or take other days",
    ),
    (
        [{"do": "add_closure", "calendar": "seller", "new": {"from": "2026-12-31", "to": "2026-12-28"}}],
        "ends-before-it-begins",
        (
            "plan (changed) calendars.seller.closed[1].to: 2026-12-28 is before 2026-12-31, where it begins; "
            "swap them or mend one"
        ),
    ),
    (
        [{"do": "remove_closure", "calendar": "seller", "from": "2026-12-28"}],
        "unknown-closure",
        "no closure '2026-12-28'; did you mean '2026-12-28 to 2026-12-31'?",
    ),
    (
        [{"do": "remove_closure", "calendar": "customer", "from": "2026-12-28"}],
        "unknown-calendar",
        "no calendar 'customer'; there are 'seller' and 'weekends'",
    ),
    (
        [{"do": "add_freeze", "new": {"from": "2026-12-21", "to": "2026-12-23"}}],
        "duplicate-id",
        "there is a freeze '2026-12-21 to 2026-12-23' already; edit that one, or take other days",
    ),
    (
        [
            {"do": "add_freeze", "new": QUARTER},
            {"do": "edit_freeze", **{key: QUARTER[key] for key in ("from", "to")}, "set": BOOKS},
        ],
        "duplicate-id",
        "there is a freeze '2026-12-21 to 2026-12-23' already; edit that one, or take other days",
    ),
    (
        [{"do": "edit_freeze", "from": "2026-12-21", "to": "2026-12-23", "set": {"from": None}}],
        "missing-key",
        "freezes[0].from: 'from' is missing; add it with a day such as 2026-11-30",
    ),
    (
        [{"do": "remove_freeze", "from": "2026-12-21"}],
        "unknown-freeze",
        "no freeze '2026-12-21'; did you mean '2026-12-21 to 2026-12-23'?",
    ),
]


@pytest.mark.parametrize(("operations", "code", "sentence"), REFUSED)
def test_it_is_refused_in_these_words(operations: list[Asked], code: str, sentence: str) -> None:
    assert refusal(*operations) == (code, sentence)


def test_a_calendar_has_a_name() -> None:
    with pytest.raises(ValueError, match="calendar"):
        OPERATION.validate_python({"do": "edit_calendar", "calendar": " ", "set": {"week": ["mon"]}})


def test_a_step_that_names_the_calendar_of_a_party_keeps_both() -> None:
    closed: Asked = {"do": "add_closure", "calendar": "hw", "new": {"from": "2026-12-24"}}
    named: Asked = {"do": "edit_step", "step": "training", "set": {"calendar": "hw"}}

    assert refusal(closed, named, {"do": "remove_party", "party": "hw"}) == (
        "still-named",
        "'hw' is still named by 'Training'; give that to another party first",
    )
