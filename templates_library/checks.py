"""Whether the content of the library hangs together: every name in it known, every question of use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .answers import flaw_of
from .facts import COUNTRIES, DERIVED
from .mistakes import unknown
from .questions import question_of
from .traces import ANY, working_days
from .uses import numbers_in, of_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scheduler.refusals import Path

    from .library import Library
    from .schema import When, WrittenFragment, WrittenPart, WrittenRange, WrittenStep, WrittenTemplate
    from .yaml_file import YamlFile

POINTS = (1, 3)
"""A range has one point, or low, likely and high."""
OURS = frozenset({"seller", "customer", "both"})


def check_vocabulary(found: Library, questions: YamlFile, ranges: YamlFile, multipliers: YamlFile) -> None:
    """Tell what is wrong in the words that fragments and templates share."""
    for name, written in found.questions.items():
        for key, answer in (("default", written.default), *(("priced", answer) for answer in written.priced)):
            _check_answer(found, name, answer, (name, key), questions)
        if written.only_if is not None and written.only_if not in found.questions:
            questions.tell((name, "only_if"), unknown("question", written.only_if, found.questions))
    for name, one in found.ranges.items():
        _check_range(found, one, (name,), ranges)
    for name, multiplier in found.multipliers.items():
        _check_when(found, multiplier.when, (name, "when"), multipliers)


def check_fragment(found: Library, name: str, file: YamlFile) -> None:
    """Tell what is wrong in a fragment by itself."""
    fragment = found.fragments[name]
    if bool(fragment.steps) == bool(fragment.parts):
        file.tell((), "a fragment has either steps or parts")
    if fragment.phase is not None and fragment.phase not in found.phases:
        file.tell(("phase",), unknown("phase", fragment.phase, found.phases))
    before: list[str] = []
    for at, step in enumerate(fragment.steps):
        path: Path = ("steps", at)
        _check_step(found, step, path, file)
        for number, link in enumerate(step.after):
            if link.step not in before:
                file.tell((*path, "after", number), unknown("step", link.step, before, "; it has to come before"))
        before.append(step.id)
    _check_asks(found, fragment, file)
    _check_parts(found, fragment.parts, file)
    for at, part in enumerate(fragment.parts):
        if name in _inside(found, part.fragment, frozenset()):
            file.tell(("parts", at), f"the fragment {name!r} is inside itself")
    ends = {step.id for step in _steps_of(found, fragment, ())}
    for one in fragment.ends_with:
        if one not in ends:
            file.tell(("ends_with",), unknown("step", one, ends))


def check_template(found: Library, name: str, file: YamlFile) -> None:
    """Tell what is wrong in a template with all of its fragments."""
    template = found.templates[name]
    _check_parts(found, template.parts, file)
    if file.mistakes:
        return
    parties = OURS | template.parties.keys()
    steps = [
        (at, step)
        for at, part in enumerate(template.parts)
        for step in _steps_of(found, found.fragments[part.fragment], ())
    ]
    seen: set[str] = set()
    for at, step in steps:
        if step.id in seen:
            file.tell(("parts", at), f"the step {step.id!r} is here twice, from two fragments")
        seen.add(step.id)
        for party in sorted(_parties_of(step) - parties):
            file.tell(("parts", at), f"{unknown('party', party, parties)} (step {step.id!r})")
    _check_asked_once(found, template, file)
    _check_dates(found, template, seen, file)
    if file.mistakes:
        return
    used = set(_questions_used(found, template))
    for asked, default in template.questions.items():
        _check_question(found, asked, default, used, file)


def _check_asks(found: Library, fragment: WrittenFragment, file: YamlFile) -> None:
    for at, ask in enumerate(fragment.asks):
        _check_when(found, ask.when, ("asks", at, "when"), file)
        for role in ask.ask.values():
            if role not in found.roles:
                file.tell(("asks", at, "ask"), unknown("role", role, found.roles))


def _check_asked_once(found: Library, template: WrittenTemplate, file: YamlFile) -> None:
    seen: set[str] = set()
    for at, part in enumerate(template.parts):
        for name in sorted(_inside(found, part.fragment, frozenset())):
            for ask in found.fragments[name].asks:
                if ask.id in seen:
                    file.tell(("parts", at), f"the question {ask.id!r} is here twice, from two fragments")
                seen.add(ask.id)


def _parties_of(step: WrittenStep) -> set[str]:
    """Return every party that a step names."""
    calendar = () if step.calendar is None else (step.calendar,)
    return {*step.side, *step.owners, *(step.decider or {}), *calendar}


def _check_dates(found: Library, template: WrittenTemplate, steps: set[str], file: YamlFile) -> None:
    for at, date in enumerate(template.critical_dates):
        _check_when(found, date.when, ("critical_dates", at, "when"), file)
        asked = found.questions.get(date.answer or "")
        if asked is not None and asked.type != "date":
            file.tell(("critical_dates", at, "answer"), f"the question {date.answer!r} is not answered with a day")
        if numbers_in(date.reserve):
            file.tell(("critical_dates", at, "reserve"), "a reserve takes no number from an answer; write its days")
        for key, what, name, known in (
            ("step", "step", date.step, steps),
            ("buffer", "range", date.buffer, found.ranges),
            ("answer", "question", date.answer, found.questions),
        ):
            if name is not None and name not in known:
                file.tell(("critical_dates", at, key), unknown(what, name, known))


def _check_question(found: Library, asked: str, default: object, used: set[str], file: YamlFile) -> None:
    path = ("questions", asked)
    if asked not in found.questions:
        file.tell(path, unknown("question", asked, found.questions))
        return
    _check_answer(found, asked, default, path, file)
    if asked not in used:
        file.tell(path, "nothing in this template depends on this question; leave it out")


def _check_range(found: Library, one: WrittenRange, path: Path, file: YamlFile) -> None:
    asked = found.questions.get(one.by)
    if asked is None:
        file.tell((*path, "by"), unknown("question", one.by, found.questions))
        return
    for answer, days in one.days.items():
        if answer != ANY and answer not in asked.choices:
            file.tell((*path, "days", answer), unknown("answer", answer, (*asked.choices, ANY)))
        if len(days) not in POINTS:
            file.tell((*path, "days", answer), "a range has one duration, or low, likely and high")
        elif list(days) != sorted(days, key=working_days):
            file.tell((*path, "days", answer), "low is at most likely, and likely at most high")
    missing = sorted(set(asked.choices) - set(one.days))
    if missing and ANY not in one.days:
        file.tell((*path, "days"), f"no range for {', '.join(missing)}")


def _check_answer(found: Library, name: str, answer: object, path: Path, file: YamlFile) -> None:
    asked = question_of(name, found.questions[name], answer)
    flaw = flaw_of(asked, asked.default)
    if flaw:
        file.tell(path, flaw[1])


def _check_step(found: Library, step: WrittenStep, path: Path, file: YamlFile) -> None:
    _check_when(found, step.when, (*path, "when"), file)
    named = (
        ("phase", (step.phase,) if step.phase else (), found.phases, "phase"),
        ("takes", (step.takes,) if step.takes else (), found.ranges, "range"),
        ("longer_if", step.longer_if, found.multipliers, "multiplier"),
        ("owners", tuple(step.owners.values()), found.roles, "role"),
        ("decider", tuple((step.decider or {}).values()), found.roles, "role"),
    )
    for key, names, known, what in named:
        for name in names:
            if name not in known:
                file.tell((*path, key), unknown(what, name, known))
    timeless = step.duration is None and step.takes is None
    if step.duration is not None and step.takes is not None:
        file.tell((*path, "takes"), "a step has either a duration or a range")
    if timeless and step.kind in {"task", "meeting"}:
        file.tell(path, f"a {step.kind} needs a duration or a range")
    if (step.kind == "gate") != (step.decider is not None):
        file.tell(path, "a gate, and nothing else, has a decider")
    _check_numbers(found, path, file, step.duration, *(link.lag for link in step.after))


def _check_parts(found: Library, parts: Iterable[WrittenPart], file: YamlFile) -> None:
    before: list[str] = []
    for at, part in enumerate(parts):
        path: Path = ("parts", at)
        _check_when(found, part.when, (*path, "when"), file)
        if part.fragment not in found.fragments:
            file.tell((*path, "fragment"), unknown("fragment", part.fragment, found.fragments))
        if part.fragment in before:
            file.tell(path, f"the fragment {part.fragment!r} is here twice")
        for number, link in enumerate(part.after):
            if link.part not in before:
                file.tell((*path, "after", number), unknown("part", link.part, before, "; it has to come before"))
            _check_numbers(found, (*path, "after", number), file, link.lag)
        before.append(part.fragment)


def _check_numbers(found: Library, path: Path, file: YamlFile, *durations: str | None) -> None:
    for name in numbers_in(*durations):
        if name not in found.questions:
            file.tell(path, unknown("question", name, found.questions))
        elif found.questions[name].type != "number":
            file.tell(path, f"the question {name!r} is not answered with a number")


def _check_when(found: Library, when: When, path: Path, file: YamlFile) -> None:
    for name, condition in when.items():
        if name in DERIVED:
            continue
        if name not in found.questions:
            file.tell((*path, name), unknown("question", name, {*found.questions, *DERIVED}))
            continue
        for answer in condition.one_of:
            _check_answer(found, name, answer, (*path, name), file)


def fragments_in(found: Library, parts: Iterable[WrittenPart]) -> frozenset[str]:
    """Return every fragment that parts are made of, at any depth."""
    return frozenset().union(*(_inside(found, part.fragment, frozenset()) for part in parts))


def _inside(found: Library, name: str, seen: frozenset[str]) -> frozenset[str]:
    """Return a fragment with all that are in it, at any depth."""
    if name in seen or name not in found.fragments:
        return seen
    for part in found.fragments[name].parts:
        seen |= _inside(found, part.fragment, seen | {name})
    return seen | {name}


def _steps_of(found: Library, fragment: WrittenFragment, around: tuple[WrittenFragment, ...]) -> Iterator[WrittenStep]:
    """Give all steps of a fragment, whatever the answers; a fragment inside itself has none."""
    yield from fragment.steps
    for part in fragment.parts:
        inner = found.fragments.get(part.fragment)
        if inner is not None and inner not in around:
            yield from _steps_of(found, inner, (*around, fragment))


def _questions_used(found: Library, template: WrittenTemplate) -> Iterator[str]:
    """Give every question that the plan depends on."""
    yield from COUNTRIES
    for date in template.critical_dates:
        yield from date.when
        yield from filter(None, [date.answer, date.buffer and found.ranges[date.buffer].by])
    for part in template.parts:
        yield from of_part(found, part)
