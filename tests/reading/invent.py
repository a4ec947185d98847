"""The small inventions of which random plans are made: lengths, moments, calendars, people, periods."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

Document = dict[str, Any]

_WEEKS = (
    ["mon", "tue", "wed", "thu", "fri"],
    ["mon", "tue", "wed", "thu", "fri", "sat"],
    ["sun", "mon", "tue", "wed", "thu"],
    ["mon", "tue", "wed", "thu"],
)
_RARE_WEEKS = (*_WEEKS, ["tue", "thu"], ["mon", "tue", "wed", "thu", "fri", "sat", "sun"])
_HOURS = (["09:00-12:00", "13:00-17:00"], ["08:00-12:00"], ["09:00-17:00"], ["10:00-11:30", "12:15-18:00"])
_RARE_HOURS = (*_HOURS, ["00:00-06:00", "22:00-24:00"], ["00:00-24:00"], ["00:00-03:30", "18:00-24:00"])
_ZONES = ("America/New_York", "Europe/Berlin", "Asia/Kolkata")
_RARE_ZONES = (*_ZONES, "Australia/Lord_Howe", "America/St_Johns", "Pacific/Auckland")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taste:
    """How a plan spells its lengths and moments."""

    rng: random.Random
    """Where chance comes from."""

    uses: set[str]
    """The features that this plan may use."""

    minute: bool
    """A minute plan."""

    rare: bool = False
    """Whether rare things are in it."""

    def length(self, *, elapsed: bool, short: bool = False) -> tuple[str, float]:
        """Give a length as text, and roughly in days."""
        rng = self.rng
        days = rng.randrange(1, 4) if short else rng.choice([1, 1, 2, 3, 4, 5, 7, 10])
        if not self.minute:
            if elapsed and rng.random() < 0.2:
                return "1ew", 7.0
            return f"{days}{'ed' if elapsed else 'd'}", float(days)
        count = rng.choice([30, 45, 90, 120, 240, 485])
        texts = [f"{count}m", f"{rng.randrange(1, 9)}h", f"{rng.randrange(1, 3)}d"]
        text = rng.choice(texts)
        return (f"{text[:-1]}e{text[-1]}" if elapsed else text), count / 400

    def buffer(self) -> str:
        """Give a buffer."""
        if self.rare and self.rng.random() < 0.25:
            return self.rng.choice(["90em", "7eh", "1ed"] if self.minute else ["1ed", "4ed", "1ew"])
        if self.minute and self.rng.random() < 0.6:
            return self.rng.choice(["60m", "3h", "200m"])
        return f"{self.rng.randrange(1, 3 if self.minute else 8)}d"

    def moment(self, day: date, *, begin: bool) -> str:
        """Spell a date; in minute plans often with a time of day, which lies at a begin or an end of work."""
        if not self.minute or self.rng.random() < 0.3:
            return day.isoformat()
        time = self.rng.choice(["09:00", "09:00", "13:20"] if begin else ["17:00", "17:00", "11:10"])
        return f"{day.isoformat()}T{time}"

    def actual(self, day: date, *, begin: bool, latest: date) -> str:
        """Spell an actual date that is not after `latest`."""
        if day >= latest and self.minute:
            return (latest - timedelta(days=1)).isoformat()
        return self.moment(day, begin=begin)


def periods(rng: random.Random, around: tuple[date, date], *, most: int) -> list[Document]:
    """Give one to `most` inclusive periods of one to a dozen days."""
    found = []
    for _ in range(rng.randrange(1, most + 1)):
        begun = around[0] + timedelta(days=rng.randrange((around[1] - around[0]).days))
        ended = begun + timedelta(days=rng.choice([0, 1, 2, 4, 6, 11]))
        found.append({"from": begun.isoformat(), "to": ended.isoformat(), "reason": "closed"})
    return found


def holds(rng: random.Random, as_of: date) -> Document:
    """Give a hold that has begun or not, and ends some day, has ended, or does not say."""
    since = as_of + timedelta(days=rng.choice([-12, -5, 0, 0, -3, 2]))
    ended = since + timedelta(days=rng.randrange(1, 25))
    return {
        "since": since.isoformat(),
        "until": rng.choice([ended.isoformat(), ended.isoformat(), None]),
        "reason": "x",
    }


def people(taste: Taste, around: tuple[date, date]) -> list[Document]:
    """Give one person of each party, some with absences."""
    found: list[Document] = []
    for party in ["seller", "customer", "hw"] if "parties" in taste.uses else ["seller", "customer"]:
        person: Document = {"id": f"p-{party}", "name": f"Person of {party}", "party": party, "role": "legal"}
        if "absences" in taste.uses and taste.rng.random() < 0.7:
            person["away"] = [{"from": p["from"], "to": p["to"]} for p in periods(taste.rng, around, most=3)]
        if taste.minute and taste.rng.random() < 0.3:
            person["time_zone"] = "America/New_York"
        found.append(person)
    return found


def calendars(taste: Taste, around: tuple[date, date]) -> Document:
    """Give some of the parties' calendars and one by another name."""
    found: Document = {}
    parties = ["seller", "customer"] + ["hw"] * ("parties" in taste.uses)
    for name in [*parties, "works"]:
        if taste.rng.random() < 0.6 or name == "works":
            found[name] = _calendar(taste, around)
    return found


def _calendar(taste: Taste, around: tuple[date, date]) -> Document:
    rng = taste.rng
    made: Document = {}
    if rng.random() < 0.75:
        week = rng.choice(_RARE_WEEKS if taste.rare else _WEEKS)
        made["week"] = _with_hours(taste, week) if taste.minute and rng.random() < 0.8 else list(week)
    if taste.minute and rng.random() < 0.25:
        made["time_zone"] = rng.choice(_RARE_ZONES if taste.rare else _ZONES)
    if rng.random() < 0.35:
        made["holidays"] = _holidays(rng, around)
    if rng.random() < 0.4:
        made["closed"] = periods(rng, around, most=2)
    if rng.random() < 0.3:
        made["open"] = [_opening(taste, around) for _ in range(rng.randrange(1, 4))]
    return made


def _with_hours(taste: Taste, week: list[str]) -> dict[str, list[str]]:
    rng, hours = taste.rng, _RARE_HOURS if taste.rare else _HOURS
    usual = rng.choice(hours)
    return {day: list(usual if rng.random() < 0.85 else rng.choice(hours)) for day in week}


def _holidays(rng: random.Random, around: tuple[date, date]) -> Document:
    """Name some days; they rule over all the years that a plan can reach."""
    span = (around[1] - around[0]).days
    days = sorted(around[0] + timedelta(days=rng.randrange(-5, span + 20)) for _ in range(rng.randrange(2, 9)))
    return {
        "region": "US-NY",
        "library": "0.109",
        "from": "2000-01-01",
        "to": "2070-12-31",
        "days": [{"date": day.isoformat(), "name": "Holiday"} for day in sorted(set(days))],
    }


def _opening(taste: Taste, around: tuple[date, date]) -> Document:
    day = around[0] + timedelta(days=taste.rng.randrange((around[1] - around[0]).days))
    if taste.rng.random() < 0.7:
        day += timedelta(days=5 - day.weekday())
    made: Document = {"date": day.isoformat(), "reason": "Working Saturday"}
    if taste.minute and taste.rng.random() < 0.5:
        made["hours"] = ["10:00-14:00"]
    return made
