"""`backplan templates` and `backplan new`: from a date to a plan, with questions only where somebody can answer."""

import json
import os
import pty
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from app.document import read
from app.terminal import Page, one_template
from templates_library import template
from tests.app.cli.command import Backplan

ID = "4b6f5a52-0d5e-4b0e-9c7a-6f4f0d3c2a11"
NEW = ("new", "mid-market-saas", "--go-live", "2027-04-01")


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.clock.now", lambda: datetime(2026, 11, 23, 9, tzinfo=UTC))


def test_the_templates_are_listed_with_when_to_use_which(backplan: Backplan) -> None:
    said = backplan("templates")

    assert (said.status, said.err) == (0, "")
    assert "mid-market-saas: Mid-market SaaS\n  A company of some hundred people buys" in said.out


def test_one_template_shows_what_it_asks(backplan: Backplan) -> None:
    lines = backplan("templates", "mid-market-saas").out.splitlines()

    assert lines[0] == "Mid-market SaaS (mid-market-saas, version 1)"
    assert any(line.split()[:3] == ["regulated=", "no", "yes"] for line in lines)
    assert any(line.split()[:5] == ["waves=", "1", "1", "to", "3"] for line in lines)
    assert lines[-1].startswith("Its parts: Discovery, evaluation and business case; ")


def test_on_a_narrow_terminal_a_question_stands_below_its_answers() -> None:
    lines = one_template(template("mid-market-saas"), Page(width=70)).splitlines()

    at = lines.index("  regulated= [no] yes")
    assert lines[at + 1] == "    Is the customer in a regulated industry?"
    assert max(map(len, lines)) <= 70


def test_programs_get_the_templates_too(backplan: Backplan) -> None:
    every = json.loads(backplan("templates", "--format", "json").out)
    one = json.loads(backplan("templates", "mid-market-saas", "--format", "json").out)
    lines = [json.loads(line) for line in backplan("templates", "--format", "ndjson").out.splitlines()]

    assert lines == every["templates"]
    assert one in lines
    assert one["questions"][0]["id"] == "segment"


def test_a_template_that_is_not_there_is_refused_with_the_nearest(backplan: Backplan) -> None:
    said = backplan("templates", "mid-market")

    assert (said.status, said.out) == (1, "")
    assert said.err == "backplan templates template: no template 'mid-market'; did you mean 'mid-market-saas'?\n"


def test_a_new_plan_goes_to_standard_output_and_has_an_id(backplan: Backplan) -> None:
    said = backplan(*NEW, "--customer", "Northwind", "--seller", "Acme", "--answer", "regulated=yes")
    document = read(said.out, file="plan.yaml", as_of="2026-11-23").document

    assert (said.status, said.err) == (0, "")
    assert (document.customer, document.seller) == ("Northwind", "Acme")
    assert UUID(document.id or "").version == 4
    assert document.template is not None
    assert document.template.answers["regulated"] is True
    assert document.template.answers["poc"] is False


def test_the_same_words_give_the_same_plan(backplan: Backplan) -> None:
    assert backplan(*NEW, "--id", ID) == backplan(*NEW, "--id", ID)
    assert f"id: {ID}\n" in backplan(*NEW, "--id", ID).out


def test_a_file_is_written_and_the_plan_says_how_it_stands(backplan: Backplan) -> None:
    said = backplan(*NEW, "--start", "2026-12-01", "-o", "new.yaml")

    assert said.out.startswith("new.yaml: Cut-over and go-live on Thu 1 Apr ")
    assert backplan("schedule", "new.yaml", "--as-of", "2026-11-23").out.splitlines()[1] == said.out[10:].rstrip()
    assert read(Path("new.yaml").read_bytes(), file="new.yaml", as_of="2026-11-23").document.start == "2026-12-01"


def test_an_outline_has_only_the_rough_steps(backplan: Backplan) -> None:
    rough = read(backplan(*NEW, "--outline").out, file="plan.yaml", as_of="2026-11-23").document
    full = read(backplan(*NEW).out, file="plan.yaml", as_of="2026-11-23").document

    assert len(rough.steps) < len(full.steps)


