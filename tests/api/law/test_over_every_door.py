"""Non-interference over every door: what is hidden from a party changes no byte, header, tag or number of what it gets.

Two services keep the same random plan, and what is hidden from one party is written otherwise in the second of them.
Both sides do the same in both; in the second somebody changes more out of that party's sight; a day passes. Then its
readers walk every route of the application that is read, and name what they do not see. Where a date that the party
sees moves, the plan is another one, and tells nothing.
"""

from __future__ import annotations

import itertools
import json
import random
from contextlib import ExitStack, contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from app.plans import attaching
from tests.api.strangers.walk import Door
from tests.app.projection.comparing import plan_of_seed, projected, rewritten, seen_dates
from tests.app.projection.rewritings import REWRITINGS
from tests.app.projection.rewritings.hidden import STEPS, hidden_steps, rename

from .living import OTHER, adding, digested, happen, happen_unseen, kept_of, mailed, probed
from .twin import Twin, twin
from .walking import fillings, is_dated, is_page, read_doors, walked
from .withholding import FILES, finish_unseen, handed_in, taken_back, withhold, withhold_more

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from tests.app.projection.private import Document
    from tests.app.projection.rewritings import Rewriting
    from tests.servers.postgres import Postgres

    from .walking import Told

    Tale = Callable[[Twin], Iterator[tuple[str, Told]]]

EXAMPLES = 100 if settings.default.max_examples > 1_000 else 1  # type: ignore[union-attr] # one is always loaded
"""Plans for each party: more of them under the long profile."""
READERS = {
    "seller": {"tool": False, "member": True},
    "customer": {"participant": False, "link": False, "guest": True},
    "hw": {"supplier": False, "visitor": True},
}
"""Who walks, by party, and whether it walks pages or the API."""
MAIN = {"seller": "tool", "customer": "participant", "hw": "supplier"}
"""Who changes the plan by the API."""
EXPLAINED = 4
"""Steps of which every date is explained."""


