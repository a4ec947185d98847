"""Every operation as it is typed: the lines of the document that it changes, and no other line."""

import pytest

from app.forms import FORMS
from app.operations import APPLY, TYPED, Change, changed
from templates_library import CODES as FRAGMENTS
from tests.app.operations.plans import TODAY, after, document, refused_as

LEGAL = "progress: {started: 2026-11-20, remaining: 8d, blocked: {since: 2026-11-20, reason: Counsel is busy}}"

CHANGES: dict[Change, list[str]] = {
    ("move", "go-live=2027-04-01"): [
        "-   - {id: go-live, step: go-live, date: 2027-03-15, buffer: 5d}",
        "+   - {id: go-live, step: go-live, date: 2027-04-01, buffer: 5d}",
    ],
    ("set", "legal.duration=5d"): ["-     duration: 10d", "+     duration: 5d"],
    ("set", "legal.duration="): ["-     duration: 10d"],
    ("set", "legal.owners.customer=ana"): ["-     owners: {customer: jo}", "+     owners: {customer: ana}"],
    ("set", "legal.owners.customer="): ["-     owners: {customer: jo}"],
    ("set", "setup.after=legal, training SS+2d"): [
        "-     after: [{step: order, lag: 2d}]",
        "+     after: [legal, {step: training, type: SS, lag: 2d}]",
    ],
    ("set", "setup.after=[legal, {step: training, lag: 1d}]"): [
        "-     after: [{step: order, lag: 2d}]",
        "+     after: [legal, {step: training, lag: 1d}]",
    ],
    ("set", "setup.after="): ["-     after: [{step: order, lag: 2d}]"],
    ("set", "training.after.0.lag=2d"): [
        "-     after: [{step: setup, type: SS, lag: 1d}, order]",
        "+     after: [{step: setup, type: SS, lag: 2d}, order]",
    ],
    ("set", "training.after.1="): [
        "-     after: [{step: setup, type: SS, lag: 1d}, order]",
        "+     after: [{step: setup, type: SS, lag: 1d}]",
    ],
    ("set", "legal.progress="): [f"-     {LEGAL}"],
    ("set", "legal.progress.blocked="): [f"-     {LEGAL}", "+     progress: {started: 2026-11-20, remaining: 8d}"],
    ("set", 'setup.meeting={at: "10:00", length: 90m}'): ['+     meeting: {at: "10:00", length: 90m}'],
    ("set", "setup.meeting.at=10:00"): ['+     meeting: {at: "10:00"}'],
    ("set", "setup.optional=yes"): ["+     optional: true"],
    ("set", "legal.title=Legal: a, b"): ["-     title: Legal review", '+     title: "Legal: a, b"'],
    ("set", "legal.title=[draft] = first"): ["-     title: Legal review", '+     title: "[draft] = first"'],
    ("set", "setup.slots=FREQ=WEEKLY;BYDAY=TU"): ["+     slots: FREQ=WEEKLY;BYDAY=TU"],
    ("set", "setup.side=both"): ["+     side: both"],
    ("set", "setup.side=seller, hw"): ["+     side: [seller, hw]"],
    ("start", "setup"): ["+     progress: {started: 2026-11-23}"],
    ("start", "setup=2026-11-20"): ["+     progress: {started: 2026-11-20}"],
    ("start", "setup=2026-12-01"): ["+     must_start_on: 2026-12-01"],
    ("finish", "setup"): ["+     progress: {finished: 2026-11-23}"],
    ("finish", "setup=2026-12-01"): ["+     must_finish_on: 2026-12-01"],
    ("finish", "legal=2026-11-20"): [
        f"-     {LEGAL}",
        "+     progress: {started: 2026-11-20, finished: 2026-11-20}",
    ],
    ("finish", "legal=2026-12-04"): [f"-     {LEGAL}", f"+     {LEGAL.replace('8d', '10d')}"],
    ("skip", "training"): ["+     progress: {skipped: true}"],
    ("skip", "legal"): [f"-     {LEGAL}", "+     progress: {started: 2026-11-20, skipped: true}"],
    ("add", "pilot 10d"): ["+   - id: pilot", "+     title: Pilot", "+     duration: 10d"],
    ("add", "pilot_two milestone asap on hw in build called 'Two: pilots' by seller+hw after order"): [
        "+   - id: pilot_two",
        '+     title: "Two: pilots"',
        "+     phase: build",
        "+     kind: milestone",
        "+     side: [seller, hw]",
        "+     calendar: hw",
        "+     after: order",
        "+     policy: asap",
    ],
    ("add", "pilot 10d by customer after order, setup SS+2d, training FF-1d before go-live"): [
        "-     after: [training, {step: setup, lag: 3d}]",
        "+     after: [training, {step: setup, lag: 3d}, pilot]",
        "+   - id: pilot",
        "+     title: Pilot",
        "+     side: customer",
        "+     duration: 10d",
        "+     after: [order, {step: setup, type: SS, lag: 2d}, {step: training, type: FF, lag: -1d}]",
    ],
    ("drop", "legal"): [
        "-   - id: legal",
        "-     title: Legal review",
        "-     side: customer",
        "-     owners: {customer: jo}",
        "-     duration: 10d",
        f"-     {LEGAL}",
        "-     after: legal",
    ],
    ("drop", "order"): [
        "-   - id: order",
        "-     title: Order",
        "-     kind: milestone",
        "-     after: legal",
        "-     after: [{step: order, lag: 2d}]",
        "+     after: [{step: legal, lag: 2d}]",
        "-     after: [{step: setup, type: SS, lag: 1d}, order]",
        "+     after: [{step: setup, type: SS, lag: 1d}, legal]",
    ],
    ("drop", "setup"): [
        "-   - id: setup",
        "-     title: Set-up",
        "-     duration: 5d",
        "-     after: [{step: order, lag: 2d}]",
        "-     after: [{step: setup, type: SS, lag: 1d}, order]",
        "+     after: [{step: order, lag: 3d}, order]",
        "-     after: [training, {step: setup, lag: 3d}]",
        "+     after: [training, {step: order, lag: 5d}]",
    ],
    ("drop", "training"): [
        "-   - id: training",
        "-     title: Training",
        "-     duration: 3d",
        "-     after: [{step: setup, type: SS, lag: 1d}, order]",
        "-     after: [training, {step: setup, lag: 3d}]",
        "+     after: [{step: setup, type: SS, lag: 1d}, order, {step: setup, lag: 3d}]",
    ],
    ("expand", "buy"): [
        "+   - {id: customer-procurement, party: customer, role: procurement}",
        "+   - {id: seller-account-executive, party: seller, role: account_executive}",
        "+ phases:",
        "+   - {id: purchase, title: Purchase}",
        "+   - id: vendor-registration",
        "+     title: Register as a vendor",
        "+     phase: purchase",
        "+     side: customer",
        "+     owners: {seller: seller-account-executive, customer: customer-procurement}",
        "+     duration: 4d",
        "+     estimate: {low: 2d, likely: 4d, high: 8d}",
        "+     policy: asap",
        "+     exit_criteria: Acme has a vendor number in the purchasing system of Northwind",
        (
            "+     bring: [Tax number and bank details, Proof of insurance, Extract from the commercial register, "
            "Code of conduct]"
        ),
        "+     result: Vendor number",
        "-     title: Purchasing",
        "+     title: Agree purchasing terms and prepare the order",
        "+     phase: purchase",
        "+     side: customer",
        "+     owners: {seller: seller-account-executive, customer: customer-procurement}",
        "-     duration: 9d",
        "+     duration: 5d",
        "-     fragment: procurement",
        "+     estimate: {low: 3d, likely: 5d, high: 7d}",
        "+     after: vendor-registration",
        "+     policy: asap",
        "+     exit_criteria: The buyer has confirmed price, payment terms and the papers that the order needs",
        (
            "+     bring: [Offer with valid-until date, Purchasing brief of one page, "
            "Price comparison if three offers are asked for]"
        ),
        "+     result: Order ready for approval",
    ],
    ("link", "go-live=legal"): [
        "-     after: [training, {step: setup, lag: 3d}]",
        "+     after: [training, {step: setup, lag: 3d}, legal]",
    ],
    ("link", "go-live=setup+5d"): [
        "-     after: [training, {step: setup, lag: 3d}]",
        "+     after: [training, {step: setup, lag: 5d}]",
    ],
    ("unlink", "go-live=setup"): ["-     after: [training, {step: setup, lag: 3d}]", "+     after: training"],
    ("give", "setup=Jo kern"): ["+     owners: {customer: jo}"],
    ("give", "legal=ana"): ["-     owners: {customer: jo}", "+     owners: {seller: ana, customer: jo}"],
    ("give", "setup.hw=Max Müller"): [
        "+   - {id: max-muller, name: Max Müller, party: hw}",
        "+     owners: {hw: max-muller}",
    ],
    ("give", "legal.customer=Ana"): [
        "+   - {id: ana-2, name: Ana, party: customer}",
        "-     owners: {customer: jo}",
        "+     owners: {customer: ana-2}",
    ],
}


