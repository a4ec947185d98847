"""What the tests of the code base's shape share."""

from pathlib import Path

import pytest

from tests.architecture.packages import copy_packages


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a folder with a copy of the packages."""
    return copy_packages(tmp_path)
