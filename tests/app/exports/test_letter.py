"""The letter: to whom, in which words, what it leaves out, and how it says what is not known yet."""

import json
from datetime import date as day
from typing import Any

import pytest

from app.document import read
from app.exports import export
from app.exports.letter.markdown import escaped
from app.exports.letter.sentences import cut, sentence
from app.exports.letter.writing import PAGE, write
from app.projection import Audience, project, whole
from templates_library import Form, plan_of, templates
from tests.app.exports.long_plans import LONG, long_words, thirty_steps
from tests.app.sample_plans import NAMES
from tests.app.sample_plans import plan as long_plan
from tests.app.timeline.plans import plan, step

EVA = {"id": "eva", "name": "Eva Lang", "party": "customer", "role": "economic_buyer"}
JO = {"id": "jo", "name": "Jo Kern", "party": "customer", "role": "champion"}
ANA = {"id": "ana", "name": "Ana Ruiz", "party": "seller", "role": "account_executive"}


def part(title: str, **changed: object) -> tuple[str, ...]:
    """Return the items or lines of a part of the letter."""
    found = [one for one in write(plan(**changed)).parts if one.title.startswith(title)]
    return (
        found[0].items or tuple(f"{line.when} | {line.what} | {line.who}" for line in found[0].lines) if found else ()
    )


def date(**written: object) -> list[dict[str, object]]:
    return [{"id": "go-live", "step": "go-live", "date": "2026-12-11", **written}]


def test_it_goes_from_the_account_executive_to_the_economic_buyer() -> None:
    letter = write(plan(people=[JO, EVA, ANA]))
    assert letter.recipient == ("Eva Lang", "Economic buyer, Northwind")
    assert letter.salutation == "Dear Eva Lang,"
    assert letter.sender == ("Ana Ruiz", "Account executive, Acme")
    assert letter.day == "23 November 2026"


def test_without_a_sponsor_it_goes_to_the_champion_and_without_a_name_to_the_house() -> None:
    assert write(plan(people=[JO])).salutation == "Dear Jo Kern,"
    nameless = write(plan(people=[{**EVA, "name": None}], steps=[step(0, owners={}), step(1)]))
    assert (nameless.salutation, nameless.recipient, nameless.sender) == ("Good day,", ("Northwind",), ("Acme",))


def test_it_goes_to_who_decides_and_to_nobody_who_only_takes_part() -> None:
    uli = {"id": "uli", "name": "Uli Brandt", "party": "customer", "role": "it"}
    work = {"owners": {"customer": "uli"}}
    assert write(plan(people=[uli], steps=[step(0, **work), step(1)])).salutation == "Good day,"
    gate = {"kind": "gate", "decider": "uli", **work}
    assert write(plan(people=[uli], steps=[step(0, **gate), step(1)])).salutation == "Dear Uli Brandt,"


def test_of_many_steps_it_tells_those_that_end_a_phase() -> None:
    steps = [
        step(0, id=f"s{days}", title=f"Step {days}", duration=f"{days}d", phase="buy" if days < 12 else "build")
        for days in range(1, 21)
    ]
    letter = write(plan(steps=[*steps, step(1, after=["s20"])], phases=[{"id": "buy"}, {"id": "build"}]))
    told = next(one for one in letter.parts if one.title.startswith("Next steps")).lines
    assert "Step 11" in {line.what for line in told}


@pytest.mark.parametrize(
    ("changed", "opening"),
    [
        (
            {"critical_dates": date(buffer="2d", reason="the old licence ends")},
            (
                "Go-live is due on 11 December. The old licence ends. "
                "If we both keep the plan we are there on 9 December, with 2 working days in reserve."
            ),
        ),
        (
            {"critical_dates": date(date="2026-12-03", buffer="3d")},
            (
                "Go-live is due on 3 December. If we both keep the plan we are there on 2 December, "
                "but with only 1 of 3 working days in reserve left."
            ),
        ),
        (
            {"critical_dates": date(date="2026-12-01")},
            (
                "Go-live is due on 1 December. As things stand we land on 2 December, 1 working day too late. "
                "We want to settle with you how to win that back."
            ),
        ),
        (
            {"hold": {"since": "2026-11-20", "until": "2026-11-30", "reason": "Budget"}, "critical_dates": date()},
            (
                "Go-live is due on 11 December. The plan is on hold until 30 November: Budget. "
                "If we both keep the plan we are there on 11 December."
            ),
        ),
        (
            {"hold": {"since": "2026-11-20"}, "critical_dates": date()},
            (
                "Go-live is due on 11 December. The plan is on hold for the time being. "
                "If we both keep the plan we are there on 11 December."
            ),
        ),
        (
            {"critical_dates": []},
            "Here is where Two steps stands, what comes next, and what we ask of you.",
        ),
    ],
)
def test_it_opens_with_the_date_that_counts(changed: dict[str, Any], opening: str) -> None:
    assert write(plan(**changed)).opening[0] == opening