@pytest.mark.parametrize(
    ("party", "resolution", "database"),
    [
        ("seller", "day", "sqlite"),
        ("customer", "day", "sqlite"),
        ("hw", "day", "sqlite"),
        ("customer", "minute", "sqlite"),
        ("customer", "day", "postgresql"),
    ],
)
def test_what_is_hidden_changes_nothing_at_any_door(
    party: str,
    resolution: str,
    database: str,
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> None:
    invited = list[int]()
    server: Postgres | None = request.getfixturevalue("postgres") if database == "postgresql" else None

    @settings(
        max_examples=EXAMPLES,
        derandomize=EXAMPLES == 1,  # always the same in the ordinary suite
        phases=(Phase.explicit, Phase.reuse, Phase.generate),
        suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
    )
    @given(
        seed=st.integers(0, 2**40),
        rewritings=st.lists(st.sampled_from(REWRITINGS), min_size=1, max_size=4, unique=True),
    )
    def law(seed: int, rewritings: list[Rewriting]) -> None:
        plans = _plans(seed, rewritings, party, resolution)
        assume(plans is not None)
        assert plans is not None
        with _both(tmp_path_factory.mktemp("law"), *plans, party, server) as (one, two):
            _live(one, two, party, plans)
            _walk(one, two, party, plans)
            invited.append(one.invited)

    law()
    assert sum(invited) > 0  # not in every plan can people be invited


def _plans(seed: int, rewritings: Sequence[Rewriting], party: str, resolution: str) -> tuple[Document, Document] | None:
    """Return a random plan and the same with what is hidden written otherwise, if no visible date moves."""
    plan, other = plan_of_seed(seed, resolution), rewritten(rewritings, party, seed, resolution)
    hidden = {step["id"] for step in hidden_steps(plan, party)}
    parties = {"seller", "customer", *(one["id"] for one in plan.get("parties", ()))}
    if other is None or not hidden or party not in parties:
        return None
    for step in [step for step in hidden_steps(other, party) if step["id"] in hidden][:1]:
        rename(step, f"renamed-{random.Random(seed).randrange(10**6)}", other, STEPS)
    before, after = projected(plan, party), projected(other, party)
    if before is None or after is None or seen_dates(*before) != seen_dates(*after) or not _seen(plan, party):
        return None
    return plan, other


def _seen(plan: Document, party: str) -> list[str]:
    return [step["id"] for step in plan["steps"] if step.get("private") in {None, party}]


@contextmanager
def _both(
    folder: Path, plan: Document, other: Document, party: str, server: Postgres | None
) -> Iterator[tuple[Twin, Twin]]:
    with ExitStack() as stack:
        urls = [None if server is None else stack.enter_context(server.database()) for _ in range(2)]
        stack.enter_context(pytest.MonkeyPatch.context()).setattr(attaching, "MOST", FILES)
        one = stack.enter_context(twin(folder / "one", plan, party, urls[0]))
        yield one, stack.enter_context(twin(folder / "two", other, party, urls[1], word="Whisper"))


def _live(one: Twin, two: Twin, party: str, plans: tuple[Document, Document]) -> None:
    """Let the same happen in both, more in the second out of sight, and two days pass."""
    steps = _seen(plans[0], party)
    shared = [step["id"] for step in plans[0]["steps"] if step.get("private") is None]
    assume(shared)
    for here in (one, two):
        withhold(here, party, shared)
    _compare(one, two, party, lambda here: happen(here, MAIN[party], party, steps))
    assert happen_unseen(two, party, plans[1]) > 0
    assert withhold_more(two, party) >= FILES
    _let_days_pass(one, two)
    assert finish_unseen(two, party) is None
    _let_days_pass(one, two)
    openapi = one.kept.client.get("/openapi.json").json()
    dated = [door for door in read_doors(one.kept.app) if is_dated(door, openapi)]
    _compare(one, two, party, lambda here: walked(here, MAIN[party], dated, openapi, steps[:1]))
    _compare(one, two, party, lambda here: handed_in(here, MAIN[party]))
    _compare(one, two, party, lambda here: happen(here, MAIN[party], party, steps[::-1]))
    _compare(one, two, party, lambda here: taken_back(here, MAIN[party], party, shared[0]))


def _let_days_pass(one: Twin, two: Twin) -> None:
    one.kept.clock[0] = two.kept.clock[0]
    for here in (one, two):
        here.kept.later(days=1)
        here.at_midnight()
    assert one.day == two.day  # asked of the plan: dates that move because of it would make it another plan


def _walk(one: Twin, two: Twin, party: str, plans: tuple[Document, Document]) -> None:
    """Let all readers look at everything, and name what they do not see."""
    steps = _seen(plans[0], party)
    doors = read_doors(one.kept.app)
    openapi = one.kept.client.get("/openapi.json").json()
    _compare(one, two, party, lambda here: digested(here, party))
    _compare(one, two, party, lambda here: mailed(here, party))
    if party == "seller":
        _compare(one, two, party, kept_of)
    for reader, pages in READERS[party].items():
        walk = [door for door in doors if is_page(door) == pages]
        _compare(one, two, party, lambda here: walked(here, reader, walk, openapi, steps[:EXPLAINED]))  # noqa: B023
    webhooks = [door for door in doors if "{webhook_id}" in door.path and not is_page(door)]
    _compare(one, two, party, lambda here: walked(here, "tool", webhooks, openapi, ()))
    hidden = [step["id"] for step in hidden_steps(plans[0], party)][:1]
    _compare(one, two, party, lambda here: probed(here, MAIN[party], [*hidden, "x-hw"], steps[0]))
    taken = ["unseen", *(() if party == "seller" else hidden)]  # the seller knows the ids that it handed in
    _compare(one, two, party, lambda here: adding(here, MAIN[party], taken, steps[0], party))
    keeper = MAIN[OTHER[party]]
    texts = [here.send(keeper, "GET", f"{here.at}/log").text for here in (one, two)]
    assert texts[0] != texts[1]  # which they do see who keep it to themselves


def _compare(one: Twin, two: Twin, party: str, tale: Tale) -> None:
    """Refuse the first thing that is told otherwise, unless a date that the party sees moved."""
    assume(one.dates(party) == two.dates(party))
    for here, there in itertools.zip_longest(tale(one), tale(two)):
        assert here is not None, there
        assert there is not None, here
        if here[1] != there[1]:
            assume(one.dates(party) == two.dates(party))
            assume(_would_move(here) == _would_move(there))
        assert here[1] == there[1], here[0]


def _would_move(told: tuple[str, Told]) -> list[tuple[str, str, str]]:
    """Return the dates that a preview says would be others: they are the whole plan's, like those that are."""
    status, _, body = told[1]
    if "operations/preview" not in told[0] or status != HTTPStatus.OK:
        return []
    return [(one["step"], one["name"], one["after"]) for one in json.loads(body)["moves"]]


def test_a_route_that_the_walk_cannot_fill_is_noticed(tmp_path: Path) -> None:
    with twin(tmp_path / "one", plan_of_seed(1, "day"), "customer") as one:
        assert all(fillings(door, one) for door in read_doors(one.kept.app))
        with pytest.raises(AssertionError, match="what stands for"):
            fillings(Door(path="/v1/plans/{plan_id}/novelties/{novelty_id}", method="GET"), one)
