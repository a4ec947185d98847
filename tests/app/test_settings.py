"""What an operator may set, and what is said about a setting that is none."""

from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest

from app.document import Limits
from app.settings import Settings, WrongSettings, read_settings

ALL = (
    "BACKPLAN_HOST",
    "PORT",
    "BACKPLAN_MAX_BODY",
    "BACKPLAN_MAX_STEPS",
    "BACKPLAN_MAX_LINKS",
    "BACKPLAN_MAX_CRITICAL_DATES",
    "BACKPLAN_AT_ONCE",
    "BACKPLAN_WAITING",
    "BACKPLAN_PATIENCE",
    "BACKPLAN_DATA_DIR",
    "BACKPLAN_FILES",
    "BACKPLAN_DATABASE",
    "BACKPLAN_PUBLIC_URL",
    "BACKPLAN_PROXIES",
    "BACKPLAN_JOBS",
    "BACKPLAN_SMTP",
    "BACKPLAN_MAIL_FROM",
    "BACKPLAN_ALLOW_LOOPBACK_WEBHOOKS",
    "BACKPLAN_METRICS_TOKEN",
    "BACKPLAN_LINGER",
    "BACKPLAN_REPLY_TO",
    "BACKPLAN_IMAP",
    "BACKPLAN_MAIL_CHECKED_BY",
    "BACKPLAN_KEEP_CLOSED",
    "BACKPLAN_KEEP_VISITS",
    "BACKPLAN_OIDC_ISSUER",
    "BACKPLAN_OIDC_CLIENT_ID",
    "BACKPLAN_OIDC_CLIENT_SECRET",
    "BACKPLAN_OIDC_DOMAINS",
    "BACKPLAN_OPERATORS",
)


def test_an_empty_environment_gives_the_safe_defaults() -> None:
    assert read_settings({}) == Settings()
    assert Settings().host == "127.0.0.1"


def test_each_setting_is_a_variable(tmp_path: Path) -> None:
    environment = {
        "BACKPLAN_HOST": "0.0.0.0",  # noqa: S104 - what a container sets
        "PORT": "8123",
        "BACKPLAN_MAX_BODY": "1000",
        "BACKPLAN_MAX_STEPS": "1",
        "BACKPLAN_MAX_LINKS": "2",
        "BACKPLAN_MAX_CRITICAL_DATES": "3",
        "BACKPLAN_AT_ONCE": "4",
        "BACKPLAN_WAITING": "5",
        "BACKPLAN_PATIENCE": "6",
        "BACKPLAN_DATA_DIR": str(tmp_path / "a" / "b"),
        "BACKPLAN_FILES": "s3://plans?endpoint=https://s3.example.com",
        "BACKPLAN_DATABASE": "postgresql://backplan@127.0.0.1/backplan",
        "BACKPLAN_PUBLIC_URL": "https://plans.example.com/",
        "BACKPLAN_JOBS": "elsewhere",
        "BACKPLAN_SMTP": "smtps://me:pass@mail.example.com",
        "BACKPLAN_MAIL_FROM": "Backplan <plans@example.com>",
        "BACKPLAN_REPLY_TO": "replies@plans.example.com",
        "BACKPLAN_IMAP": "imaps://replies:pass@mail.example.com",
        "BACKPLAN_MAIL_CHECKED_BY": "mx.example.com",
        "BACKPLAN_PROXIES": "1",
        "BACKPLAN_ALLOW_LOOPBACK_WEBHOOKS": "yes",
        "BACKPLAN_METRICS_TOKEN": "numbers-for-the-operator",
        "BACKPLAN_LINGER": "7",
        "BACKPLAN_KEEP_CLOSED": "365",
        "BACKPLAN_KEEP_VISITS": "90",
        "BACKPLAN_OIDC_ISSUER": "https://login.example.com",
        "BACKPLAN_OIDC_CLIENT_ID": "backplan",
        "BACKPLAN_OIDC_CLIENT_SECRET": "kept by both",
        "BACKPLAN_OIDC_DOMAINS": "example.com, Example.org",
        "BACKPLAN_OPERATORS": "nobody",
    }

    assert len(environment) == len(fields(Settings))
    assert read_settings({**environment, "HOME": "x"}) == Settings(
        host="0.0.0.0",  # noqa: S104
        port=8123,
        max_body=1000,
        allow_loopback_webhooks=True,
        max_steps=1,
        max_links=2,
        max_critical_dates=3,
        at_once=4,
        waiting=5,
        patience=6,
        data_dir=tmp_path / "a" / "b",
        files="s3://plans?endpoint=https://s3.example.com",
        database="postgresql://backplan@127.0.0.1/backplan",
        public_url="https://plans.example.com",
        jobs="elsewhere",
        smtp="smtps://me:pass@mail.example.com",
        mail_from="Backplan <plans@example.com>",
        reply_to="replies@plans.example.com",
        imap="imaps://replies:pass@mail.example.com",
        mail_checked_by="mx.example.com",
        proxies=1,
        metrics_token="numbers-for-the-operator",  # noqa: S106 - of nobody who is real
        linger=7,
        keep_closed=365,
        keep_visits=90,
        oidc_issuer="https://login.example.com",
        oidc_client_id="backplan",
        oidc_client_secret="kept by both",  # noqa: S106 - of nobody who is real
        oidc_domains="example.com,example.org",
        operators="nobody",
    )