def test_no_file_is_overwritten_unless_that_is_meant(backplan: Backplan) -> None:
    said = backplan(*NEW, "-o", "plan.yaml")

    assert said.status == 1
    assert said.err == "plan.yaml: there is such a file already; name another one, or say --force\n"
    assert backplan(*NEW, "-o", "plan.yaml", "--force").status == 0


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (
            ("new", "mid-market-saas"),
            2,
            (
                "backplan new: say --go-live DATE, such as --go-live 2027-04-01: "
                "By which day does the customer need it running? (see backplan new --help)"
            ),
        ),
        (
            ("new", "mid-market-saas", "--go-live", "spring"),
            2,
            (
                "backplan new: argument --go-live: 'spring' is no day; write one like 2027-03-15 "
                "(see backplan new --help)"
            ),
        ),
        (
            (*NEW, "--start", "2027-02-30"),
            2,
            (
                "backplan new: argument --start: '2027-02-30' is no day; write one like 2027-03-15 "
                "(see backplan new --help)"
            ),
        ),
        (
            (*NEW, "--id", "7"),
            2,
            (
                "backplan new: argument --id: '7' is no UUID; leave the option out, and a new one is made "
                "(see backplan new --help)"
            ),
        ),
        (
            (*NEW, "--answer", "regulated"),
            2,
            (
                "backplan new: argument --answer: write QUESTION=ANSWER, such as regulated=yes, not 'regulated' "
                "(see backplan new --help)"
            ),
        ),
        (
            (*NEW, "--answer", "regulatd=yes"),
            1,
            "backplan new answers.regulatd: no question 'regulatd'; did you mean 'regulated'?",
        ),
        (
            (*NEW, "--answer", "board=perhaps"),
            1,
            "backplan new answers.board: this is a question for yes or no, and 'perhaps' is neither",
        ),
    ],
)
def test_what_cannot_be_meant_is_one_line(
    backplan: Backplan, words: tuple[str, ...], status: int, sentence: str
) -> None:
    said = backplan(*words)

    assert (said.status, said.out, said.err) == (status, "", f"{sentence}\n")


def _at_a_terminal(words: list[str], typed: str) -> tuple[str, str]:
    """Run the command where standard input and error are a terminal; return what it wrote and what was shown there."""
    ours, theirs = pty.openpty()
    command = [str(Path(sys.executable).with_name("backplan")), *words]
    with subprocess.Popen(command, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs) as process:
        os.close(theirs)
        os.write(ours, typed.encode())
        out = process.communicate()[0].decode()
    shown = b""
    try:
        while part := os.read(ours, 65536):
            shown += part
    except OSError:  # a terminal whose other end is gone
        pass
    os.close(ours)
    return out, shown.decode().replace("\r\n", "\n")


def test_at_a_terminal_it_asks_and_says_what_each_answer_costs() -> None:
    answers = [f"--answer={name}" for name in ("segment=enterprise", "poc=yes", "board=no", "migration=no")]
    typed = "soon\n4/1/27\n1 April\nNorthwind\n" + "\n" * 3 + "perhaps\ny\n" + "\n" * 5 + ".\n"
    out, shown = _at_a_terminal(["new", "mid-market-saas", *answers], typed)
    document = read(out, file="plan.yaml", as_of="2026-11-23").document

    assert document.customer == "Northwind"
    assert document.template is not None
    assert document.template.answers["regulated"] is True
    assert document.template.answers["segment"] == "enterprise"
    assert "By which day does the customer need it running?\n> " in shown
    assert "  'soon' is no day; write one like 2027-03-15\n" in shown
    assert "  '4/1/27' can be Mon 4 Jan (2027-01-04) or Thu 1 Apr (2027-04-01); write the one that is meant\n" in shown
    assert "for all.\n\nIn which countries will people of the customer work on this?\n" in shown
    assert "Will the old and the new system run side by side" not in shown
    assert "  this is a question for yes or no, and 'perhaps' is neither\n" in shown
    assert "  [no], yes (+" in shown


def test_a_plan_may_be_made_as_on_another_day(backplan: Backplan, monkeypatch: pytest.MonkeyPatch) -> None:
    then = backplan(*NEW, "--id", ID, "-o", "then.yaml")
    monkeypatch.setattr("app.clock.now", lambda: datetime(2027, 3, 1, 9, tzinfo=UTC))
    now = backplan(*NEW, "--id", ID, "-o", "now.yaml")
    again = backplan(*NEW, "--id", ID, "-o", "again.yaml", "--as-of", "2026-11-23")

    assert "can be met" in then.out
    assert "days short" in now.out
    assert again.out == then.out.replace("then.yaml", "again.yaml")


def test_a_day_may_be_written_as_people_write_it(backplan: Backplan) -> None:
    said = backplan("new", "mid-market-saas", "--go-live", "1 April", "--id", ID)

    assert said.status == 0
    assert said == backplan(*NEW, "--id", ID)


def test_at_a_terminal_too_it_asks_nothing_where_the_defaults_will_do() -> None:
    out, shown = _at_a_terminal([*NEW, "--defaults"], "")

    assert out.startswith("format: backplan/1\n")
    assert shown == ""
