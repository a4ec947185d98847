"""What each side keeps to itself in both plans alike but for the words: people who act, steps that go, dates, files."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from app.plans import attach, baselines_of, comment, propose_baseline, sign_baseline

from .living import OTHER, as_keeper, changing, tried
from .twin import KEEPERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from app.actors import Actor
    from app.store import Unit

    from .twin import Twin
    from .walking import Told

FILES = 6
"""Files that one side attaches to a plan, while the law is tried."""


def withhold(twin: Twin, party: str, steps: Sequence[str]) -> None:
    """Let the other side do what the reader sees in part: by whom, why and on which hidden step has other words."""
    keeper = OTHER[party]
    _sign_what_goes_out_of_sight(twin, keeper)
    _let_somebody_hidden_act(twin, party, keeper, steps)
    _let_a_hidden_step_go(twin, keeper, steps)


def withhold_more(twin: Twin, party: str) -> int:
    """Do more out of the reader's sight, in one of the two alone, and return how much of it was done."""
    keeper = OTHER[party]
    own = _own(keeper)
    odd = {"id": "odd", "title": "Odd", "side": keeper, "kind": "milestone", "private": keeper}
    refused = [
        as_keeper(twin, keeper, changing(twin, {"do": "add_step", "new": odd})),
        as_keeper(twin, keeper, changing(twin, {"do": "remove_step", "step": f"{own}odd"}, why="It was odd")),
        *(as_keeper(twin, keeper, _attaching(twin, private=True)) for _ in range(FILES - 2)),
    ]
    if party == "seller":
        late = {"do": "edit_step", "step": f"{own}signed", "set": {"finish_no_earlier_than": "2041-01-02"}}
        _as(twin, _tool(keeper), changing(twin, late))
    else:
        as_keeper(twin, "seller", changing(twin, {"do": "reopen_plan"}))  # where it was closed already
        refused.append(as_keeper(twin, "seller", changing(twin, {"do": "close_plan", "result": "lost"})))
    return sum(one is None for one in refused)


def finish_unseen(twin: Twin, party: str) -> str | None:
    """Finish something out of the reader's sight; return why not where that is refused."""
    keeper = OTHER[party]
    return as_keeper(twin, keeper, changing(twin, {"do": "finish_step", "step": f"{_own(keeper)}unseen"}))


def handed_in(twin: Twin, reader: str) -> Iterator[tuple[str, Told]]:
    """Yield what a reader is told who hands in a file."""
    twin.kept.later(minutes=7)
    text = {"content": b"Ours.\n", "params": {"name": "ours.txt"}, "headers": {"content-type": "text/plain"}}
    answer = twin.send(reader, "POST", f"{twin.at}/files", **text)
    yield f"{reader}: POST files", twin.masks.told(answer)


def taken_back(twin: Twin, reader: str, party: str, step: str) -> Iterator[tuple[str, Told]]:
    """Yield what a reader is told who takes back what somebody hidden changed later."""
    keeper = OTHER[party]
    first, then = ({"do": "edit_step", "step": step, "set": {"title": title}} for title in ("First", "Then"))
    yield from tried(twin, reader, "operations", {"operations": [first]})
    _as(twin, _kay(twin, keeper), changing(twin, then))
    yield from tried(twin, reader, "undo", {})


def _sign_what_goes_out_of_sight(twin: Twin, keeper: str) -> None:
    """Let both sides sign the date of a step that is the customer's secret from then on, as the ids of one are its own.

    The seller has no such: an id that it gave is given no second time, and what is signed is hidden by nobody.
    """
    if keeper != "customer":
        return
    own, tool = _own(keeper), _tool(keeper)
    new = {"id": "signed", "title": "Signed", "side": keeper, "duration": "1d"}
    due = {"id": "signed-date", "step": f"{own}signed", "date": "2040-01-02"}
    add_date = {"do": "add_critical_date", "new": due}
    _as(twin, tool, changing(twin, {"do": "add_step", "new": new}, add_date))
    as_keeper(twin, "seller", lambda unit: propose_baseline(unit, twin.plan))
    as_keeper(twin, "customer", lambda unit: _sign(unit, twin))
    gone = [
        {"do": "remove_critical_date", "critical_date": f"{own}signed-date"},
        {"do": "remove_step", "step": f"{own}signed"},
    ]
    _as(twin, tool, changing(twin, *gone))
    _as(twin, tool, changing(twin, {"do": "add_step", "new": {**new, "private": keeper}}, add_date))


def _sign(unit: Unit, twin: Twin) -> object:
    last = baselines_of(unit, twin.plan)[-1]
    return sign_baseline(unit, twin.plan, last.number, digest=last.digest, name="Jo Kern")


def _let_somebody_hidden_act(twin: Twin, party: str, keeper: str, steps: Sequence[str]) -> None:
    kay = _kay(twin, keeper)
    new = {"id": (kay.person or "").removeprefix(_own(keeper)), "name": kay.name, "party": keeper, "private": keeper}
    as_keeper(twin, keeper, changing(twin, {"do": "add_person", "new": new}))
    title = {"do": "edit_step", "step": steps[0], "set": {"title": "By whom?"}}
    for act in (
        changing(twin, title),
        lambda unit: comment(unit, twin.plan, "Look!", step=steps[0], mentions=[f"p-{party}"]),
        lambda unit: comment(unit, twin.plan, "Well?"),
        _attaching(twin),
    ):
        _as(twin, kay, act)


def _let_a_hidden_step_go(twin: Twin, keeper: str, steps: Sequence[str]) -> None:
    """Let a hidden step between two that all see go: where it was they are linked."""
    own, secret = _own(keeper), f"go-{twin.word.casefold()}"
    hidden = {"id": secret, "title": twin.word, "side": keeper, "kind": "milestone", "private": keeper}
    behind = {"id": "behind-it", "title": "Behind it", "side": keeper, "kind": "milestone", "after": [f"{own}{secret}"]}
    as_keeper(
        twin,
        keeper,
        changing(
            twin,
            {"do": "add_step", "new": {**hidden, "after": [steps[0]]}},
            {"do": "add_step", "new": behind},
            why="All at once",
        ),
    )
    as_keeper(
        twin, keeper, changing(twin, {"do": "remove_step", "step": f"{own}{secret}"}, why=f"{twin.word} is desperate")
    )


def _attaching(twin: Twin, *, private: bool = False) -> Callable[[Unit], object]:
    storage = twin.kept.service.storage()
    return lambda unit: attach(
        unit, storage, twin.plan, name="theirs.txt", content=io.BytesIO(b"Theirs.\n"), private=private
    )


def _tool(keeper: str) -> Actor:
    """Return a tool with the eyes of a side."""
    return replace(KEEPERS[keeper], kind="tool", id="t-law")


def _kay(twin: Twin, keeper: str) -> Actor:
    """Return somebody of a side whom that side keeps to itself, in each of the two by another name.

    With the rights of a tool: whoever came in by a link may change little of what both see.
    """
    person = f"{_own(keeper)}kay-{twin.word.casefold()}"
    return replace(KEEPERS[keeper], kind="tool", id=f"kay-{keeper}", name=f"Kay {twin.word}", person=person)


def _as(twin: Twin, actor: Actor, act: Callable[[Unit], object]) -> None:
    kept = twin.kept
    kept.later(minutes=7)
    with kept.database.writing(workspace=kept.workspace, actor=actor, now=kept.clock[0]) as unit:
        act(unit)


def _own(party: str) -> str:
    """Return what is in front of the ids that a party gives."""
    return "" if party == "seller" else f"{party}--"
