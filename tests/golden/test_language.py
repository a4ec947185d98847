"""The language of the golden cases: shorthand, messages that help, and rewriting that keeps what people wrote."""

from __future__ import annotations

import json
import re

import pytest

from tests.golden.case import case_of
from tests.golden.check import differences
from tests.golden.plain import CaseError
from tests.golden.rewrite import rewritten
from tests.golden.shorthand import step_of

WRONG = """\
says: A lag steps over the weekend.
shows: [3.6]
go_live: 2026-03-02   # a Monday
steps:
  - security 3d
  - legal    5d after security+2d
expect:
  #          late start  late finish  because of
  legal:    [2026-02-25, 2026-03-02, go-live]  # ends on the day itself
  security: {late: [2026-02-17, 2026-02-19], float: 7}
  findings:
    - date-late: too late
  critical_dates: {go-live: {path: [legal]}}
  # Said aloud:
  explain:
    security:
      early_start: >-
        Security waits
        for nobody.
      early_finish:
        - >-
          Security waits.
then:
  go_live: 2026-03-03
  expect:
    moves: {legal: {late_start: null}}
    still: []
"""
RIGHT = (
    WRONG.replace("2026-02-25", "2026-02-24")
    .replace("float: 7", "float: 31")
    .replace("- date-late: too late", "[]")
    .replace("[legal]", "[security, legal]")
    .replace(
        "Security waits\n        for nobody.",
        "Security can start on Mon 5 Jan, because today is Mon 5 Jan.",
    )
    .replace(
        "Security waits.",
        "Security can start on Mon 5 Jan and finish on Wed 7 Jan (3 working days), because today is Mon 5 Jan.",
    )
    .replace("late_start: null", "late_start: [2026-02-24, 2026-02-25, 1, critical_dates.go-live.date]")
)

DIFFERENCES = """\
legal: the case says [2026-02-25, 2026-03-02, go-live]
       the plan gives [2026-02-24, 2026-03-02, go-live]
security float: the case says 7
                the plan gives 31
finding not given: date-late: too late
critical_dates go-live path: the case says [legal]
                             the plan gives [security, legal]
explain security early_start: the case says Security waits for nobody.
                              the plan gives Security can start on Mon 5 Jan, because today is Mon 5 Jan.
explain security early_finish: the case says [Security waits.]
                               the plan gives [Security can start on Mon 5 Jan and finish on Wed 7 Jan \
(3 working days), because today is Mon 5 Jan.]
then moves legal late_start: the case says null
                             the plan gives [2026-02-24, 2026-02-25, 1, critical_dates.go-live.date]"""


@pytest.mark.parametrize(
    ("line", "step"),
    [
        ("go-live milestone", {"id": "go-live", "title": "Go-live", "kind": "milestone"}),
        ("legal-review 5d", {"id": "legal-review", "title": "Legal review", "duration": "5d"}),
        (
            "notice 3ew by hw+customer",
            {"id": "notice", "title": "Notice", "duration": "3ew", "side": ["hw", "customer"]},
        ),
        (
            "cut-over 1d on nights change asap",
            {
                "id": "cut-over",
                "title": "Cut over",
                "duration": "1d",
                "calendar": "nights",
                "tags": ["change"],
                "policy": "asap",
            },
        ),
        (
            "kick-off milestone anchored after legal SS+2d, data-check-2d",
            {
                "id": "kick-off",
                "title": "Kick off",
                "kind": "milestone",
                "anchor": "start",
                "after": [{"step": "legal", "type": "SS", "lag": "2d"}, {"step": "data-check", "lag": "-2d"}],
            },
        ),
        (
            "legal 5d started 2026-03-02 left 2d",
            {
                "id": "legal",
                "title": "Legal",
                "duration": "5d",
                "progress": {"started": "2026-03-02", "remaining": "2d"},
            },
        ),
    ],
)
def test_a_step_is_a_line(line: str, step: dict[str, object]) -> None:
    assert step_of(line) == step


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("legal soon", "'soon' in 'legal soon' means nothing; write it as a key of the plan document"),
        ("legal 5d after a b c", "'a b c' in 'legal 5d after a b c' is no predecessor; write it like 'security FF+2d'"),
    ],
)
def test_a_line_that_says_nothing_is_told(line: str, sentence: str) -> None:
    with pytest.raises(CaseError, match=f"^{re.escape(sentence)}$"):
        step_of(line)


def test_go_live_binds_the_last_step_unless_one_is_called_so() -> None:
    plan = (
        "says: It binds.\nshows: [3.9]\ngo_live: 2026-03-02\nsteps: [go-live 1d, party 1d]\nexpect: {feasible: true}\n"
    )

    bound = [
        json.loads(case_of("a/b", text).before.document)["critical_dates"][0]["step"]
        for text in (plan, plan.replace("go-live 1d", "legal 1d"))
    ]

    assert bound == ["go-live", "party"]


def test_each_difference_is_a_line() -> None:
    assert "\n".join(differences(case_of("lags/wrong", WRONG))) == DIFFERENCES


def test_rewriting_changes_what_is_wrong_and_nothing_else() -> None:
    assert rewritten(case_of("lags/wrong", WRONG)) == RIGHT


def test_rewriting_what_is_right_changes_nothing() -> None:
    assert rewritten(case_of("lags/right", RIGHT)) == RIGHT
    assert differences(case_of("lags/right", RIGHT)) == []
