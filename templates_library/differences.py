"""What differs between two versions of a template for one deal: steps, critical dates and questions, in words too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from scheduler.refusals import quoted

from .answers import flaw_of
from .documents import Names, plan_step
from .facts import facts_of, holds
from .pieces import joined, part_pieces
from .templates import questions_of, written_template

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from .facts import Facts
    from .library import Library
    from .pieces import Placed
    from .questions import Answers

Kind = Literal["added", "gone", "changed"]
Plain = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One thing that a step or a critical date has otherwise, as a plan document writes it."""

    field: str
    before: Any
    """None where it had none."""
    after: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateChange:
    """One step, critical date or question that came, went, or is otherwise."""

    about: Literal["step", "critical_date", "question"]
    id: str
    title: str
    kind: Kind
    fields: tuple[FieldChange, ...] = ()
    sentences: tuple[str, ...]
    """The same in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateChanges:
    """What differs between two versions of a template."""

    template: str
    before: int
    """The version that the deal's plan was made of."""
    after: int
    changes: tuple[TemplateChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Version:
    """One version as it is in the deal, each thing by its id."""

    number: int
    titles: Mapping[str, str]
    steps: Mapping[str, Plain]
    dates: Mapping[str, Plain]
    questions: Mapping[str, str]


def template_changes(
    template_id: str,
    before: Library,
    after: Library,
    answers: Mapping[str, Any],
    *,
    customer: str = "",
    seller: str = "",
) -> TemplateChanges:
    """Return what another version of a template would give otherwise, step by step, for the same answers.

    What a version asks and nobody answered is taken as the version takes it itself.
    """
    names = Names(customer=customer, seller=seller)
    old, new = (_version(one, template_id, answers, names) for one in (before, after))
    titles = {**old.titles, **new.titles}
    found = [
        *_compared("step", old.steps, new.steps, titles, lambda one, field: _step_said(one, field, titles)),
        *_compared("critical_date", old.dates, new.dates, {}, _field_said),
        *_asked(old.questions, new.questions),
    ]
    return TemplateChanges(template=template_id, before=old.number, after=new.number, changes=tuple(found))


def _version(library: Library, template_id: str, answers: Mapping[str, Any], names: Names) -> _Version:
    written = written_template(library, template_id)
    asked = questions_of(library, written)
    facts = facts_of(library, _fitting(library, template_id, answers))
    placed = joined(*part_pieces(library, written.parts, facts)).steps
    return _Version(
        number=written.version,
        titles={one.step.id: names.put_into(one.step.title) for one in placed},
        steps={one.step.id: _step(one, names) for one in placed},
        dates=_dates(library, template_id, facts),
        questions={one.id: one.question for one in asked},
    )


def _fitting(library: Library, template_id: str, answers: Mapping[str, Any]) -> Answers:
    """Return the answers that a version can take, and its own for all others."""
    asked = questions_of(library, written_template(library, template_id))
    return {
        one.id: answers[one.id] if one.id in answers and flaw_of(one, answers[one.id]) is None else one.default
        for one in asked
    }


def _step(placed: Placed, names: Names) -> Plain:
    """Return a step as a plan has it, its links by what they wait for."""
    written = plan_step(placed, names)
    links = written.pop("after", [])
    return {**written, "after": {one if isinstance(one, str) else one["step"]: one for one in links}}


def _dates(library: Library, template_id: str, facts: Facts) -> dict[str, Plain]:
    dates = written_template(library, template_id).critical_dates
    return {
        one.id: one.model_dump(mode="json", exclude_defaults=True, exclude={"id", "when"})
        for one in dates
        if holds(one.when, facts)
    }


def _compared(
    about: Literal["step", "critical_date"],
    old: Mapping[str, Plain],
    new: Mapping[str, Plain],
    titles: Mapping[str, str],
    said: Callable[[str, FieldChange], Iterator[str]],
) -> Iterator[TemplateChange]:
    """Give what came and what is otherwise in the order of the new version, then what is gone."""
    for name, now in new.items():
        title = titles.get(name, name)
        called = _called(about, title)
        if name not in old:
            sentence = f"{called} is new{_length(now)}"
            yield TemplateChange(about=about, id=name, title=title, kind="added", sentences=(sentence,))
            continue
        fields = tuple(_differing(old[name], now))
        if fields:
            sentences = tuple(sentence for one in fields for sentence in said(called, one))
            written = tuple(map(_as_written, fields))
            yield TemplateChange(about=about, id=name, title=title, kind="changed", fields=written, sentences=sentences)
    for name in old:
        if name not in new:
            title = titles.get(name, name)
            yield TemplateChange(
                about=about, id=name, title=title, kind="gone", sentences=(f"{_called(about, title)} is gone",)
            )


def _called(about: str, title: str) -> str:
    return quoted(title) if about == "step" else f"The critical date {quoted(title)}"


def _differing(old: Plain, new: Plain) -> Iterator[FieldChange]:
    for field in dict.fromkeys((*new, *old)):
        if old.get(field) != new.get(field):
            yield FieldChange(field=field, before=old.get(field), after=new.get(field))


def _as_written(change: FieldChange) -> FieldChange:
    """Return links as a plan document lists them."""
    if change.field != "after":
        return change
    return FieldChange(field="after", before=[*change.before.values()], after=[*change.after.values()])


def _length(step: Plain) -> str:
    return f", and takes {step['duration']}" if "duration" in step else ""


def _step_said(called: str, change: FieldChange, titles: Mapping[str, str]) -> Iterator[str]:
    if change.field == "after":
        yield from _links_said(called, change.before, change.after, titles)
    elif change.field == "duration" and change.before and change.after:
        yield f"{called} takes {change.after}, no longer {change.before}"
    elif change.field != "estimate":  # which follows the duration
        yield from _field_said(called, change)


def _field_said(called: str, change: FieldChange) -> Iterator[str]:
    name = change.field.replace("_", " ")
    if change.after is None:
        yield f"{called} says nothing of {name} any more"
    elif change.before is None:
        yield f"{called} says, of {name}: {_plain(change.after)}"
    else:
        yield f"{called} says, of {name}: {_plain(change.after)}, no longer {_plain(change.before)}"


def _links_said(called: str, old: Plain, new: Plain, titles: Mapping[str, str]) -> Iterator[str]:
    for name, link in new.items():
        if name not in old:
            yield f"{called} waits for {quoted(titles.get(name, name))} too"
        elif old[name] != link:
            yield f"{called} waits otherwise for {quoted(titles.get(name, name))}{_how(link)}"
    for name in old:
        if name not in new:
            yield f"{called} no longer waits for {quoted(titles.get(name, name))}"


def _how(link: str | Plain) -> str:
    said = {} if isinstance(link, str) else {key: one for key, one in link.items() if key != "step"}
    return f": {_plain(said)}" if said else ""


def _plain(value: Any) -> str:  # noqa: ANN401 - plain data
    if isinstance(value, dict):
        return ", ".join(f"{key} {_plain(one)}" for key, one in value.items())
    return "; ".join(map(_plain, value)) if isinstance(value, list) else str(value)


def _asked(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[TemplateChange]:
    for name, question in new.items():
        if name not in old:
            yield TemplateChange(
                about="question", id=name, title=question, kind="added", sentences=(f"It asks: {question}",)
            )
    for name, question in old.items():
        if name not in new:
            yield TemplateChange(
                about="question", id=name, title=question, kind="gone", sentences=(f"It no longer asks: {question}",)
            )
