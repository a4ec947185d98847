"""The page `docs/http.md`: each of its requests is sent, and what it says is what comes back."""

from __future__ import annotations

import json
import shlex
from argparse import ArgumentParser
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from app.sample import sample_text
from tests.api.stored.chapters import DOCUMENT
from tests.api.stored.service import keeping
from tests.golden.console import examples, with_outcomes

if TYPE_CHECKING:
    import httpx

    from tests.api.stored.service import Kept

PAGE = Path(__file__).parents[2] / "docs" / "http.md"
HERE = "http://localhost:8000"
LAID_OUT = "python3 -m json.tool"

_CURL = ArgumentParser(prog="curl", exit_on_error=False)
_CURL.add_argument("--silent", "-s", action="store_true")
_CURL.add_argument("--include", "-i", action="store_true")
_CURL.add_argument("--header", "-H", action="append", default=[])
_CURL.add_argument("--request", "-X")
_CURL.add_argument("--data", "-d", dest="data_binary")
_CURL.add_argument("--data-binary")
_CURL.add_argument("url")


def outcome(kept: Kept, command: str) -> str:
    """Send what a command line with curl sends, in a folder with the sample plan, and return what is seen."""
    curl, _, tool = command.partition(" | ")
    asked = _CURL.parse_args(shlex.split(curl.replace("$TOKEN", kept.token))[1:])
    headers = dict(one.split(": ", 1) for one in asked.header)
    address = asked.url.removeprefix(HERE)
    method = asked.request or ("GET" if asked.data_binary is None else "POST")
    answer = kept.client.request(method, address, headers=headers, content=_content(asked.data_binary))
    head = "".join(f"{line}\n" for line in _head(answer)) if asked.include else ""
    body = f"{json.dumps(answer.json(), indent=4)}\n" if tool == LAID_OUT else answer.text.replace("\r\n", "\n")
    return f"{head}{body}" if body.endswith("\n") else f"{head}{body}\n"


def outcomes(kept: Kept) -> dict[str, str]:
    """Send all requests of the page in its order, since later ones are about what earlier ones keep."""
    return {one.command: outcome(kept, one.command) for one in examples(PAGE)}


def _content(written: str | None) -> bytes | None:
    """Return what is handed in: text, or a file that is named behind an at sign."""
    if written is None or not written.startswith("@"):
        return written.encode() if written else None
    with TemporaryDirectory() as folder, chdir(folder):
        Path("northwind.yaml").write_text(sample_text(), encoding="utf-8")
        Path("new-plan.json").write_text(json.dumps(DOCUMENT), encoding="utf-8")
        Path("broken.yaml").write_text(sample_text().replace("duration: 15d", "duration: 3w", 1), encoding="utf-8")
        return Path(written[1:]).read_bytes()


def _head(answer: httpx.Response) -> list[str]:
    said = f"{answer.http_version} {answer.status_code} {answer.reason_phrase}"
    return [said, *(f"{name}: {value}" for name, value in answer.headers.items()), ""]


def rewrite_http_page() -> None:
    """Write the page anew."""
    with TemporaryDirectory() as folder, keeping(Path(folder)) as kept:
        page = with_outcomes(PAGE, outcomes(kept).__getitem__)
    PAGE.write_text(page, encoding="utf-8")
