"""Measure the service under load, print it, and with `--write` put it into `docs/load.md`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import timedelta
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from app.clock import now, today
from app.settings import read_settings
from app.store import open_database, tables
from app.store.migrations import upgrade
from bench.documents import json_text
from bench.machine import machine
from tests.servers.postgres import running

from .asking import Spell, request, spell
from .many import fill
from .night import night
from .service import command, saying_hello, serving, tool

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from app.store import Database

    from .service import Running, Tool

PAGE = Path(__file__).parent.parent.parent / "docs" / "load.md"
FEEDS = 50
"""Feeds that one tool may have of one plan."""
SETTLED = 3
"""Seconds after which the jobs of what was made are through."""
READS = 60
"""Looks at one feed within a minute that the service takes; each spell has feeds of its own."""


def main() -> None:
    """Measure everything, one after the other."""
    arguments = argparse.ArgumentParser(prog="python -m bench.load", description=__doc__)
    arguments.add_argument("--write", action="store_true", help="rewrite the figures in docs/load.md")
    arguments.add_argument("--passes", type=int, default=3, help="times that peer and service take turns")
    arguments.add_argument("--answers", type=int, default=10_000, help="answers in one spell")
    arguments.add_argument("--plans", type=int, default=10_000, help="plans of the large workspace")
    arguments.add_argument("--night", type=int, default=10_000, help="plans of the workspace that a night comes to")
    arguments.add_argument("--operations", type=int, default=300, help="operations on one plan")
    arguments.add_argument("--only", choices=PARTS, help="measure this part alone")
    asked = arguments.parse_args()
    for name, measure in PARTS.items():
        if asked.only in {None, name}:
            said = f"Measured on {today(ZoneInfo('UTC'))}, {machine()}.\n\n{measure(asked)}"
            print(said, end="\n\n", flush=True)
            if asked.write:
                _write(name, said)


def _write(name: str, said: str) -> None:
    """Put what was measured of a part between its marks in the page."""
    begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->\n"
    before, _, rest = PAGE.read_text().partition(begin)
    PAGE.write_text(f"{before}{begin}\n{said}\n\n{end}{rest.partition(end)[2]}")


def _on_sqlite(asked: Namespace) -> str:
    return _answers(asked, None, TARGETS)


def _on_postgresql(asked: Namespace) -> str:
    with running(durable=True) as server, server.database() as url:
        return _answers(asked, url.replace("+psycopg", "", 1), {})


def _answers(asked: Namespace, url: str | None, targets: Mapping[str, float]) -> str:
    """Let peer and service take turns, then change one plan again and again."""
    with ExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory())
        environment = {"BACKPLAN_DATA_DIR": folder} | ({} if url is None else {"BACKPLAN_DATABASE": url})
        upgrade(open_database(read_settings(environment).database_url))
        command(["workspace", "add", "Load"], environment)
        peer, service = stack.enter_context(saying_hello()), stack.enter_context(serving(environment))
        caller = stack.enter_context(tool(service, environment))
        plan = _created(caller)
        taken: dict[str, list[Spell]] = {}
        for number in range(asked.passes):
            for name, requests, status in _contestants(caller, service.port, plan, asked.answers):
                running = peer if name == PEER else service
                spell(running.port, running.process, requests, answers=len(requests), status=status)  # once before
                found = spell(running.port, running.process, requests, answers=asked.answers, status=status)
                taken.setdefault(name, []).append(found)
                print(f"pass {number + 1}: {name}: {found}", file=sys.stderr, flush=True)
        lines = [*HEAD, *(_row(name, spells, taken[PEER]) for name, spells in taken.items())]
        if targets:  # one more column
            lines[:2] = [f"{lines[0]} target |", f"{lines[1]}---|"]
            lines[2:] = [
                f"{line} {_verdict(name, taken, targets)} |" for line, name in zip(lines[2:], taken, strict=True)
            ]
        return "\n\n".join(["\n".join(lines), _changes(caller, plan, asked.operations), _memory(service)])


PEER = "bare ASGI hello"
TARGETS = {"cached plan": 0.30, "feed, not modified (304)": 0.50, "feed (200)": 0.30}
HEAD = (
    "| answer | processor each | answers a second | of the peer (lowest to highest pass) |",
    "|---|---:|---:|---:|",
)


def _contestants(caller: Tool, port: int, plan: str, answers: int) -> list[tuple[str, Sequence[bytes], int]]:
    """Return what is asked in a pass, once the jobs of what was made for it are through."""
    known = dict(islice(_feeds(caller), answers // (READS - 5) + 2))
    anew = dict(islice(_feeds(caller), len(known)))
    sleep(SETTLED)
    return [
        (PEER, [request("/", {}, port=port)], 200),
        ("cached plan", [request(f"/v1/plans/{plan}", caller.headers, port=port)], 200),
        (
            "feed, not modified (304)",
            [request(path, {"If-None-Match": tag}, port=port) for path, tag in known.items()],
            304,
        ),
        ("feed (200)", [request(path, {}, port=port) for path in anew], 200),
    ]


def _feeds(caller: Tool) -> Iterator[tuple[str, str]]:
    """Make feeds of plans of their own, and give each one's path with the tag of what it holds."""
    while True:
        plan = _created(caller)
        for path in [_feed(caller, plan) for _ in range(FEEDS)]:
            yield path, caller.client.get(path).raise_for_status().headers["ETag"]


