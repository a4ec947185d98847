"""The graph of steps: an order in which predecessors come first, cycles with their path, what lies between."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx

    from .plan import Plan, StepId


def topological_order(predecessors: Mapping[StepId, Iterable[StepId]]) -> list[StepId] | None:
    """Return the ids so that predecessors come first and ties go by id; None where links run in a circle."""
    ids = sorted(predecessors)
    rank = {step: at for at, step in enumerate(ids)}  # numbers are compared faster than ids
    waiting = [0] * len(ids)
    successors: list[list[int]] = [[] for _ in ids]
    for step, before in predecessors.items():
        at = rank[step]
        for one in before:  # one that stands twice is waited for twice
            successors[rank[one]].append(at)
            waiting[at] += 1
    ready = [at for at, count in enumerate(waiting) if count == 0]  # sorted, so a heap
    order = []
    while ready:
        at = heappop(ready)
        order.append(ids[at])
        for follower in successors[at]:
            waiting[follower] -= 1
            if waiting[follower] == 0:
                heappush(ready, follower)
    return order if len(order) == len(ids) else None


def graph_of(plan: Plan) -> nx.DiGraph[StepId]:
    """Return the steps as nodes and their links as edges, predecessor to successor."""
    import networkx as nx  # noqa: PLC0415 - 0.4 s to import, and only graph questions need it

    graph: nx.DiGraph[StepId] = nx.DiGraph()
    graph.add_nodes_from(step.id for step in plan.steps)
    graph.add_edges_from((link.step, step.id) for step in plan.steps for link in step.after)
    return graph


def cycles(predecessors: Mapping[StepId, Iterable[StepId]]) -> list[list[StepId]]:
    """Return one circle for each knot of steps that wait for each other, from its smallest id round to it again."""
    import networkx as nx  # noqa: PLC0415

    graph: nx.DiGraph[StepId] = nx.DiGraph()
    graph.add_edges_from((one, step) for step in sorted(predecessors) for one in sorted(set(predecessors[step])))
    found = []
    for knot in nx.strongly_connected_components(graph):
        if len(knot) > 1:
            first = min(knot)
            inside = graph.subgraph(knot)
            parents = {child: parent for parent, child in nx.bfs_edges(inside, first, sort_neighbors=sorted)}
            last = next(one for one in parents if inside.has_edge(one, first))  # breadth first, so the nearest
            circle = [first, last]
            while circle[-1] != first:
                circle.append(parents[circle[-1]])
            found.append(circle[::-1])
    return sorted(found)


def leads_to(plan: Plan, step: StepId) -> frozenset[StepId]:
    """Return every step that the given one waits for, directly or through others."""
    import networkx as nx  # noqa: PLC0415

    return frozenset(nx.ancestors(graph_of(plan), step))


def between(plan: Plan, first: StepId, last: StepId) -> frozenset[StepId]:
    """Return the steps on any way from one to the other, both included; empty where there is none."""
    import networkx as nx  # noqa: PLC0415

    graph = graph_of(plan)
    after = nx.descendants(graph, first) | {first}
    before = nx.ancestors(graph, last) | {last}
    return frozenset(after & before) if last in after else frozenset()
