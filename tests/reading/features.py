"""Name the features that a plan document has, so that a test can demand a floor for each."""

from collections.abc import Iterator
from typing import Any

Document = dict[str, Any]

_LIMITS = {"must_": "pins", "_earlier_than": "no-earlier-than", "_later_than": "no-later-than"}
_KEYS = {"slots": "slots", "owners": "owners", "anchor": "anchored", "meeting": "meetings"}


def features(document: Document) -> frozenset[str]:
    """Give the names of the features in use; the full set is what `random_plan` can produce."""
    found: set[str] = set(_of_plan(document))
    for calendar in (document.get("calendars") or {}).values():
        found.update(name for name in ("holidays", "closed", "open") if calendar.get(name))
    for step in document["steps"]:
        found.update(_of_step(step))
        found.update(_of_links(step))
    found.update(_of_network(document))
    return frozenset(found)


def _of_plan(document: Document) -> Iterator[str]:
    dates = document.get("critical_dates") or []
    if len(dates) > 1:
        yield "several-dates"
    if any(not item.get("step") for item in dates):
        yield "plan-wide-date"
    if any(item.get("buffer") for item in dates):
        yield "buffers"
    if document.get("hold"):
        yield "hold"
    if document.get("parties"):
        yield "parties"
    if document.get("critical_threshold"):
        yield "threshold"
    if document.get("start") and document["start"][:10] > document["as_of"][:10]:
        yield "future-start"


def _of_step(step: Document) -> Iterator[str]:
    progress = step.get("progress") or {}
    yield from (name for name in ("finished", "started", "skipped", "blocked") if progress.get(name))
    if progress:
        yield "progress"
    if step.get("kind") in {"milestone", "gate", "value_event"}:
        yield "gates" if step.get("duration") else "milestones"
    if "e" in step.get("duration", ""):
        yield "elapsed"
    for key in step:
        yield from (name for mark, name in _LIMITS.items() if mark in key)
    if not isinstance(step.get("side"), str | None) or step.get("side") == "both":
        yield "joint"
    if step.get("policy") == "asap":
        yield "asap"
    yield from (name for key, name in _KEYS.items() if step.get(key))
    if "change" in (step.get("tags") or []):
        yield "freezes"


def _of_links(step: Document) -> Iterator[str]:
    links = [link for link in step.get("after") or [] if isinstance(link, dict)]
    for link in links:
        yield link.get("type", "FS")
        lag = str(link.get("lag", ""))
        if lag:
            yield "leads" if lag.startswith("-") else "lags"
        if "e" in lag:
            yield "elapsed-lags"
        if link.get("lag_calendar", "successor") != "successor":
            yield "lag-calendars"
    starts_only = links and len(links) == len(step["after"]) and all(link.get("type") in {"SS", "SF"} for link in links)
    if starts_only and step.get("kind") in {"milestone", "gate", "value_event"} and not step.get("duration"):
        yield "anchored"


def _of_network(document: Document) -> Iterator[str]:
    """Name what the shape of the network shows: absences that count, dangling finishes, steps without a goal."""
    steps = {step["id"]: step for step in document["steps"]}
    dates = document.get("critical_dates") or []
    kinds: dict[str, set[str]] = {name: set() for name in steps}
    for step in steps.values():
        for link in step.get("after") or []:
            bare = {"step": link} if isinstance(link, str) else link
            kinds[bare["step"]].add(bare.get("type", "FS")[0])
    bound = {item.get("step") for item in dates}
    if None not in bound:
        if any(kinds[name] == {"S"} and name not in bound for name in steps):
            yield "dangling"
        if any(not kinds[name] and name not in bound for name in steps):
            yield "goalless"
    away = {person["id"] for person in document.get("people") or [] if person.get("away")}
    if any(away & set((step.get("owners") or {}).values()) for step in steps.values()):
        yield "absences"
