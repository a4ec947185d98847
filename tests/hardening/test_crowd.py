"""Fifty people change one plan for a minute: nothing is lost, revisions have no gaps, the log explains the end."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from operator import itemgetter
from random import Random
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Any

import pytest

from app.operations.own_ids import own_id
from app.plans.changing import asked
from app.verbs import read_operations
from tests.stored import ANA

from .asking import Answered, Client
from .kept import refuse_gaps, refuse_unexplained
from .people import gathered
from .processes import process

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .conftest import Place
    from .people import Party
    from .processes import Process

DONE, TOLD_BOTH = 200, 409
SAID = 201


@dataclass(slots=True, kw_only=True)
class Changer:
    """Somebody of the crowd: does one thing after the other, and knows what has to come of it."""

    client: Client
    plan: str
    chance: Random
    title: str
    """Of the own step, as it has to be."""
    extra: bool = False
    """Whether the own further step is there."""
    added: int = 0
    """How often it came."""
    counted: int = 0
    """How often this one counted on."""
    clashed: int = 0
    """How often somebody else had counted meanwhile."""
    answered: list[Answered] = field(default_factory=list)
    failed: BaseException | None = None

    def change(self, is_over: Callable[[int], bool]) -> None:
        """Do one thing after the other until it is over."""
        does = (self.retitle, self.count_on, self.come_and_go, self.take_back, self.comment)
        try:
            while not is_over(len(self.answered)):
                self.chance.choices(does, (4, 3, 2, 2, 1))[0]()
        except BaseException as error:  # noqa: BLE001 - told by whoever waits for the crowd
            self.failed = error

    def retitle(self) -> None:
        """Change what nobody else does."""
        mark = self.mark
        self.operate(mark, {"do": "edit_step", "step": self.client.who.step, "set": {"title": mark}})
        self.title = mark

    def count_on(self) -> None:
        """Change what everybody does, having looked at it: whoever is late is told, and does not overwrite."""
        shown, tag = self.client.look(f"{self.plan}/document")
        seen, mark = count_in(shown["steps"]), self.mark
        edit = {"do": "edit_step", "step": "count", "set": {"title": f"{seen + 1} {mark}"}}
        answer = self.operate(mark, edit, DONE, TOLD_BOTH, seen=tag)
        if answer.status == DONE:
            self.counted += 1
            return
        [clash] = answer.answer["errors"]
        assert clash["code"] == "conflict"
        assert count_of(clash["values"]["theirs"]) > seen
        self.clashed += 1

    def come_and_go(self) -> None:
        """Let a step of one's own come, or go."""
        self.added += not self.extra  # ids are given once
        who, name = self.client.who, self.more
        new = {"id": name, "title": name, "side": who.party, "duration": "2d", "after": who.step}
        self.operate(self.mark, {"do": "remove_step", "step": name} if self.extra else {"do": "add_step", "new": new})
        self.extra = not self.extra

    def take_back(self) -> None:
        """Change something, take it back, and perhaps do it again."""
        before = self.title
        self.retitle()
        self.settle("undo")
        if self.chance.random() < 0.5:
            self.settle("redo")
        else:
            self.title = before

    def comment(self) -> None:
        """Say something."""
        mark = self.mark
        self.keep(self.client.post(f"{self.plan}/comments", {"text": mark}, mark), SAID)

    def settle(self, how: str) -> None:
        """Take back, or do again."""
        mark = self.mark
        self.keep(self.client.post(f"{self.plan}/{how}", {"why": mark}, mark), DONE)

    def operate(self, mark: str, operation: dict[str, Any], *statuses: int, seen: str | None = None) -> Answered:
        """Do one operation."""
        asked = {"operations": [operation], "why": mark}
        done = self.client.post(f"{self.plan}/operations", asked, mark, seen=seen)
        return self.keep(done, *(statuses or (DONE,)))

    def keep(self, answered: Answered, *statuses: int) -> Answered:
        """Remember an answer, which is one of those that there may be."""
        assert answered.status in statuses, answered
        self.answered.append(answered)
        return answered

    @property
    def more(self) -> str:
        """The id of the step that comes and goes."""
        return own_id(self.client.who.party, f"more-{self.client.who.name}-{self.added}")

    @property
    def mark(self) -> str:
        """What the next request is called."""
        return f"{self.client.who.name}-{len(self.answered)}"


def count_in(steps: list[dict[str, Any]]) -> int:
    """Return how far everybody counted."""
    return next(count_of(one["title"]) for one in steps if one["id"] == "count")


def count_of(title: str) -> int:
    """Return the number of a title, which says too who counted, as two who want the same do not conflict."""
    return int(title.partition(" ")[0])


