"""Questions about the graph of steps: order, circles, what leads to a step, what lies between two."""

from scheduler.graph import between, cycles, leads_to, topological_order
from tests.scheduler.documents import plan_of

PLAN, _ = plan_of(
    {
        "format": "backplan/1",
        "title": "T",
        "as_of": "2026-01-05",
        "steps": [
            {"id": "legal", "title": "Legal", "duration": "1d"},
            {"id": "security", "title": "Security", "duration": "1d"},
            {"id": "signature", "title": "Signature", "duration": "1d", "after": ["legal", "security"]},
            {"id": "setup", "title": "Setup", "duration": "1d", "after": ["signature"]},
            {"id": "training", "title": "Training", "duration": "1d", "after": ["signature"]},
            {"id": "go-live", "title": "Go-live", "duration": "1d", "after": ["setup", "training"]},
        ],
    }
)


def test_predecessors_come_first_and_ties_go_by_id() -> None:
    assert topological_order({"c": ["b"], "b": [], "a": ["c", "b"], "d": []}) == ["b", "c", "a", "d"]


def test_there_is_no_order_round_a_circle() -> None:
    assert topological_order({"a": ["b"], "b": ["a"], "c": []}) is None


def test_each_knot_gives_its_shortest_circle_from_its_smallest_id() -> None:
    knots = {"a": ["c", "d"], "b": ["a"], "c": ["b"], "d": ["c"], "x": ["y"], "y": ["x"], "z": ["x"]}
    assert cycles(knots) == [["a", "b", "c", "a"], ["x", "y", "x"]]


def test_what_a_step_waits_for() -> None:
    assert leads_to(PLAN, "setup") == {"legal", "security", "signature"}
    assert leads_to(PLAN, "legal") == frozenset()


def test_what_lies_between_two_steps() -> None:
    assert between(PLAN, "signature", "go-live") == {"signature", "setup", "training", "go-live"}
    assert between(PLAN, "setup", "training") == frozenset()
