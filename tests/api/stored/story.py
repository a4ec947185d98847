"""The story of a stored plan that the OpenAPI document tells: each request with what the service answered.

Ids and secrets that are drawn are shown by others that are always the same. `make cases` writes
`api/stored_examples.json`.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from uuid import UUID

from fastapi.openapi.utils import get_openapi

from api.examples import Example
from api.main import create_app
from app.mail import send
from app.settings import Settings
from tests.stored import JO

from .chapters import CHAPTERS
from .invitations_chapter import INVITATIONS
from .service import keeping
from .telling import Request, Scene

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .service import Kept

STORIES: tuple[tuple[tuple[Request | Scene, ...], Mapping[str, Any]], ...] = (
    (CHAPTERS, {}),
    (
        INVITATIONS,
        {"smtp": "smtp://127.0.0.1:9", "mail_from": "plans@plans.example", "reply_to": "replies@plans.example"},
    ),
)
"""Chapters, and what is set where they take place: a service of its own each."""

FILE = Path(__file__).parents[3] / "api" / "stored_examples.json"
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_SECRET = re.compile(r"(bp[a-z])_[\w-]{43}")
HIDDEN = "A" * 43
FOLDER = "/var/lib/backplan"
"""Stands for the folder of what is written, which is another one each time."""
_SIGNING = re.compile(r"whsec_[\w+/]{43}=")
_DRAWN = re.compile(r"(former (?:member|participant)) \d{3}")
_WAITED = re.compile(r'"oldest_seconds":[0-9]+')
_TOOK = re.compile(r'"milliseconds":[0-9]+')


def routes() -> dict[str, tuple[str, str]]:
    """Return method and path of each operation."""
    paths = get_openapi(title="", version="", routes=create_app(Settings()).routes)["paths"]
    return {
        one["operationId"]: (method.upper(), path) for path, methods in paths.items() for method, one in methods.items()
    }


@dataclass(slots=True)
class _Names:
    """Drawn ids and what stands for them."""

    shown: dict[str, str] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)
    """What stands for a secret of each kind, and the last one that was drawn."""

    def hide(self, text: str, known: str) -> str:
        """Return a text with what stands for each drawn id, of which the requests have none."""
        for one in _UUID.findall(text):
            if one not in known and one not in self.shown:
                self.shown[one] = str(UUID(int=0x40008000000000000000 + len(self.shown) + 1))
        for one in _SECRET.finditer(text):
            self.secrets[f"{one[1]}_{HIDDEN}"] = one[0]
        shown = _SECRET.sub(rf"\1_{HIDDEN}", self._replaced(text, self.shown))
        shown = _DRAWN.sub(r"\1 417", shown)
        shown = _WAITED.sub('"oldest_seconds":0', _TOOK.sub('"milliseconds":87', shown))
        return _SIGNING.sub(f"whsec_{'A' * 43}=", shown)

    def real(self, text: str) -> str:
        """Return a text with the drawn ids."""
        return self._replaced(text, {shown: one for one, shown in self.shown.items()} | self.secrets)

    @staticmethod
    def _replaced(text: str, by: dict[str, str]) -> str:
        for one, other in by.items():
            text = text.replace(one, other)
        return text


def all_told(folder: Path) -> Iterator[Example]:
    """Tell every story in a folder."""
    for number, (chapters, settings) in enumerate(STORIES):
        place = folder / str(number)
        place.mkdir()
        with keeping(place, **settings) as kept:
            yield from told(kept, chapters)


def told(kept: Kept, chapters: Sequence[Request | Scene]) -> Iterator[Example]:
    """Send the requests in their order, and yield the example that each makes."""
    names, known = _Names(), json.dumps([asdict(one) for one in chapters if isinstance(one, Request)])
    where = routes()
    for request in chapters:
        kept.later(minutes=1)
        if isinstance(request, Scene):
            _play(kept, request)
            continue
        method, path = where[request.operation]
        answer = kept.send(
            method,
            names.real(path.format(**request.path)),
            params=request.parameters,
            content=_content(names, request),
            headers={**request.headers, **({} if request.sent is None else {"content-type": request.sent_as})},
        )
        media_type = answer.headers.get("content-type", "").partition(";")[0]
        shown = names.hide(answer.text.replace(str(kept.service.settings.data_dir), FOLDER), known)
        given = json.loads(shown) if media_type.endswith("json") else shown or None
        yield Example(
            **asdict(request),
            status=answer.status_code,
            media_type=media_type or None,
            answer=given,
        )


def _play(kept: Kept, scene: Scene) -> None:
    if scene.mails is not None:
        post = replace(kept.service.post, send_it=send if scene.mails else None)
        kept.app.state.service = replace(kept.service, post=post)
    if scene.does is not None:
        with kept.database.writing(workspace=kept.workspace, actor=JO, now=kept.clock[0]) as unit:
            scene.does(unit)


def _content(names: _Names, request: Request) -> str | None:
    if request.sent is None:
        return None
    text = request.sent if isinstance(request.sent, str) else json.dumps(request.sent)
    return names.real(text)


def written_story() -> str:
    """Return the file as it should be."""
    with TemporaryDirectory() as folder:
        told_now = all_told(Path(folder))
        found = [{name: value for name, value in asdict(one).items() if name != "body"} for one in told_now]
    return json.dumps(found, indent=1, ensure_ascii=False) + "\n"


def rewrite_story() -> None:
    """Write the file anew."""
    FILE.write_text(written_story(), encoding="utf-8")
