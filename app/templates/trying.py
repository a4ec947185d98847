"""A template is tried before it is kept: no answer to any of its questions may give a plan that cannot be read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from app.document import PlacedProblem, Unreadable, read_plain
from app.pricing import typed
from scheduler.refusals import Problem, Refused, quoted
from templates_library import instantiate, template

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from app.document.places import Places
    from scheduler.refusals import Path
    from templates_library import Form, Library
    from templates_library.questions import Answers

AHEAD = timedelta(days=365)
"""How far ahead of the day of the trial its critical date lies."""
MOST_LINKS = 2_000
"""Links of one plan: all that a part begins with waits for all that the one before ends with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trial:
    """One template that is tried."""

    library: Library
    template_id: str
    data: dict[str, Any]
    """The template as it was written."""
    file: str
    places: Places
    today: date

    def plan(self, answers: Answers, form: Form) -> dict[str, Any]:
        day = self.today + AHEAD
        plan = instantiate(self.template_id, self.library, critical_date=day, answers=answers, form=form).plan
        links = sum(len(step.get("after", ())) for step in plan["steps"])
        if links > MOST_LINKS:
            sentence = f"the steps wait for each other {links:,} times; at most {MOST_LINKS:,} are followed"
            remedy = "let each fragment begin and end with one step"
            problem = Problem(code="too-many-links", path=("steps",), sentence=f"{sentence}, so {remedy}")
            raise Refused([problem])
        return plan

    def told(self, problem: Problem, plan: dict[str, Any], answered: str) -> PlacedProblem:
        """Return a problem of a plan at the place of the template that it comes from."""
        path = self.places.real(_place(problem.path, plan, self.data))
        step = _step_at(problem.path, plan)
        about = f"{quoted(step)}, {'.'.join(map(str, problem.path[2:]))}: " if step and path == ("parts",) else ""
        sentence = f"{about}{problem.sentence}{answered}"
        return PlacedProblem(
            code=problem.code, path=path, sentence=sentence, file=self.file, line=self.places.line(path)
        )


def refuse_unusable(
    library: Library, template_id: str, data: dict[str, Any], *, file: str, places: Places, today: date
) -> None:
    """Make a plan of each single answer, and raise Unreadable for the first that is none, at the template's places."""
    trial = _Trial(library=library, template_id=template_id, data=data, file=file, places=places, today=today)
    seen: set[str] = set()
    for answers, form in _deals(library, template_id):
        plan: dict[str, Any] = {}
        try:
            plan = trial.plan(answers, form)
            text = json.dumps({**plan, "template": None})
            if text not in seen:
                seen.add(text)
                read_plain(plan, file=file, as_of=today.isoformat())
        except Refused as refused:
            answered = "".join(f" (where {name} is {typed(answer) or 'not known'})" for name, answer in answers.items())
            raise Unreadable([trial.told(one, plan, answered) for one in refused.problems]) from refused


def _deals(library: Library, template_id: str) -> Iterator[tuple[Answers, Form]]:
    """Give the template's own answers, and each other one alone."""
    yield {}, "full"
    yield {}, "outline"
    for question in template(template_id, library).questions:
        for answer in question.alternatives(question.default):
            yield {question.id: answer}, "full"


def _place(path: Path, plan: dict[str, Any], data: dict[str, Any]) -> Path:
    """Return where in the template something of a plan comes from."""
    step = _step_at(path, plan)
    if step is not None:
        return _own_step(step, path[2:], data)
    if path[:1] == ("critical_dates",) and len(path) > 1:
        at = path[1]
        name = plan["critical_dates"][at]["id"] if isinstance(at, int) else at
        dates = [one["id"] for one in data["critical_dates"]]
        return ("critical_dates", dates.index(name), *path[2:])
    return path[:1] if path[:1] == ("parties",) else ("parts",)


def _step_at(path: Path, plan: dict[str, Any]) -> str | None:
    if path[:1] != ("steps",) or len(path) == 1 or not isinstance(path[1], int):
        return None
    step: str = plan["steps"][path[1]]["id"]
    return step


def _own_step(step: str, rest: Path, data: dict[str, Any]) -> Path:
    """Return where a step is written; the parts are named for one of a ready-made fragment."""
    for name, fragment in (data.get("fragments") or {}).items():
        for at, one in enumerate(fragment.get("steps") or ()):
            if one["id"] == step:
                return ("fragments", name, "steps", at, *rest)
    return ("parts",)
