"""Many write at once, each one thing after the other, and remember what they asked for and what they were answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from tests.workers import PATIENCE

from .asking import Answered, Client
from .people import Person, document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .people import Party
    from .processes import Process

MAILBOX = "northwind.example"
PAUSE = 0.7
"""Seconds from an answer to the next request: under load, and yet somebody else gets a turn on this machine."""
RARELY, HURRIED = 0.1, 0.02
"""How often somebody waits no longer than so many seconds for an answer, hangs up, and asks again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One thing that somebody asks for."""

    kind: str
    path: str
    asked: dict[str, Any]


def change(who: Person, plan: str, mark: str) -> Wish:
    """Change two fields of one's own step, both or neither."""
    edits = [{"do": "edit_step", "step": who.step, "set": {name: mark}} for name in ("title", "exit_criteria")]
    return Wish(kind="change", path=f"{plan}/operations", asked={"operations": edits, "why": mark})


def comment(_: Person, plan: str, mark: str) -> Wish:
    """Say something."""
    return Wish(kind="comment", path=f"{plan}/comments", asked={"text": mark})


def hand_on(who: Person, plan: str, mark: str) -> Wish:
    """Hand a step of the customer's to somebody who is mailed a way in."""
    step = who.step if who.party == "customer" else "count"
    asked = {"step": step, "to": mark, "email": f"{mark}@{MAILBOX}", "party": "customer"}
    return Wish(kind="hand-on", path=f"{plan}/hand-on", asked=asked)


def invite(_: Person, __: str, mark: str) -> Wish:
    """Have somebody mailed an invitation to the workspace."""
    return Wish(kind="invite", path="/v1/members", asked={"email": f"{mark}@{MAILBOX}"})


def keep_plan(_: Person, __: str, mark: str) -> Wish:
    """Keep a plan."""
    return Wish(kind="plan", path="/v1/plans", asked=document(mark, ["p0", "p1"]))


Make = Callable[[Person, str, str], Wish]
WISHES: Mapping[str, tuple[Make, ...]] = {
    "tool": (change, hand_on, invite, keep_plan, *4 * (comment,)),
    "member": (change, keep_plan, *3 * (comment,)),
    "participant": (change, hand_on, *3 * (comment,)),
}
"""What each asks for who comes by a door; most often what has nobody mailed or told, so that those keep up."""


@dataclass(slots=True, kw_only=True)
class Writer:
    """One person who writes until told to stop."""

    client: Client
    plan: str
    chance: Random
    asked: dict[str, Wish] = field(default_factory=dict)
    """All that was ever sent, by its mark."""
    answered: list[Answered] = field(default_factory=list)
    failed: BaseException | None = None

    def write(self, stopped: Event) -> None:
        """Ask for one thing after the other; what is under way at the end is answered too."""
        try:
            while not stopped.is_set():
                who = self.client.who
                mark = f"{who.name}-{len(self.asked)}"
                wish = self.chance.choice(WISHES[who.kind])(who, self.plan, mark)
                self.asked[mark] = wish
                patience = HURRIED if self.chance.random() < RARELY else PATIENCE
                self.answered.append(self.client.post(wish.path, wish.asked, mark, patience=patience))
                stopped.wait(PAUSE)
        except BaseException as error:  # noqa: BLE001 - told by whoever waits for the writers
            self.failed = error


@dataclass(slots=True, kw_only=True)
class Writers:
    """All of them."""

    each: tuple[Writer, ...]

    @property
    def asked(self) -> dict[str, Wish]:
        """Return all that was ever sent."""
        return {mark: wish for one in self.each for mark, wish in [*one.asked.items()]}

    @property
    def answered(self) -> list[Answered]:
        """Return all that was answered until now."""
        return [answer for one in self.each for answer in [*one.answered]]

    def refuse_failed(self) -> None:
        """Fail with what went wrong for a writer."""
        for one in self.each:
            if one.failed is not None:
                raise one.failed


@contextmanager
def writing(party: Party, at: Process, *, seed: int) -> Iterator[Writers]:
    """Let everybody write while the block runs."""
    plan = f"/v1/plans/{party.stored.plan}"
    writers = Writers(
        each=tuple(
            Writer(client=Client(who=who, at=at), plan=plan, chance=Random(f"{seed} {who.name}"))
            for who in party.people
        )
    )
    stopped = Event()
    threads = [Thread(target=one.write, args=(stopped,), daemon=True) for one in writers.each]
    for thread in threads:
        thread.start()
    try:
        yield writers
    finally:
        stopped.set()
        for thread, one in zip(threads, writers.each, strict=True):
            thread.join()
            one.client.http.close()
    writers.refuse_failed()
