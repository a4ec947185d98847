"""What holds both sides to their word, as it is answered: baselines, change requests, the ledger, the variance."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field, JsonValue

from .changes import ChangesAnswer
from .values import Answer

if TYPE_CHECKING:
    from app.store.baselines import Baseline
    from app.store.change_requests import ChangeRequest


class SignatureAnswer(Answer):
    """A side's word for a baseline."""

    party: str = Field(description="Which side.")
    name: str = Field(description="As the one who signed wrote it.")
    person: str | None = Field(description="Who it is among the plan's people, where that is known.")
    verified: bool = Field(description="Whether the address of the one who signed was proved.")
    at: datetime = Field(description="When.")


class SignedStepAnswer(Answer):
    """The dates of a step that are signed."""

    start: str | None = Field(description="When it begins; null where only the finish is promised.")
    finish: str = Field(description="When it is done.")
    agreed: tuple[str, ...] = Field(description="Which of the two were agreed before.")


class BaselineAnswer(Answer):
    """Dates that both sides have signed, or that wait for it."""

    number: int = Field(description="Counted from 1 in its plan.")
    state: Literal["open", "in_force", "withdrawn"] = Field(description="An open one waits for a signature.")
    steps: dict[str, SignedStepAnswer] = Field(description="What is signed, by step.")
    critical_dates: dict[str, str] = Field(description="Where each lands, by critical date.")
    digest: str = Field(description="Of exactly these dates: who signs names it.")
    signatures: tuple[SignatureAnswer, ...] = Field(description="By party.")
    in_force_at: datetime | None = Field(description="When both sides had signed.")
    withdrawn_at: datetime | None = Field(description="When it was taken back, or gave way to a newer one.")

    @classmethod
    def of(cls, one: Baseline) -> BaselineAnswer:
        """Write a baseline out."""
        settled: Literal["in_force", "withdrawn"] = "in_force" if one.withdrawn_at is None else "withdrawn"
        signed = [{name: getattr(each, name) for name in SignatureAnswer.model_fields} for each in one.signatures]
        return cls(
            number=one.number,
            state="open" if one.is_open else settled,
            steps={name: SignedStepAnswer.model_validate(dates) for name, dates in one.dates["steps"].items()},
            critical_dates=one.dates["critical_dates"],
            digest=one.digest,
            signatures=tuple(map(SignatureAnswer.model_validate, signed)),
            in_force_at=one.in_force_at,
            withdrawn_at=one.withdrawn_at,
        )


class BaselinesAnswer(Answer):
    """The baselines of a plan."""

    baselines: tuple[BaselineAnswer, ...] = Field(description="Oldest first; the newest that is in force counts.")
    next: str | None = Field(description="The `cursor` of the next page; null where this is the last.")


class RequestAnswer(Answer):
    """A change that one side asks the other for."""

    number: int = Field(description="Counted from 1 in its plan.")
    party: str = Field(description="The side that asks.")
    state: Literal["open", "accepted", "declined", "withdrawn"] = Field(description="How it stands.")
    operations: tuple[dict[str, JsonValue], ...] = Field(description="What is asked for.")
    at: datetime = Field(description="When.")
    by: str | None = Field(description="Who asks; null where its side keeps that person to itself.")
    verified: bool | None = Field(description="Whether it is known who that is; null where `by` is.")
    why: str | None = Field(description="In the words of who asks.")

    @classmethod
    def of(cls, one: ChangeRequest) -> RequestAnswer:
        """Write a request out."""
        return cls(
            number=one.number,
            party=one.party,
            state=one.state,
            operations=tuple(one.operations),
            at=one.at,
            by=one.by.name if one.shows_by else None,
            verified=one.by.is_proved if one.shows_by else None,
            why=one.why,
        )


class RequestsAnswer(Answer):
    """What the two sides asked each other for."""

    requests: tuple[RequestAnswer, ...] = Field(description="Oldest first.")
    next: str | None = Field(description="The `cursor` of the next page; null where this is the last.")


