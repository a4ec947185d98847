"""Lay out the occasions of a slots rule over a range of days (rule 3.17)."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from dateutil.rrule import rrulestr

_RHYTHM_BEGINS = date(2001, 1, 1)
_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def slot_times(slots: str | dict[str, Any], first: date, last: date) -> tuple[bool, list[datetime]]:
    """Tell whether the rule names hours, and give its local occasions from `first` to `last` inclusive."""
    if isinstance(slots, str):
        rule, origin = slots, _RHYTHM_BEGINS
    else:
        begun = slots.get("from")
        rule = slots["rule"]
        origin = date.fromisoformat(str(begun)[:10]) if begun else _RHYTHM_BEGINS
    return "BYHOUR" in rule.upper(), list(_occasions(rule, origin, first, last))


@lru_cache(maxsize=256)
def _occasions(rule: str, origin: date, first: date, last: date) -> tuple[datetime, ...]:
    fields = dict(part.split("=", 1) for part in rule.upper().removeprefix("RRULE:").split(";") if part)
    begun = _in_step(fields, origin, first)
    fields.setdefault("BYMINUTE", "0")
    fields.setdefault("BYSECOND", "0")
    if fields["FREQ"] in {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}:
        fields.setdefault("BYHOUR", "0")
    text = ";".join(f"{name}={value}" for name, value in fields.items())
    start = datetime(begun.year, begun.month, begun.day)  # noqa: DTZ001  local wall time, no zone yet
    rhythm = rrulestr(text, dtstart=start)
    low = datetime(first.year, first.month, first.day)  # noqa: DTZ001
    high = datetime(last.year, last.month, last.day, 23, 59)  # noqa: DTZ001
    return tuple(rhythm.between(low, high, inc=True))


def _in_step(fields: dict[str, str], origin: date, first: date) -> date:
    """Move the origin by whole rounds of the rhythm to shortly before `first`; write down what it implied."""
    interval = int(fields.get("INTERVAL", "1"))
    if fields["FREQ"] in {"DAILY", "WEEKLY"}:
        if fields["FREQ"] == "WEEKLY":
            fields.setdefault("BYDAY", _NAMES[origin.weekday()])
        round_days = interval * (7 if fields["FREQ"] == "WEEKLY" else 1)
        rounds = (first - origin).days // round_days - 1
        return origin + timedelta(days=rounds * round_days)
    if "BYDAY" not in fields:
        fields.setdefault("BYMONTHDAY", str(origin.day))
    if fields["FREQ"] == "MONTHLY":
        months = (first.year - origin.year) * 12 + first.month - origin.month
        moved = origin.year * 12 + origin.month - 1 + (months // interval - 1) * interval
        return date(moved // 12, moved % 12 + 1, 1)
    if "BYMONTH" not in fields and "BYDAY" not in fields:
        fields["BYMONTH"] = str(origin.month)
    return date(origin.year + ((first.year - origin.year) // interval - 1) * interval, 1, 1)
