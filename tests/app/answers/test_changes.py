"""The answer to a change, whole: how a plan stands before and after, what was changed, what moves."""

from app.answers import ChangesAnswer
from tests.app.answers.plans import PLAN, plan

FIRST, LAST = PLAN["steps"]


def _edits(first: dict[str, object]) -> list[tuple[str, str, str]]:
    answer = ChangesAnswer.of(plan(), plan(steps=[{**FIRST, **first}, LAST]))
    return [(edit.what, edit.before, edit.after) for edit in answer.edits]


def test_a_change_is_answered_whole() -> None:
    due = {"what": "critical_dates.go-live.date", "before": "2026-12-04", "after": "2026-12-07"}
    later = [{**PLAN["critical_dates"][0], "date": "2026-12-07"}]
    moves = {
        ("go-live", "late_start"): ("2026-12-04", "2026-12-07", 3),
        ("go-live", "late_finish"): ("2026-12-04", "2026-12-07", 3),
        ("go-live", "planned_start"): ("2026-12-02", "2026-12-03", 1),
        ("go-live", "planned_finish"): ("2026-12-02", "2026-12-03", 1),
        ("legal", "late_start"): ("2026-11-25", "2026-11-26", 1),
        ("legal", "late_finish"): ("2026-12-02", "2026-12-03", 1),
        ("legal", "planned_start"): ("2026-11-23", "2026-11-24", 1),
        ("legal", "planned_finish"): ("2026-11-27", "2026-12-01", 4),
    }

    assert ChangesAnswer.of(plan(), plan(critical_dates=later)).model_dump(mode="json") == {
        "title": "Two steps",
        "headline_before": (
            "Go-live on Fri 4 Dec can be met, with 2 working days in reserve; Legal review must start by Wed 25 Nov."
        ),
        "headline_after": (
            "Go-live on Mon 7 Dec can be met, with 2 working days in reserve; Legal review must start by Thu 26 Nov."
        ),
        "feasible_before": True,
        "feasible_after": True,
        "edits": [due],
        "critical_dates": [
            {
                "id": "go-live",
                "date_before": "2026-12-04",
                "date_after": "2026-12-07",
                "forecast_before": "2026-12-02",
                "forecast_after": "2026-12-03",
                "days": 1,
                "short_before": 0,
                "short_after": 0,
                "health_before": "on_track",
                "health_after": "on_track",
            }
        ],
        "moves": [
            {"step": step, "name": name, "before": before, "after": after, "days": days, "because": due}
            for (step, name), (before, after, days) in moves.items()
        ],
        "added": [],
        "removed": [],
    }


def test_edits_are_said_as_people_would() -> None:
    assert _edits({"side": ["customer", "seller"], "duration": "3ed"}) == [
        ("steps.legal.duration", "5d", "3ed"),
        ("steps.legal.side", "customer", "customer, seller"),
    ]
    assert _edits({"owners": {}, "progress": {"started": "2026-11-20", "remaining": "2d"}}) == [
        ("steps.legal.owners", "customer jo", "none"),
        ("steps.legal.progress", "none", "started 2026-11-20, remaining 2d"),
    ]
    assert _edits({"slots": "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9,10,11,12"}) == [
        ("steps.legal.slots", "none", "changed")
    ]


def test_links_are_said_short() -> None:
    changed = [FIRST, {**LAST, "after": [{"step": "legal", "type": "SS", "lag": "-2d"}]}]
    answer = ChangesAnswer.of(plan(), plan(steps=changed))

    assert [(edit.before, edit.after) for edit in answer.edits] == [("legal+1d", "legal SS-2d")]
