"""Every value that is written wrongly gets a sentence that says what to write."""

from __future__ import annotations

import pytest

from tests.app.document.refusals import refused

UNIT = "write a number and a unit, such as '10d' (working days) or '3ed' (calendar days)"
LETTERS = "write the two letters of a country, such as 'DE', and a part of it, such as 'US-NY'"
TIMED = "write it as '2026-11-30 10:00' or '2026-11-30T10:00+01:00'"

HEAD = "format: backplan/1\ntitle: T\n"

DURATIONS = {
    "1w": "'1w': five days or seven? write '5d' (working days) or '1ew' (calendar weeks)",
    "12w": "'12w': five days or seven? write '60d' (working days) or '12ew' (calendar weeks)",
    "-2d": "'-2d' is less than nothing; only a lag may be negative, so write '2d'",
    "10": "'10' is no duration; write '10d'",
    "10 days": "'10 days' is no duration; write '10d'",
    "2 weeks": "'2 weeks' is no duration; write '10d' (working days) or '2ew' (calendar weeks)",
    "10D": "'10D' is no duration; write '10d'",
    "1.5d": "'1.5d' is no duration; write whole units, such as '2d'",
    "90m": "this plan counts in days; write '1d' for '90m', or set 'resolution: minute'",
    "2h": "this plan counts in days; write '1d' for '2h', or set 'resolution: minute'",
    "48eh": "this plan counts in days; write '2ed' for '48eh', or set 'resolution: minute'",
    "0h": "this plan counts in days; write '1d' for '0h', or set 'resolution: minute'",
    "7.25d": "'7.25d' is no duration; write whole units, such as '8d'",
    "1.5h": "'1.5h' is no duration; write whole days, such as '2d'",
    "90 minutes": f"'90 minutes' is no duration; {UNIT}",
    "999999999d": "'999999999d' is longer than the 25 years that a plan can span; write less",
    "12345678901d": "'12345678901d' is longer than the 25 years that a plan can span; write less",
    "ten": f"'ten' is no duration; {UNIT}",
    "5x": f"'5x' is no duration; {UNIT}",
    "": f"'' is no duration; {UNIT}",
}

MINUTE_DURATIONS = {
    "90 minutes": "'90 minutes' is no duration; write '90m'",
    "2 hrs": "'2 hrs' is no duration; write '2h'",
    "1.5h": "'1.5h' is no duration; write whole units, '90m'",
    "0,25 eh": "'0,25 eh' is no duration; write whole units, '15em'",
    "2.5m": "'2.5m' is no duration; write whole units, such as '3m'",
    "1w": "'1w': five days or seven? write '5d' (working days) or '1ew' (calendar weeks)",
    "-90m": "'-90m' is less than nothing; only a lag may be negative, so write '90m'",
}

LENGTHS = {
    "1d": "a meeting's length is clock time, not '1d'; write it as '90m' or '2h'",
    "90": "a meeting's length is clock time, not '90'; write it as '90m' or '2h'",
    "1h30": "a meeting's length is clock time, not '1h30'; write it as '90m' or '2h'",
}

