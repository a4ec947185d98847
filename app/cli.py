"""The `backplan` command."""

import argparse
from collections.abc import Sequence
from importlib.metadata import version


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks, and return the exit status."""
    _parser().parse_args(arguments)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="backplan",
        description="Mutual action plans, computed backwards from the customer's critical date.",
    )
    parser.add_argument("--version", action="version", version=f"backplan {version('backplan')}")
    return parser
