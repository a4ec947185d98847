"""The packages of the product, and copies of them in which forbidden things can be planted."""

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[2]

PACKAGES = ("api", "app", "scheduler", "templates_library")


SETTINGS = (".importlinter", "pyproject.toml")
"""What the packages are linted by."""


def copy_packages(folder: Path) -> Path:
    """Copy the packages, and the settings that lint them, into the folder; return it."""
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    for settings in SETTINGS:
        shutil.copy(ROOT / settings, folder)
    return folder


def bare_packages(folder: Path) -> Path:
    """Make the packages, without a module, and the settings that lint them, in the folder; return it."""
    for package in PACKAGES:
        (folder / package).mkdir()
    for settings in SETTINGS:
        shutil.copy(ROOT / settings, folder)
    return folder
