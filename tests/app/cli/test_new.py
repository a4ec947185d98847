"""`backplan templates` and `backplan new`: from a date to a plan, with questions only where somebody can answer."""

import json
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from app.document import read
from app.pricing import typed
from app.terminal import Page, one_template
from templates_library import template
from tests.app.cli.command import Backplan, Terminal
from tests.templates_library.own import OWN

ID = "4b6f5a52-0d5e-4b0e-9c7a-6f4f0d3c2a11"
NEW = ("new", "mid-market-saas", "--go-live", "2027-04-01")


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.clock.now", lambda: datetime(2026, 11, 23, 9, tzinfo=UTC))


def test_the_templates_are_listed_with_when_to_use_which(backplan: Backplan) -> None:
    said = backplan("templates")

    assert (said.status, said.err) == (0, "")
    assert "mid-market-saas: Mid-market SaaS\n  A company of some hundred people buys" in said.out
    assert said.out.endswith("`backplan new ID --go-live DATE` makes a plan of it.\n")


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


@pytest.mark.parametrize("name", ["mid-market", "midmarket saas", "mid", "Mid_Market_SaaS"])
def test_a_template_that_is_not_there_is_refused_with_the_nearest(backplan: Backplan, name: str) -> None:
    said = backplan("templates", name)

    assert (said.status, said.out) == (1, "")
    assert said.err == f"backplan templates template: no template {name!r}; did you mean 'mid-market-saas'?\n"


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
            ("backplan new: argument --start: February 2027 has the days 1 to 28, and no 30 (see backplan new --help)"),
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


def test_at_a_terminal_it_asks_and_says_what_each_answer_costs(terminal: Terminal) -> None:
    answers = [f"--answer={name}" for name in ("segment=enterprise", "poc=yes", "board=no", "migration=no")]
    typed = "soon\n4/1/27\n1 April\nNorthwind\n" + "\n" * 3 + "perhaps\ny\n" + "\n" * 5 + ".\n"
    said = terminal("new", "mid-market-saas", *answers, typed=typed)
    document = read(said.out, file="plan.yaml", as_of="2026-11-23").document

    assert said.status == 0
    assert document.customer == "Northwind"
    assert document.template is not None
    assert document.template.answers["regulated"] is True
    assert document.template.answers["segment"] == "enterprise"
    assert "By which day does the customer need it running?\n> " in said.err
    assert "  'soon' is no day; write one like 2027-03-15\n" in said.err
    assert (
        "  '4/1/27' can be Mon 4 Jan (2027-01-04) or Thu 1 Apr (2027-04-01); write the one that is meant\n" in said.err
    )
    assert "for all.\n\nIn which countries will people of the customer work on this?\n" in said.err
    assert "Will the old and the new system run side by side" not in said.err
    assert "  this is a question for yes or no, and 'perhaps' is neither\n" in said.err
    assert "  [no], yes (+" in said.err


def test_at_a_terminal_it_asks_in_the_templates_order_each_default_first(terminal: Terminal) -> None:
    said = terminal(*NEW, "--customer", "Northwind", typed="\n" * 30)
    asked = [line for line in said.err.splitlines() if line.endswith("?")]
    document = read(said.out, file="plan.yaml", as_of="2026-11-23").document

    assert asked == [one.question for one in template("mid-market-saas").questions if one.only_if is None]
    assert said.err.count("> ") == len(asked)
    assert document.template is not None
    assert document.template.answers == {one.id: one.default for one in template("mid-market-saas").questions}
    assert "  [mid_market], enterprise (+59 days)\n" in said.err
    assert "  [none], GB (+" in said.err
    assert "  [yes], no (costs nothing)\n" in said.err


def test_at_a_terminal_an_answer_brings_the_questions_that_hang_on_it_and_new_prices(terminal: Terminal) -> None:
    asked_last = ("leave_old_system", "parallel_run", "notice_days", "old_contract_ends", "reference")
    others = [one for one in template("mid-market-saas").questions if one.id not in asked_last]
    given = [f"--answer={one.id}={typed(one.default)}" for one in others]
    said = terminal(*NEW, "--customer", "N", *given, typed="y\n\nmany\n900\n60\nsoon\n2027-12-31\n\n")
    document = read(said.out, file="plan.yaml", as_of="2026-11-23").document

    assert document.template is not None
    answers = document.template.answers
    assert {one: answers[one] for one in asked_last} == {
        "leave_old_system": True,
        "parallel_run": True,
        "notice_days": 60,
        "old_contract_ends": "2027-12-31",
        "reference": False,
    }
    assert "  here belongs a whole number, not 'many'\n" in said.err
    assert "  900 is not foreseen; write a number from 7 to 365\n" in said.err
    assert "  'soon' is no day; write one like 2026-11-30, or leave it open\n" in said.err


