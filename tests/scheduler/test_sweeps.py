"""The loops that are written out for ordinary steps against the functions that they write out."""

import random
from dataclasses import replace

from hypothesis import given, reject
from hypothesis import strategies as st

from scheduler.compiled import Compiled
from scheduler.compiling import compile_plan
from scheduler.passes import Run, run
from scheduler.refusals import Refused
from tests import reading
from tests.scheduler.documents import Document, plan_of


def _called(compiled: Compiled) -> Compiled:
    """Return the same plan with no step that the loops take for ordinary, so that they call the functions."""
    return replace(compiled, ordinary=[False] * len(compiled))


def _told(compiled: Compiled) -> Run | str:
    try:
        return replace(run(compiled), compiled=compiled)
    except Refused as refused:
        return str(refused)


def _same(compiled: Compiled) -> bool:
    written, called = _told(compiled), _told(_called(compiled))
    if isinstance(written, str) or isinstance(called, str):
        return written == called
    return all(getattr(written, name) == getattr(called, name) for name in ("early", "late", "target", "planned"))


@given(seed=st.integers(0, 2**40), resolution=st.sampled_from(["day", "minute"]))
def test_written_out_or_called_every_pass_gives_the_same_dates(seed: int, resolution: str) -> None:
    document = reading.random_plan(random.Random(seed), resolution=resolution)
    try:
        compiled = compile_plan(*plan_of(document))
    except Refused:
        reject()
    assert _same(compiled)


def _chain(lag: str, *, kind: str = "FS", days: str = "5d") -> Document:
    return {
        "format": "backplan/1",
        "title": "Roll-out",
        "as_of": "2026-11-23",
        "critical_dates": [{"id": "go-live", "step": "go-live", "date": "2027-03-15"}],
        "steps": [
            {"id": "legal", "title": "Legal review", "duration": "10d"},
            {
                "id": "set-up",
                "title": "Set-up",
                "duration": days,
                "after": [{"step": "legal", "type": kind, "lag": lag}],
            },
            {"id": "go-live", "title": "Go-live", "kind": "milestone", "after": ["set-up"]},
        ],
    }


def test_steps_without_slots_freezes_and_progress_are_ordinary() -> None:
    assert all(compile_plan(*plan_of(_chain("2d"))).ordinary)


def test_both_refuse_at_the_same_step_where_dates_run_out_of_the_calendar() -> None:
    for lag, days in (("-2000d", "5d"), ("0d", "6600d"), ("9000d", "5d"), ("-2000ed", "5d"), ("1d", "1700d")):
        for kind in ("FS", "SS", "FF"):
            compiled = compile_plan(*plan_of(_chain(lag, kind=kind, days=days)))
            assert _same(compiled), (lag, days, kind)
    assert "run out of the calendar" in str(_told(compile_plan(*plan_of(_chain("-2000d")))))
    assert "run out of the calendar" in str(_told(compile_plan(*plan_of(_chain("1d", days="1700d")))))