DAYS = {
    "30.11.2026": "'30.11.2026' is no date; write '2026-11-30'",
    "2026-1-5": "'2026-1-5' is no date; write '2026-01-05'",
    "20261130": "'20261130' is no date; write '2026-11-30'",
    "2026/11/30": "'2026/11/30' is no date; write '2026-11-30'",
    "11/30/2026": "'11/30/2026' is no date; write '2026-11-30'",
    "30/11/2026": "'30/11/2026' is no date; write '2026-11-30'",
    "5/6/2026": "'5/6/2026' is no date; write '2026-05-06' or '2026-06-05'",
    "6-6-2026": "'6-6-2026' is no date; write '2026-06-06'",
    "13/13/2026": "'13/13/2026' is no date; write it as year-month-day, such as 2026-11-30",
    "31.02.2026": "'31.02.2026' is no date; write it as year-month-day, such as 2026-11-30",
    "next week": "'next week' is no date; write it as year-month-day, such as 2026-11-30",
    "": "'' is no date; write it as year-month-day, such as 2026-11-30",
    "2027-02-29": "February 2027 has the days 1 to 28, and no 29",
    "2026-11-31": "November 2026 has the days 1 to 30, and no 31",
    "2026-13-01": "there is no month 13; write year-month-day, such as 2026-01-13",
    "2026-13-13": "there is no month 13; write year-month-day, such as 2026-11-30",
    "2026-00-10": "there is no month 00; write year-month-day, such as 2026-11-30",
    "0026-11-30": "the year 0026 is surely a slip; a plan's years go from 1900 to 2199",
    "2300-01-01": "the year 2300 is surely a slip; a plan's years go from 1900 to 2199",
    "2026-11-30 10:00": "this plan counts in days; write '2026-11-30', or set 'resolution: minute'",
    "2026-11-30T10:00:00Z": "this plan counts in days; write '2026-11-30', or set 'resolution: minute'",
    "2026-11-30T10:00:30": "here belongs a day without a time; write '2026-11-30'",
}

TIMES = {
    "2026-11-30 24:00": "no clock shows 24:00; write '2026-12-01 00:00', which is the same",
    "2026-11-30 25:00": "no clock shows 25:00; hours go from 00 to 23, minutes from 00 to 59",
    "2026-11-30T10:60": "no clock shows 10:60; hours go from 00 to 23, minutes from 00 to 59",
    "2026-11-30T10:00:30": "a plan knows no seconds; write '2026-11-30T10:00'",
    "2026-11-30T10:00+30:00": "'+30:00' is no offset from UTC; write one such as '+01:00'",
    "2026-11-30T10:00+01": f"'2026-11-30T10:00+01' is no time; {TIMED}",
    "2026-11-30 10": f"'2026-11-30 10' is no time; {TIMED}",
    "10:00": "'10:00' is no date; write it as year-month-day, such as 2026-11-30",
    "2026-02-30 10:00": "February 2026 has the days 1 to 28, and no 30",
}

HOURS = {
    "22:00-06:00": "'22:00-06:00' goes past midnight; split it there: "
    "'22:00-24:00' on this day and '00:00-06:00' on the next",
    "09:00-00:00": "'09:00-00:00' ends at the midnight before it begins; write '09:00-24:00'",
    "09:00-09:00": "'09:00-09:00' ends when it begins; write '00:00-24:00' for the whole day",
    "9-17": "'9-17' are no hours; write '09:00-17:00'",
    "9:00 - 17:00": "'9:00 - 17:00' are no hours; write '09:00-17:00'",
    "9am-5pm": "'9am-5pm' are no hours; write '09:00-17:00'",
    "12am-1pm": "'12am-1pm' are no hours; write '00:00-13:00'",
    "09:00\u201317:00": "'09:00\u201317:00' are no hours; write '09:00-17:00'",
    "nine to five": "'nine to five' are no hours; write begin and end, such as '09:00-12:00'",
    "24:00-25:00": "'24:00-25:00' are no hours; write begin and end, such as '09:00-12:00'",
    "09:00": "'09:00' are no hours; write begin and end, such as '09:00-12:00'",
    "13:00": "'13:00' are no hours; write begin and end, such as '09:00-12:00'",
}

TIMES_OF_DAY = {
    "9:00": "'9:00' is no time of day; write '09:00'",
    "2pm": "'2pm' is no time of day; write '14:00'",
    "9": "'9' is no time of day; write '09:00'",
    "noon": "'noon' is no time of day; write hours and minutes, such as '09:30'",
    "24:00": "'24:00' is no time of day; write hours and minutes, such as '09:30'",
    "10:75": "'10:75' is no time of day; write hours and minutes, such as '09:30'",
}

