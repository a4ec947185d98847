"""Feeds over http: what apps are told, that most often nothing changed, and nothing to whoever has no address."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx
import pytest

from api.log import JsonLines
from api.rates import GUESSES, READS
from app.feeds import Choice, make_feed, revoke_feed
from app.settings import Settings
from app.store import open_database
from app.verbs import VERBS
from tests.api.server import serving
from tests.api.stored.chapters import DOCUMENT
from tests.api.stored.service import keeping
from tests.makers import let_in
from tests.readers.calendars import npm_sees
from tests.readers.subscribers import Subscriber
from tests.stored import ANA, JO, Stored, stored_plan
from tests.unused import unused_in

if TYPE_CHECKING:
    from collections.abc import Iterator

WHOLE = Choice(whole=True, ahead=None)


@pytest.fixture
def stored(tmp_path: Path) -> Iterator[Stored]:
    database = open_database(unused_in(tmp_path))
    yield stored_plan(database)
    database.close()


@contextmanager
def subscribed(stored: Stored, choice: Choice = WHOLE) -> Iterator[tuple[httpx.Client, str]]:
    """Serve the database that a plan is in, and give the path of a feed of it."""
    let_in(stored, JO)
    with stored.writing(JO) as unit:
        secret = make_feed(unit, stored.plan, choice).secret
    with serving(Settings(data_dir=Path(stored.database.engine.url.database or "").parent)) as client:
        yield client, f"/f/{secret}/northwind.ics"


def do(stored: Stored, **operation: Any) -> None:  # noqa: ANN401 - as each verb has it
    stored.do(ANA, VERBS[operation["do"]].model_validate(operation))


def test_an_app_gets_the_file_with_all_that_it_needs(stored: Stored) -> None:
    with subscribed(stored) as (client, path):
        answer = client.get(path, headers={"accept": "text/html", "accept-encoding": "gzip"})

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-length"] == str(len(answer.content))
    assert answer.headers["cache-control"] == "private"
    assert answer.headers["x-robots-tag"] == "noindex"
    assert answer.headers["etag"].startswith('"')
    assert "content-encoding" not in answer.headers
    assert answer.content.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")


def test_head_tells_the_same_without_the_file(stored: Stored) -> None:
    with subscribed(stored) as (client, path):
        whole, head = client.get(path), client.head(path)
    for name in ("content-type", "content-length", "etag", "last-modified"):
        assert head.headers[name] == whole.headers[name]
    assert (head.status_code, head.content) == (200, b"")


def test_who_has_it_is_told_so_until_something_changes(stored: Stored) -> None:
    with subscribed(stored) as (client, path):
        first = client.get(path)
        by_tag = {"if-none-match": f'"other", W/{first.headers["etag"]}'}
        by_time = {"if-modified-since": first.headers["last-modified"]}
        known = [client.get(path, headers=headers) for headers in (by_tag, by_time)]
        stored.now += timedelta(hours=1)
        do(stored, do="remove_step", step="training")
        changed = [client.get(path, headers=headers) for headers in (by_tag, by_time)]

    assert [(answer.status_code, answer.content) for answer in known] == [(304, b"")] * 2
    assert [answer.status_code for answer in changed] == [200] * 2
    assert changed[0].headers["etag"] != first.headers["etag"]


@pytest.mark.parametrize("hours", ["99999999999999999999:00:00 GMT", "09:00:00 +99999999999999", "25:00:00 GMT"])
def test_a_time_that_no_clock_has_counts_as_not_said(stored: Stored, hours: str) -> None:
    with subscribed(stored) as (client, path):
        answers = [client.get(path, headers={"if-modified-since": f"Mon, 23 Nov 2026 {hours}"}) for _ in range(2)]
    assert [one.status_code for one in answers] == [200, 200], "the second one from memory"


def test_what_the_reader_does_not_see_changes_no_byte_and_no_header(stored: Stored) -> None:
    with subscribed(stored) as (client, path):
        before = client.get(path)
        do(stored, do="edit_step", step="margin", set={"title": "Rebate"})
        after = client.get(path)
    told = [{name: value for name, value in one.headers.items() if name not in OTHER} for one in (before, after)]
    assert (told[0], before.content) == (told[1], after.content)


OTHER = {"date", "x-request-id"}


def test_unknown_revoked_and_expired_addresses_answer_alike(stored: Stored) -> None:
    with stored.writing(JO) as unit:
        gone = make_feed(unit, stored.plan, WHOLE)
        expired = make_feed(unit, stored.plan, WHOLE, expires_at=stored.now)
        revoke_feed(unit, stored.plan, gone.feed.id)
    with subscribed(stored) as (client, path):
        paths = ("/f/x/a.ics", f"{path[:-20]}/a.ics", f"/f/{gone.secret}/a.ics", f"/f/{expired.secret}/a.ics")
        answers = [client.get(one) for one in paths]
    told = [{name: value for name, value in one.headers.items() if name not in OTHER} for one in answers]
    assert [(one.status_code, one.content) for one in answers] == [(404, b"")] * 4
    assert all(one == told[0] for one in told)


def test_whoever_reads_too_often_or_guesses_is_asked_to_wait(stored: Stored) -> None:
    with subscribed(stored) as (client, path):
        reads = [client.get(path).status_code for _ in range(READS + 1)]
        guesses = [client.get(f"/f/bpf_{at}/a.ics") for at in range(GUESSES.amount + 1)]
        with stored.writing(JO) as unit:
            other = make_feed(unit, stored.plan, WHOLE).secret
        good = client.get(f"/f/{other}/a.ics")
    assert reads == [200] * READS + [429]
    assert [one.status_code for one in guesses] == [404] * GUESSES.amount + [429]
    assert guesses[-1].headers["retry-after"] == "60"
    assert good.status_code == 200  # many subscribers come from the address of one fetcher


def test_the_address_is_in_no_line_of_the_log(stored: Stored, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"), subscribed(stored) as (client, path):
        client.get(path)
    said = [JsonLines().format(record) for record in caplog.records if record.name.startswith(("backplan", "uvicorn"))]
    assert any("/f/{secret}/{name}.ics" in line for line in said)
    assert not any("bpf_" in line for line in said)


def test_a_subscriber_who_looks_again_gets_just_what_changed(stored: Stored, tmp_path: Path) -> None:
    with subscribed(stored) as (client, path):
        subscriber = Subscriber(folder=tmp_path / "machine", url=f"{client.base_url}{path}")
        before, shown = subscriber.synced(), subscriber.shown("2027-01-01", 90)
        do(stored, do="edit_step", step="set-up", set={"exit_criteria": "ten users work with it"})
        do(stored, do="edit_step", step="training", set={"title": "Training of the users"})
        after, shown_then = subscriber.synced(), subscriber.shown("2027-01-01", 90)

    gone, new = (
        sorted(title for title, _ in {*one.values()} - {*other.values()})
        for one, other in ((before, after), (after, before))
    )
    assert gone == ["Set-up (Acme)", "Training (Acme)"]
    assert new == ["Set-up (Acme)", "Training of the users (Acme)"]
    assert len({*before.items()} & {*after.items()}) == len(before) - 2 > 0
    assert sum("Training (Acme)" in line for line in shown) == 1
    assert sum("Training of the users (Acme)" in line for line in shown_then) == 1
    assert not any("Training (Acme)" in line for line in shown_then)


@pytest.mark.parametrize("reader", ["ical.js", "node-ical"])
def test_readers_see_what_was_cancelled(stored: Stored, tmp_path: Path, reader: str) -> None:
    do(stored, do="remove_step", step="training")
    with subscribed(stored) as (client, path):
        (tmp_path / "feed.ics").write_bytes(client.get(path).content)
    [seen] = npm_sees(reader, [tmp_path / "feed.ics"], zone="America/New_York")
    assert [event.summary for event in seen.events if "Cancelled" in event.summary] == ["Cancelled: Training (Acme)"]


def test_an_answer_with_a_secret_is_kept_without_it(tmp_path: Path) -> None:
    with keeping(tmp_path) as kept:
        plan = kept.send("POST", "/v1/plans", json=DOCUMENT).headers["location"]
        asked: dict[str, Any] = {"json": {"whole": True}, "headers": {"idempotency-key": "feed-1"}}
        first, again = (kept.send("POST", f"{plan}/feeds", **asked) for _ in range(2))
        feeds = kept.send("GET", f"{plan}/feeds").json()["feeds"]
        path = urlsplit(first.json()["addresses"]["https"]).path
        assert kept.client.get(path).status_code == 200

    assert (again.status_code, again.headers["idempotency-replayed"]) == (201, "true")
    assert again.json()["feed"] == first.json()["feed"] == feeds[0]
    assert len(feeds) == 1
    assert "/f/bpf_shown-once/" in again.json()["addresses"]["https"]
