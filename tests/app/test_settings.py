"""What an operator may set, and what is said about a setting that is none."""

from dataclasses import fields

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
)


def test_an_empty_environment_gives_the_safe_defaults() -> None:
    assert read_settings({}) == Settings()
    assert Settings().host == "127.0.0.1"


def test_each_setting_is_a_variable() -> None:
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
    }

    assert len(environment) == len(fields(Settings))
    assert read_settings({**environment, "HOME": "x"}) == Settings(
        host="0.0.0.0",  # noqa: S104
        port=8123,
        max_body=1000,
        max_steps=1,
        max_links=2,
        max_critical_dates=3,
        at_once=4,
        waiting=5,
        patience=6,
    )


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


def test_what_kubernetes_writes_for_a_service_of_our_name_is_no_setting() -> None:
    found = read_settings({"BACKPLAN_SERVICE_HOST": "10.0.0.1", "BACKPLAN_PORT": "tcp://10.0.0.1:8000"})

    assert found == Settings()


def test_strangers_get_less_than_the_owner_of_a_file() -> None:
    strangers, owner = Settings().limits, Limits()

    assert [one.name for one in fields(Limits) if getattr(strangers, one.name) > getattr(owner, one.name)] == []
    assert strangers.steps == 500
    assert strangers.size == 2_000_000