class AcceptedAnswer(Answer):
    """A request that was accepted, and what that did."""

    request: RequestAnswer = Field(description="The request as it stands now.")
    revision: int = Field(description="Which state the plan has now, counted for the reader.")
    changes: ChangesAnswer = Field(description="What it did to the dates.")


class SlipAnswer(Answer):
    """What moved a critical date."""

    at: datetime = Field(description="When.")
    days: int = Field(description="Calendar days by which the forecast moved; later is positive.")
    cause: str = Field(description="The verb; `advance_day` and `waiting` are days that passed, `wait` is hidden.")
    step: str | None = Field(description="The step that it was about.")
    phase: str | None = Field(description="Its phase.")
    side: str | None = Field(description="Whose step it was; null while sums per side are not shared by both.")


class SumAnswer(Answer):
    """Calendar days of one kind."""

    of: str | None = Field(description="Which; null where there is none.")
    days: int = Field(description="Later is positive.")


class SlippedAnswer(Answer):
    """How far a critical date slipped since counting began."""

    critical_date: str = Field(description="Which one.")
    first: date = Field(description="Where it landed when it came into the plan.")
    baseline: date | None = Field(description="Where it lands by the baseline in force.")
    latest: date = Field(description="Where it lands by the last day that was let pass.")
    slippage: int = Field(description="Calendar days from the baseline, or without one from the first forecast.")
    lines: tuple[SlipAnswer, ...] = Field(
        description="Those of this page that moved it, oldest first; of all pages they add up to the slippage."
    )
    by_cause: tuple[SumAnswer, ...] = Field(description="All lines, of whatever page, summed by cause.")
    by_phase: tuple[SumAnswer, ...] = Field(description="The same summed by phase.")
    by_side: tuple[SumAnswer, ...] | None = Field(description="The same by side; null while not shared by both.")

    @classmethod
    def of(cls, slipped: Any) -> SlippedAnswer:  # noqa: ANN401 - as app.plans tells it, which is above
        """Write out how far a critical date slipped."""
        forecast = slipped.forecast
        lines = [{name: getattr(line, name) for name in SlipAnswer.model_fields} for line in slipped.lines]
        return cls(
            critical_date=forecast.critical_date,
            first=forecast.first,
            baseline=forecast.baseline,
            latest=forecast.latest,
            slippage=forecast.slippage,
            lines=tuple(map(SlipAnswer.model_validate, lines)),
            by_cause=_sums(slipped.by_cause),
            by_phase=_sums(slipped.by_phase),
            by_side=None if slipped.by_side is None else _sums(slipped.by_side),
        )


class LedgerAnswer(Answer):
    """Why the critical dates moved."""

    critical_dates: tuple[SlippedAnswer, ...] = Field(description="In the plan's order.")
    next: str | None = Field(description="The `cursor` of the next page; null where this is the last.")


class ApartAnswer(Answer):
    """How far something is from the baseline in force."""

    id: str = Field(description="The step, or the critical date.")
    baseline: str = Field(description="The day that was signed.")
    forecast: str = Field(description="The day on which it lands.")
    days: int = Field(description="Calendar days between them; later is positive.")


class VarianceAnswer(Answer):
    """How far the plan is from the baseline in force."""

    steps: tuple[ApartAnswer, ...] = Field(description="Finishes of steps; empty without a baseline.")
    critical_dates: tuple[ApartAnswer, ...] = Field(description="Empty without a baseline.")

    @classmethod
    def of(cls, found: Any) -> VarianceAnswer:  # noqa: ANN401 - as app.plans tells it, which is above
        """Write it out."""
        return cls(**{part: tuple(_apart(name, one) for name, one in found[part].items()) for part in cls.model_fields})


class SumsAnswer(Answer):
    """Whether both sides let the others see slips summed per side."""

    shared: bool = Field(description="Whether your side does.")


def _sums(found: dict[str | None, int]) -> tuple[SumAnswer, ...]:
    return tuple(SumAnswer(of=name, days=days) for name, days in found.items())


def _apart(name: str, one: Any) -> ApartAnswer:  # noqa: ANN401
    return ApartAnswer(id=name, baseline=one.baseline, forecast=one.forecast, days=one.days)
