"""Rows as steps: phases, links, order, durations, progress, dates."""

from __future__ import annotations

from typing import Any

import pytest

from app.document.plain import plain
from app.sheet.reading import NO_HOLIDAYS
from tests.app.sheet.sheets import notes, steps, text_sheet


def by_id(*rows: str) -> dict[str, dict[str, Any]]:
    return {step["id"]: step for step in steps(text_sheet(*rows))}


def after(*rows: str) -> dict[str, Any]:
    return {name: step.get("after") for name, step in by_id(*rows).items()}


def dates(*rows: str) -> Any:  # noqa: ANN401 - plain data
    return plain(text_sheet(*rows).document).get("critical_dates")


# --- rows and phases --------------------------------------------------------------------------------------------------


def test_a_row_with_a_title_alone_heads_the_steps_below() -> None:
    reading = text_sheet("Step,Owner,Days", "Purchase", "Legal,us,5", "", "Order,us,1", "Build", "Set-up,us,9")

    assert {step["title"]: step["phase"] for step in steps(reading)} == {
        "Legal": "purchase", "Order": "purchase", "Set-up": "build",
    }  # fmt: skip
    assert "rows 2, 6 are titles of phases" in notes(reading)


def test_the_title_of_a_phase_may_stand_in_another_column() -> None:
    reading = text_sheet("#,Step,Owner,Days", "Purchase,,", "1,Legal,us,5")

    assert [(step["title"], step["phase"]) for step in steps(reading)] == [("Legal", "purchase")]
    assert "row 2 is the title of a phase" in notes(reading)


def test_steps_that_others_are_numbered_below_are_phases() -> None:
    reading = text_sheet("WBS,Step,Duration", "1,Purchase,20d", "1.1,Legal,5d", "1.2,Order,1d", "2,Build,10d")

    assert {step["title"]: step.get("phase") for step in steps(reading)} == {
        "Legal": "purchase", "Order": "purchase", "Build": "purchase",
    }  # fmt: skip


def test_a_phase_beside_the_first_of_its_steps_is_that_of_the_others_too() -> None:
    merged = by_id("Phase,Step", "Purchase,Legal", ",Order", "Build,Set-up", ",Test")
    repeated = by_id("Phase,Step", "Purchase,Legal", "Purchase,Order", ",Test")

    assert [step["phase"] for step in merged.values()] == ["purchase", "purchase", "build", "build"]
    assert [step.get("phase") for step in repeated.values()] == ["purchase", "purchase", None]


def test_a_step_is_no_phase_because_it_lacks_something() -> None:
    few_columns = text_sheet("Step,Due", "Legal,", "Order,2026-12-04")
    waited_for = text_sheet("Step,Owner,Days,After", "Contract sent", "Legal,us,5,Contract sent")
    remarks = text_sheet("Step,Owner,Days,Notes", "Legal", "Order,,,ask Mia", "Set-up,us,5")

    assert [step["title"] for step in steps(few_columns)] == ["Legal", "Order"]
    assert [step["title"] for step in steps(waited_for)] == ["Contract sent", "Legal"]
    assert [step["title"] for step in steps(remarks)] == ["Legal", "Order", "Set-up"]


def test_headings_that_come_again_are_no_step() -> None:
    assert list(by_id("Step,Owner", "Legal,us", "Step,Owner", "Order,us")) == ["legal", "order"]


def test_rows_without_a_step_and_below_the_table_are_told() -> None:
    reading = text_sheet("Step,Owner", "Legal,us", ",them", "Order,us", "", "Last changed by Jo")

    assert [step["title"] for step in steps(reading)] == ["Legal", "Order"]
    assert {
        "B3: a row without a step: them",
        "A6: Last changed by Jo",
    } <= set(notes(reading))


def test_what_stands_above_the_table_is_its_title_its_facts_or_told() -> None:
    reading = text_sheet(
        "Roll-out,,",
        "Customer: Northwind,,Seller,Acme",
        "Time zone,Mars/Olympus",
        "draft 3",
        "",
        "Step,Owner",
        "Legal,Acme",
    )
    document = reading.document

    assert (document.title, document.customer, document.seller, document.time_zone) == (
        "Roll-out",
        "Northwind",
        "Acme",
        None,
    )
    assert notes(reading)[-2:] == ["A4: draft 3", NO_HOLIDAYS]
    told = "A3: 'Mars/Olympus' is no time zone that is known; write continent and city, such as Europe/Berlin"
    assert told in notes(reading)