def test_mails_leave_where_a_server_is_set(tmp_path: Path) -> None:
    set_up = {"BACKPLAN_SMTP": "smtps://me:pass@mail.example.com", "BACKPLAN_MAIL_FROM": "plans@example.com"}
    post = read_settings({**set_up, "BACKPLAN_DATA_DIR": str(tmp_path)}).post

    assert Settings().post is None
    assert post is not None
    assert (post.server.host, str(post.sender)) == ("mail.example.com", "plans@example.com")


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        (
            {"BACKPLAN_SMTP": "smtp://mail.example.com"},
            "BACKPLAN_MAIL_FROM must be set where BACKPLAN_SMTP is: it is who writes the mails",
        ),
        (
            {"BACKPLAN_REPLY_TO": "replies@plans.example.com"},
            "BACKPLAN_SMTP must be set where BACKPLAN_REPLY_TO is: invitations leave by it",
        ),
        (
            {"BACKPLAN_IMAP": "imaps://replies:pass@mail.example.com"},
            "BACKPLAN_REPLY_TO must be set where BACKPLAN_IMAP is: it is the address of that mailbox",
        ),
        (
            {"BACKPLAN_KEEP_CLOSED": "365"},
            "BACKPLAN_SMTP must be set where BACKPLAN_KEEP_CLOSED is: admins are told by mail before a plan is erased",
        ),
        (
            {"BACKPLAN_JOBS": "elsewhere"},
            "BACKPLAN_JOBS must be here where plans are kept in a file; elsewhere needs a PostgreSQL",
        ),
        (
            {"BACKPLAN_OIDC_ISSUER": "https://login.example.com", "BACKPLAN_OIDC_CLIENT_ID": "backplan"},
            "BACKPLAN_OIDC_CLIENT_SECRET must be set where BACKPLAN_OIDC_ISSUER is: a provider takes all three",
        ),
        (
            {"BACKPLAN_METRICS_TOKEN": "change-me-to-a-long-secret"},
            "BACKPLAN_METRICS_TOKEN is still the example's; write your own secret there",
        ),
    ],
)
def test_what_does_not_go_together_is_told(environment: dict[str, str], sentence: str) -> None:
    with pytest.raises(WrongSettings) as wrong:
        read_settings(environment)

    assert str(wrong.value) == sentence


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("PORT", "65536", "PORT must be a whole number from 0 to 65,535, not '65536'"),
        ("PORT", "", "PORT must be a whole number from 0 to 65,535, not ''"),
        ("BACKPLAN_AT_ONCE", "0", "BACKPLAN_AT_ONCE must be a whole number from 1 to 64, not '0'"),
        ("BACKPLAN_AT_ONCE", "٢", "BACKPLAN_AT_ONCE must be a whole number from 1 to 64, not '٢'"),
        (
            "BACKPLAN_HOST",
            "a b",
            "BACKPLAN_HOST must be an address or a name of this machine, such as 127.0.0.1 or 0.0.0.0, not 'a b'",
        ),
        (
            "BACKPLAN_DATABASE",
            "mysql://root:secret@here/backplan",
            "BACKPLAN_DATABASE must be sqlite, or the address of a PostgreSQL, such as postgresql://backplan@127.0.0.1/backplan",
        ),
        (
            "BACKPLAN_SMTP",
            "smtp://me:secret@mail.example.com",
            "BACKPLAN_SMTP would send the password in the open; add ?starttls, or write smtps://",
        ),
        (
            "BACKPLAN_IMAP",
            "imap://me:secret@mail.example.com",
            "BACKPLAN_IMAP would send the password in the open; add ?starttls, or write imaps://",
        ),
        (
            "BACKPLAN_REPLY_TO",
            "Replies <replies@x.example>",
            (
                "BACKPLAN_REPLY_TO must be an address with at most 30 characters before the @, such as "
                "replies@plans.example.com, not 'Replies <replies@x.example>'"
            ),
        ),
        (
            "BACKPLAN_MAIL_FROM",
            "me",
            "BACKPLAN_MAIL_FROM must be who writes the mails, such as Backplan <plans@example.com>, not 'me'",
        ),
        (
            "BACKPLAN_METRICS_TOKEN",
            "short",
            "BACKPLAN_METRICS_TOKEN must be at least 16 letters, digits and signs without spaces",
        ),
        ("BACKPLAN_LINGER", "121", "BACKPLAN_LINGER must be a whole number from 0 to 120, not '121'"),
        (
            "BACKPLAN_OPERATORS",
            "Acme",
            (
                "BACKPLAN_OPERATORS must be the id of a workspace, as `backplan workspace list` shows it, or nobody, "
                "not 'Acme'"
            ),
        ),
        ("BACKPLAN_KEEP_VISITS", "-1", "BACKPLAN_KEEP_VISITS must be a whole number from 0 to 36,500, not '-1'"),
        ("BACKPLAN_JOBS", "there", "BACKPLAN_JOBS must be here or elsewhere, not 'there'"),
        ("BACKPLAN_MAX_STEP", "1", "BACKPLAN_MAX_STEP is no setting; did you mean BACKPLAN_MAX_STEPS?"),
        (
            "BACKPLAN_XYZ",
            "1",
            f"BACKPLAN_XYZ is no setting; there are {', '.join(ALL)}",
        ),
    ],
)
def test_a_wrong_one_is_told_with_its_name(variable: str, value: str, sentence: str) -> None:
    with pytest.raises(WrongSettings) as wrong:
        read_settings({variable: value})

    assert str(wrong.value) == sentence