@pytest.mark.parametrize(("change", "lines"), CHANGES.items(), ids=[" ".join(change) for change in CHANGES])
def test_a_typed_change_changes_these_lines_alone(change: Change, lines: list[str]) -> None:
    assert after(change) == lines


REFUSALS: dict[Change, tuple[str, str]] = {
    ("move", "golive=2027-04-01"): ("unknown-critical-date", "no critical date 'golive'; did you mean 'go-live'?"),
    ("move", "go-live"): ("bad-change", "write it as CRITICAL-DATE=DATE, such as go-live=2027-04-01"),
    ("set", "legal=5d"): ("bad-change", "write it as STEP.FIELD=VALUE, such as legal-review.duration=5d"),
    ("set", "lega.duration=5d"): ("unknown-step", "no step 'lega'; did you mean 'legal'?"),
    ("set", "legal.duratoin=5d"): ("unknown-key", "no key 'duratoin' here; did you mean 'duration'?"),
    ("set", "legal.id=x"): ("permanent-id", "a step keeps its id for good; change its 'title' instead"),
    ("set", "legal.title="): ("missing-key", "'title' is missing; add it with a title"),
    ("set", "legal.kind=tsk"): ("unknown-word", "kind cannot be 'tsk'; did you mean 'task'?"),
    ("set", "legal.optional=perhaps"): ("wrong-type", "here belongs true or false, not the text 'perhaps'"),
    ("set", "legal.duration.low=1d"): (
        "unknown-key",
        "there is no 'low' to be set; fields are called as in a plan document",
    ),
    ("set", "setup.after.5.lag=1d"): (
        "unknown-key",
        "there is no '5' to be set; fields are called as in a plan document",
    ),
    ("set", "setup.meeting={at: "): (
        "bad-change",
        "a bracket that opens here is not closed, or a comma is missing inside it",
    ),
    ("start", "don"): ("unknown-step", "no step 'don'; did you mean 'done'?"),
    ("start", "legal=2026-12-01"): (
        "already-happened",
        "Legal review was started on 2026-11-20; take that back first, by setting 'legal.progress.started' to nothing",
    ),
    ("finish", "done=2026-12-01"): (
        "already-happened",
        "Kickoff was finished on 2026-11-19; take that back first, by setting 'done.progress.finished' to nothing",
    ),
    ("finish", "legal=2090-12-04"): (
        "beyond-horizon",
        "2090-12-04 lies outside the plan's calendar; look for a slip in the year",
    ),
    ("finish", "done"): (
        "already-happened",
        "Kickoff was finished on 2026-11-19; take that back first, by setting 'done.progress.finished' to nothing",
    ),
    ("skip", "done"): (
        "already-happened",
        "Kickoff was finished on 2026-11-19; take that back first, by setting 'done.progress.finished' to nothing",
    ),
    ("skip", "trainign"): ("unknown-step", "no step 'trainign'; did you mean 'training'?"),
    ("add", ""): ("bad-id", "the id is empty; write a short name such as 'legal-review'"),
    ("add", "legal 5d"): (
        "duplicate-id",
        "there is a step 'legal' already; give the new one an id of its own",
    ),
    ("add", "pilot 5d afterwards"): ("bad-change", "'afterwards' means nothing here; did you mean 'after'?"),
    ("add", "pilot 5d form"): (
        "bad-change",
        "'form' means nothing here; say a step like 'pilot 10d by customer after kickoff before go-live'",
    ),
    ("add", "pilot 5d by"): (
        "bad-change",
        "behind 'by' something is missing; say a step like 'pilot 10d by customer after kickoff before go-live'",
    ),
    ("add", "pilot called 'x"): ("bad-change", 'quotation marks are not closed in "pilot called \'x"; close them'),
    ("add", "pilot 5d after legl"): ("unknown-step", "no step 'legl'; did you mean 'legal'?"),
    ("add", "pilot 5d before golive"): ("unknown-step", "no step 'golive'; did you mean 'go-live'?"),
    ("drop", "go-live"): (
        "bound-step",
        (
            "Go-live carries the critical date 'go-live', which would bind the whole plan without it; "
            "bind the date to another step first"
        ),
    ),
    ("expand", "byu"): ("unknown-step", "no step 'byu'; did you mean 'buy'?"),
    ("expand", "legal"): (
        "not-a-rough-step",
        "'legal' names no fragment that could replace it; rough are buy",
    ),
    ("link", "go-live=setpu"): ("unknown-step", "no step 'setpu'; did you mean 'setup'?"),
    ("unlink", "go-live=legal"): (
        "not-linked",
        "'go-live' does not wait for 'legal'; it waits for 'training' and 'setup'",
    ),
    ("unlink", "legal=order"): ("not-linked", "'legal' does not wait for 'order'; it waits for nobody"),
    ("give", "legal=may"): ("unknown-person", "no person 'may'; there are 'ana' and 'jo'"),
    ("give", "legal=anna"): ("unknown-person", "no person 'anna'; did you mean 'ana'?"),
    ("give", "legal.customer=ana"): ("other-party", "Ana Ruiz belongs to 'seller', not to 'customer'"),
    ("give", "legal.hww=Max"): ("unknown-party", "no party 'hww'; did you mean 'hw'?"),
}


