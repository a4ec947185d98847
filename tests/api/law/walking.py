"""Every route that is read, with all that can stand in its address, as a reader walks them."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from typing import TYPE_CHECKING, Any

from app.exports import EXPORTS
from tests.api.strangers.entries import FIXED
from tests.api.strangers.walk import doors, example_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from fastapi import FastAPI

    from tests.api.strangers.walk import Door

    from .twin import Twin

Told = tuple[int, dict[str, str], bytes]

UNTOLD = {
    "GET /metrics": "counts the requests and jobs of the whole service, for whoever runs it",
    "GET /v1/settings": "counts them too, for whoever has the right to operate the service",
    "GET /service": "shows the same as a page",
}
"""Routes that are not walked, and why."""
FRAMES = ("wide", "narrow")
DATES = ("early_start", "early_finish", "late_start", "late_finish")
UNKNOWN = "bpo_unknown"
NOTHING = "00000000-0000-4000-8000-00000000dead"
"""The id of nothing."""


def read_doors(app: FastAPI) -> tuple[Door, ...]:
    """Return every route that is read."""
    return tuple(one for one in doors(app) if one.method == "GET" and str(one) not in UNTOLD)


def is_page(door: Door) -> bool:
    """Tell whether a route is none of the API."""
    return not door.path.startswith("/v1/")


def fillings(door: Door, twin: Twin) -> list[dict[str, str]]:
    """Return all that can stand for the names in a path; a name that nobody knows stops the test."""
    known = {**{name: [value] for name, value in FIXED.items()}, **twin.values, **_many(twin)}
    if "secret" in door.names:
        known["secret"] = _secrets(door, twin)
    if door.path.startswith("/problems"):
        known["code"] = ["forbidden", "unknown-step"]
    if "requests" not in door.path and "number" in door.names:
        known["number"] = [str(one + 1) for one in range(6)]
    unknown = {*door.names} - {*known}
    assert not unknown, f"what stands for {unknown} in {door}?"
    return [dict(zip(door.names, values, strict=True)) for values in product(*(known[name] for name in door.names))]


def _many(twin: Twin) -> dict[str, list[str]]:
    return {
        "kind": [*EXPORTS],
        "frame": [*FRAMES],
        "template_id": ["mid-market-saas"],
        "erasure_id": [NOTHING],
        **_deliveries(twin),
    }


def _deliveries(twin: Twin) -> dict[str, list[str]]:
    found = [
        one["id"]
        for webhook in twin.values["webhook_id"]
        for one in twin.send("tool", "GET", f"/v1/webhooks/{webhook}/deliveries")
        .raise_for_status()
        .json()["deliveries"]
    ]
    return {"delivery_id": found or [NOTHING]}


def _secrets(door: Door, twin: Twin) -> list[str]:
    if door.path.startswith("/s/"):
        return twin.values["secret"]
    return twin.values["feed"] if door.path.startswith("/f/") else [UNKNOWN]


def walked(
    twin: Twin, reader: str, walk: Iterable[Door], openapi: Mapping[str, Any], steps: Iterable[str]
) -> Iterator[tuple[str, Told]]:
    """Yield what each address tells a reader."""
    for door in walk:
        for names in fillings(door, twin):
            for query in _queries(door, openapi, steps, _days(twin)):
                answer = twin.send(reader, "GET", door.filled(names), params=query, follow_redirects=False)
                yield f"{reader}: {door} {sorted(names.items())} {query}", twin.masks.told(answer)


def is_dated(door: Door, openapi: Mapping[str, Any]) -> bool:
    """Tell whether a route answers as of a day that is asked for."""
    asked = openapi["paths"].get(door.path, {}).get("get", {}).get("parameters", ())
    return "as_of" in {one["name"] for one in asked}


def _days(twin: Twin) -> list[str]:
    """Return days that have passed in the plan, and one to come."""
    return [(twin.kept.clock[0] + timedelta(days=days)).date().isoformat() for days in (-2, -1, 1)]


def _queries(door: Door, openapi: Mapping[str, Any], steps: Iterable[str], days: Iterable[str]) -> list[dict[str, str]]:
    if door.path not in openapi["paths"]:
        return [{}]
    if door.path.endswith("/explain"):
        found = [{"step": step, "date": date} for step in steps for date in DATES]
    else:
        found = [dict(example_of(openapi, door).parameters)]
    if is_dated(door, openapi):
        found += [{**found[0], "as_of": day} for day in days if found]
    return found
