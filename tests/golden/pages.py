"""Golden pages: what each plan of `tests/app/plans` says as a page, a letter and a mail, without the styles.

`make cases` writes them as they come out now. The styles are left out, so that a change of a colour is no change of
every page, and with them the policy that holds their digest.
"""

from __future__ import annotations

import re
from pathlib import Path

from app.exports import EXPORTS, export
from tests.app.sample_plans import NAMES, plan

FOLDER = Path(__file__).parent / "pages"
KINDS = ("html", "letter", "letter-md", "text")


def golden_file(name: str, kind: str) -> Path:
    """Return where the golden form of a plan is kept."""
    return FOLDER / f"{name}{EXPORTS[kind].suffix}"


def content(name: str, kind: str) -> str:
    """Return what a plan is now, without the styles."""
    text = export(plan(name), kind).content.decode()
    text = re.sub(r"<style>.*?</style>", "<style></style>", text, flags=re.DOTALL)
    return re.sub(r"sha256-[A-Za-z0-9+/=]+", "sha256-", text)


def rewrite_pages() -> None:
    """Write every page as it comes out now; whoever asks for it reads the difference before it is kept."""
    for name in NAMES:
        for kind in KINDS:
            golden_file(name, kind).write_text(content(name, kind), encoding="utf-8")
