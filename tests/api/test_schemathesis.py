"""Schemathesis tries the service by its own description, and finds nothing."""

import subprocess
import sys
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parents[2]


def find_nothing(client: httpx.Client, *options: str) -> None:
    """Let Schemathesis try every route, and fail with all that it says where it finds something."""
    address = f"{client.base_url}/openapi.json"
    command = (sys.executable, "-m", "schemathesis.cli", "--no-color", "run", address, *options)
    run = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    if run.returncode or "Tested: 8" not in run.stdout:
        pytest.fail(run.stdout + run.stderr, pytrace=False)


@pytest.mark.schemathesis
def test_it_finds_nothing(client: httpx.Client) -> None:
    find_nothing(client, "--phases=examples,fuzzing", "--max-examples=8", "--generation-deterministic")


@pytest.mark.long
@pytest.mark.schemathesis
def test_it_finds_nothing_in_thousands_of_requests(client: httpx.Client) -> None:
    find_nothing(client, "--phases=examples,coverage,fuzzing,stateful", "--max-examples=2000")
