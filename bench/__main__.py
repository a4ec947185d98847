"""Measure, print, and with `--write` put the results into `docs/benchmarks.md`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

from app.clock import today

from .agreement import check_day_loop, check_mpxj, check_trueppm
from .documents import plan_of
from .machine import machine
from .measuring import interleave
from .races import java_races, races
from .table import row, table, verdict

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
BEGIN, END = "<!-- measured -->\n", "<!-- /measured -->\n"


def main() -> None:
    """Check that all compute the same dates, then race."""
    arguments = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    arguments.add_argument("--write", action="store_true", help="rewrite the table in docs/benchmarks.md")
    arguments.add_argument("--rounds", type=int, default=7, help="samples of each contestant in a pass")
    arguments.add_argument("--passes", type=int, default=3, help="times that all races are run, one after the other")
    asked = arguments.parse_args()

    said = [check_day_loop(plan_of(60)), check_day_loop(plan_of(1_000)), check_day_loop(plan_of(1_000, late=28))]
    said.append(check_trueppm(plan_of(1_000)))
    entered = list(races())
    try:
        said.append(check_mpxj(plan_of(1_000)))
        entered += java_races()
    except (ImportError, OSError) as error:
        said.append(f"MPXJ: no Java: NOT measured ({error})")
    print("\n".join(said), flush=True)

    for number in range(asked.passes):
        for race in entered:
            interleave(race.contestants, rounds=asked.rounds, warm=race.warm)
            print(f"pass {number + 1}: {row(race)}", file=sys.stderr, flush=True)
    measured = "\n\n".join(
        [
            f"Measured on {today(ZoneInfo('UTC'))}, {machine()}, shared with other work.",
            f"Medians over {asked.passes} passes of {asked.rounds} rounds.",
            table(entered),
            verdict(entered),
            "Before the race:",
            "\n".join(f"- {one}" for one in said),
        ]
    )
    print(measured)
    if asked.write:
        _rewrite(measured)


def _rewrite(measured: str) -> None:
    before, _, rest = PAGE.read_text().partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n{measured}\n\n{END}{after}")


if __name__ == "__main__":
    main()
