"""Golden pages of a stored plan: what the sample plan says to each side, one step open; `make cases` writes them."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from app.sample import sample_text
from app.store import open_database
from tests.api.pages.stored.readers import page
from tests.stored import ANA, JO, stored_plan
from tests.unused import unused_in

FOLDER = Path(__file__).parent / "stored"
READERS = {"seller": ANA, "customer": JO}
OPENED = "legal-review"


def golden_file(side: str) -> Path:
    """Return where the golden page of a side is kept."""
    return FOLDER / f"northwind-{side}.html"


def content(side: str) -> str:
    """Return what the page is now; the name of its style sheet is left out, which changes with every colour."""
    with TemporaryDirectory() as folder:
        database = open_database(unused_in(Path(folder)))
        try:
            text = page(stored_plan(database, sample_text()), READERS[side], step=OPENED)
        finally:
            database.close()
    return re.sub(r"/static/stored-\w+\.css", "/static/stored.css", text)


def rewrite_stored_pages() -> None:
    """Write the pages as they come out now; whoever asks for it reads the difference before it is kept."""
    for side in READERS:
        golden_file(side).write_text(content(side), encoding="utf-8")