def test_a_plan_without_a_title_is_called_as_its_file() -> None:
    assert text_sheet("Step", "Legal", name="C:\\Plans\\northwind_roll-out.csv").document.title == "northwind roll out"


def test_ids_are_kept_or_made_of_titles() -> None:
    reading = text_sheet("Id,Step", "legal,Legal review", "legal,Another", "bad id,Third", ",Another")

    assert [step["id"] for step in steps(reading)] == ["legal", "another", "third", "another-2"]
    told = "A3: 'legal' is no id that a plan can have, or stands twice; one was made of the title"
    assert told in notes(reading)


# --- links ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("Legal", "legal"), ("legal ", "legal"), ("1", "legal"), ("#1", "legal"), ("Row 1", "legal"),
        ("1FS", "legal"), ("1FS+2d", [{"step": "legal", "lag": "2d"}]),
        ("1 SS + 2 days", [{"step": "legal", "type": "SS", "lag": "2d"}]),
        ("1FF-1w", [{"step": "legal", "type": "FF", "lag": "-5d"}]), ("1SF", [{"step": "legal", "type": "SF"}]),
        ("1+3ed", [{"step": "legal", "lag": "3ed"}]), ("1EA+1 Tag", [{"step": "legal", "lag": "1d"}]),
        ("Legal SS+2d", [{"step": "legal", "type": "SS", "lag": "2d"}]), ("1,2", ["legal", "sign-send-and-file"]),
        ("1; 2", ["legal", "sign-send-and-file"]), ("Legal\nSign, send and file", ["legal", "sign-send-and-file"]),
        ("Sign, send and file", "sign-send-and-file"),
        ("Legal; Sign, send and file FF", ["legal", {"step": "sign-send-and-file", "type": "FF"}]),
        ("1, 1", "legal"), ("-", None), ("none", None), ("1+0d", "legal"), ("1 and 2", ["legal", "sign-send-and-file"]),
    ],
)  # fmt: skip
def test_predecessors_are_found_by_number_id_or_title(cell: str, meant: object) -> None:
    found = after("No,Step,Waits for", "1,Legal,", '2,"Sign, send and file",', f'3,Order,"{cell}"')

    assert found["order"] == meant


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (("", "2", "3"), "numbers of predecessors were read as rows of the sheet"),
        (("", "1", "2"), "numbers of predecessors were read as counting the rows below the headings"),
    ],
)
def test_bare_numbers_count_whatever_leads_upwards(cells: tuple[str, str, str], told: str) -> None:
    rows = [f"{title},{cell}" for title, cell in zip(("A", "B", "C"), cells, strict=True)]
    reading = text_sheet("Step,Predecessor", *rows)

    assert [step.get("after") for step in steps(reading)] == [None, "a", "b"]
    assert told in notes(reading)


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (
            "Leagl",
            "B3: there is no step 'Leagl' (did you mean 'Legal'?); 'Order' was read as if it did not wait for it",
        ),
        ("xyz", "B3: there is no step 'xyz'; 'Order' was read as if it did not wait for it"),
        ("Legal+50%", "B3: the lag of 'Legal+50%' is no amount of time; the link has none"),
        ("Order", "B3: 'Order' waits for itself here; the link was left out"),
    ],
)
def test_a_link_that_leads_nowhere_is_told(cell: str, told: str) -> None:
    assert told in notes(text_sheet("Step,After", "Legal,", f"Order,{cell}", "Last,Order"))


def test_a_long_list_of_predecessors_is_read() -> None:
    names = [f"Step number {at} of a long list" for at in range(60)]
    found = after("Step,After", *(f"{name}," for name in names), f'Last,"{"; ".join(names)}"')

    assert len(found["last"]) == 60


# --- order and durations that a sheet does not say --------------------------------------------------------------------


def test_days_give_the_order_where_no_column_does() -> None:
    found = by_id("Step,Due", "A,2026-12-04", "B,2026-12-11", "C,2026-12-11", "D,2026-12-18")

    assert {name: (step.get("after"), step.get("duration")) for name, step in found.items()} == {
        "a": (None, "1d"),
        "b": ("a", "5d"),
        "c": ("a", "5d"),
        "d": (["b", "c"], "5d"),
    }


def test_steps_whose_days_overlap_run_beside_each_other() -> None:
    found = after(
        "Step,Start,End",
        "A,2026-12-01,2026-12-04",
        "B,2026-12-03,2026-12-15",
        "C,2026-12-07,2026-12-09",
        "D,2026-12-16,2026-12-17",
    )

    assert found == {"a": None, "b": None, "c": "a", "d": ["c", "b"]}


