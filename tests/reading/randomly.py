"""Invent small valid plan documents that between them use every rule of the contract."""

import random
from datetime import date, timedelta
from typing import Any

from .book import CalendarBook
from .forward import may_happen, may_stand
from .invent import Taste, calendars, holds, people, periods
from .plan import Plan, Step
from .reader import line_of, read
from .worktime import HorizonError

Document = dict[str, Any]

_RATES = {
    "leads": 0.25, "lags": 0.55, "elapsed": 0.35, "types": 0.65, "lag_calendars": 0.4, "slots": 0.3, "freezes": 0.3,
    "absences": 0.3, "progress": 0.38, "joint": 0.4, "milestones": 0.5, "gates": 0.45, "pins": 0.25, "limits": 0.4,
    "buffers": 0.45, "hold": 0.2, "several": 0.4, "asap": 0.25, "shuffled": 0.2, "parties": 0.3, "meetings": 0.25,
    "threshold": 0.2,
}  # fmt: skip
_RICHER, _MOST = 2.2, 0.85
"""How much more a rich plan uses, and at most."""
_LIMITS = ("start_no_earlier_than", "finish_no_earlier_than", "start_no_later_than", "finish_no_later_than")
_SLOTS = (
    "FREQ=WEEKLY;BYDAY=TU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "FREQ=WEEKLY;BYDAY=TU,TH", "FREQ=MONTHLY;BYDAY=2TU",
    "FREQ=MONTHLY;BYMONTHDAY=1,15", "FREQ=MONTHLY;BYDAY=-1TH", "FREQ=DAILY;INTERVAL=3",
)  # fmt: skip
_RARE_SLOTS = (
    *_SLOTS, "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=5,20",
    "FREQ=YEARLY;BYMONTH=1,4,7,10;BYDAY=1MO,2WE", "FREQ=WEEKLY;INTERVAL=3",
)  # fmt: skip


def random_plan(rng: random.Random, *, resolution: str = "day", rich: bool = False) -> Document:
    """Give a valid plan document of 2 to 14 steps with `as_of`; each uses a few features only, a rich one most of them.

    Rich plans also use what is rare: night shifts, far zones, elapsed buffers, two links between the same steps.
    """
    return _Maker(rng, resolution, rich=rich).plan()


