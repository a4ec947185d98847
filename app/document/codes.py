"""Every code of a refusal of the reader: its cause and its cure in a sentence."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CODES: Mapping[str, str] = MappingProxyType(
    {
        "ambiguous-week": "A week of working time may mean five days or seven: write 5d, or 1ew for a calendar week.",
        "as-of-missing": "Nothing says from which day to plan: add as_of, or ask for a day.",
        "bad-date": "A date is not written as year-month-day: write it like 2026-11-30.",
        "bad-duration": "A duration is not a number and a unit: write it like 10d or 3ed.",
        "bad-hours": "Working hours are not written as begin and end: write them like 09:00-12:00.",
        "bad-id": "An id has characters that ids cannot have: use letters, digits, - and _.",
        "bad-json": "The text is not JSON from a place on: look for a comma, bracket or quotation mark just before.",
        "bad-time": "A time is none that a clock shows, or too exact: write hours and minutes like 09:30.",
        "bad-uuid": "The plan's id is no UUID: leave it out of a file, it is given when the plan is stored.",
        "bad-yaml": "The text is not YAML from a place on: check indentation, colons and quotation marks there.",
        "clock-time-in-day-plan": "A plan that counts in days counts no hours: write days, or set resolution: minute.",
        "duplicate-key": "A block has the same key twice: keep one of them.",
        "duration-too-long": "A duration is longer than the 25 years that a plan can span: write a shorter one.",
        "empty": "There is no plan in the text: begin with format: backplan/1.",
        "ends-before-it-begins": "A period ends before it begins: swap its ends or mend one.",
        "estimate-out-of-order": "An estimate is out of order: low is at most likely, likely at most high.",
        "format-missing": "The plan does not say its format: begin with format: backplan/1.",
        "format-newer": "The plan is written in a format of a newer version: update Backplan.",
        "format-unknown": "The plan's format is unknown: write format: backplan/1.",
        "holiday-outside-its-span": "A written holiday lies outside from..to of its list: widen these or take it away.",
        "incomplete-holidays": "Written holidays need from, to and days together: add what is missing.",
        "key-not-text": "A key is not text: put it in quotes.",
        "length-not-clock-time": "A meeting's length is clock time: write it like 90m or 2h.",
        "missing-key": "A block lacks a key that it needs: add it.",
        "negative-duration": "Only a lag may be negative: write the duration without its minus.",
        "no-hours": "An open day has an empty list of hours: write some, or leave the key out for 09:00-17:00.",
        "no-such-day": "The calendar has no such day: mend month or day.",
        "not-a-plan": "The text holds something else than a block of keys: begin with format: backplan/1.",
        "not-finite": "A number is infinite or none at all: write an ordinary one.",
        "not-utf-8": "The text is not UTF-8: save it again with that encoding.",
        "number-out-of-range": "A number is smaller than it may be: write 0 or more.",
        "number-too-long": "A number has thousands of digits: write a shorter one.",
        "overlapping-hours": "Two stretches of a day's hours overlap: write each hour once.",
        "reserved-name": "A name has a meaning of its own in plans: choose another.",
        "reversed-hours": "Hours end before they begin: split them at midnight, 24:00 and 00:00 of the next day.",
        "several-documents": "A file holds more than one document: keep one plan in each file.",
        "time-in-day-plan": "A plan that counts in days has no times: write the day, or set resolution: minute.",
        "time-not-allowed": "A place that takes a day has a time: leave the time out.",
        "too-deep": "Blocks and lists are nested too deeply: flatten them.",
        "too-large": "The text is larger than the limit: a plan is a few hundred KB at most.",
        "too-many-critical-dates": "The plan has more critical dates than the limit: split it.",
        "too-many-repeats": "YAML aliases repeat more values than the limit: write fewer of them.",
        "too-many-steps": "The plan has more steps than the limit: split it.",
        "unknown-alias": "A YAML alias repeats what is not there or not finished: name it before, or use quotes.",
        "unknown-key": "A key is not part of the format: mend its spelling, or update Backplan if it is newer.",
        "unknown-party": "A party is named that the plan does not have: mend the id or add it under parties.",
        "unknown-person": "A person is named whom the plan does not have: mend the id or add them under people.",
        "unknown-region": "No holidays are known for a region: write a country such as DE, or a part such as US-NY.",
        "unknown-tag": "A word that begins with an exclamation mark means nothing here: take it away or quote it.",
        "unknown-time-zone": "No time zone has that name: write continent and city, such as Europe/Berlin.",
        "unknown-word": "A word is none of those that the key takes: choose one of them.",
        "unusable-character": "An escape in a text gives no character that can be shown: delete it.",
        "wrong-form": "A text is not written as its place asks for: write it as the sentence says.",
        "wrong-type": "Something else belongs at a place, such as text for a number: write what the sentence says.",
        "year-out-of-range": "A year lies outside 1900 to 2199: it is surely a slip of the finger.",
    }
)
