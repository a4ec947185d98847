"""The sample plan: the first thing that somebody without a plan of their own sees."""

from importlib.resources import files

from app.document import Reading, read

NAME = "northwind.yaml"


def sample(as_of: str | None = None) -> Reading:
    """Read the sample plan; it carries its own as-of day, so that it says the same on every day."""
    return read(sample_text(), file=NAME, as_of=as_of)


def sample_text() -> str:
    """Return it as it is written."""
    return files("app.samples").joinpath(NAME).read_text(encoding="utf-8")