class _Maker:
    """Makes one document."""

    def __init__(self, rng: random.Random, resolution: str, *, rich: bool) -> None:
        self.rng = rng
        self.minute = resolution == "minute"
        self.rich = rich
        rates = {name: min(rate * _RICHER, _MOST) if rich else rate for name, rate in _RATES.items()}
        self.uses = {name for name, rate in rates.items() if rng.random() < rate}
        self.taste = Taste(rng=rng, uses=self.uses, minute=self.minute, rare=rich)
        self.begun = date(2026, 1, 5) + timedelta(days=rng.randrange(500))
        self.as_of = self.begun + timedelta(days=rng.randrange(-4, 5))
        if "progress" in self.uses:
            self.as_of = self.begun + timedelta(days=rng.randrange(3, 10 if self.minute else 30))
        self.document: Document = {}
        self.ready: dict[str, float] = {}

    def plan(self) -> Document:
        """Put the parts together."""
        rng = self.rng
        around = (self.begun - timedelta(days=20), self.begun + timedelta(days=25 if self.minute else 80))
        self.document = {
            "format": "backplan/1",
            "title": "A random plan",
            "customer": "Northwind",
            "seller": "Acme",
            "resolution": "minute" if self.minute else "day",
            "as_of": self.taste.moment(self.as_of, begin=True),
            "calendars": calendars(self.taste, around),
            "people": people(self.taste, around),
        }
        if rng.random() < 0.7 or "progress" in self.uses:
            later = self.as_of + timedelta(days=rng.randrange(1, 6)) if self.rich and rng.random() < 0.2 else self.begun
            self.document["start"] = self.taste.moment(later, begin=True)
        if self.minute or rng.random() < 0.3:
            self.document["time_zone"] = rng.choice(["Europe/Berlin", "America/New_York", "UTC"])
        if "parties" in self.uses:
            self.document["parties"] = [{"id": "hw", "name": "Hammer Hardware", "kind": "supplier"}]
        if "freezes" in self.uses:
            self.document["freezes"] = periods(rng, around, most=2)
        if "hold" in self.uses:
            self.document["hold"] = holds(rng, self.as_of)
        if "threshold" in self.uses:
            self.document["critical_threshold"] = rng.randrange(1, 4) * (60 if self.minute else 1)
        self.line = line_of({**self.document, "steps": []}, self.document["as_of"], 200)
        self.book = CalendarBook(self.document, self.line)
        self._steps()
        return self.document

    def _steps(self) -> None:
        count = self.rng.randrange(2, 9 if self.minute else 15)
        steps: list[Document] = []
        for number in range(1, count + 1):
            steps.append(self._step(f"s{number:02}", steps))
        self.document["steps"] = steps
        self.document["critical_dates"] = self._dates(steps)
        if "limits" in self.uses:
            self._limit(steps)
        if "progress" in self.uses:
            self._progress(steps)
        if "pins" in self.uses:
            self._pin(steps)
        if "shuffled" in self.uses:
            self.rng.shuffle(steps)

    def _step(self, name: str, earlier: list[Document]) -> Document:
        rng, uses = self.rng, self.uses
        step: Document = {"id": name, "title": f"Step {name}"}
        kinds = ["task"] * 6 + ["milestone"] * 3 * ("milestones" in uses) + ["gate", "value_event"] * ("gates" in uses)
        kinds += ["meeting"] * 2 * ("meetings" in uses)
        step["kind"] = rng.choice(kinds)
        self._whose(step)
        days = self._duration(step)
        step["after"] = self._after(earlier)
        if step["kind"] == "milestone" and rng.random() < 0.25:
            step["anchor"] = "start"
        if "slots" in uses and rng.random() < 0.25:
            slots = self._slots()
            if sum(self.line.slots(slots, self.book.own(step), resting=False).flags) > 2:
                step["slots"] = slots
        if "freezes" in uses and rng.random() < 0.45:
            step["tags"] = ["change"]
        if "asap" in uses and rng.random() < 0.3:
            step["policy"] = rng.choice(["asap", "asap", "alap"])
        before = [self.ready[link if isinstance(link, str) else link["step"]] for link in step["after"]]
        self.ready[name] = max(before, default=0.0) + days * 1.5
        return step

    def _whose(self, step: Document) -> None:
        rng = self.rng
        sides = ["seller", "customer", None] + ["both", ["seller", "customer"]] * ("joint" in self.uses)
        if "parties" in self.uses:
            sides += ["hw"] + [["hw", "customer"]] * ("joint" in self.uses)
        side = rng.choice(sides)
        if side is not None:
            step["side"] = side
        if rng.random() < 0.12:
            step["calendar"] = rng.choice([*self.document["calendars"], "seller"])
        if "absences" in self.uses and rng.random() < 0.6:
            owners = {person["party"]: person["id"] for person in self.document["people"]}
            chosen = rng.sample(sorted(owners), k=rng.randrange(1, len(owners) + 1))
            step["owners"] = {party: owners[party] for party in chosen}
        worked = self.book.own(step).flags
        if sum(worked) < 60 or not any(worked[-len(worked) // 8 :]):  # parties at two ends of the world never meet
            step["side"] = "seller"
            step.pop("calendar", None)

    def _duration(self, step: Document) -> float:
        rng = self.rng
        if step["kind"] == "milestone" or (step["kind"] in {"gate", "value_event"} and rng.random() < 0.5):
            return 0.0
        elapsed = "elapsed" in self.uses and rng.random() < 0.3
        step["duration"], days = self.taste.length(elapsed=elapsed)
        if step["kind"] == "meeting":
            step["meeting"] = {"at": "10:00", "length": "90m"}
            if rng.random() < 0.8:
                step["meeting"]["booking"] = f"{rng.randrange(1, 8)}{'ed' if self.rich and rng.random() < 0.3 else 'd'}"
        return days

    def _after(self, earlier: list[Document]) -> list[Any]:
        rng = self.rng
        if not earlier or rng.random() < 0.12:
            return []
        near = earlier[-6:]
        chosen = rng.sample(near, k=min(len(near), rng.choice([1, 1, 1, 2, 2, 3])))
        starts_only = "types" in self.uses and rng.random() < 0.15
        if self.rich and rng.random() < 0.15:
            chosen.append(chosen[0])
        links = [self._link(step["id"], starts_only=starts_only) for step in chosen]
        return [link for place, link in enumerate(links) if link not in links[:place]]

    def _link(self, name: str, *, starts_only: bool) -> Any:  # noqa: ANN401  a bare id or a link
        rng, uses = self.rng, self.uses
        link: Document = {"step": name}
        if "types" in uses and rng.random() < 0.7:
            link["type"] = rng.choice(["FS", "SS", "SS", "FF", "FF", "SF"])
        if starts_only:
            link["type"] = rng.choice(["SS", "SS", "SF"])
        sign = [1] * 2 * ("lags" in uses) + [-1] * ("leads" in uses)
        if sign and rng.random() < 0.6:
            elapsed = "elapsed" in uses and rng.random() < 0.4
            text, _ = self.taste.length(elapsed=elapsed, short=True)
            link["lag"] = text if rng.choice(sign) > 0 else f"-{text}"
            if "lag_calendars" in uses and rng.random() < 0.6:
                link["lag_calendar"] = rng.choice(["successor", "predecessor", *self.document["calendars"]])
        return name if len(link) == 1 and rng.random() < 0.6 else link

    def _slots(self) -> Any:  # noqa: ANN401  a rule or a rule with its origin
        rng = self.rng
        rule = rng.choice(_RARE_SLOTS if self.rich else _SLOTS)
        if self.minute and rng.random() < 0.4:
            rule += f";BYHOUR={rng.choice([2, 9, 10, 12, 17, 23] if self.rich else [9, 10, 14])}"
            if self.rich and rng.random() < 0.5:
                rule += ";BYMINUTE=30"
        if rng.random() < 0.4:
            return {"rule": rule, "from": (self.begun + timedelta(days=rng.randrange(-40, 60))).isoformat()}
        return rule

    def _dates(self, steps: list[Document]) -> list[Document]:
        rng = self.rng
        count = rng.randrange(2, 5) if "several" in self.uses else rng.choice([1, 1, 1, 1, 1, 0])
        found: list[Document] = []
        for number in range(count):
            step = rng.choice(steps[-3:] if rng.random() < 0.7 else steps)
            whole = rng.random() < 0.2 and sum(self.book.joint(["seller", "customer"]).flags) > 60
            lasts = max(self.ready.values()) if whole else self.ready[step["id"]]
            day = max(self.as_of, self.begun) + timedelta(days=int(lasts * rng.uniform(0.2, 2.2)) + rng.randrange(6))
            item: Document = {"id": f"d{count - number}", "date": self.taste.moment(day, begin=False)}
            if not whole:
                item["step"] = step["id"]
            if "buffers" in self.uses and rng.random() < 0.7:
                item["buffer"] = self.taste.buffer()
            found.append(item)
        return found

    def _limit(self, steps: list[Document]) -> None:
        for step in steps:
            for key in _LIMITS:
                if self.rng.random() < 0.1:
                    day = self._near(step)
                    step[key] = self.taste.moment(day, begin="start" in key)

    def _near(self, step: Document) -> date:
        spread = self.ready[step["id"]] * self.rng.uniform(0.3, 1.6)
        return self.begun + timedelta(days=int(spread) + self.rng.randrange(-3, 8))

    def _progress(self, steps: list[Document]) -> None:
        rng = self.rng
        for place, step in enumerate(steps):
            if rng.random() > (0.75 if place < len(steps) / 2 else 0.2):
                continue
            begun = self.begun + timedelta(days=rng.randrange((self.as_of - self.begun).days + 1))
            state = rng.choice(["finished"] * 4 + ["started"] * 4 + ["skipped", "skipped", "blocked", "blocked"])
            if not step.get("duration") and state == "started":
                state = "finished"
            step["progress"] = self._actual(step, state, begun)

    def _actual(self, step: Document, state: str, begun: date) -> Document:
        rng = self.rng
        blocked = {"since": begun.isoformat(), "reason": "waits for an answer"}
        if state in {"skipped", "blocked"}:
            return {"skipped": True} if state == "skipped" else {"blocked": blocked}
        if state == "started":
            progress: Document = {"started": self.taste.actual(begun, begin=True, latest=self.as_of)}
            if rng.random() < 0.5:
                progress["remaining"], _ = self.taste.length(elapsed="e" in step["duration"], short=True)
            if rng.random() < 0.2:
                progress["blocked"] = blocked
            if rng.random() < 0.25:
                step["start_no_earlier_than"] = self.taste.moment(begun + timedelta(days=2), begin=True)
            return progress
        ended = begun + timedelta(days=rng.randrange((self.as_of - begun).days + 1))
        progress = {"finished": self.taste.actual(ended, begin=False, latest=self.as_of)}
        if rng.random() < 0.6 and step.get("duration"):
            progress["started"] = self.taste.actual(begun, begin=True, latest=self.as_of)
            if progress["started"] > progress["finished"]:
                del progress["started"]
        return progress

    def _pin(self, steps: list[Document]) -> None:
        """Pin one or two steps to days on which they can start or finish (rule 3.9)."""
        plan = read(self.document, self.document["as_of"], 900 if not self.minute else 200)
        for raw in self.rng.sample(steps, k=min(len(steps), self.rng.choice([1, 1, 2]))):
            if raw.get("progress", {}).get("skipped"):
                continue
            key = self.rng.choice(["must_start_on", "must_finish_on"])
            near = plan.line.begin(self._near(raw).isoformat())
            step = plan.steps[raw["id"]]
            exact = bool(step.slot or step.frozen) or self.rng.random() < 0.5
            day = _possible(plan, step, near, finish=key == "must_finish_on", exact=exact)
            if day is not None:
                raw[key] = day


def _possible(plan: Plan, step: Step, near: int, *, finish: bool, exact: bool) -> str | None:
    """Give a date not long after `near` on which the step can start (finish); None where nobody works for long."""
    try:
        at = step.own.first_from(near)
        allowed = may_happen if step.point and not step.anchored else may_stand
        while not allowed(step, at):
            at = step.own.first_from(at + 1)
        if step.point or not finish:
            return plan.line.spell(at, at, exact=exact)
        end = step.own.end_after(at, step.units)
    except HorizonError:
        return None
    return plan.line.spell(end - 1, end, exact=exact)
