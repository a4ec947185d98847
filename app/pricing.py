"""What an answer costs: by how many days go-live could be earlier or later if a question were answered otherwise."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from app.document import read
from scheduler.schedule import schedule
from scheduler.timeline import day_of
from templates_library import instantiate, template

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from templates_library import Form
    from templates_library.questions import Answer


def prices(
    template_id: str,
    *,
    critical_date: date,
    as_of: date,
    answers: Mapping[str, Answer] | None = None,
    form: Form = "full",
) -> dict[str, dict[str, int]]:
    """Return the price of each question's other answers, by question and answer as it is typed.

    A price is in calendar days: where the first critical date could land at best if work began on `as_of`, compared
    with the answers given. Raises Refused for answers that the template refuses.
    """
    given = dict(answers or {})
    make = partial(instantiate, template_id, critical_date=critical_date, start=as_of, form=form)
    made = make(answers=given)
    now = _earliest(made.plan, as_of)

    def price(question: str, answer: Answer) -> int:
        other = make(answers={**given, question: answer})
        return 0 if other.plan["steps"] == made.plan["steps"] else (_earliest(other.plan, as_of) - now).days

    return {
        one.id: {typed(answer): price(one.id, answer) for answer in one.alternatives(made.answers[one.id])}
        for one in template(template_id).questions
    }


def typed(answer: Answer) -> str:
    """Return an answer as somebody types it: `yes`, `2`, `DE,US-NY`; empty for none."""
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return ",".join(answer) if isinstance(answer, list) else "" if answer is None else str(answer)


def _earliest(plan: Mapping[str, Any], as_of: date) -> date:
    reading = read(json.dumps(plan), file="the template", as_of=as_of.isoformat())
    first = plan["critical_dates"][0]["id"]
    return day_of(schedule(reading.plan, reading.as_of).critical_dates[first].earliest)