def test_at_a_terminal_a_wrong_answer_is_asked_again_with_the_nearest_right_one(terminal: Terminal) -> None:
    said = terminal(*NEW, "--customer", "N", typed="enterprize\nenterprise\ngermny\nDE\n.\n")
    document = read(said.out, file="plan.yaml", as_of="2026-11-23").document

    assert "  no answer 'enterprize'; did you mean 'enterprise'?\n" in said.err
    assert "  no country 'germny'; did you mean 'DE'?\n" in said.err
    assert document.template is not None
    assert document.template.answers["customer_countries"] == ["DE"]


def test_at_a_terminal_a_day_that_has_passed_or_lies_far_off_is_asked_again(terminal: Terminal) -> None:
    said = terminal("new", "mid-market-saas", typed="2020-01-01\n2127-04-01\n2027-04-01\n\n.\n")

    assert "  2020-01-01 has passed; write a day to come\n" in said.err
    assert "  2127-04-01 lies more than 20 years ahead; write a day to come\n" in said.err
    assert read(said.out, file="plan.yaml", as_of="2026-11-23").document.critical_dates[0].date == "2027-04-01"


def test_at_a_terminal_a_file_that_is_there_is_refused_before_anybody_has_answered_anything(terminal: Terminal) -> None:
    Path("taken.yaml").write_text("mine", encoding="utf-8")
    said = terminal("new", "mid-market-saas", "-o", "taken.yaml")

    assert said.status == 1
    assert said.err == "taken.yaml: there is such a file already; name another one, or say --force\n"
    assert Path("taken.yaml").read_text(encoding="utf-8") == "mine"


def test_at_a_terminal_a_plan_is_written_and_said_in_one_line(terminal: Terminal) -> None:
    said = terminal(*NEW, "-o", "new.yaml", typed="Northwind\n.\n")

    assert said.out.startswith("new.yaml: Cut-over and go-live on Thu 1 Apr ")
    assert read(Path("new.yaml").read_bytes(), file="new.yaml", as_of="2026-11-23").document.customer == "Northwind"


def test_at_a_terminal_whoever_leaves_gets_no_plan(terminal: Terminal) -> None:
    said = terminal(*NEW, "-o", "new.yaml", typed="Northwind\n\n\x04")

    assert said.status not in {0, 1}
    assert said.out == ""
    assert not Path("new.yaml").exists()


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


def test_at_a_terminal_too_it_asks_nothing_where_the_defaults_will_do(terminal: Terminal) -> None:
    said = terminal(*NEW, "--defaults")

    assert said.out.startswith("format: backplan/1\n")
    assert said.err == ""


def test_a_file_takes_the_place_of_a_templates_name(backplan: Backplan) -> None:
    Path("Our Portal.yaml").write_text(OWN, encoding="utf-8")
    shown = backplan("templates", "Our Portal.yaml")
    assert (shown.status, shown.out.splitlines()[0]) == (0, "Portal roll-out (our-portal, version 1)")
    made = backplan("new", "Our Portal.yaml", "--go-live", "2027-05-03")
    document = read(made.out, file="plan", as_of="2026-11-23").document
    assert document.template is not None
    assert (document.template.id, [step.id for step in document.steps][:2]) == (
        "our-portal",
        ["list-uses", "portal-report"],
    )


def test_mistakes_in_such_a_file_are_told_with_their_lines(backplan: Backplan) -> None:
    Path("ours.yaml").write_text(OWN.replace("duration: 4d", "duration: 4 days"), encoding="utf-8")
    for command in (("templates", "ours.yaml"), ("new", "ours.yaml", "--go-live", "2027-05-03")):
        said = backplan(*command)
        assert said.status != 0
        assert "ours.yaml:26 fragments.portal-check.steps[0].duration: a duration is written like 5d" in said.err
