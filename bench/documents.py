"""Realistic plan documents of any size, drawn from a fixed seed: the blueprint once for each site of a roll-out."""

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

import yaml

from app.document import read
from scheduler.compiling import compile_plan
from scheduler.passes import run
from scheduler.plan import Plan

from .blueprint import BLUEPRINT, PHASES, Side

SEED = 20261123
AS_OF = date(2026, 11, 23)
GO_LIVE, VALUE = "go-live", BLUEPRINT[-1].id

Document = dict[str, Any]

_PARTIES: dict[Side, tuple[str, ...]] = {
    "seller": ("seller",),
    "customer": ("customer",),
    "both": ("seller", "customer"),
    "integrator": ("integrator",),
}
_PEOPLE = {
    "ana": ("seller", []),
    "ben": ("seller", [("2026-12-21", "2027-01-06"), ("2027-07-19", "2027-08-06")]),
    "cleo": ("seller", []),
    "jo": ("customer", [("2027-01-11", "2027-01-15")]),
    "kim": ("customer", []),
    "lars": ("customer", []),
    "mia": ("customer", [("2027-02-08", "2027-02-12"), ("2027-05-14", "2027-05-14")]),
    "noor": ("customer", []),
    "pia": ("integrator", [("2027-03-29", "2027-04-09")]),
}
_CALENDARS = {
    "seller": {"holidays": "US-NY", "closed": [{"from": "2026-12-24", "to": "2027-01-01", "reason": "Year end"}]},
    "customer": {
        "holidays": "DE-BY",
        "closed": [{"from": "2027-08-02", "to": "2027-08-13", "reason": "Plant holiday"}],
    },
    "integrator": {"week": ["mon", "tue", "wed", "thu"], "holidays": "DE"},
    "cut-over-days": {"week": ["mon", "tue", "wed", "thu", "fri", "sat"], "holidays": "DE-BY"},
}  # fmt: skip


@cache
def plan_of(steps: int, *, late: int = 0) -> Plan:
    """Return the document of that size as the engine's plan."""
    return read(json_text(steps, late=late), file="plan.json").plan


@cache
def json_text(steps: int, *, late: int = 0) -> str:
    """Return a plan document as JSON."""
    return json.dumps(plan_document(steps, late=late))


@cache
def yaml_text(steps: int, *, late: int = 0) -> str:
    """Return a plan document as YAML."""
    return yaml.safe_dump(plan_document(steps, late=late), sort_keys=False)


@cache
def plan_document(steps: int, *, late: int = 0) -> Document:
    """Return a plan of so many steps that keeps its critical dates with weeks to spare, or misses them by some days."""
    document = _without_dates(steps)
    reading = read(json.dumps(document), file="plan.json")
    passes = run(compile_plan(reading.plan, reading.as_of))
    c = passes.compiled
    spare = timedelta(days=-late if late else 56)
    go_live, value = (str(c.timeline.day(passes.early.finish[c.index[step]]) + spare) for step in (GO_LIVE, VALUE))
    return document | {
        "critical_dates": [
            {"id": "go-live", "step": GO_LIVE, "date": go_live, "reason": "The old licence ends", "buffer": "10d"},
            {"id": "value", "step": VALUE, "date": value, "reason": "The board meets", "buffer": "5d"},
        ]
    }


def _without_dates(count: int) -> Document:
    random = Random(SEED + count)
    steps = [_step(random, *divmod(number, len(BLUEPRINT))) for number in range(count)]
    _tie_sites_together(random, steps)
    return {
        "format": "backplan/1",
        "title": f"Northwind ERP roll-out in {count} steps",
        "customer": "Northwind",
        "seller": "Acme",
        "parties": [{"id": "integrator", "name": "Meyer Systems", "kind": "supplier"}],
        "start": str(AS_OF),
        "as_of": str(AS_OF),
        "calendars": _CALENDARS,
        "people": [
            {
                "id": name,
                "name": name.title(),
                "party": party,
                "away": [{"from": first, "to": last} for first, last in away],
            }
            for name, (party, away) in _PEOPLE.items()
        ],
        "phases": [{"id": phase, "title": phase.title()} for phase in PHASES],
        "steps": steps,
    }


def _step(random: Random, site: int, number: int) -> Document:
    work = BLUEPRINT[number]
    parties = _PARTIES[work.side]
    step = {
        "id": _name(work.id, site),
        "title": work.id.replace("-", " ").capitalize() + (f" at site {site}" if site else ""),
        "phase": work.phase,
        "kind": work.kind,
        "side": work.side,
        "owners": {party: random.choice([one for one, (at, _) in _PEOPLE.items() if at == party]) for party in parties},
        "after": [_link(text, site) for text in work.after],
        "exit_criteria": f"Both sides have seen in writing that this is done: {work.id.replace('-', ' ')}",
    }
    if work.id == "cut-over":
        step["calendar"] = "cut-over-days"
    if work.kind == "meeting":
        step["meeting"] = {"at": "10:00", "length": "90m", "booking": "5d"}
    if work.days[1]:
        days = random.randint(*work.days)
        step["duration"] = f"{days}d"
        step["estimate"] = {"low": f"{work.days[0]}d", "likely": f"{days}d", "high": f"{2 * work.days[1]}d"}
    return step


def _name(work: str, site: int) -> str:
    return f"{work}-{site}" if site else work


def _link(text: str, site: int) -> str | Document:
    step, *rest = text.split()
    if not rest:
        return _name(step, site)
    link = {"step": _name(step, site), "type": rest[0]}
    return link | {"lag": f"{rest[1]}d"} if len(rest) > 1 else link


def _tie_sites_together(random: Random, steps: list[Document]) -> None:
    """Let sites wait for each other's earlier work, and the roll-out's own end for the end of every site."""
    width = len(BLUEPRINT)
    by_id = {step["id"]: step for step in steps}
    for number, step in enumerate(steps[width:], width):
        earlier = random.randrange(width)
        if earlier < number % width and random.random() < 0.2:
            step["after"].append(_name(BLUEPRINT[earlier].id, random.randrange(number // width)))
    links = [link if isinstance(link, dict) else {"step": link} for step in steps for link in step["after"]]
    waited_for = {link["step"] for link in links if link.get("type") != "SS"}
    for step in steps[width:]:
        if step["id"].startswith(f"{GO_LIVE}-") or step["id"] not in waited_for:
            end = GO_LIVE if step["phase"] != "adoption" else VALUE
            by_id[end]["after"].append(step["id"])
