"""The packages of the product, and copies of them in which forbidden things can be planted."""

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[2]

PACKAGES = ("api", "app", "scheduler", "templates_library")


def copy_packages(folder: Path) -> Path:
    """Copy the packages, and the settings that lint them, into the folder; return it."""
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    for settings in (".importlinter", "pyproject.toml"):
        shutil.copy(ROOT / settings, folder)
    return folder
