"""What somebody has typed into the calculator: its whole state, which is its address too."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Literal, get_args
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from app.operations import FORMS
from scheduler.refusals import Problem, Refused, nearest, quoted

from .days import NoDayError, day_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.operations import Change

Form = Literal["outline", "full"]

FIRST_TEMPLATE = "mid-market-saas"
"""What is planned while nobody has said which kind of deal it is."""

MOST_CHANGES = 60
MOST_FIELDS = 200
LONGEST_TEXT, LONGEST_CHANGE = 200, 500
"""Characters of a name or an answer, and of a change, which may hold a title and many ids."""

ANSWER, ANSWERED = "a.", "was."
"""Before the name of a question in an address: its answer, and the answer before the last change."""

UNSAID = "unsaid"
"""Stands for an answer that nobody had given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """A go-live date, and whatever else somebody has said."""

    go_live: date
    template: str = FIRST_TEMPLATE
    form: Form = "outline"
    """At first a dozen rows; every step when asked for."""
    customer: str = ""
    seller: str = ""
    plan_id: str = ""
    """A UUID, so that calendar entries taken away twice are the same entries."""
    answers: tuple[tuple[str, str], ...] = ()
    """By question, as typed, in the order of their names."""
    changes: tuple[Change, ...] = ()
    """What was changed in the plan, in order, as `backplan what-if` takes it."""
    was: date | None = None
    """The go-live date before it was moved, where that was the last change."""
    answered: tuple[str, str] | None = None
    """The question that was answered last, and what was said before, where that was the last change."""

    @property
    def address(self) -> str:
        """Return the query that stands for them, always the same for the same inputs."""
        return urlencode(self.pairs)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Return the address as names and values, as a form keeps them."""
        pairs = [("go-live", self.go_live.isoformat())]
        pairs += [] if self.template == FIRST_TEMPLATE else [("template", self.template)]
        pairs += [] if self.form == "outline" else [("form", self.form)]
        pairs += [(name, said) for name, said in (("customer", self.customer), ("seller", self.seller)) if said]
        pairs += [(f"{ANSWER}{question}", answer) for question, answer in self.answers]
        pairs += self.changes
        pairs += self.last_change
        pairs += [("id", self.plan_id)] if self.plan_id else []
        return pairs

    @property
    def last_change(self) -> list[tuple[str, str]]:
        """Return what the address keeps of the state before a date was moved or a question answered."""
        if self.was is not None:
            return [("was", self.was.isoformat())]
        return [(f"{ANSWERED}{self.answered[0]}", self.answered[1] or UNSAID)] if self.answered else []

    def said(self, question: str) -> str:
        """Return the answer that was given to a question, empty where none was."""
        return dict(self.answers).get(question, "")

    def answering(self, question: str, answer: str) -> Inputs:
        """Return them with another answer to a question; an empty one takes it back."""
        return replace(self._saying(question, answer), was=None, answered=(question, self.said(question)))

    def changing(self, *changes: Change) -> Inputs:
        """Return them with further changes of the plan."""
        return replace(self, changes=(*self.changes, *changes), was=None, answered=None)

    def before_last_change(self) -> Inputs | None:
        """Return the state that the last visible change came from; None where nothing was changed."""
        if self.was is not None:
            return replace(self, go_live=self.was, was=None, answered=None)
        if self.answered is not None:
            return replace(self._saying(*self.answered), answered=None)
        return replace(self, changes=self.changes[: -len(self.last_changes)]) if self.changes else None

    @property
    def last_changes(self) -> tuple[Change, ...]:
        """Return what was changed last: the one change, or those that one form made of several fields of a step."""
        fields: list[str] = []
        for name, text in reversed(self.changes):
            changed = text.partition("=")[0]
            if fields and (name in WHOLE or changed in fields or step_of(text) != step_of(fields[0])):
                break
            fields.append(changed)
            if name in WHOLE:
                break
        return self.changes[len(self.changes) - len(fields) :]

    def _saying(self, question: str, answer: str) -> Inputs:
        given = {**dict(self.answers), question: answer}
        return replace(self, answers=tuple(sorted(pair for pair in given.items() if pair[1])))


WHOLE = {"add", "drop"}
"""Changes of a step as a whole."""


def step_of(text: str) -> str:
    """Return the id of the step that a change is about."""
    return re.split(r"[.= ]", text, maxsplit=1)[0]


@dataclass(slots=True)
class _Read:
    """What has been read of an address so far."""

    today: date | None
    fields: dict[str, str | date | tuple[str, str]] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, name: str, code: str, sentence: str) -> None:
        self.problems.append(Problem(code=code, path=(name,), sentence=sentence))


def inputs_of(query: str, *, today: date | None = None) -> Inputs:
    """Read the query of an address; Refused tells everything that is wrong with it.

    A key that says nothing is taken as not given, as forms send it. Where `today` is known, the go-live date may be
    written as people write days.
    """
    read = _Read(today)
    try:
        pairs = parse_qsl(query, max_num_fields=MOST_FIELDS)
    except ValueError:
        sentence = "the address is too long; take the plan away as YAML and go on there"
        raise Refused([Problem(code="too-many-inputs", path=(), sentence=sentence)]) from None
    for name, value in pairs:
        _take(read, name, value.strip())
    if "go_live" not in read.fields and not any(problem.path == ("go-live",) for problem in read.problems):
        read.refuse("go-live", "missing-go-live", "type the day on which the customer needs it running")
    if len(read.changes) > MOST_CHANGES:
        sentence = f"these are more than {MOST_CHANGES} changes; take the plan away as YAML and go on there"
        read.refuse(read.changes[-1][0], "too-many-changes", sentence)
    if read.problems:
        raise Refused(read.problems)
    return Inputs(**read.fields, answers=tuple(sorted(read.answers.items())), changes=tuple(read.changes))  # type: ignore[arg-type] # each by its own reader


def _take(read: _Read, name: str, value: str) -> None:
    """Read one pair of an address."""
    if not value:
        return
    longest = LONGEST_CHANGE if name in FORMS else LONGEST_TEXT
    if len(value) > longest or not value.isprintable():
        read.refuse(name, "too-long", f"write at most {longest} letters here, on one line")
    elif name in FORMS:
        read.changes.append((name, value))
    elif name.startswith(ANSWER):
        read.answers[name.removeprefix(ANSWER)] = value
    elif name.startswith(ANSWERED):
        read.fields["answered"] = (name.removeprefix(ANSWERED), "" if value == UNSAID else value)
    elif name in FIELDS:
        key, reader = FIELDS[name]
        if name == "go-live" and read.today is not None:
            reader = partial(_spoken_day, today=read.today)
        try:
            read.fields[key] = reader(value)
        except _Odd as odd:
            read.refuse(name, odd.code, odd.sentence)
    else:
        meant = nearest(name, {one: one for one in (*FIELDS, *FORMS)})
        read.refuse(name, "unknown-input", f"nothing here is called {quoted(name)}{meant}")


class _Odd(ValueError):  # noqa: N818 - it never leaves this module
    """A value that cannot be read, and why."""

    def __init__(self, code: str, sentence: str) -> None:
        """Keep the code and the sentence."""
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


def _spoken_day(text: str, *, today: date) -> date:
    try:
        day = day_of(text, today=today)
    except NoDayError as odd:
        raise _Odd("bad-date", str(odd)) from None
    return _within_reach(text, day, first=today.year - YEARS_BACK, last=today.year + YEARS_AHEAD)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise _Odd("bad-date", f"{quoted(text)} is no day; write one like 2027-03-15") from None
    return _within_reach(text, day, first=FIRST_YEAR, last=LAST_YEAR)


def _within_reach(text: str, day: date, *, first: int, last: int) -> date:
    if not first <= day.year <= last:
        raise _Odd("bad-date", f"{quoted(text)} is out of reach; plans are made for {first} to {last}")
    return day


FIRST_YEAR, LAST_YEAR = 2000, 2100
YEARS_BACK, YEARS_AHEAD = 2, 20
"""How far from today a go-live date may be."""


def _form(text: str) -> str:
    if text not in get_args(Form):
        raise _Odd("unknown-form", f"{quoted(text)} is no form; write outline or full")
    return text


def _uuid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        raise _Odd("bad-uuid", "this is no UUID; leave the id out and a new one is given") from None


FIELDS: dict[str, tuple[str, Callable[[str], str | date]]] = {
    "go-live": ("go_live", _day),
    "template": ("template", str),
    "form": ("form", _form),
    "customer": ("customer", str),
    "seller": ("seller", str),
    "id": ("plan_id", _uuid),
    "was": ("was", _day),
}
"""By the name in an address: what it is called here, and how it is read."""