def test_it_says_what_a_day_of_delay_costs() -> None:
    cost = {"currency": "EUR", "per_day": [{"from": "2026-12-12", "amount": 6500}]}
    opening = write(plan(critical_dates=date(cost_of_delay=cost))).opening[0]
    assert opening.endswith("A day of delay costs EUR 6,500 from 12 December.")


def test_the_date_that_is_missed_comes_first_and_what_is_done_is_said_so() -> None:
    first, others = write(long_plan("late")).opening
    assert first.startswith("Go-live on all quays is due on 9 April.")
    assert others == "First week without a lost container is due on 30 June. The owners meet in July."
    assert write(long_plan("after-go-live")).opening[1] == "Go-live was done on 22 March, due on 31 March."


def test_a_date_of_the_sellers_own_is_never_called_the_customers() -> None:
    letter = write(plan(critical_dates=date(party="seller", reason="Our quarter ends")))
    assert (
        "Our quarter ends"
        not in export(plan(critical_dates=date(party="seller", reason="Our quarter ends")), "letter").content.decode()
    )
    assert "the date that matters to you, and why" in letter.missing


def test_hard_dates_are_the_agreed_ones_with_the_plans_own_beside() -> None:
    agreed = {"by": {"customer": "jo"}, "on": "2026-11-20"}
    steps = [step(0, agreed={"finish": "2026-12-01", **agreed}), step(1, agreed={"finish": "2026-12-09", **agreed})]
    assert part("Next steps", steps=steps) == (
        "agreed 1 December, now 8 December | Legal review | Jo Kern",
        "9 December, agreed | Go-live | you and we",
    )
    assert "a new date for Legal review" in write(plan(steps=steps)).missing


def test_of_many_steps_it_tells_the_next_ones_and_those_that_matter_to_the_reader() -> None:
    letter = write(thirty_steps())
    steps = next(one for one in letter.parts if one.title.startswith("Next steps"))
    told = [int(line.what.split()[1]) for line in steps.lines]

    assert steps.title == f"Next steps, {len(told)} of 30"
    assert told[:4] == [1, 2, 3, 4]
    assert told == sorted(told)
    assert told[4:] == [8, 16, 20, 30]


def test_a_gate_says_who_decides_and_by_what() -> None:
    gate = {"kind": "gate", "decider": "eva", "exit_criteria": "the board has released the budget"}
    assert part("Go or no-go", people=[EVA], steps=[step(0, **gate, owners={}), step(1)]) == (
        "Legal review, 8 December. Eva Lang decides. Go if: The board has released the budget.",
    )
    assert "who decides on Legal review" in write(plan(steps=[step(0, kind="gate"), step(1)])).missing


def test_gates_that_have_no_room_are_counted() -> None:
    letter = write(plan(steps=[step(0), step(1), *(step(0, id=f"gate-{one}", kind="gate") for one in range(5))]))
    gates = next(one for one in letter.parts if one.title.startswith("Go or no-go"))
    assert (gates.title, len(gates.items)) == ("Go or no-go, 3 of 5", 3)


def test_it_asks_the_reader_for_what_holds_things_up_for_decisions_and_for_a_start() -> None:
    steps = [
        step(0, progress={"blocked": {"reason": "no draft"}}),
        step(0, id="board", title="Board", kind="gate", decider="eva"),
        step(0, id="talk", title="Talk", owners={"customer": "eva"}),
        step(1, after=["legal", "board", "talk"]),
    ]
    assert part("What we ask", people=[EVA, JO], steps=steps) == (
        "Help with what holds up Legal review: No draft.",
        "Your decision on Board by 8 December.",
        "Your part in Talk (8 December).",
    )


