"""The service itself over HTTP: for whoever operates it, and for no other tenant."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from api.log import LOGGER
from app.accounts.tokens import make_token
from app.actors import SYSTEM
from app.callers import Right
from app.mail import SEND_MAIL
from app.store.users import keep_user
from tests.app.test_told_settings import EVERYWHERE, PLANTED
from tests.servers.mail import Postbox, receiving
from tests.stored import ANA

from .service import EVERYTHING, Kept, keeping

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OWN = f"{ANA.id}@acme.example"
ROUTES = (("GET", "/v1/settings"), ("POST", "/v1/settings/test-mail"))
SENDER = {"mail_from": "plans@acme.example"}


@pytest.fixture
def box() -> Iterator[Postbox]:
    """Receive mails."""
    with receiving() as box:
        yield box


@pytest.fixture
def mailing(tmp_path: Path, box: Postbox) -> Iterator[Kept]:
    """Serve with a mail server."""
    with keeping(tmp_path, smtp=f"smtp://127.0.0.1:{box.port}", **SENDER) as kept:
        yield kept


def statuses(kept: Kept, token: str) -> list[int]:
    return [kept.send(method, path, token=token).status_code for method, path in ROUTES]


@pytest.mark.parametrize("right", [one for one in Right if one != Right.OPERATE_SERVICE])
def test_no_other_right_is_enough(kept: Kept, right: Right) -> None:
    assert statuses(kept, kept.tokens([right])) == [403, 403]


def test_the_right_is_enough_in_the_only_workspace(kept: Kept) -> None:
    assert statuses(kept, kept.tokens([Right.OPERATE_SERVICE])) == [200, 200]


def test_from_the_second_workspace_on_one_has_to_be_named(kept: Kept) -> None:
    other = kept.tokens(EVERYTHING, workspace=kept.another_workspace())

    assert (statuses(kept, kept.token), statuses(kept, other)) == ([403, 403], [403, 403])
    kept.operated_by(kept.workspace)
    assert (statuses(kept, kept.token), statuses(kept, other)) == ([200, 200], [403, 403])
    kept.operated_by("nobody")
    assert (statuses(kept, kept.token), statuses(kept, other)) == ([403, 403], [403, 403])


def test_who_is_refused_learns_nothing_of_who_operates_it(kept: Kept) -> None:
    other = kept.tokens(EVERYTHING, workspace=kept.another_workspace())
    said = []
    for operators in ("", kept.workspace, "nobody"):
        kept.operated_by(operators)
        said.append(kept.send("GET", "/v1/settings", token=other).json()["detail"])

    assert len({*said}) == 1


def test_no_planted_secret_is_in_an_answer_or_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LOGGER, "propagate", True)
    read = {
        "smtp": f"smtp://{PLANTED}-user:{PLANTED}@127.0.0.1:9",
        "imap": EVERYWHERE["BACKPLAN_IMAP"],
        "metrics_token": EVERYWHERE["BACKPLAN_METRICS_TOKEN"],
        "oidc_issuer": EVERYWHERE["BACKPLAN_OIDC_ISSUER"],
        "oidc_client_id": "backplan",
        "oidc_client_secret": PLANTED,
    }
    with keeping(tmp_path, **read, **SENDER) as kept:
        answers = [kept.send(method, path) for method, path in ROUTES]

    assert [one.status_code for one in answers] == [200, 200]
    assert "smtp://***@127.0.0.1:9" in answers[0].text
    assert answers[1].json()["problem"] == "no connection to the mail server (ConnectionRefusedError)"
    assert PLANTED not in "".join(one.text for one in answers)
    assert len(caplog.records) >= len(ROUTES)
    assert PLANTED not in "".join(f"{one.getMessage()} {vars(one)}" for one in caplog.records)


def test_a_mail_goes_to_the_member_behind_the_token(mailing: Kept, box: Postbox) -> None:
    with mailing.database.writing(workspace="", actor=SYSTEM, now=mailing.clock[0]) as unit:
        keep_user(unit, ANA.id, proved_at=mailing.clock[0])
    first = next(one for one in mailing.send("GET", "/v1/tokens").json()["tokens"] if one["name"] == "CRM")
    maker = replace(ANA, kind="tool", id=first["id"])
    with mailing.database.writing(workspace=mailing.workspace, actor=maker, now=mailing.clock[0]) as unit:
        made_with_it = make_token(unit, "Watch", [Right.OPERATE_SERVICE])

    answer = mailing.send("POST", "/v1/settings/test-mail", token=made_with_it)

    assert answer.json() == {"to": OWN, "sent": True, "problem": None, "proves": False}
    assert [(one["To"], one["Subject"]) for one in box.messages] == [(OWN, "Backplan can send mails")]


def test_an_address_that_nobody_proved_gets_the_letter_that_proves_it(mailing: Kept, box: Postbox) -> None:
    answer = mailing.send("POST", "/v1/settings/test-mail")

    assert answer.json() == {"to": OWN, "sent": True, "problem": None, "proves": True}
    assert [one["Subject"] for one in box.messages] == ["Choose a new password for Backplan"]


def test_a_token_that_no_member_made_has_no_address(kept: Kept) -> None:
    with kept.database.writing(workspace=kept.workspace, actor=SYSTEM, now=kept.clock[0]) as unit:
        token = make_token(unit, "Operator's", EVERYTHING)

    answer = kept.send("POST", "/v1/settings/test-mail", token=token)

    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "no-own-address")


def test_after_five_mails_one_waits(mailing: Kept, box: Postbox) -> None:
    sent = [mailing.send("POST", "/v1/settings/test-mail").status_code for _ in range(7)]
    mailing.later(minutes=1)
    sent.append(mailing.send("POST", "/v1/settings/test-mail").status_code)

    assert sent == [200] * 6 + [429, 200]
    assert len(box.messages) == sent.count(200)


def test_nothing_of_it_is_kept_or_tried_again(mailing: Kept) -> None:
    mailing.send("POST", "/v1/settings/test-mail")

    backlog = mailing.send("GET", "/v1/settings").json()["backlog"]
    assert (backlog["mails_waiting"], backlog["mails_failed"], backlog["jobs_waiting"]) == (0, 0, 0), SEND_MAIL.name