@pytest.mark.parametrize(("change", "told"), REFUSALS.items(), ids=[" ".join(change) for change in REFUSALS])
def test_a_change_that_cannot_be_made_says_why_and_which(change: Change, told: tuple[str, str]) -> None:
    code, sentence = told

    assert refused_as(change) == [(code, f"{' '.join(change)}: {sentence}")]


def test_changes_are_made_one_after_the_other() -> None:
    assert after(
        ("add", "pilot 10d"), ("set", "pilot.title=A pilot"), ("drop", "pilot"), ("drop", "training")
    ) == after(("drop", "training"))


def test_the_document_that_was_there_stays_as_it_was() -> None:
    before = document()
    changed(before, [change for change in CHANGES if change[0] != "drop"][:12], as_of=TODAY)

    assert before == document()


def test_every_form_has_an_operation_and_is_shown_here() -> None:
    assert [*APPLY] == [*FORMS]
    assert {name for name, _ in CHANGES} == {name for name, _ in REFUSALS} == set(FORMS)


def test_every_code_is_known() -> None:
    told = {code for code, _ in REFUSALS.values()}

    assert told - {"missing-key", "unknown-word", "wrong-type"} <= TYPED.keys() | FRAGMENTS.keys()
    assert TYPED.keys() - told == {"lags-do-not-add", "no-working-time", "not-yours-to-set", "private-conflict"}