def test_a_step_without_a_day_stands_between_its_neighbours() -> None:
    assert after("Step,Due", "A,2026-12-04", "B,", "C,2026-12-11", "D,2026-12-18") == {
        "a": None, "b": "a", "c": ["a", "b"], "d": "c",
    }  # fmt: skip


def test_rows_give_the_order_where_days_are_few_or_contradict_them() -> None:
    chain = {"a": None, "b": "a", "c": "b"}

    assert after("Step,Due", "A,", "B,2026-12-04", "C,") == chain
    assert after("Step,Due", "A,2026-12-18", "B,", "C,2026-12-04") == chain
    assert after("Step", "A", "B", "C") == chain


def test_one_step_needs_no_order() -> None:
    reading = text_sheet("Step", "Legal")

    assert steps(reading) == [{"id": "legal", "title": "Legal", "duration": "1d"}]
    assert not any("waits for" in note for note in notes(reading))


def test_a_duration_is_that_of_the_days_of_a_step() -> None:
    found = by_id("Step,Start,End,After", "A,2026-12-04,2026-12-08,", "B,2026-12-09,2026-12-09,A", "C,,,B")

    assert {name: step["duration"] for name, step in found.items()} == {"a": "3d", "b": "1d", "c": "1d"}


def test_many_steps_without_a_duration_are_counted() -> None:
    reading = text_sheet("Step", *(f"Step {at}" for at in range(9)))

    assert "no duration in the sheet: Step 0, Step 1, Step 2, Step 3, Step 4 and 4 more; a day was taken" in notes(
        reading
    )


def test_what_takes_no_time_is_a_milestone_unless_it_is_something_else() -> None:
    found = by_id("Step,Duration,Type", "A,0,", "B,0,gate", "C,,milestone", "D,5d,gate", "E,0,task")

    assert {name: (step.get("kind"), step.get("duration")) for name, step in found.items()} == {
        "a": ("milestone", None),
        "b": ("gate", None),
        "c": ("milestone", None),
        "d": ("gate", "5d"),
        "e": ("milestone", None),
    }


# --- progress ---------------------------------------------------------------------------------------------------------


_UNKNOWN = "says nothing that is known of how far a step is; kept with the step as something to read"


@pytest.mark.parametrize(
    ("row", "progress", "told"),
    [
        ("done,,2026-11-13,2026-11-20,,", {"started": "2026-11-13", "finished": "2026-11-20"}, None),
        (
            "done,,2026-11-13,2026-11-20,2026-11-16,2026-11-18",
            {"started": "2026-11-16", "finished": "2026-11-18"},
            None,
        ),
        (",100%,2026-11-13,2026-11-20,,", {"started": "2026-11-13", "finished": "2026-11-20"}, None),
        ("done,,,,,", {"finished": "2026-11-23"}, "row 2: 'Legal' is done, and no day says when; today was taken"),
        (
            "done,,,2026-12-04,,",
            {"finished": "2026-11-23"},
            "row 2: 'Legal' is done, and its day 2026-12-04 is still to come; today was taken",
        ),
        ("done,,2026-11-20,2026-11-18,,", {"finished": "2026-11-18"}, None),
        ("in progress,,2026-11-16,,,", {"started": "2026-11-16"}, None),
        ("in progress,50%,2026-11-16,,,", {"started": "2026-11-16", "remaining": "5d"}, None),
        ("open,25%,2026-11-16,,,", {"started": "2026-11-16", "remaining": "8d"}, None),
        (",99%,2026-11-16,,,", {"started": "2026-11-16", "remaining": "1d"}, None),
        (
            "started,,,,,",
            {"started": "2026-11-23"},
            "row 2: 'Legal' is under way, and no day says since when; today was taken",
        ),
        (
            "started,,2026-12-01,,,",
            {"started": "2026-11-23"},
            "row 2: 'Legal' is under way, and its start 2026-12-01 is still to come; today was taken",
        ),
        (
            "started,,,2026-11-27,,",
            {"started": "2026-11-23", "remaining": "5d"},
            "row 2: 'Legal' is under way, and no day says since when; today was taken, with 5d left until its own day",
        ),
        ("started,,2026-11-16,2026-11-27,,", {"started": "2026-11-16"}, None),
        ("cancelled,,,,,", {"skipped": True}, None),
        ("sort of,,,,,", None, f"B2: 'sort of' {_UNKNOWN}"),
        ("waiting for IT,,,,,", {"blocked": {"reason": "waiting for IT"}}, None),
        ("blocked,,,,,", {"blocked": {"reason": "blocked"}}, None),
        ("not started,0%,,,,", None, None),
        ("at risk,,,,,", None, "'at risk': how a step stands is computed from its days"),
    ],
)
def test_what_has_happened_is_progress_and_what_is_to_come_is_not(
    row: str, progress: dict[str, Any] | None, told: str | None
) -> None:
    reading = text_sheet(
        "Step,Status,% done,Start,Due,Actual start,Actual finish,Duration",
        f"Legal,{row},10d",
        "Go-live,,,,2027-01-29,,,1d",
    )

    assert steps(reading)[0].get("progress") == progress
    assert told is None or told in notes(reading)


