"""Parties, people and phases come, change and go; nothing goes that is still named."""

from __future__ import annotations

import pytest

from tests.app.verbs.doing import Asked, Changes, after, changes, refusal
from tests.stored import JO

KIM: Asked = {"do": "add_person", "new": {"id": "kim", "name": "Kim Vu", "party": "hw"}}
HARDWARE = {"id": "hw", "name": "Hammer Hardware", "kind": "supplier", "by": "seller"}
PILOT: Asked = {"do": "add_phase", "new": {"id": "pilot", "title": "Pilot"}}
HELP = {"asked_by": "jo", "owner": "ana", "answer_by": "2026-11-30", "question": "Which legal entity?"}
AWAY = [{"from": "2027-01-11", "to": "2027-01-15", "reason": "Leave"}]

DONE: list[tuple[list[Asked], Changes]] = [
    (
        [{"do": "add_party", "new": {"id": "host", "name": "Hostfirm", "kind": "supplier"}}],
        {"parties.host": (None, {"id": "host", "name": "Hostfirm", "kind": "supplier", "by": "seller"})},
    ),
    (
        [{"do": "edit_party", "party": "hw", "set": {"name": "Hammer AG", "kind": None}}],
        {"parties.hw.name": ("Hammer Hardware", "Hammer AG"), "parties.hw.kind": ("supplier", None)},
    ),
    ([{"do": "remove_party", "party": "hw"}], {"parties.hw": (HARDWARE, None)}),
    (
        [
            {"do": "add_closure", "calendar": "hw", "new": {"from": "2026-12-24"}},
            {"do": "remove_party", "party": "hw"},
        ],
        {"parties.hw": (HARDWARE, None)},
    ),
    ([KIM], {"people.kim": (None, {"id": "kim", "name": "Kim Vu", "party": "hw"})}),
    ([{"do": "edit_person", "person": "jo", "set": {"away": AWAY}}], {"people.jo.away": (None, AWAY)}),
    (
        [{"do": "edit_person", "person": "jo", "set": {"email": None, "role": "champion"}}],
        {"people.jo.email": ("jo@northwind.example", None), "people.jo.role": (None, "champion")},
    ),
    (
        [{"do": "remove_person", "person": "kai"}],
        {"people.kai": ({"id": "kai", "name": "Kai Berg", "party": "seller"}, None)},
    ),
    (
        [
            {"do": "assign_owner", "step": "set-up", "person": "kai"},
            {"do": "withdraw_help", "step": "asked"},
            {"do": "set_why", "of": "solution", "set": {"by": "kai"}},
            {"do": "remove_person", "person": "ana"},
        ],
        {
            "steps.set-up.owners.seller": ("ana", "kai"),
            "steps.asked.help": (HELP, None),
            "why.solution.by": ("ana", "kai"),
            "people.ana": ({"id": "ana", "name": "Ana Ruiz", "party": "seller"}, None),
        },
    ),
    ([PILOT], {"phases.pilot": (None, {"id": "pilot", "title": "Pilot", "by": "seller"})}),
    (
        [{"do": "edit_phase", "phase": "purchase", "set": {"title": "Buying"}}],
        {"phases.purchase.title": ("Purchase", "Buying")},
    ),
    (
        [{"do": "remove_phase", "phase": "afterwards"}],
        {"phases.afterwards": ({"id": "afterwards", "by": "seller"}, None)},
    ),
]


@pytest.mark.parametrize(
    ("operations", "changed"), DONE, ids=[f"{at} {one[-1]['do']}" for at, (one, _) in enumerate(DONE)]
)
def test_it_changes_this_and_nothing_else(operations: list[Asked], changed: Changes) -> None:
    assert changes(*operations) == changed


def test_what_a_party_puts_in_is_its_own() -> None:
    document = after(PILOT, {"do": "add_party", "new": {"id": "host"}}, by=JO).document

    assert [(one.id, one.by) for one in document.phases if one.id == "pilot"] == [("pilot", "customer")]
    assert [(one.id, one.by) for one in document.parties if one.id == "host"] == [("host", "customer")]


@pytest.mark.parametrize(
    ("operation", "order"),
    [
        (PILOT, ["purchase", "roll-out", "afterwards", "pilot"]),
        ({**PILOT, "behind": "purchase"}, ["purchase", "pilot", "roll-out", "afterwards"]),
        ({"do": "reorder_phases", "phases": ["roll-out"]}, ["roll-out", "purchase", "afterwards"]),
        (
            {"do": "reorder_phases", "phases": ["afterwards", "purchase"], "behind": "roll-out"},
            ["roll-out", "afterwards", "purchase"],
        ),
        ({"do": "reorder_phases", "phases": ["roll-out", "roll-out"]}, ["roll-out", "purchase", "afterwards"]),
    ],
)
def test_phases_stand_in_the_order_that_is_asked_for(operation: Asked, order: list[str]) -> None:
    assert [phase.id for phase in after(operation).document.phases] == order


