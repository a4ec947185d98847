"""A folder and a bucket keep content alike: the same tests for both, the bucket behind a server that speaks S3."""

from __future__ import annotations

import io
import random
import sys
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pytest

from app.files import MissingContentError, Put, Storage, StorageError, open_storage
from app.files.folder import FolderStorage

LARGE = random.Random(7).randbytes(5_000_001)

KEY = "9f1c8a52-90a0-4a5e-b1f3-a6d4f2a1c001"


@pytest.mark.parametrize("content", [b"", b"x", LARGE], ids=["empty", "small", "large"])
def test_what_was_put_comes_back_to_the_byte(storage: Storage, content: bytes) -> None:
    key = str(uuid4())

    assert storage.put(key, io.BytesIO(content)) == Put(size=len(content), sha256=sha256(content).hexdigest())
    with storage.open(key) as stream:
        assert stream.read(3) + stream.read() == content


def test_what_is_left_of_a_stream_is_put(storage: Storage) -> None:
    key, stream = str(uuid4()), io.BytesIO(b"head and body")
    stream.seek(9)

    assert storage.put(key, stream).size == 4
    with storage.open(key) as found:
        assert found.read() == b"body"


def test_what_is_not_there_is_missing_and_is_deleted_in_vain(storage: Storage) -> None:
    key = str(uuid4())
    storage.put(key, io.BytesIO(b"x"))
    storage.delete(key)
    storage.delete(key)

    with pytest.raises(MissingContentError, match=f"there is nothing under {key}"):
        storage.open(key)


def test_everything_is_listed_with_its_time(storage: Storage) -> None:
    keys = {str(uuid4()) for _ in range(3)}
    for key in keys:
        storage.put(key, io.BytesIO(b"x"))
    there = {one.key: one.at for one in storage.contents()}

    assert keys <= there.keys()
    assert there[min(keys)].tzinfo is not None
    for key in keys:
        storage.delete(key)
    assert keys & {one.key for one in storage.contents()} == set()


@pytest.mark.parametrize("key", ["../x", "a/b", "", KEY.upper(), f"{KEY}\n"])
def test_nothing_but_a_key_gets_into_a_path(storage: Storage, key: str) -> None:
    with pytest.raises(ValueError, match="not the key of a file"):
        storage.put(key, io.BytesIO(b"x"))
    with pytest.raises(ValueError, match="not the key of a file"):
        storage.open(key)
    with pytest.raises(ValueError, match="not the key of a file"):
        storage.delete(key)


class Torn(io.BytesIO):
    """A stream that breaks off."""

    def read(self, size: int | None = -1) -> bytes:
        found = super().read(size)
        if not found:
            raise ConnectionError
        return found


def test_a_stream_that_breaks_off_leaves_nothing(storage: Storage) -> None:
    key = str(uuid4())
    with pytest.raises(ConnectionError):
        storage.put(key, Torn(LARGE))

    with pytest.raises(MissingContentError):
        storage.open(key)
    assert key not in {one.key for one in storage.contents()}


def test_what_a_stopped_process_left_behind_is_listed_so_that_it_can_be_swept(tmp_path: Path) -> None:
    storage, key = FolderStorage(tmp_path), str(uuid4())
    (tmp_path / "incoming" / key).write_bytes(b"half")
    [left] = storage.contents()

    assert left.key == key
    with pytest.raises(MissingContentError):
        storage.open(key)
    storage.delete(key)
    assert list(storage.contents()) == []


def test_only_its_own_user_reads_a_folder(tmp_path: Path) -> None:
    storage, key = open_storage("folder", tmp_path), str(uuid4())
    storage.put(key, io.BytesIO(b"x"))
    place = tmp_path / "files" / key[:2] / key

    assert oct(place.stat().st_mode)[-3:] == "600"
    assert oct(place.parent.stat().st_mode)[-3:] == "700"
    assert oct((tmp_path / "files").stat().st_mode)[-3:] == "700"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")

    with pytest.raises(OSError, match="Not a directory"):
        open_storage("folder", tmp_path / "taken")


def test_a_bucket_that_is_not_there_and_one_that_lets_nobody_in_are_told(
    s3_endpoint: str, keys_to_it: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert keys_to_it is None
    absent = open_storage(f"s3://nowhere?endpoint={s3_endpoint}", tmp_path)
    with pytest.raises(OSError, match="nowhere"):
        absent.put(str(uuid4()), io.BytesIO(b"x"))
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "somebody")
    closed = open_storage(f"s3://backplan?endpoint={s3_endpoint}", tmp_path)
    with pytest.raises(StorageError, match="403 Forbidden"):
        closed.put(str(uuid4()), io.BytesIO(b"x"))


def test_a_machine_without_the_client_of_s3_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delitem(sys.modules, "app.files.s3", raising=False)
    monkeypatch.setitem(sys.modules, "obstore", None)

    with pytest.raises(StorageError, match=r"the client of S3 storage is not installed"):
        open_storage("s3://backplan", tmp_path)


def test_a_folder_keeps_the_time_at_which_content_came(tmp_path: Path) -> None:
    storage, key = FolderStorage(tmp_path), str(uuid4())
    storage.put(key, io.BytesIO(b"x"))

    [there] = storage.contents()
    changed = datetime.fromtimestamp((tmp_path / key[:2] / key).stat().st_mtime, UTC)
    assert there.at - changed == timedelta(0)