ZONES = {
    "Europe/Berln": "no time zone 'Europe/Berln'; did you mean 'Europe/Berlin'?",
    "europe/berlin": "no time zone 'europe/berlin'; did you mean 'Europe/Berlin'?",
    "Berlin": "no time zone 'Berlin'; did you mean 'Europe/Berlin'?",
    "New York": "no time zone 'New York'; did you mean 'America/New_York'?",
    "PST": "no time zone 'PST'; write continent and city, such as 'Europe/Berlin', or 'UTC'",
    "../x": "no time zone '../x'; write continent and city, such as 'Europe/Berlin', or 'UTC'",
    "Factory2": "no time zone 'Factory2'; write continent and city, such as 'Europe/Berlin', or 'UTC'",
    "": "no time zone ''; write continent and city, such as 'Europe/Berlin', or 'UTC'",
}

REGIONS = {
    "us-ny": "no region 'us-ny'; did you mean 'US-NY'?",
    "US_CA": "no region 'US_CA'; did you mean 'US-CA'?",
    "uk": "no region 'uk'; did you mean 'GB'?",
    "USA": "no region 'USA'; did you mean 'US'?",
    "Germany": "no region 'Germany'; did you mean 'DE'?",
    "Germany-BY": "no region 'Germany-BY'; did you mean 'DE-BY'?",
    "DE-Bayern": "DE has no part 'Bayern'; did you mean 'DE-BY'?",
    "DE-BX": "DE has no part 'BX'; its parts are "
    "Augsburg, BB, BE, BW, BY, HB, HE, HH, MV, NI, NW, RP, SH, SL, SN, ST, TH",
    "SG-01": "SG has the same holidays everywhere; write 'SG'",
    "XX": f"no country 'XX' with known holidays; {LETTERS}",
    "U": f"no country 'U' with known holidays; {LETTERS}",
    "": f"no country '' with known holidays; {LETTERS}",
}

FORM = "it takes up to 64 letters, digits, - and _, a letter or digit first"

IDS = {
    "legal review": f"'legal review' is no id: {FORM}; write 'legal-review'",
    "-x": f"'-x' is no id: {FORM}; write 'x'",
    "a" * 65: f"'{59 * 'a'}…' is no id: {FORM}; write '{64 * 'a'}'",
    "Überblick": f"'Überblick' is no id: {FORM}; write 'Uberblick'",
    "/": f"'/' is no id: {FORM}; write 'legal-review'",
    "": "the id is empty; write a short name such as 'legal-review'",
}


def only(text: str) -> tuple[str, str]:
    """Return place and sentence of the only problem of a text."""
    (problem,) = refused(text)
    return problem.place, problem.sentence


def step(fields: str, head: str = HEAD) -> str:
    """Return a plan of one step with further fields."""
    return f"{head}steps: [{{id: a, title: A, {fields}}}]"


@pytest.mark.parametrize(("written", "sentence"), DURATIONS.items())
def test_durations(written: str, sentence: str) -> None:
    assert only(step(f'duration: "{written}"')) == ("steps[0].duration", sentence)


@pytest.mark.parametrize(("written", "sentence"), MINUTE_DURATIONS.items())
def test_durations_in_minute_plans(written: str, sentence: str) -> None:
    text = step(f'duration: "{written}"', f"{HEAD}resolution: minute\n")
    assert only(text) == ("steps[0].duration", sentence)


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ("duration: 2h", "duration"),
        ("duration: 1d, overlap: 2h", "overlap"),
        ("duration: 1d, after: [{step: a, lag: 2h}]", "after[0].lag"),
        ("duration: 1d, estimate: {likely: 2h}", "estimate.likely"),
        ("duration: 1d, meeting: {booking: 2h}", "meeting.booking"),
        ("duration: 1d, progress: {remaining: 2h}", "progress.remaining"),
    ],
)
def test_a_day_plan_counts_no_hours_anywhere(fields: str, place: str) -> None:
    sentence = "this plan counts in days; write '1d' for '2h', or set 'resolution: minute'"
    assert only(step(fields)) == (f"steps[0].{place}", sentence)
    assert refused(step(fields, f"{HEAD}resolution: minute\n")) == ()


