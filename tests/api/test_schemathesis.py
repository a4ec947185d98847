"""Schemathesis tries the service by its own description, and finds nothing."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.accounts.tokens import make_token
from app.actors import SYSTEM
from tests.api.stored.chapters import DOCUMENT
from tests.api.stored.service import EVERYTHING, Kept, keeping

ROOT = Path(__file__).parents[2]


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    """Serve with a stored plan, the one that the examples name; its token outlives every member that is taken out."""
    with keeping(tmp_path) as kept:
        kept.send("POST", "/v1/plans", json=DOCUMENT)
        with kept.database.writing(workspace=kept.workspace, actor=SYSTEM, now=kept.clock[0]) as unit:
            kept.token = make_token(unit, "Schemathesis", EVERYTHING)
        yield kept


def find_nothing(kept: Kept, *options: str) -> None:
    """Let Schemathesis try every route with a token, and fail with all that it says where it finds something."""
    address = f"{kept.client.base_url}/openapi.json"
    token = ("--header", f"Authorization: Bearer {kept.token}")
    command = (sys.executable, "-m", "schemathesis.cli", "--no-color", "run", address, *token, *options)
    run = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    operations = sum(map(len, kept.client.get("/openapi.json").json()["paths"].values()))
    if run.returncode or f"Tested: {operations}" not in run.stdout:
        pytest.fail(run.stdout + run.stderr, pytrace=False)


@pytest.mark.schemathesis
def test_it_finds_nothing(kept: Kept) -> None:
    find_nothing(kept, "--phases=examples,fuzzing", "--max-examples=8", "--generation-deterministic")


@pytest.mark.long
@pytest.mark.schemathesis
def test_it_finds_nothing_in_thousands_of_requests(kept: Kept) -> None:
    find_nothing(kept, "--phases=examples,coverage,fuzzing,stateful", "--max-examples=2000")
