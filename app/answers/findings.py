"""What to look at in a plan, as it is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from scheduler.findings import Severity
from scheduler.found import Fact

from .values import Answer

if TYPE_CHECKING:
    from app.projection import Projection
    from scheduler.findings import Finding


class FindingAnswer(Answer):
    """Something to look at, with its facts and what to do."""

    code: str = Field(description="Stable; what sort of thing it is, such as `date-late`.")
    severity: Severity = Field(description="An error means that a promise cannot be kept as things stand.")
    step: str | None = Field(description="The step that it is about.")
    critical_date: str | None = Field(description="The critical date that it is about.")
    facts: dict[str, Fact] = Field(description="What the sentence says, for programs.")
    sentence: str = Field(description="What it is, for people.")
    remedy: str = Field(description="What to do about it.")

    @classmethod
    def of(cls, finding: Finding) -> FindingAnswer:
        """Write a finding out."""
        return cls(
            code=finding.code,
            severity=finding.severity,
            step=finding.step,
            critical_date=finding.critical_date,
            facts=finding.facts,
            sentence=finding.sentence,
            remedy=finding.remedy,
        )


class FindingsAnswer(Answer):
    """All that is to be looked at in a plan."""

    title: str = Field(description="What the plan is for.")
    errors: int = Field(description="Findings that mean that a promise cannot be kept.")
    findings: tuple[FindingAnswer, ...] = Field(description="In the order in which they matter.")

    @classmethod
    def of(cls, projection: Projection) -> FindingsAnswer:
        """Gather the findings of a plan."""
        findings = tuple(FindingAnswer.of(one) for one in projection.schedule.findings)
        errors = sum(one.severity == "error" for one in findings)
        return cls(title=projection.schedule.plan.title, errors=errors, findings=findings)