def _created(caller: Tool) -> str:
    answer = caller.client.post("/v1/plans", content=json_text(60), headers={"Content-Type": "application/json"})
    return str(answer.raise_for_status().json()["id"])


def _feed(caller: Tool, plan: str) -> str:
    answer = caller.client.post(f"/v1/plans/{plan}/feeds", json={"name": "Phone", "whole": True})
    return urlsplit(str(answer.raise_for_status().json()["addresses"]["https"])).path


def _row(name: str, spells: Sequence[Spell], peer: Sequence[Spell]) -> str:
    each = median(one.each for one in spells)
    a_second = median(one.answers / one.seconds for one in spells)
    ratios = _ratios(spells, peer)
    ratio = "" if name == PEER else f"{median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
    return f"| {name} | {each * 1e6:,.0f} µs | {a_second:,.0f} | {ratio} |"


def _ratios(spells: Sequence[Spell], peer: Sequence[Spell]) -> list[float]:
    return [bare.each / one.each for bare, one in zip(peer, spells, strict=True)]


def _verdict(name: str, taken: Mapping[str, Sequence[Spell]], targets: Mapping[str, float]) -> str:
    target = targets.get(name)
    if target is None:
        return ""
    return f"at least {target:.2f}: {'met' if median(_ratios(taken[name], taken[PEER])) >= target else '**missed**'}"


def _changes(caller: Tool, plan: str, operations: int) -> str:
    """Change the length of one step again and again, each change durable before it is answered."""
    waited = []
    for number in range(operations):
        operation = {"do": "edit_step", "step": "security-review", "set": {"duration": f"{5 + number % 7}d"}}
        begin = perf_counter()
        caller.client.post(f"/v1/plans/{plan}/operations", json={"operations": [operation]}).raise_for_status()
        waited.append((perf_counter() - begin) * 1000)
    parts = quantiles(waited, n=100)
    return (
        f"One operation on one step of a 60-step plan, durable, {operations} one after the other: "
        f"p50 {parts[49]:.0f} ms, p99 {parts[98]:.0f} ms."
    )


def _memory(running: Running) -> str:
    return f"Most memory that the service had in all this: {running.memory / 1e6:.0f} MB."


def _large(asked: Namespace) -> str:
    """Fill a workspace, and look at its first pages."""
    with TemporaryDirectory() as folder:
        environment = {"BACKPLAN_DATA_DIR": folder}
        _filled(environment, asked.plans, now()).close()
        with serving(environment) as service, tool(service, environment) as caller:
            pages = [_pages(caller, sort) for sort in ("starts", "due", "title", "changed")]
            table = "\n".join(["| first page of the portfolio by | quickest | median |\n|---|---:|---:|", *pages])
            return f"A workspace of {asked.plans:,} plans of 60 steps:\n\n{table}\n\n{_memory(service)}"


def _nights(asked: Namespace) -> str:
    """Let a night pass twice, once with the worker killed."""
    with TemporaryDirectory() as folder:
        environment, yesterday = {"BACKPLAN_DATA_DIR": folder}, now() - timedelta(days=1)
        database = _filled(environment, asked.night, yesterday)
        nights = [
            night(database, environment, yesterday + timedelta(days=1), kill_after=None),
            night(database, environment, yesterday + timedelta(days=2), kill_after=10),
        ]
        database.close()
    return "\n".join(
        f"- advance_day over {one.plans:,} plans: {one.seconds:.0f} s, {one.kills} workers killed, "
        f"{one.twice} plans advanced twice"
        for one in nights
    )


def _filled(environment: dict[str, str], plans: int, made_at: datetime) -> Database:
    """Return a database with a workspace of so many plans, made at a moment."""
    database = open_database(f"sqlite:///{environment['BACKPLAN_DATA_DIR']}/backplan.db")
    upgrade(database)
    command(["workspace", "add", "Load"], environment)
    with database.engine.connect() as connection:
        workspace = connection.execute(tables.workspaces.select()).one().id
    fill(database, workspace, plans, made_at)
    return database


def _pages(caller: Tool, sort: str) -> str:
    waited = []
    for _ in range(15):
        begin = perf_counter()
        caller.client.get("/v1/plans", params={"sort": sort}).raise_for_status()
        waited.append((perf_counter() - begin) * 1000)
    return f"| {sort} | {min(waited):.0f} ms | {median(waited):.0f} ms |"


PARTS: Mapping[str, Callable[[Namespace], str]] = {
    "sqlite": _on_sqlite,
    "postgresql": _on_postgresql,
    "portfolio": _large,
    "nights": _nights,
}
"""What is measured, by the name of its place in the page."""

if __name__ == "__main__":
    main()
