"""What the tests of the code base's shape share."""

from pathlib import Path

import pytest

from tests.architecture.packages import bare_packages


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Return a folder with the packages, empty: what is planted is all there is to read."""
    return bare_packages(tmp_path)
