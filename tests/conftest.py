"""How all tests run: the profiles that say how hard properties are tried."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.memory import write_in_memory

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.servers.postgres import Postgres

write_in_memory()

# Gates are counts and equalities; no test fails because a machine is slow.
settings.register_profile("dev", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("long", deadline=None, max_examples=5_000, print_blob=True)
settings.load_profile("ci" if "CI" in os.environ else "dev")


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Real Chromium; only tests that ask for it pay for it."""
    from tests.browser import launched

    with launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def postgres() -> "Iterator[Postgres]":
    """Real PostgreSQL, one for each worker; only tests that ask for it pay for it."""
    from tests.servers.postgres import running

    with running() as server:
        yield server


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests want told with their result, from whichever worker they ran on."""
    reports = terminalreporter.stats.get("passed", [])
    told = [value for report in reports for name, value in report.user_properties if name == "told"]
    for line in sorted(told):
        terminalreporter.write_line(line)
