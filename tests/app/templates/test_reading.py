"""A stranger's template is read within bounds; whatever is wrong with it is told with its line, path and remedy."""

from __future__ import annotations

from datetime import date

import pytest
import yaml

from app.templates import UnusableTemplate, read_template
from app.templates.reading import LIMITS
from tests.templates_library.own import ENDLESS, OWN, STEPLESS

TODAY = date(2026, 11, 23)
STEPLESS_SAYS = "with these answers there is no step 'portal-report' for the critical date 'report'"
LAUGHS = "\n".join(
    [
        "a0: &a0 [x, x, x, x, x, x, x, x, x, x]",
        *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)),
    ]
)


def told(text: str | bytes) -> list[tuple[str, int | None, str, str]]:
    with pytest.raises(UnusableTemplate) as unusable:
        read_template(text, "portal", file="body", today=TODAY)
    return [(one.code, one.line, one.place, one.sentence) for one in unusable.value.problems]


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        (LAUGHS, "too-many-repeats", "aliases repeat more than 2,000 values"),
        ("[" * 30, "too-deep", "more than 20 deep"),
        ("title: !!python/object/apply:os.system [ls]\n" + OWN, "unknown-tag", "means nothing"),
        ("title: [unclosed\n", "bad-yaml", "a bracket that opens here is not closed"),
        ("x" * (LIMITS.size + 1), "too-large", "larger than 0.2 MB"),
        ("list: [" + "1, " * LIMITS.values + "1]", "too-many-values", "10,000"),
        ("", "empty", "a template begins with its title"),
        ("# nothing\n", "empty", "a template begins with its title"),
        ("- a\n", "template-mistake", "this is no template"),
        (OWN + "---\n" + OWN, "several-documents", "a file holds one template"),
        (b"title: \xff\xfe", "not-utf-8", "not UTF-8"),
        ("title: &loop [*loop]\n", "unknown-alias", "nothing before it does"),
        ('title: "\\0"\n', "unusable-character", "cannot be shown"),
        ("{" + '"a": {' * 30 + "}" * 31, "too-deep", "more than 20 deep"),
    ],
)
def test_what_would_tie_up_the_service_is_refused(text: str | bytes, code: str, says: str) -> None:
    first, *_ = told(text)
    assert first[0] == code
    assert says in first[3]


def test_a_key_that_is_there_twice_is_told_with_its_line() -> None:
    assert told(OWN + "title: Other\n") == [
        ("duplicate-key", 33, "title", "'title' is here twice, first on line 1; keep one of them")
    ]


def test_every_mistake_is_told_with_its_line_and_path() -> None:
    text = OWN.replace("use_when:", "use_wen:").replace("duration: 3d", "duration: 3 days")
    assert told(text) == [
        ("template-mistake", 1, "use_when", "'use_when' is missing"),
        ("template-mistake", 2, "use_wen", "no key 'use_wen'; did you mean 'use_when'?"),
        (
            "template-mistake",
            31,
            "fragments.portal-check.steps[1].duration",
            "a duration is written like 5d, 14ed or 2ew, not '3 days'",
        ),
    ]


def test_names_that_nothing_has_are_told_with_the_nearest() -> None:
    assert told(OWN.replace("{fragment: security-review,", "{fragment: security-reviews,")) == [
        (
            "template-mistake",
            14,
            "parts[1].fragment",
            "no fragment 'security-reviews'; did you mean 'security-review'?",
        ),
        ("template-mistake", 15, "parts[2].after[0]", "no part 'security-review'; did you mean 'security-reviews'?"),
    ]


@pytest.mark.parametrize(
    ("there", "instead", "line", "place", "says"),
    [
        (
            "duration: 4d",
            "duration: 4d\n        slots: whenever",
            27,
            "fragments.portal-check.steps[0].slots",
            "whenever",
        ),
        (
            "duration: 4d",
            "duration: 4d\n        private: suppliers",
            27,
            "fragments.portal-check.steps[0].private",
            "suppliers",
        ),
        (
            "duration: 4d",
            "duration: 4d\n        when: {regulated: true}\n        slots: whenever",
            28,
            "fragments.portal-check.steps[0].slots",
            "(where regulated is yes)",
        ),
        ("duration: 4d", "duration: -4d", 26, "fragments.portal-check.steps[0].duration", "-4d"),
        ("questions:", "parties: {'': supplier}\nquestions:", 6, "parties", ""),
    ],
)
def test_what_no_plan_can_be_made_of_is_told_where_it_is_written(
    there: str, instead: str, line: int, place: str, says: str
) -> None:
    first, *_ = told(OWN.replace(there, instead, 1))
    assert (first[1], first[2]) == (line, place)
    assert says in first[3]


def test_an_answer_that_leaves_a_critical_date_without_its_step_is_told() -> None:
    assert told(STEPLESS) == [
        (
            "date-without-step",
            12,
            "critical_dates[1]",
            f"{STEPLESS_SAYS}; let the date have the step's `when`",
        )
    ]


def test_a_template_that_takes_for_ever_is_told() -> None:
    (only,) = told(ENDLESS.replace("9999d", "9999ew"))
    assert only[:3] == ("year-out-of-range", 12, "critical_dates[1]")


def test_private_steps_that_all_wait_for_each_other_are_told() -> None:
    written = yaml.safe_load(OWN)
    first, _ = written["fragments"]["portal-check"].pop("steps")
    for name in ("portal-check", "portal-talk"):
        steps = [{**first, "id": f"{name}-{number}", "private": "customer"} for number in range(60)]
        written["fragments"][name] = {**written["fragments"]["portal-check"], "steps": steps}
    written["parts"][1:1] = [{"fragment": "portal-talk", "after": "portal-check"}]
    ((code, _, place, sentence),) = told(yaml.safe_dump(written))
    assert (code, place) == ("too-many-links", "parts")
    assert sentence.startswith("the steps wait for each other 3,662 times; at most 2,000 are followed")
