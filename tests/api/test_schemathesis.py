"""Schemathesis tries the service by its own description, and finds nothing."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.accounts.tokens import make_token
from app.actors import SYSTEM
from app.callers import ADMIN
from app.links import Said, Wanted, introduce, make_link
from app.store.members import join_workspace
from app.store.sharing import set_shared
from app.store.users import User, add_user
from tests.api.stored.chapters import DOCUMENT, ID
from tests.api.stored.service import EVERYTHING, Kept, keeping
from tests.api.strangers.place import Shown, bearer, browser
from tests.stored import ANA, BEN

ROOT = Path(__file__).parents[2]


NOT_SERIALIZED = "--exclude-path=/v1/replies"
"""It takes a mail as it is, of which Schemathesis makes none; test_forged.py sends it all sorts."""


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    """Serve with a stored plan, the one that the examples name; its token outlives every member that is taken out."""
    with keeping(tmp_path) as kept:
        kept.send("POST", "/v1/plans", json=DOCUMENT)
        with kept.database.writing(workspace=kept.workspace, actor=SYSTEM, now=kept.clock[0]) as unit:
            kept.token = make_token(unit, "Schemathesis", EVERYTHING)
        yield kept


def find_nothing(kept: Kept, *options: str, shows: Shown | None = None, leaves_out: str = "") -> None:
    """Let Schemathesis try every route as somebody, and fail with all that it says where it finds something.

    `shows` is who that is, by default the tool that may do everything; `leaves_out` a method that it leaves alone.
    """
    address = f"{kept.client.base_url}/openapi.json"
    shown = [f"--header={name.title()}: {value}" for name, value in (shows or bearer(kept.token)).items()]
    command = (sys.executable, "-m", "schemathesis.cli", "--no-color", "run", address, *shown, *options, NOT_SERIALIZED)
    run = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    paths = kept.client.get("/openapi.json").json()["paths"].values()
    operations = sum(method != leaves_out for methods in paths for method in methods) - 2  # that path
    if run.returncode or f"Tested: {operations}" not in run.stdout:
        pytest.fail(run.stdout + run.stderr, pytrace=False)


@pytest.mark.schemathesis
def test_it_finds_nothing(kept: Kept) -> None:
    find_nothing(kept, "--phases=examples,fuzzing", "--max-examples=8", "--generation-deterministic")


@pytest.mark.long
@pytest.mark.schemathesis
def test_it_finds_nothing_in_thousands_of_requests(kept: Kept) -> None:
    find_nothing(kept, "--phases=examples,coverage,fuzzing,stateful", "--max-examples=200")


def admin(kept: Kept) -> Shown:
    """Return what the browser of an admin shows."""
    with kept.database.writing(workspace=kept.workspace, actor=SYSTEM, now=kept.clock[0]) as unit:
        add_user(unit, User(id="m-ada", email="ada@acme.example", name="Ada", made_at=unit.now))
        join_workspace(unit, "m-ada", role=ADMIN, workspace=kept.workspace)
    return browser(kept, kept.workspace, "ada")


def member(kept: Kept) -> Shown:
    """Return what the browser of a member shows, with whom the plan is shared."""
    with kept.database.writing(workspace=kept.workspace, actor=SYSTEM, now=kept.clock[0]) as unit:
        set_shared(unit, ID, BEN.id, shared=True)
    return browser(kept, kept.workspace, "ben")


def participant(kept: Kept) -> Shown:
    """Return what a tool of somebody shows who came in by a link."""
    with kept.database.writing(workspace=kept.workspace, actor=ANA, now=kept.clock[0]) as unit:
        link = make_link(unit, ID, Wanted(party="customer"), mails=False)
    return bearer(introduce(kept.database, link.secret, Said(name="Jo Kern"), origin="", now=kept.clock[0]).secret)


WHO = {"admin": admin, "member": member, "participant": participant}
NOT_ALL = "--exclude-checks=positive_data_acceptance,ignored_auth"
"""Not everybody may do all; a cookie is no declared header."""
STAYS = "--exclude-method=DELETE"
"""The plan that the examples name is there to the end."""
FEW = ("--phases=examples,fuzzing", "--max-examples=3", "--generation-deterministic")


@pytest.mark.schemathesis
def test_it_finds_nothing_as_a_participant_who_takes_away_too(kept: Kept) -> None:
    find_nothing(kept, NOT_ALL, *FEW, shows=participant(kept))


@pytest.mark.schemathesis
@pytest.mark.parametrize("who", ["admin", "member"])
def test_it_finds_nothing_as(kept: Kept, who: str) -> None:
    find_nothing(kept, NOT_ALL, STAYS, *FEW, shows=WHO[who](kept), leaves_out="delete")


@pytest.mark.long
@pytest.mark.schemathesis
@pytest.mark.parametrize("who", WHO)
def test_it_finds_nothing_in_many_requests_as(kept: Kept, who: str) -> None:
    options = ("--phases=examples,coverage,fuzzing", "--max-examples=40")
    find_nothing(kept, NOT_ALL, STAYS, *options, shows=WHO[who](kept), leaves_out="delete")
