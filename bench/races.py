"""What is measured: each race with its contestants, its size and its target of `docs/scheduling.md`, section 4."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal, Protocol

from app.document import read
from scheduler.compiling import compile_plan
from scheduler.passes import finish_caps, run
from scheduler.schedule import schedule
from scheduler.sweeps import backward, forward

from .day_loop import Network, Rota
from .documents import AS_OF, json_text, plan_of, yaml_text
from .measuring import Contestant
from .mpxj import microsoft_scheduler
from .trueppm import trueppm_scheduler

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scheduler.compiled import Compiled
    from scheduler.plan import Plan

    class _Sized(Protocol):
        def __call__(self, steps: int) -> Contestant: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Race:
    """Rival against ours, or ours alone as a reported figure."""

    what: str
    steps: str
    ours: Contestant
    rival: Contestant | None = None
    target: float | None = None
    """What the ratio must be; None where the row is only reported."""
    sense: Literal["at least", "at most"] = "at least"
    warm: int = 3
    """Calls of each before the first is timed."""

    @property
    def contestants(self) -> list[Contestant]:
        """Return who runs, the rival first."""
        return [self.ours] if self.rival is None else [self.rival, self.ours]

    @property
    def ratio(self) -> float | None:
        """Return the rival's median over ours."""
        return None if self.rival is None else self.rival.median / self.ours.median

    @property
    def missed(self) -> bool:
        """Tell whether there is a target and the ratio is on its wrong side."""
        if self.target is None or self.ratio is None:
            return False
        return self.ratio < self.target if self.sense == "at least" else self.ratio > self.target


def races() -> Iterator[Race]:
    """Yield all races that need nothing but this environment's packages."""
    for steps in (60, 1_000):
        yield from _against_the_day_loop(steps)
    yield from _against_trueppm()
    yield _scaling("run of a compiled plan", _run)
    yield _scaling("compile_plan", _compile, target=None)
    yield _scaling("schedule(), plan on time", _schedule, target=None)
    yield _scaling("schedule(), plan four weeks late", partial(_schedule, late=28), target=None)
    for steps in (60, 1_000):
        yield _reported("read and date a JSON document", steps, partial(read, json_text(steps), file="plan.json"))
        yield _reported("read and date a YAML document", steps, partial(read, yaml_text(steps), file="plan.yaml"))
    for late, how in ((0, "on time"), (28, "four weeks late"), (120, "four months late")):
        for steps in (60, 1_000, 20_000):
            yield _reported(f"schedule(), plan {how}", steps, _schedule(steps, late=late).call)
            what = f"schedule() and the drag of every critical step, plan {how}"
            yield _reported(what, steps, partial(_with_drag, plan_of(steps, late=late)))


def java_races() -> Iterator[Race]:
    """Yield the races against MPXJ; ImportError or OSError where it cannot run."""
    steps = 10_000
    rival, _ = microsoft_scheduler(plan_of(steps), AS_OF)
    for what, ours, target in (("early and late", _early_and_late(steps), 8), ("all four passes", _run(steps), None)):
        yield Race(
            what=f"MPXJ MicrosoftScheduler, warm / {what} of a compiled plan",
            steps=f"{steps:,}",
            rival=Contestant("MPXJ", rival),
            ours=ours,
            target=target,
            warm=15,
        )


def _against_the_day_loop(steps: int) -> Iterator[Race]:
    plan, size = plan_of(steps), f"{steps:,}"
    network = Network(plan, AS_OF)
    tuned = Network(plan, AS_OF, keep_neighbours=True)

    def race(what: str, rival: Contestant, ours: Contestant, target: float | None = None) -> Race:
        return Race(what=what, steps=size, rival=rival, ours=ours, target=target)

    def loop() -> Contestant:
        return Contestant("day loop", network.date_all)

    def tuned_loop() -> Contestant:
        return Contestant("tuned day loop", tuned.date_all)

    def building() -> Contestant:
        rota = Rota(plan)
        return Contestant("day loop from a plan", lambda: Network(plan, AS_OF, rota=rota).date_all())

    kept, anew = "networkx day loop", "networkx day loop, its graph made anew"
    yield race(f"{kept} / early and late of a compiled plan", loop(), _early_and_late(steps), 12)
    yield race(f"{kept} / all four passes of a compiled plan", loop(), _run(steps))
    yield race("day loop with kept neighbour lists / early and late", tuned_loop(), _early_and_late(steps))
    yield race(f"{anew} / compile_plan, early and late", building(), _plan_to_early_and_late(plan), 2)
    yield race(f"{anew} / compile_plan and all four passes", building(), _plan_to_run(plan))
    yield race(f"{kept} / compile_plan, early and late", loop(), _plan_to_early_and_late(plan))
    yield race(f"{anew} / schedule(), the whole answer", building(), _schedule(steps))


def _against_trueppm() -> Iterator[Race]:
    steps = 1_000
    plan = plan_of(steps)
    for what, ours, target in (
        ("trueppm-scheduler schedule() / compile_plan, early and late", _plan_to_early_and_late(plan), 10),
        ("trueppm-scheduler schedule() / compile_plan and all four passes", _plan_to_run(plan), None),
        ("trueppm-scheduler schedule() / schedule(), the whole answer", _schedule(steps), None),
    ):
        rival = Contestant("trueppm-scheduler", trueppm_scheduler(plan, AS_OF))
        yield Race(what=what, steps=f"{steps:,}", rival=rival, ours=ours, target=target)


def _scaling(what: str, ours: _Sized, target: float | None = 2) -> Race:
    many, few = ours(20_000), ours(1_000)
    many.per, few.per = _work(20_000), _work(1_000)
    return Race(
        what=f"{what}: ns per step and link, 20,000 / 1,000 steps",
        steps="20,000",
        rival=many,
        ours=few,
        target=target,
        sense="at most",
    )


def _work(steps: int) -> int:
    return steps + sum(len(step.after) for step in plan_of(steps).steps)


def _reported(what: str, steps: int, call: Callable[[], object]) -> Race:
    return Race(what=what, steps=f"{steps:,}", ours=Contestant(what, call))


def _run(steps: int) -> Contestant:
    return Contestant("run", partial(run, compile_plan(plan_of(steps), AS_OF)))


def _early_and_late(steps: int) -> Contestant:
    return Contestant("early and late", partial(_two_passes, compile_plan(plan_of(steps), AS_OF)))


def _compile(steps: int) -> Contestant:
    return Contestant("compile_plan", partial(compile_plan, plan_of(steps), AS_OF))


def _plan_to_run(plan: Plan) -> Contestant:
    return Contestant("compile_plan and run", lambda: run(compile_plan(plan, AS_OF)))


def _plan_to_early_and_late(plan: Plan) -> Contestant:
    return Contestant("compile_plan, early and late", lambda: _two_passes(compile_plan(plan, AS_OF)))


def _schedule(steps: int, *, late: int = 0) -> Contestant:
    return Contestant("schedule", partial(schedule, plan_of(steps, late=late), AS_OF))


def _with_drag(plan: Plan) -> list[int | None]:
    return [step.drag for step in schedule(plan, AS_OF).steps.values()]


def _two_passes(compiled: Compiled) -> None:
    forward(compiled, compiled.floor)
    backward(compiled, compiled.start_cap, finish_caps(compiled))
