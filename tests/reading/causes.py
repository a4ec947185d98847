"""What may be told as the cause of a step's dates: what asks for most in their pass (rules 3.9, 3.10, 3.22)."""

from collections.abc import Iterable

from .backward import Binding, Bound, Late, bounds_of, place_by
from .forward import Need, needs
from .passes import Passes, aims, targets
from .plan import FINISHED, STARTED, Plan, Step

Causes = dict[str, list[str]]
"""By pass, what asks for most; nothing where nothing binds, and `opening` too where a slot or freeze then moves it."""


class Asking:
    """Finds the causes of a plan's steps."""

    def __init__(self, plan: Plan, passes: Passes) -> None:
        """Run the pass from the targets once more."""
        self.plan = plan
        self.passes = passes
        self.late = Binding(dates=plan.dates, limits=True, less_buffer=False, dangling=passes.dangling)
        self.aim = Binding(dates=plan.dates, limits=True, less_buffer=True, dangling=passes.dangling)
        self.aimed = aims(plan, passes.dangling)
        self.targets = targets(plan, self.aimed, {step.id for step in plan.steps.values() if passes.leads(step)})

    def causes(self, step: Step) -> Causes:
        """Give the causes of a step's early, late and planned dates."""
        if step.state == FINISHED:
            return {walk: ["actual"] for walk in ("early", "late", "planned")}
        early, asked = self.passes.early[step.id], needs(self.plan, step, self.passes.early)
        largest = max(need.at for need in asked)
        moved = step.state != STARTED and self._stands(step, early.rest) != self._stands(step, largest)
        return {
            "early": _most(asked) + ["opening"] * moved,
            "late": self._back(step, self.late, self.passes.late, opening=True),
            "planned": self._planned(step),
        }

    def _stands(self, step: Step, at: int) -> int | str:
        """Give where a step stands: of a milestone the day, for that is what slots and freezes look at (rule 3.4)."""
        return self.plan.shown_finish(step, at) if step.point and not step.anchored else at

    def _planned(self, step: Step) -> list[str]:
        """Let a target tell the story unless something asks for more; it is told by what sets it."""
        asked = needs(self.plan, step, self.passes.planned, self.targets.get(step.id))
        most = _most(asked)
        return self._back(step, self.aim, self.aimed, opening=False) if "target" in most else most

    def _back(self, step: Step, binding: Binding, late: Late, *, opening: bool) -> list[str]:
        bounds = bounds_of(self.plan, binding, step, late)
        starts = [] if step.state == STARTED else bounds.starts
        places = [(place_by(step, bound.at, on_start=True), bound) for bound in starts]
        places += [(place_by(step, bound.at, on_start=False), bound) for bound in bounds.finishes]
        if not places:
            return []
        least = min(place for place, _ in places)
        span = late[step.id]
        assert span is not None
        moved = opening and step.state != STARTED and span.rest != least
        return _named(bound for place, bound in places if place == least) + ["opening"] * moved


def _most(asked: list[Need]) -> list[str]:
    largest = max(need.at for need in asked)
    return _named(need for need in asked if need.at == largest)


def _named(asking: Iterable[Need | Bound]) -> list[str]:
    return sorted({one.asks for one in asking})