def test_everything_is_kept_for_ever_unless_days_are_set() -> None:
    kept, bounded = Settings().retention, read_settings({"BACKPLAN_KEEP_VISITS": "90"}).retention

    assert (kept.over, kept.visits) == (None, None)
    assert (bounded.over, bounded.visits) == (None, timedelta(days=90))
    assert read_settings({"BACKPLAN_KEEP_CLOSED": "0"}).retention.over is None


def test_a_folder_for_what_is_written_is_made_and_tried(tmp_path: Path) -> None:
    found = read_settings({"BACKPLAN_DATA_DIR": str(tmp_path / "new" / "folder")})

    assert found.data_dir.is_dir()
    assert list(found.data_dir.iterdir()) == []


def test_the_default_folder_is_made_by_nobody_before_something_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)

    assert read_settings({}).data_dir == Path(".backplan")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("taken", encoding="utf-8")
    for folder, why in ((tmp_path / "file" / "x", "Not a directory"), (Path("a\0b"), "a name has no null character")):
        with pytest.raises(WrongSettings) as wrong:
            read_settings({"BACKPLAN_DATA_DIR": str(folder)})
        sentence = f"BACKPLAN_DATA_DIR must be a folder that can be written ({why}), not {str(folder)!r}"
        assert str(wrong.value) == sentence


@pytest.mark.parametrize(
    "files",
    [
        "s3://plans",
        "s3://plans?region=eu-central-1",
        "s3://my.plans?endpoint=http://127.0.0.1:9000&region=us-east-1",
        "folder",
    ],
)
def test_files_are_kept_in_the_folder_or_in_a_bucket(files: str) -> None:
    assert read_settings({"BACKPLAN_FILES": files}).files == files


@pytest.mark.parametrize(
    "files",
    [
        "",
        "/var/files",
        "s3:plans",
        "s3://",
        "s3://Plans",
        "s3://plans/below",
        "s3://plans#part",
        "s3://plans?endpoint=s3.example.com",
        "s3://plans?endpoint=https://me:secret@s3.example.com",
        "s3://plans?endpoint=https://s3.example.com:port",
        "s3://plans?key=secret",
        "s3://plans?region=",
        "https://s3.example.com/plans",
    ],
)
def test_another_place_for_files_is_told(files: str) -> None:
    with pytest.raises(WrongSettings) as wrong:
        read_settings({"BACKPLAN_FILES": files})

    assert str(wrong.value) == (
        "BACKPLAN_FILES must be folder, or a bucket such as s3://backplan?endpoint=https://s3.example.com&region=eu, "
        f"not {files!r}"
    )


def test_what_kubernetes_writes_for_a_service_of_our_name_is_no_setting() -> None:
    found = read_settings({"BACKPLAN_SERVICE_HOST": "10.0.0.1", "BACKPLAN_PORT": "tcp://10.0.0.1:8000"})

    assert found == Settings()


def test_strangers_get_less_than_the_owner_of_a_file() -> None:
    strangers, owner = Settings().limits, Limits()

    assert [one.name for one in fields(Limits) if getattr(strangers, one.name) > getattr(owner, one.name)] == []
    assert strangers.steps == 500
    assert strangers.size == 2_000_000
