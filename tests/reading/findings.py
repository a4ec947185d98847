"""Findings that the referee compares: dates, starts, limits, progress (rules 3.5, 3.8, 3.9, 3.11, 3.13, 3.16, 3.21)."""

from collections.abc import Iterator

from .backward import target_of
from .forward import finish_need, needs, start_need
from .links import image
from .passes import Passes
from .plan import FINISHED, OPEN, SKIPPED, STARTED, CriticalDate, Plan, Step


def findings(plan: Plan, passes: Passes) -> list[list[str]]:
    """Give sorted [code, id] pairs."""
    found = {("critical-date-on-closed-day", date.id) for date in plan.dates if date.closed}
    found.update((code, date.id) for date in plan.dates for code in _of_date(plan, passes, date))
    for step in plan.steps.values():
        found.update((code, step.id) for code in _of_step(plan, passes, step))
    return [list(pair) for pair in sorted(found)]


def _of_date(plan: Plan, passes: Passes, date: CriticalDate) -> Iterator[str]:
    """Tell whether what is unfinished lands behind a date, or else in its buffer (rules 3.8, 3.21)."""
    lands = [
        (passes.planned[step.id].finish, bound)
        for step in plan.steps.values()
        if step.state != FINISHED and (bound := plan.bound_of(date, step)) is not None
    ]
    if any(at > bound for at, bound in lands):
        yield "date-late"
    elif any(at > target_of(date, bound) for at, bound in lands):
        yield "buffer-eaten"


def _of_step(plan: Plan, passes: Passes, step: Step) -> Iterator[str]:
    yield from _of_start(plan, passes, step)
    if step.state in {OPEN, STARTED} and _limit_missed(passes, step):
        yield "limit-missed"
    if plan.dates and not step.done and not passes.leads(step):
        yield "no-goal"
    if step.id in passes.dangling and plan.dates:
        yield "dangling-finish"
    if step.state == OPEN and _pin_pushed(plan, passes, step):
        yield "pin-pushed"
    if step.state in {STARTED, FINISHED} and _out_of_sequence(plan, passes, step):
        yield "out-of-sequence"
    if step.state == STARTED and _overrides(plan, step, passes.early[step.id].finish):
        yield "progress-overrides"


def _of_start(plan: Plan, passes: Passes, step: Step) -> Iterator[str]:
    """Tell whether a task should have started, or must today: the former only of what waits for nobody (rule 3.8)."""
    late, now = passes.late[step.id], plan.as_of
    if plan.held or step.state != OPEN or step.point or late is None:
        return
    tomorrow = plan.line.end(_day(plan, now))
    if late.start < now and not _waits(plan, step.id):
        yield "start-overdue"
    if now <= late.start < tomorrow and passes.early[step.id].start < tomorrow:
        yield "start-today"


def _waits(plan: Plan, step: str) -> bool:
    """Tell whether a step waits for an unfinished one; the links of a skipped one pass through."""
    before = [plan.steps[link.before] for link in plan.links_into(step)]
    return any(_waits(plan, one.id) if one.state == SKIPPED else one.state != FINISHED for one in before)


def _limit_missed(passes: Passes, step: Step) -> bool:
    """Tell whether a step is planned past its own limits; a finish pin of a started step is one too (rule 3.16)."""
    planned, limits = passes.planned[step.id], step.limits
    finishes = [
        at for key, at in limits.late_finishes.items() if step.state == STARTED or key == "finish_no_later_than"
    ]
    begun = step.state == STARTED or planned.start <= limits.late_starts.get("start_no_later_than", planned.start)
    return not begun or any(planned.finish > at for at in finishes)


def _pin_pushed(plan: Plan, passes: Passes, step: Step) -> bool:
    """Tell whether a link, today or another limit asks for a later place than a pin (rule 3.9)."""
    pins = []
    if step.limits.start_pin is not None:
        pins.append(start_need(step, step.limits.start_pin))
    if step.limits.finish_pin is not None:
        pins.append(finish_need(step, step.limits.finish_pin))
    asked = [need.at for need in needs(plan, step, passes.early)]
    # What takes no time stands, at the base, on the day that begins there, which may be no occasion for it (3.17).
    moved_on = step.point and not step.anchored and passes.early[step.id].finish > plan.base
    return any(at > pin or (at == pin == plan.base and moved_on) for pin in pins for at in asked)


def _out_of_sequence(plan: Plan, passes: Passes, step: Step) -> bool:
    """Tell whether an actual start or finish came before what a link allows (rule 3.16)."""
    for link in plan.links_into(step.id):
        before = plan.steps[link.before]
        actual = step.started if link.kind[1] == "S" else step.finished
        if before.state == SKIPPED or actual is None:
            continue
        span = passes.early[link.before]
        if image(link, before, span.finish if link.kind[0] == "F" else span.start) > actual:
            return True
    return False


def _overrides(plan: Plan, step: Step, finish: int) -> bool:
    """Tell whether a step started or will end although a limit, slot, freeze or (by the day) a pin said otherwise."""
    assert step.started is not None
    pin = step.limits.start_pin
    if step.limits.early_starts.get("start_no_earlier_than", 0) > step.started:
        return True
    if pin is not None and _day(plan, pin) != _day(plan, step.started):
        return True
    if step.slot is not None and not step.slot.works(step.started):
        return True
    if any(bound > finish for bound in step.limits.early_finishes.values()):
        return True
    return step.frozen is not None and (step.frozen.works(step.started) or step.frozen.works(finish - 1))


def _day(plan: Plan, instant: int) -> str:
    return plan.line.spell(instant, instant, exact=False)
