"""What an answer costs: by how many days go-live could be earlier or later if a question were answered otherwise."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from app.document import read
from scheduler.timeline import day_of
from templates_library import instantiate, template

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from templates_library import Form, Library
    from templates_library.questions import Answer

    Plan = dict[str, Any]


def prices(
    template_id: str,
    *,
    critical_date: date,
    as_of: date,
    answers: Mapping[str, Answer] | None = None,
    form: Form = "full",
    library: Library | None = None,
) -> dict[str, dict[str, int]]:
    """Return the price of each question's other answers, by question and answer as it is typed.

    A price is in calendar days: where the first critical date could land at best if work began on `as_of`, compared
    with the answers given. A question that makes no sense with them has no price. Raises Refused for answers that the
    template refuses.
    """
    given = dict(answers or {})
    make = partial(instantiate, template_id, library, critical_date=critical_date, form=form)
    made = make(answers=given)
    pricing = _Pricing(as_of)
    now = pricing.earliest(made.plan)

    def price(question: str, answer: Answer) -> int:
        return (pricing.earliest(make(answers={**given, question: answer}).plan) - now).days

    return {
        one.id: {typed(answer): price(one.id, answer) for answer in one.alternatives(made.answers[one.id])}
        for one in template(template_id, library).questions
        if one.only_if is None or made.answers[one.only_if]
    }


def typed(answer: Answer) -> str:
    """Return an answer as somebody types it: `yes`, `2`, `DE,US-NY`; empty for none."""
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return ",".join(answer) if isinstance(answer, list) else "" if answer is None else str(answer)


class _Pricing:
    """Earliest days, each computed once: most answers change nothing on the way to the asked date."""

    def __init__(self, as_of: date) -> None:
        self._as_of = as_of.isoformat()
        self._known: dict[str, date] = {}

    def earliest(self, plan: Plan) -> date:
        """Return the earliest day on which the step of the first critical date can be done."""
        text = json.dumps(_way(plan))
        if text not in self._known:
            reading = read(text, file="the template", as_of=self._as_of)
            (dated,) = reading.schedule.critical_dates.values()
            self._known[text] = day_of(dated.earliest)
        return self._known[text]


def _way(plan: Plan) -> Plan:
    """Return the part of a plan that its first critical date waits for; the rest moves no early date of it."""
    first = plan["critical_dates"][0]
    needed = {first["step"]}
    steps = []
    for step in reversed(plan["steps"]):  # in a plan from a template predecessors come first
        if step["id"] in needed:
            steps.append(step)
            needed.update(link if isinstance(link, str) else link["step"] for link in step.get("after", []))
    return {**plan, "critical_dates": [first], "steps": steps[::-1], "template": None, "why": None}
