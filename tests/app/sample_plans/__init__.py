"""Plans in the states that a drawing, a page and a letter have to show, beside the sample plan."""

from pathlib import Path

from app.document import read
from app.projection import Projection, whole
from app.sample import sample

NAMES = ("northwind", "late", "held", "cut-over", "after-go-live")
"""The sample plan; one that misses its date; one on hold; one in minutes; one that is live."""


def plan(name: str) -> Projection:
    """Return one of the plans, seen whole, as of its own day."""
    if name == "northwind":
        return whole(sample())
    path = Path(__file__).with_name(f"{name}.yaml")
    return whole(read(path.read_bytes(), file=path.name))
