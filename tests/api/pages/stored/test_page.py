"""What stands on the page of a stored plan, for each side: in which order, how much, and nothing that is hidden."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

import pytest

from api.pages.static import styles
from app.document.wire import Person
from app.plans import comment, propose_baseline, request_change
from app.verbs.agreements import ProposeDates
from app.verbs.dates import MoveCriticalDate
from app.verbs.members import AddPerson, EditPerson
from app.verbs.people import AskForHelp
from app.verbs.plan import ClosePlan, HoldPlan
from app.verbs.progress import StartStep
from app.verbs.steps import EditStep
from tests.stored import ANA, JO, stored_plan

from .readers import page, sixty_steps

if TYPE_CHECKING:
    from app.actors import Actor
    from app.store import Database
    from tests.stored import Stored

FORMS = re.compile(r'name="do" value="([a-z-]+)"')


def test_the_customer_reads_how_it_stands_then_why_then_the_next_step_then_the_plan(database: Database) -> None:
    text = page(stored_plan(database, sixty_steps()), JO)
    heads = re.findall(r"<h[12][^>]*>([^<]+)<", text)
    order = [heads.index(one) for one in ("Why", "Your next step", "The plan, step by step", "The plan in one picture")]
    assert heads[0].startswith("Configure and check the interface to system 59 on")
    assert order == sorted(order)


def test_the_customers_page_of_sixty_steps_is_small_and_has_no_script(database: Database) -> None:
    text = page(stored_plan(database, sixty_steps()), JO)
    assert text.count('class="line"') == 60
    assert len(text.encode()) + len(styles("stored")) < 100_000
    assert "<script" not in text
    assert re.findall(r'(?:src|href|srcset|action)="(?!/|#|\?)([^"]+)"', text) == []


def test_one_step_stands_open_with_all_that_can_be_done_to_it(stored: Stored) -> None:
    closed, opened = page(stored, JO), page(stored, JO, step="legal")
    assert opened.count("<form") > closed.count("<form")
    assert {"edit", "add", "hide"} <= {*FORMS.findall(opened)} - {*FORMS.findall(closed)}


@pytest.mark.parametrize(
    ("step", "offered", "kept_back"),
    [
        ("legal", {"start", "finish", "longer", "delegate", "ask", "propose"}, set[str]()),
        ("set-up", {"ask", "propose", "comment", "longer"}, {"start", "finish", "delegate", "block"}),
    ],
)
def test_the_customer_is_offered_what_it_may_do(
    stored: Stored, step: str, offered: set[str], kept_back: set[str]
) -> None:
    text = page(stored, JO, step=step)
    row = text.split(f'id="step-{step}"')[1].split("</li>")[0]
    assert offered <= {*FORMS.findall(row)}
    assert not kept_back & {*FORMS.findall(row)}


def test_what_is_anothers_can_be_asked_for(stored: Stored) -> None:
    assert "it is asked first" in page(stored, JO, step="set-up")
    assert "it is asked first" not in page(stored, ANA, step="set-up")


def test_only_the_seller_closes_archives_and_moves_dates(stored: Stored) -> None:
    sellers = {"hold", "close", "archive", "move-date", "share"}
    assert sellers <= {*FORMS.findall(page(stored, ANA))}
    assert not sellers & {*FORMS.findall(page(stored, JO))}
    assert "request-date" in FORMS.findall(page(stored, JO))


def test_dates_and_questions_wait_for_an_answer_before_the_next_step(stored: Stored) -> None:
    stored.do(ANA, ProposeDates(step="training", finish="2027-02-12"))
    stored.do(ANA, AskForHelp(step="set-up", question="Which <ledger>?", owner="jo", answer_by="2026-12-01"))
    text = page(stored, JO)
    assert text.index("Ana Ruiz proposes") < text.index("Legal review</h3>")
    assert "Which &lt;ledger&gt;?" in text
    assert {"agree", "decline", "answer"} <= {*FORMS.findall(text)}
    assert "agree" not in FORMS.findall(page(stored, ANA))


def test_a_baseline_and_a_request_wait_for_the_other_side(stored: Stored) -> None:
    with stored.writing(ANA) as unit:
        propose_baseline(unit, stored.plan)
    with stored.writing(JO) as unit:
        request_change(unit, stored.plan, [MoveCriticalDate(critical_date="go-live", to="2027-03-05")])
    assert "sign-baseline" in FORMS.findall(page(stored, JO))
    assert "accept-request" in FORMS.findall(page(stored, ANA))
    assert "withdraw-request" in FORMS.findall(page(stored, JO))
    for text, waits in (
        (page(stored, JO), "Dates to sign</h3>"),
        (page(stored, ANA), "A change that Northwind asks for"),
    ):
        assert text.index('id="asked"') < text.index(waits) < text.index('id="next"')
    stranger = replace(JO, verified=False)
    assert "sign-baseline" not in FORMS.findall(page(stored, stranger))


def test_a_request_shows_what_it_changes_who_asks_why_and_what_it_would_move(stored: Stored) -> None:
    asked = [
        EditStep(step="training", set={"duration": "50d"}),
        MoveCriticalDate(critical_date="go-live", to="2027-04-30"),
    ]
    with stored.writing(JO) as unit:
        request_change(unit, stored.plan, asked, why="The trainers are <away>")
    shown = _words(page(stored, ANA).split('id="request-1"')[1].split("</form>")[0])
    assert "Jo Kern (Northwind) asks for a change, Mon 23 Nov:" in shown
    assert "Training, how long it takes 3 working days → becomes 50 working days" in shown
    assert "Go-live, needed by Fri 26 Feb → becomes Fri 30 Apr" in shown
    assert "Why: The trainers are <away>" in shown
    assert "Go-live would land on" in shown
    assert "days later." in shown
    assert "You ask for a change" in page(stored, JO)


def test_a_request_that_cannot_be_done_any_more_says_why_and_is_not_accepted(stored: Stored) -> None:
    with stored.writing(JO) as unit:
        request_change(unit, stored.plan, [EditStep(step="training", set={"duration": "5d"})])
    stored.do(ANA, EditStep(step="training", set={"duration": "4d"}))
    text = page(stored, ANA)
    assert "It cannot be done any more.</b> Since it was asked for, somebody changed the same in another way." in text
    assert "accept-request" not in FORMS.findall(text)
    assert "decline-request" in FORMS.findall(text)


def test_a_request_of_somebody_whom_its_side_keeps_to_itself_is_the_sides(stored: Stored) -> None:
    with stored.writing(JO) as unit:
        request_change(unit, stored.plan, [MoveCriticalDate(critical_date="go-live", to="2027-03-05")])
    stored.do(JO, EditPerson(person="jo", set={"private": "customer"}))
    shown = _words(page(stored, ANA).split('id="request-1"')[1].split("</form>")[0])
    assert "Northwind asks for a change" in shown
    assert "Jo" not in shown


def _words(html: str) -> str:
    return unescape(" ".join(re.sub(r"<[^>]*>", " ", html).split())).replace("\N{NO-BREAK SPACE}", " ")


def test_what_was_just_done_is_told_with_what_it_moved_and_the_way_back(stored: Stored) -> None:
    stored.do(JO, StartStep(step="legal"))
    assert "You started Legal review." not in page(stored, JO)
    text = page(stored, JO, done=True)
    assert "You started Legal review." in text
    assert "Go-live stays on" in text
    assert "undo" in FORMS.findall(text)


def test_what_would_be_taken_back_is_named_and_offered_only_where_there_is_something(stored: Stored) -> None:
    assert "undo" not in FORMS.findall(page(stored, JO))

    stored.do(JO, StartStep(step="legal"))
    assert "Take back that you started Legal review</button>" in page(stored, JO)
    assert 'aria-label="Undo: You started Legal review."' in page(stored, JO, done=True)
    assert "undo" not in FORMS.findall(page(stored, ANA))

    stored.undo(JO)
    assert "undo" not in FORMS.findall(page(stored, JO, done=True))


@pytest.mark.parametrize(("result", "says"), [("lost", "Lost on"), ("no_decision", "Closed without a decision on")])
def test_a_plan_that_was_given_up_says_so_first_and_nothing_of_it_waits(stored: Stored, result: str, says: str) -> None:
    customers = page(stored, JO)
    stored.do(ANA, ClosePlan.model_validate({"result": result, "what_worked": "Legal <early>"}))
    for told in ({}, {"step": "set-up"}):
        text = page(stored, ANA, **told)
        assert f"<h1>{says}" in text
        assert "What to do again: <bdi>Legal &lt;early&gt;</bdi>" in text
        assert {*FORMS.findall(text)} - {"undo"} == {"reopen-plan", "archive"}
        assert "Start by" not in text.split("</section>")[0]
        assert 'id="next"' not in text
    assert "What to do again" not in page(stored, JO)
    assert [line for line in page(stored, JO).splitlines() if "<h1>" in line] == [
        line for line in customers.splitlines() if "<h1>" in line
    ]


def test_a_plan_that_was_won_goes_on(stored: Stored) -> None:
    stored.do(ANA, ClosePlan(result="won", what_worked="A sponsor"))
    text = page(stored, ANA)
    assert "<b>Won on Mon" in text.replace("\N{NO-BREAK SPACE}", " ")
    assert {"start", "finish", "reopen-plan"} <= {*FORMS.findall(text)}


def test_nothing_waits_on_hold_and_the_reason_is_told(stored: Stored) -> None:
    stored.do(ANA, HoldPlan(reason="The budget is decided in January"))
    text = page(stored, JO)
    assert "The budget is decided in January" in text
    assert "nothing waits for you" in text
    assert 'class="facts"' not in page(stored, ANA)


HIDDEN = EditStep(step="margin", set={"title": "Margin and discount", "exit_criteria": "Ten per cent"})


@pytest.mark.parametrize("told", [{}, {"step": "legal"}, {"step": "margin"}, {"done": True}])
def test_what_only_one_side_sees_changes_no_byte_for_the_other(stored: Stored, told: dict[str, object]) -> None:
    stored.do(JO, StartStep(step="legal"))
    before, own = page(stored, JO, **told), page(stored, ANA)
    stored.do(ANA, HIDDEN)
    with stored.writing(ANA) as unit:
        comment(unit, stored.plan, "Ten is our last word", step="margin")
        comment(unit, stored.plan, "Ask for more time first", private=True)
    assert page(stored, JO, **told) == before
    assert page(stored, ANA) != own


@pytest.mark.parametrize("actor", [ANA, JO])
def test_nothing_that_people_typed_is_markup(stored: Stored, actor: Actor) -> None:
    stored.do(ANA, EditStep(step="set-up", set={"title": "<b>Set-up</b>", "exit_criteria": '"><script>x</script>'}))
    with stored.writing(JO) as unit:
        comment(unit, stored.plan, "<script>alert(1)</script>")
    text = page(stored, actor, step="set-up")
    assert "<script" not in text
    assert "<b>Set-up" not in text


@pytest.mark.parametrize("actor", [ANA, JO])
def test_each_form_shows_what_its_sender_saw_and_whose_page_it_is_from(stored: Stored, actor: Actor) -> None:
    forms = [form.split("</form>")[0] for form in page(stored, actor, step="legal").split("<form")[1:]]
    assert forms
    assert all('name="seen" value="1"' in form and 'name="form-key" value="k"' in form for form in forms)


def test_a_moved_critical_date_is_named_to_both_sides_and_said_to_be_moved(stored: Stored) -> None:
    stored.do(ANA, MoveCriticalDate(critical_date="go-live", to="2027-03-05"))
    shown = _words(page(stored, ANA, done=True))
    assert "You moved the critical date of Go-live. Go-live is needed by Fri 5 Mar, 7 days later, and " in shown
    for reader in (ANA, JO):
        assert "moved the critical date of Go-live" in page(stored, reader).split('id="log"')[1]


def test_what_was_typed_into_a_form_that_is_refused_still_stands_there(stored: Stored) -> None:
    typed = {"do": "closed", "from": "2026-12-24", "to": "2026-12-20", "reason": "Inventory"}
    for reader in (ANA, JO):
        form = page(stored, reader, typed=typed).split('value="closed"')[1].split("</form>")[0]
        assert all(f'value="{typed[name]}"' in form for name in ("from", "to", "reason"))


def test_a_question_says_who_asks_and_by_when(stored: Stored) -> None:
    stored.do(JO, AskForHelp(step="legal", question="Which version?", owner="ana", answer_by="2026-12-01"))
    assert "Jo Kern asks: Which version? Answer by Tue 1 Dec." in _words(page(stored, ANA)).replace(" :", ":")


def test_a_role_that_nobody_fills_is_called_by_its_side(stored: Stored) -> None:
    stored.do(JO, AddPerson(new=Person(id="customer--legal", party="customer", role="legal")))
    people = page(stored, ANA).split("For one person alone")[1].split("</select>")[0]
    assert "Northwind&#39;s legal</option>" in people
    assert "Jo Kern, Northwind</option>" in people
