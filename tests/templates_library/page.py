"""The page `docs/templates.md`: what each template is for, what it asks and what each answer costs, made from them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.pricing import prices, typed
from templates_library import instantiate, templates
from templates_library.library import ready_made
from templates_library.traces import ANY
from tests.templates_library.deals import deal

if TYPE_CHECKING:
    from templates_library import Template
    from templates_library.questions import Question
    from templates_library.schema import WrittenRange

PAGE = Path(__file__).parents[2] / "docs" / "templates.md"
TODAY, DAY = date(2026, 11, 23), date(2028, 3, 15)

_HEAD = """\
# Templates

A template needs one date. Everything it asks has a default, so the first answer comes before the first question, and
each question tells its price: by how many calendar days the asked date could be met later (+) or sooner (-) at best,
all else being as it is. The prices below are those of a plan that begins on Monday 23 November 2026.

An outline shows one rough step for each part, as below; expanding a rough step puts its fragment in its place.
How a duration came about is kept for every step: `base 12d x first-time vendor 1.3 x regulated industry 1.5 = 23d`.
`backplan explain` tells it with its sources; [ranges and multipliers](#where-durations-come-from) stand at the end.
`make cases` writes this page from the templates.
"""


def templates_page() -> str:
    """Return the page as it should be."""
    return "\n".join([_HEAD, _overview(), *map(_chapter, templates()), _durations()])


def rewrite_templates_page() -> None:
    """Write the page anew."""
    PAGE.write_text(templates_page(), encoding="utf-8")


def _overview() -> str:
    rows = [f"| [{one.title}](#{_anchor(one.title)}) | {one.use_when} | {_weeks(one)} |" for one in templates()]
    return "\n".join(["| template | use it when | weeks to the date |", "|---|---|---|", *rows, ""])


def _anchor(title: str) -> str:
    return title.lower().replace(",", "").replace(" ", "-")


def _weeks(one: Template) -> int:
    """Return the weeks from the first day to the asked date at best, as nobody has answered anything."""
    made = deal(one.id, {}, day=DAY)
    earliest = made.schedule.critical_dates[made.instance.plan["critical_dates"][0]["id"]].earliest
    return -(-(date.fromisoformat(str(earliest)) - TODAY).days // 7)


def _chapter(one: Template) -> str:
    made = instantiate(one.id, critical_date=DAY, form="outline")
    return "\n".join(
        [
            f"## {one.title}",
            "",
            f"`{one.id}`, version {one.version}. {one.use_when}",
            f"When not: {one.not_when}",
            "",
            f"It asks: *{one.asks_for}*",
            "",
            "| step of the outline | likely (low to high) | done when |",
            "|---|---|---|",
            *(_row(step) for step in made.plan["steps"] if "private" not in step),
            "",
            "| question | default | price of other answers, in days |",
            "|---|---|---|",
            *_questions(one),
            "",
        ]
    )


def _row(step: dict[str, Any]) -> str:
    spread = step.get("estimate")
    days = f"{step['duration']} ({spread['low']} to {spread['high']})" if spread else step.get("duration", "a moment")
    return f"| {step['title']} | {days} | {step['exit_criteria']} |"


def _questions(one: Template) -> list[str]:
    cost = prices(one.id, critical_date=DAY, as_of=TODAY)
    return [f"| {asked.question} (`{asked.id}`) | {_said(asked)} | {_price(asked, cost)} |" for asked in one.questions]


def _price(asked: Question, cost: dict[str, dict[str, int]]) -> str:
    if asked.id not in cost:
        return f"asked only with `{asked.only_if}`"
    if asked.type == "date":
        return "by the day"
    return "; ".join(f"{answer} {days:+d}" if days else f"{answer} 0" for answer, days in cost[asked.id].items())


def _said(asked: Question) -> str:
    return typed(asked.default) or ("not known" if asked.type == "date" else "none")


def _durations() -> str:
    """Return the table of all ranges, and that of the multipliers."""
    found = ready_made()
    return "\n".join(
        [
            "## Where durations come from",
            "",
            "Low, likely and high, in working days. Where a source is our assumption, your own experience is better.",
            "",
            "| work | days | source |",
            "|---|---|---|",
            *(f"| {one.work} | {_spread(one)} | {one.source} |" for one in found.ranges.values()),
            "",
            "| what makes work longer | times | source |",
            "|---|---|---|",
            *(f"| {one.says} | {one.times:g} | {one.source} |" for one in found.multipliers.values()),
            "",
        ]
    )


def _spread(one: WrittenRange) -> str:
    said = {answer: ", ".join(days if len(set(days)) > 1 else days[:1]) for answer, days in one.days.items()}
    return "; ".join(days if answer == ANY else f"{answer}: {days}" for answer, days in said.items())
