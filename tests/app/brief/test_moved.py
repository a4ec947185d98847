"""What a change did to the dates, in a few sentences."""

from __future__ import annotations

from app.brief.moved import moved_said
from app.document import read
from app.projection import Audience, project
from tests.stored import PLAN


def moved(after: str, *, party: str = "customer", before: str = PLAN) -> tuple[str, ...]:
    seen = []
    for text in (before, after):
        reading = read(text, file="plan.yaml", as_of="2026-11-23")
        seen.append(project(reading, reading.schedule, Audience(party=party)))
    return moved_said(*seen)


def test_a_date_that_stays_is_said_too() -> None:
    assert moved(PLAN.replace("duration: 3d, after: set-up", "duration: 5d, after: set-up")) == (
        "Go-live stays on Fri 19 Feb.",
        "Signature is now on Fri 22 Jan, 4 days earlier.",
        "Legal review now starts on Mon 11 Jan, 2 days earlier.",
        "Set-up now starts on Mon 25 Jan, 2 days earlier.",
        "1 more step moves.",
    )


def test_a_date_that_moves_says_where_it_lands() -> None:
    [first, *_] = moved(PLAN.replace("owners: {customer: jo}, duration: 10d", "owners: {customer: jo}, duration: 80d"))
    assert first.startswith("Go-live lands on ")
    assert first.endswith(" days later.")


def test_a_critical_date_that_moves_is_said_though_nothing_else_moves() -> None:
    short, shorter = (PLAN.replace("2027-02-26", day) for day in ("2026-12-02", "2026-12-01"))
    assert moved(shorter, before=short) == ("Go-live is needed by Tue 1 Dec, 1 day earlier, and stays on Wed 30 Dec.",)


def test_words_move_nothing() -> None:
    assert moved(PLAN.replace("title: Training", "title: Training of all")) == ("No date moves.",)


def test_a_step_that_is_hidden_is_not_named() -> None:
    longer = PLAN.replace(
        "title: Margin talks, phase: purchase, duration: 4d", "title: Margin talks, phase: purchase, duration: 40d"
    )
    assert longer != PLAN
    assert "Margin" not in " ".join(moved(longer))
    assert "Margin" in " ".join(moved(longer, party="seller"))
