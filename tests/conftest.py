"""How all tests run: the profiles that say how hard properties are tried."""

import os

import pytest
from hypothesis import settings

# Gates are counts and equalities; no test fails because a machine is slow.
settings.register_profile("dev", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("long", deadline=None, max_examples=5_000, print_blob=True)
settings.load_profile("ci" if "CI" in os.environ else "dev")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests want told with their result, from whichever worker they ran on."""
    reports = terminalreporter.stats.get("passed", [])
    told = [value for report in reports for name, value in report.user_properties if name == "told"]
    for line in sorted(told):
        terminalreporter.write_line(line)