@pytest.mark.parametrize(
    ("as_of", "says"),
    [
        ("2026-11-23", "That Legal review starts by 4 December at the latest."),
        ("2026-12-07", "That Legal review starts at once: the day for it was 4 December."),
    ],
)
def test_it_asks_for_what_has_to_start_on_the_customers_side(as_of: str, says: str) -> None:
    assert part("What we ask", as_of=as_of) == (says,)


def test_what_was_agreed_in_return_is_asked_for() -> None:
    why = {"gives": [{"id": "g", "text": "A trial", "get": "r"}], "gets": [{"id": "r", "text": "a reference call"}]}
    assert part("What we ask", why=why)[-1] == "What we agreed in return: A reference call."


def test_only_what_the_customer_said_is_told_as_a_criterion() -> None:
    why = {"criteria": [{"id": "a", "text": "One day", "by": "jo"}, {"id": "b", "text": "Ours", "by": "ana"}]}
    assert part("How you will tell", people=[JO, ANA], why=why) == ("One day",)


def test_what_one_side_keeps_to_itself_is_in_no_letter() -> None:
    secret = {"text": "SECRET", "private": "seller", "by": "eva"}
    why = {
        "pains": [{"id": "a", **secret}],
        "current_way": secret,
        "consequences": [{"id": "a", **secret}],
        "solution": secret,
        "criteria": [{"id": "a", **secret}],
        "value": {"private": "seller", "benefits": [{"driver": "SECRET", "year": 2027, "amount": 1}]},
        "gives": [{"id": "a", "text": "A trial", "get": "b"}],
        "gets": [{"id": "b", **secret}],
    }
    hidden = {"id": "hidden", "title": "SECRET", "duration": "1d", "private": "seller"}
    people = [EVA, {**JO, "name": "SECRET", "private": "seller"}]
    projection = plan(people=people, why=why, steps=[hidden, step(0, owners={}), step(1)])
    for kind in ("letter", "letter-md"):
        assert "SECRET" not in export(projection, kind).content.decode()


def test_the_figures_are_told_with_their_source() -> None:
    value: dict[str, Any] = {
        "currency": "EUR",
        "by": "jo",
        "investment": [{"year": 2027, "amount": 100}],
        "benefits": [
            {"driver": "Overtime", "year": 2027, "amount": 60},
            {"driver": "Overtime", "year": 2028, "amount": 90},
        ],
    }
    worth = next(one for one in write(plan(why={"value": value})).parts if one.title.startswith("What changes"))
    assert worth.paragraphs == (
        (
            "From 2027 to 2028 you invest EUR 100 and gain EUR 150: a value of EUR 50. It pays back in 2028. "
            "The gain: Overtime EUR 150. The figures are those of Jo Kern."
        ),
    )
    for half, says in (
        ("investment", "In 2027 you invest EUR 100."),
        ("benefits", "From 2027 to 2028 you gain EUR 150."),
    ):
        letter = write(plan(why={"value": {"currency": "EUR", half: value[half]}}))
        assert letter.parts[0].paragraphs[0].startswith(says)


def test_what_is_not_known_is_said_as_still_to_be_agreed() -> None:
    agreed = "what hurts today, in your words; how you will tell success; what it is worth, in your own figures."
    assert write(plan()).missing == f"To be agreed: why 11 December matters to you; {agreed}"
    assert write(plan(critical_dates=date(reason="The old licence ends"))).missing == f"To be agreed: {agreed}"
    hidden = {"pains": [{"id": "late", "text": "They are late", "private": "seller"}]}
    assert write(plan(why=hidden, critical_dates=date(reason="x"))).missing == f"To be agreed: {agreed}"


def test_of_many_parts_without_a_name_the_sponsors_come_first() -> None:
    roles = ("legal", "it", "security", "champion", "economic_buyer")
    people = [{"id": role, "party": "customer", "role": role} for role in roles]
    steps = [*(step(0, id=role, owners={"customer": role}) for role in roles), step(1, after=list(roles))]

    assert "who takes the parts of economic buyer, champion, legal and 2 more on your side" in (
        write(plan(people=people, steps=steps)).missing
    )


