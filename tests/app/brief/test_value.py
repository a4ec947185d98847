"""The value case: sums, years, and the year in which it has paid back, where the figures say so."""

from typing import Any

import pytest

from app.brief.money import amount_in
from app.brief.value import Driver, Value, Year, value_brief
from app.document.wire.why import ValueCase


def case(**written: object) -> ValueCase:
    return ValueCase.model_validate(written)


def spent(**years: float) -> list[dict[str, float]]:
    return [{"year": int(year[1:]), "amount": amount} for year, amount in years.items()]


def gained(driver: str = "overtime", /, **years: float) -> list[dict[str, Any]]:
    return [{"driver": driver, **one} for one in spent(**years)]


def test_a_case_is_said_in_money() -> None:
    figures = case(
        currency="EUR",
        investment=spent(y2027=140_000, y2028=45_000),
        benefits=[*gained(y2027=120_000, y2028=90_000.5), *gained("audits", y2028=30_000)],
    )
    assert value_brief(figures, "Eva Lang") == Value(
        currency="EUR",
        source="Eva Lang",
        private=False,
        investment="EUR 185,000",
        benefits="EUR 240,000.50",
        value="EUR 55,000.50",
        payback=2028,
        span="2027 to 2028",
        years=(
            Year(year=2027, investment="140,000", benefits="120,000", so_far="\N{MINUS SIGN}20,000"),
            Year(year=2028, investment="45,000", benefits="120,000.50", so_far="55,000.50"),
        ),
        drivers=(
            Driver(name="overtime", expected="EUR 210,000.50", measured=""),
            Driver(name="audits", expected="EUR 30,000", measured=""),
        ),
    )


@pytest.mark.parametrize(
    ("investment", "benefits", "year"),
    [
        ({"y2027": 100}, {"y2027": 100}, 2027),
        ({"y2027": 100}, {"y2027": 50, "y2028": 50}, 2028),
        ({"y2027": 100, "y2029": 100}, {"y2028": 150, "y2029": 60}, 2028),
        ({"y2027": 100, "y2028": 100}, {"y2027": 150, "y2028": 10, "y2029": 40}, 2029),
        ({"y2027": 100}, {"y2028": 99}, None),
        ({"y2027": 100}, {}, None),
        ({}, {"y2027": 100}, None),
    ],
)
def test_it_has_paid_back_once_and_for_all(
    investment: dict[str, int], benefits: dict[str, int], year: int | None
) -> None:
    told = value_brief(case(investment=spent(**investment), benefits=gained(**benefits)), "")
    assert told is not None
    assert told.payback == year


def test_half_a_case_has_no_value() -> None:
    told = value_brief(case(investment=spent(y2027=100)), "")
    assert told is not None
    assert (told.investment, told.benefits, told.value, told.span) == ("100", "", "", "2027")


def test_what_was_measured_stands_beside_what_was_expected() -> None:
    told = value_brief(case(benefits=[{"driver": "overtime", "year": 2027, "amount": 100, "measured": 80}]), "")
    assert told is not None
    assert told.measured
    assert told.drivers[0].measured == "80"


def test_a_case_without_figures_is_none() -> None:
    assert value_brief(case(currency="EUR"), "") is None


def test_amounts_are_said_the_same_in_every_country() -> None:
    assert [amount_in("EUR", amount) for amount in (0, 6500, -1234.5, 1_000_000.25)] == [
        "EUR 0",
        "EUR 6,500",
        "\N{MINUS SIGN}EUR 1,234.50",
        "EUR 1,000,000.25",
    ]
    assert amount_in(None, 6500) == "6,500"
