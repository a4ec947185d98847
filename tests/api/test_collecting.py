"""Answers do not wait for a look through all objects that hardly finds anything."""

import subprocess
import sys

from api.collecting import SELDOM

TELLS = """
import gc
from api.collecting import collect_seldom

collect_seldom()
print(gc.get_threshold()[2], gc.get_freeze_count() > 0)
"""


def test_python_looks_through_all_objects_seldom() -> None:
    told = subprocess.run([sys.executable, "-c", TELLS], check=True, capture_output=True, text=True)

    assert told.stdout.split() == [str(SELDOM), "True"]
