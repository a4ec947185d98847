"""The page `docs/problems.md`: every code of a refusal with its cause, its cure and an example, made from the codes."""

from __future__ import annotations

from pathlib import Path

from api.reference.codes import OWN as REQUESTS
from app.accounts.codes import CODES as DOOR
from app.document import CODES as READER
from app.exports import CODES as EXPORTS
from app.feeds import CODES as FEEDS
from app.links import CODES as LINKS
from app.operations import CODES as OPERATIONS
from app.plans import CODES as STORED
from app.privacy import CODES as PRIVACY
from app.sheet import CODES as SHEETS
from app.templates import CODES as TEMPLATES
from app.webhooks.codes import CODES as WEBHOOKS
from scheduler.refusals import CODES as ENGINE
from templates_library import CODES as LIBRARY
from tests.golden.refusals import FOLDER, Edit, read_refusal

PAGE = Path(__file__).parents[2] / "docs" / "problems.md"

_HEAD = """\
# What keeps a plan from being scheduled

Every problem of a document is told at once, in its order, with file, line, path and what to do:
`northwind.yaml:8 steps[1].after: no step 'secrity-review'; did you mean 'security-review'?`
Beside that line programs get a code. Here is each code with its cause, its cure and an example;
`tests/golden/refusals` shows each in a whole document. `make cases` writes this page from the codes.

"""

_FURTHER = {
    "What keeps a change from being made": OPERATIONS,
    "What keeps a plan from leaving as a file": EXPORTS,
    "What keeps a template from becoming a plan": LIBRARY,
    "What keeps something from being done with a template of your own": TEMPLATES,
    "What keeps a sheet from becoming a plan": SHEETS,
    "What keeps something from being done to a stored plan": STORED,
    "What keeps somebody out": DOOR,
    "What keeps a feed from being made": FEEDS,
    "What keeps a link from being made, or from letting somebody in": LINKS,
    "What keeps somebody from being told about, or forgotten": PRIVACY,
    "What keeps a webhook from being made, or from being told": WEBHOOKS,
    "What is wrong with a request over HTTP": REQUESTS,
}


def problems_page() -> str:
    """Return the page as it should be."""
    sentences = {**ENGINE, **READER}
    told = [_entry(code, sentences[code]) for code in sorted(sentences)]
    for head, codes in _FURTHER.items():
        told += [f"\n## {head}\n", *(f"- **{code}**: {codes[code]}" for code in sorted(codes))]
    return _HEAD + "\n".join(told) + "\n"


def rewrite_problems_page() -> None:
    """Write the page anew."""
    PAGE.write_text(problems_page(), encoding="utf-8")


def _entry(code: str, sentence: str) -> str:
    refusal = read_refusal(FOLDER / f"{code}.yaml")
    return f"- **{code}**: {sentence}\n  {refusal.example or _example(refusal.just_misses[0])}"


def _example(edit: Edit) -> str:
    """Return an edit in words; what is only put behind or before something is shown with it."""
    if not edit.write:
        return f"Take away {_quoted(edit.instead_of)}."
    return f"Instead of {_quoted(edit.instead_of)} write {_quoted(edit.write)}."


def _quoted(written: str) -> str:
    return " and below it ".join(
        f"`` {line.strip()} ``" if "`" in line else f"`{line.strip()}`" for line in written.strip().split("\n")
    )
