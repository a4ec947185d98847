"""Why a plan was refused, as it is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from .values import Answer

if TYPE_CHECKING:
    from scheduler.refusals import Problem, Refused


class ProblemAnswer(Answer):
    """One thing that must be mended."""

    code: str = Field(description="Stable; what sort of thing it is, such as `unknown-step`.")
    file: str | None = Field(description="What the text was called, where it was one.")
    line: int | None = Field(description="The line of the text, counted from 1.")
    path: str = Field(description="The place in the document, such as `steps[4].after`; empty for the whole of it.")
    sentence: str = Field(description="What is wrong and what to do.")

    @classmethod
    def of(cls, problem: Problem) -> ProblemAnswer:
        """Write a problem out, with its place where it has one."""
        file, line = getattr(problem, "file", None), getattr(problem, "line", None)
        return cls(code=problem.code, file=file, line=line, path=problem.place, sentence=problem.sentence)


class ProblemsAnswer(Answer):
    """All that keeps a plan from being answered."""

    problems: tuple[ProblemAnswer, ...] = Field(description="In the order of the document.")

    @classmethod
    def of(cls, refused: Refused) -> ProblemsAnswer:
        """Gather the problems of a refusal."""
        return cls(problems=tuple(ProblemAnswer.of(problem) for problem in refused.problems))