def test_a_day_plan_counts_no_hours_in_buffers() -> None:
    place, _ = only(f"{HEAD}critical_dates: [{{id: a, date: 2027-01-01, buffer: 2h}}]")
    assert place == "critical_dates[0].buffer"


@pytest.mark.parametrize("written", ["0d", "1d", "3ed", "2ew"])
def test_durations_of_day_plans(written: str) -> None:
    assert refused(step(f"duration: {written}")) == ()


@pytest.mark.parametrize("written", ["90m", "2h", "90em", "48eh", "1d", "3ed", "2ew"])
def test_durations_of_minute_plans(written: str) -> None:
    assert refused(step(f"duration: {written}", f"{HEAD}resolution: minute\n")) == ()


@pytest.mark.parametrize(("written", "sentence"), LENGTHS.items())
def test_lengths_of_meetings(written: str, sentence: str) -> None:
    text = step(f'duration: 1d, meeting: {{length: "{written}"}}')
    assert only(text) == ("steps[0].meeting.length", sentence)


@pytest.mark.parametrize(("written", "sentence"), DAYS.items())
def test_days(written: str, sentence: str) -> None:
    assert only(f'{HEAD}start: "{written}"') == ("start", sentence)


@pytest.mark.parametrize(("written", "sentence"), TIMES.items())
def test_times_in_minute_plans(written: str, sentence: str) -> None:
    assert only(f'{HEAD}resolution: minute\nstart: "{written}"') == ("start", sentence)


@pytest.mark.parametrize(("written", "sentence"), HOURS.items())
def test_hours(written: str, sentence: str) -> None:
    text = f'{HEAD}calendars: {{seller: {{week: {{mon: "{written}"}}}}}}'
    assert only(text) == ("calendars.seller.week.mon", sentence)


def test_hours_that_overlap() -> None:
    text = f"{HEAD}calendars: {{seller: {{week: {{mon: [09:00-12:00, 11:00-13:00]}}}}}}"
    sentence = "'09:00-12:00' and '11:00-13:00' overlap; write each hour once"
    assert only(text) == ("calendars.seller.week.mon", sentence)


@pytest.mark.parametrize(("written", "sentence"), TIMES_OF_DAY.items())
def test_times_of_day(written: str, sentence: str) -> None:
    text = step(f'duration: 1d, meeting: {{at: "{written}"}}')
    assert only(text) == ("steps[0].meeting.at", sentence)


@pytest.mark.parametrize(("written", "sentence"), ZONES.items())
def test_zones(written: str, sentence: str) -> None:
    assert only(f'{HEAD}time_zone: "{written}"') == ("time_zone", sentence)
    text = f'{HEAD}people: [{{id: a, party: seller, time_zone: "{written}"}}]'
    assert only(text) == ("people[0].time_zone", sentence)


@pytest.mark.parametrize(("written", "sentence"), REGIONS.items())
def test_regions(written: str, sentence: str) -> None:
    text = f'{HEAD}calendars: {{seller: {{holidays: "{written}"}}}}'
    assert only(text) == ("calendars.seller.holidays", sentence)
    text = f'{HEAD}calendars: {{seller: {{holidays: {{region: "{written}"}}}}}}'
    assert only(text) == ("calendars.seller.holidays.region", sentence)


@pytest.mark.parametrize(("written", "sentence"), IDS.items())
def test_ids(written: str, sentence: str) -> None:
    assert only(f'{HEAD}phases: [{{id: "{written}"}}]') == ("phases[0].id", sentence)
    assert only(f'{HEAD}people: [{{id: "{written}", party: seller}}]') == ("people[0].id", sentence)
    assert only(f'{HEAD}parties: [{{id: "{written}"}}]') == ("parties[0].id", sentence)
    assert only(f'{HEAD}critical_dates: [{{id: "{written}", date: 2027-01-01}}]') == ("critical_dates[0].id", sentence)
    assert only(f'{HEAD}steps: [{{id: "{written}", title: A, duration: 1d}}]') == ("steps[0].id", sentence)