def test_a_milestone_cannot_be_under_way() -> None:
    reading = text_sheet("Step,Status,Duration", "Signed,in progress,0d")

    assert "progress" not in steps(reading)[0]
    assert "row 2: 'Signed' takes no time and cannot be under way; it is not done yet" in notes(reading)


# --- dates ------------------------------------------------------------------------------------------------------------


def test_days_that_somebody_typed_bind_nothing() -> None:
    found = by_id(
        "Step,Start,Due,Agreed,Deadline",
        "Legal,2026-12-01,2026-12-04,2026-12-07,2026-12-11",
        "Go-live,,2027-01-29,,",
    )

    assert found["legal"] == {
        "id": "legal",
        "title": "Legal",
        "duration": "5d",
        "finish_no_later_than": "2026-12-11",
        "agreed": {"finish": "2026-12-07"},
        "proposed": {"start": "2026-12-01", "finish": "2026-12-04"},
    }


@pytest.mark.parametrize(
    ("rows", "step", "day"),
    [
        (["Legal,2026-12-04,", "Go-live,2027-01-29,", "Party,2027-02-05,"], "go-live", "2027-01-29"),
        (["Prepare go-live,2026-12-04,", "Go live,2027-01-29,"], "go-live", "2027-01-29"),
        (["Launch,2026-12-04,", "Support,2027-01-29,"], "launch", "2026-12-04"),
        (["Legal,2026-12-04,", "Order,2027-01-29,", "Other,2026-12-11,"], "order", "2027-01-29"),
        (["Go-live,2026-11-20,done", "Review,2027-01-29,"], "review", "2027-01-29"),
        (["Go-live,,", "Review,2027-01-29,"], "review", "2027-01-29"),
    ],
)
def test_the_go_live_has_the_critical_date_or_else_the_last_step(rows: list[str], step: str, day: str) -> None:
    assert dates("Step,Due,Status", *rows) == [{"id": step, "step": step, "date": day}]


def test_a_go_live_above_the_table_is_the_critical_date() -> None:
    rows = ("Step,Due", "Legal,2026-12-04", "Go-live,")

    assert dates("Target go-live,15.03.2027", *rows) == [{"id": "go-live", "step": "go-live", "date": "2027-03-15"}]
    assert dates("Go-live,15.03.2027", "Step,Owner", "Legal,us", "Order,us") == [
        {"id": "order", "step": "order", "date": "2027-03-15"}
    ]
    reading = text_sheet("Go-live: spring,", *rows)
    assert "A1: 'spring' is no day, and was not taken for the critical date" in notes(reading)


def test_without_any_day_there_is_no_critical_date_and_that_is_told() -> None:
    reading = text_sheet("Step", "Legal")

    assert reading.document.critical_dates == ()
    told = "no day was found that could be a critical date; add one, from which all others are computed"
    assert told in notes(reading)


def test_critical_dates_may_have_a_table_of_their_own() -> None:
    reading = text_sheet(
        "Step,Duration",
        "Legal,5d",
        "Go-live,1d",
        "",
        "Critical dates",
        "Critical date,Due,Standing,Whose,Reserve,Why",
        "Go-live,2027-01-29,Confirmed,us,5d,The licence ends",
        "The whole plan,2027-02-26,sure,,,",
        "Nothing,2027-02-26,,,,",
        "Legal,soon,,,,",
    )

    assert plain(reading.document)["critical_dates"] == [
        {
            "id": "go-live",
            "step": "go-live",
            "date": "2027-01-29",
            "reason": "The licence ends",
            "party": "seller",
            "standing": "confirmed",
            "buffer": "5d",
        },
        {"id": "the-whole-plan", "date": "2027-02-26"},
    ]
    assert [step["id"] for step in steps(reading)] == ["legal", "go-live"]
    assert "row 9: the critical date 'Nothing': no step is called so" in notes(reading)
    assert "row 10: the critical date 'Legal': 'soon' is no day" in notes(reading)