@pytest.mark.parametrize("form", ["outline", "full"])
@pytest.mark.parametrize("template", [one.id for one in templates()])
def test_the_letter_of_a_fresh_plan_is_a_draft_that_claims_nothing(template: str, form: Form) -> None:
    made = plan_of(template, critical_date=day(2027, 11, 26), customer="Northwind", seller="Acme", form=form)
    fresh = read(json.dumps(made), file="plan.json", as_of="2026-11-23")
    entire = whole(fresh)
    for projection in (entire, project(fresh, entire.schedule, Audience(party="customer"))):
        letter = write(projection)
        agreed = letter.missing.split("; ")

        assert letter.day == "Draft, 23 November 2026"
        assert (letter.salutation, letter.height <= PAGE) == ("Good day,", True)
        assert {part.title.partition(",")[0] for part in letter.parts} <= {
            "Next steps",
            "Go or no-go",
            "What we ask of you",
        }
        assert {"what hurts today, in your words", "how you will tell success"} <= set(agreed)
        assert "what it is worth, in your own figures" in letter.missing
        assert "?" not in str(letter)  # what is still to be asked is for the seller alone


def test_whoever_has_no_name_yet_is_your_legal_or_our_engineer() -> None:
    people = [
        {"id": "jo", "party": "customer", "role": "legal"},
        {"id": "ed", "party": "seller", "role": "solutions_engineer"},
        {"id": "ivy", "party": "customer", "role": "it"},
    ]
    steps = [
        step(0, kind="gate", decider="jo"),
        step(1, owners={"seller": "ed", "customer": "ivy"}),
        {"id": "ours", "title": "Set-up", "duration": "1d", "after": ["legal"]},
        {"id": "theirs", "title": "Boxes", "duration": "1d", "side": ["hw", "customer"], "after": ["legal"]},
    ]
    letter = write(plan(people=people, steps=steps, parties=[{"id": "hw", "name": "Hammer"}]))
    lines = {line.what: line.who for part in letter.parts for line in part.lines}

    assert lines == {
        "Legal review": "your legal",
        "Go-live": "our solutions engineer, your IT",
        "Set-up": "we",
        "Boxes": "Hammer and you",
    }
    assert "Your legal decides." in letter.parts[1].items[0]
    assert "who takes the parts of legal and IT on your side" in letter.missing


def test_a_letter_that_knows_all_has_nothing_to_agree() -> None:
    assert write(long_plan("northwind")).missing == ""


@pytest.mark.parametrize("name", NAMES)
def test_no_letter_has_a_gap_in_its_text(name: str) -> None:
    text = export(long_plan(name), "letter-md").content.decode()
    for gap in ("[", "TBD", "None", "  .", "..", " ,", "unknown"):
        assert gap not in text.replace("\\[", "")


def test_the_fullest_letter_that_fits_is_written() -> None:
    assert all(
        write(projection).height <= PAGE for projection in (thirty_steps(), long_words(), long_plan("northwind"))
    )
    assert write(long_words()).height > PAGE / 2


def test_texts_end_with_a_whole_sentence_or_an_ellipsis() -> None:
    assert sentence("one ledger\n for all") == "One ledger for all."
    assert sentence("Really?") == "Really?"
    assert sentence("  ") == ""
    assert cut(LONG, 150) == LONG[:100]
    assert cut("a" * 30 + " " + "b" * 30, 50) == "a" * 30 + "\N{HORIZONTAL ELLIPSIS}"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Plain words, 10 of them.", "Plain words, 10 of them."),
        ("*bold* _it_ `code`", r"\*bold\* \_it\_ \`code\`"),
        ("[x](javascript:1) <b>", r"\[x\](javascript:1) \<b\>"),
        ("# not a heading", r"\# not a heading"),
        ("- no item", r"\- no item"),
        ("1. no number", r"1\. no number"),
        ("two\nlines | cell", r"two lines \| cell"),
    ],
)
def test_markdown_shows_texts_letter_by_letter(text: str, written: str) -> None:
    assert escaped(text) == written


def test_a_minute_plan_tells_hours() -> None:
    text = json.dumps(
        {
            "format": "backplan/1",
            "title": "Night",
            "resolution": "minute",
            "as_of": "2026-11-23T08:00",
            "steps": [{"id": "a", "title": "Switch", "duration": "2h"}],
        }
    )
    letter = write(whole(read(text, file="plan.json")))
    assert letter.parts[0].lines[0].when == "23 November 11:00"