def crowd(party: Party, servers: Sequence[Process], is_over: Callable[[int], bool], stack: ExitStack) -> list[Changer]:
    """Let everybody change the plan at once, and return who did."""
    changers = [
        Changer(
            client=Client(who=who, at=servers[number % len(servers)]),
            plan=f"/v1/plans/{party.stored.plan}",
            chance=Random(who.name),
            title=who.name,
        )
        for number, who in enumerate(party.people)
    ]
    for one in changers:
        stack.callback(one.client.http.close)
    threads = [Thread(target=one.change, args=(is_over,), daemon=True) for one in changers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for one in changers:
        if one.failed is not None:
            raise one.failed
    return changers


def meet(place: Place, *, people: int, is_over: Callable[[int], bool]) -> str:
    """Let a crowd change a plan, check all that came of it, and say how much it was."""
    party = gathered(place.database, people)
    with ExitStack() as stack:
        servers = [
            stack.enter_context(process("serve", "--port", "0", log=place.folder / f"{name}.log", **place.settings))
            for name in (("one", "other") if place.database.is_postgres else ("one",))
        ]
        for one in servers:
            one.start()
        changers = crowd(party, servers, is_over, stack)
        for kind in ("tool", "participant"):
            looker = next(one for one in changers if one.client.who.kind == kind)
            refuse_other_than_told(looker, [one for one in changers if one.client.who.party == looker.client.who.party])
        refuse_lost(changers)
        assert [one.stop() for one in servers] == [0] * len(servers)
    assert [line for one in servers for line in one.mistakes] == []
    refuse_unlogged(party, changers)
    revisions = refuse_unexplained(party.stored, place.folder)
    counted, clashed = (sum(getattr(one, name) for one in changers) for name in ("counted", "clashed"))
    return (
        f"{people} people: {sum(len(one.answered) for one in changers)} answers, {revisions} revisions explained by "
        f"the log; counted on {counted} times, told {clashed} times that somebody else had"
    )


def refuse_lost(changers: Sequence[Changer]) -> None:
    """Fail where the newest document is not what came of all that was acknowledged."""
    looker = changers[0]
    steps = {one["id"]: one for one in looker.client.get(f"{looker.plan}/document")["steps"]}
    assert {one.client.who.name: steps[one.client.who.step]["title"] for one in changers} == {
        one.client.who.name: one.title for one in changers
    }
    assert count_of(steps["count"]["title"]) == sum(one.counted for one in changers)
    assert {name for name in steps if "more-" in name} == {one.more for one in changers if one.extra}


def refuse_other_than_told(looker: Changer, changers: Sequence[Changer]) -> None:
    """Fail where the log, as a side reads it, has another revision for a change than its author was answered."""
    lines = [*log_of(looker)]
    told = {line["why"]: line["revision"] for line in lines if line["why"] is not None}
    answered = {
        one.mark: one.answer["revision"] for changer in changers for one in changer.answered if one.status == DONE
    }
    assert {mark: told.get(mark) for mark in answered} == answered
    revisions = [line["revision"] for line in lines if line["revision"] is not None]
    assert revisions == [*range(revisions[0], 0, -1)]


def log_of(looker: Changer) -> Iterator[dict[str, Any]]:
    """Yield the lines of the log, newest first."""
    page = looker.client.get(f"{looker.plan}/log", limit="100")
    yield from page["lines"]
    while page["next"] is not None:
        page = looker.client.get(f"{looker.plan}/log", limit="100", cursor=page["next"])
        yield from page["lines"]


def refuse_unlogged(party: Party, changers: Sequence[Changer]) -> None:
    """Fail where the log tells anything else than what was asked for and done, each once."""
    with party.stored.reading(ANA) as unit:
        lines = refuse_gaps(unit, party.stored.plan)
    kept = sorted(((line.why, line.asked) for line in lines if line.why is not None), key=itemgetter(0))
    done = [one for changer in changers for one in changer.answered if one.status == DONE]
    wanted = [(one.mark, [*asked(read_operations(one.asked.get("operations", [])))]) for one in done]
    assert kept == sorted(wanted, key=itemgetter(0))
    said = [one for changer in changers for one in changer.answered if one.status == SAID]
    assert sum(line.verb == "comment" for line in lines) == len(said)


def test_eight_people_change_a_plan_at_once(place: Place, record_property: Callable[[str, object], None]) -> None:
    told = meet(place, people=8, is_over=lambda done: done >= 8)
    record_property("told", f"a crowd on {place.database.engine.dialect.name}, {told}")


@pytest.mark.long
def test_fifty_people_change_a_plan_for_a_minute(place: Place, record_property: Callable[[str, object], None]) -> None:
    ends = monotonic() + 60
    told = meet(place, people=50, is_over=lambda _: monotonic() > ends)
    record_property("told", f"a crowd on {place.database.engine.dialect.name}, {told}")
