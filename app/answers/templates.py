"""Templates as they are answered: when to use one, what it asks, which parts it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import ConfigDict, Field

from .values import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from templates_library import Template


class _Copied(Answer):
    """An answer whose fields are called as the library calls them."""

    model_config = ConfigDict(frozen=True, extra="forbid", from_attributes=True)


class ChoiceAnswer(_Copied):
    """One of the answers that a question offers."""

    id: str = Field(description="What is sent as the answer.")
    title: str = Field(description="What people read.")


class QuestionAnswer(_Copied):
    """What a template asks; every question has a default, so none has to be answered."""

    id: str = Field(description="What the answer is called.")
    question: str = Field(description="As a sentence, to be shown as it is.")
    about: str = Field(description="Why it is asked.")
    type: Literal["choice", "yes_no", "number", "countries", "date"] = Field(description="What is answered.")
    choices: tuple[ChoiceAnswer, ...] = Field(description="Of a choice: what can be chosen.")
    least: int | None = Field(description="Of a number: the smallest that is foreseen.")
    most: int | None = Field(description="Of a number: the largest that is foreseen.")
    default: str | bool | int | tuple[str, ...] | None = Field(description="What stands where nobody answers.")
    private: str | None = Field(description="The party that alone is asked.")
    only_if: str | None = Field(
        description="The question that has to be answered with yes before this one makes sense."
    )


class PartAnswer(_Copied):
    """One of the large steps that a template is made of."""

    fragment: str = Field(description="The group of steps that it is.")
    title: str = Field(description="What people call it.")
    about: str = Field(description="What it is for, and what experience says about it.")


class TemplateAnswer(_Copied):
    """A reusable plan."""

    id: str = Field(description="What it is asked for by.")
    version: int = Field(description="Rises whenever plans from it would differ.")
    title: str = Field(description="What people call it.")
    use_when: str = Field(description="Which deals it fits.")
    not_when: str = Field(description="Which deals it does not fit, and what fits them.")
    asks_for: str = Field(description="The one date that it needs, as a question.")
    questions: tuple[QuestionAnswer, ...] = Field(description="What fits it to a deal.")
    parts: tuple[PartAnswer, ...] = Field(description="What it is made of.")
    own: bool = Field(
        default=False, description="Whether it is the workspace's own, and did not come with the service."
    )
    archived: bool = Field(default=False, description="Whether it was put away, so that nothing new is made of it.")

    @classmethod
    def of(cls, template: Template, *, own: bool = False, archived: bool = False) -> TemplateAnswer:
        """Write a template out."""
        return cls.model_validate(template).model_copy(update={"own": own, "archived": archived})


class TemplatesAnswer(Answer):
    """Templates, page by page."""

    templates: tuple[TemplateAnswer, ...] = Field(
        description="The workspace's own by their ids, then the ready-made ones, for the most usual deals first."
    )
    next: str | None = Field(None, description="The `cursor` of the next page; null on the last one.")

    @classmethod
    def of(cls, templates: Iterable[Template]) -> TemplatesAnswer:
        """Write them out."""
        return cls(templates=tuple(TemplateAnswer.of(one) for one in templates))