SOMEBODY_ELSE = "put somebody else there first (assign_owner names another owner of a step)"
OTHER_PHASE = "put these into another phase first"

REFUSED: list[tuple[list[Asked], str, str]] = [
    ([{"do": "add_party", "new": {"id": "hw"}}], "duplicate-id", "there is a party 'hw' already; take another name"),
    (
        [{"do": "add_party", "new": {"id": "both"}}],
        "reserved-name",
        (
            "plan (changed) parties[2].id: no party can be called 'both': the word means seller and customer; "
            "give it another id"
        ),
    ),
    (
        [{"do": "edit_party", "party": "hw", "set": {"id": "hammer"}}],
        "permanent-id",
        "a party keeps its id for good; change what it is called instead",
    ),
    (
        [{"do": "edit_party", "party": "hw", "set": {"nam": "Hammer"}}],
        "unknown-key",
        "parties[0].nam: no key 'nam' here; did you mean 'name'?",
    ),
    (
        [{"do": "edit_party", "party": "customer", "set": {"name": "Northwind AG"}}],
        "always-there",
        "the customer is always there; edit_plan sets what it is called",
    ),
    (
        [{"do": "remove_party", "party": "seller"}],
        "always-there",
        "the seller is always there; edit_plan sets what it is called",
    ),
    ([{"do": "remove_party", "party": "hammer"}], "unknown-party", "no party 'hammer'; did you mean 'hw'?"),
    (
        [
            KIM,
            {"do": "edit_step", "step": "set-up", "set": {"side": ["seller", "hw"]}},
            {"do": "edit_phase", "phase": "roll-out", "set": {"by": "hw"}},
            {"do": "edit_critical_date", "critical_date": "old-licence", "set": {"party": "hw"}},
            {"do": "remove_party", "party": "hw"},
        ],
        "still-named",
        (
            "'hw' is still named by 'Set-up', the critical date 'old-licence', the person 'Kim Vu' "
            "and the phase 'Roll-out'; give that to another party first"
        ),
    ),
    (
        [{"do": "add_person", "new": {"id": "jo", "party": "seller"}}],
        "duplicate-id",
        "there is a person 'jo' already; take another name",
    ),
    (
        [{"do": "edit_person", "person": "jo", "set": {"email": "jo"}}],
        "wrong-form",
        "people[3].email: 'jo' does not fit; here belongs an e-mail address such as jo@northwind.example",
    ),
    (
        [{"do": "edit_person", "person": "jo", "set": {"away": [{"from": "2027-01-15", "to": "2027-01-11"}]}}],
        "ends-before-it-begins",
        "plan (changed) people[3].away[0].to: 2027-01-11 is before 2027-01-15, where it begins; swap them or mend one",
    ),
    (
        [{"do": "remove_person", "person": "jp"}],
        "unknown-person",
        "no person 'jp'; there are 'ana', 'kai', 'lee' and 'jo'",
    ),
    (
        [{"do": "remove_person", "person": "ana"}],
        "still-named",
        f"'ana' is still named by 'Purchase order', 'Set-up' and why.solution; {SOMEBODY_ELSE}",
    ),
    (
        [{"do": "remove_person", "person": "jo"}],
        "still-named",
        (
            "'jo' is still named by 'Purchase order', 'Legal review', the critical date 'go-live', "
            f"'month' in why.pains, 'close' in why.criteria and 2 more; {SOMEBODY_ELSE}"
        ),
    ),
    (
        [{"do": "add_phase", "new": {"id": "pilot"}, "behind": "signing"}],
        "unknown-phase",
        "no phase 'signing'; there are 'purchase', 'roll-out' and 'afterwards'",
    ),
    (
        [{"do": "remove_phase", "phase": "roll-out"}],
        "still-named",
        f"'roll-out' is still named by 'Set-up', 'Training', 'Go-live' and 'Adoption'; {OTHER_PHASE}",
    ),
    (
        [{"do": "reorder_phases", "phases": ["purchase"], "behind": "purchase"}],
        "behind-itself",
        "'purchase' changes its place too; name one that stays where it is",
    ),
    (
        [{"do": "reorder_phases", "phases": ["rollout"]}],
        "unknown-phase",
        "no phase 'rollout'; did you mean 'roll-out'?",
    ),
]


@pytest.mark.parametrize(("operations", "code", "sentence"), REFUSED)
def test_it_is_refused_in_these_words(operations: list[Asked], code: str, sentence: str) -> None:
    assert refusal(*operations) == (code, sentence)
