"""What a template asks to fit itself to a deal; every question has a default, so none has to be answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from .schema import WrittenQuestion

Answer: TypeAlias = str | bool | int | list[str] | None
Answers: TypeAlias = dict[str, Answer]
"""By question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of the answers that a question offers."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question with its default in a template."""

    id: str
    title: str
    """A few words that stand for it: `Regulated industry`."""
    question: str
    """As a sentence, to be shown as it is."""
    about: str
    """Why it is asked."""
    type: Literal["choice", "yes_no", "number", "countries", "date"]
    """`countries` is a list such as [DE, US-NY]; `date` is a day such as 2026-11-30, or None for `not known yet`."""
    choices: tuple[Choice, ...] = ()
    least: int | None = None
    most: int | None = None
    default: Answer
    examples: tuple[Answer, ...] = ()
    """Answers whose price is worth telling, where the type alone does not give them."""
    private: str | None = None
    """The party that alone is asked: what it switches on is for its own eyes."""
    only_if: str | None = None
    """The question that has to be answered with yes before this one makes sense."""

    def alternatives(self, given: Answer) -> tuple[Answer, ...]:
        """Return the other answers whose price is told: all of a few, both ends of many."""
        offered: tuple[Answer, ...] = self.examples
        if self.type == "yes_no":
            offered = (False, True)
        elif self.type == "choice":
            offered = tuple(choice.id for choice in self.choices)
        elif self.type == "number" and not offered:
            offered = self._numbers()
        return tuple(answer for answer in offered if answer != given)

    def _numbers(self) -> tuple[int, ...]:
        least, most = self.least or 0, self.most or 0
        return tuple(range(least, most + 1)) if most - least < FEW else (least, most)


FEW = 6
"""So many numbers are each worth a price of their own."""


def question_of(name: str, written: WrittenQuestion, default: object) -> Question:
    """Return a question of the vocabulary with a default."""
    return Question(
        id=name,
        title=written.title,
        question=written.question,
        about=written.about,
        type=written.type,
        choices=tuple(Choice(id=choice, title=title) for choice, title in written.choices.items()),
        least=written.least,
        most=written.most,
        default=default,  # type: ignore[arg-type] # the library's checks look at it
        examples=tuple(written.priced),  # type: ignore[arg-type] # likewise
        private=written.private,
        only_if=written.only_if,
    )
