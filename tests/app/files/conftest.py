"""The storages that tests keep content in, each a real one."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.files import Storage, open_storage
from tests.readers.npm import NODE, installed

if TYPE_CHECKING:
    from collections.abc import Iterator

BUCKET = Path(__file__).parent / "bucket"


@pytest.fixture(scope="session")
def s3_endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a server that speaks S3 and has a bucket called backplan."""
    script = installed(BUCKET, script="serve.mjs") / "serve.mjs"
    command = [str(NODE), str(script), str(tmp_path_factory.mktemp("bucket"))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield f"http://127.0.0.1:{int(server.stdout.readline())}"
        server.kill()


@pytest.fixture
def keys_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the keys of the server into the environment, where S3 clients look for them."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "S3RVER")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "S3RVER")


@pytest.fixture(params=["folder", "s3"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    """Open a storage of each kind, one after the other."""
    if request.param == "folder":
        return open_storage("folder", tmp_path)
    request.getfixturevalue("keys_to_it")
    return open_storage(f"s3://backplan?endpoint={request.getfixturevalue('s3_endpoint')}", tmp_path)
