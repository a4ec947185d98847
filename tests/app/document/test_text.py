"""Texts that are no plan: each is refused with its line, in words of ours, before anything can hang."""

from __future__ import annotations

import pytest

from app.document import Limits
from tests.app.document.refusals import refused, told

HEAD = "format: backplan/1\ntitle: T\n"

_BEGIN = "a value cannot begin like this; put text with @, ` or % first in quotes"
_TAB = "a tab cannot indent here; use spaces"
_COLON = "a colon stands where none can; put text that contains ': ' in quotes, or check the indentation"
_QUOTED = "the text in quotes that begins here is not closed, or has a backslash that must be written twice"
_BRACKET = "a bracket that opens here is not closed, or a comma is missing inside it"
_INDENT = "the indentation changes here; what belongs to one block or list begins in the same column"
_ANCHOR = "an anchor or alias needs a name of letters and digits; put text that begins with & or * in quotes"
_ALIAS = "in YAML *x repeats what &x names, and nothing before it does; put text with * in quotes"
_TAG = "a word that begins with an exclamation mark means nothing in a plan; take it away or put it in quotes"
_CHARACTER = "the text holds a character that cannot be read; look for control characters from copying and delete them"
_EMPTY = "there is nothing here; a plan begins with 'format: backplan/1'"
_COMMENTS = "there is nothing here but comments; a plan begins with 'format: backplan/1'"
_NOT_A_PLAN = "this is not a plan; a plan is a block of keys that begins with 'format: backplan/1'"
_DEEP = "blocks and lists are nested more than 60 deep; no plan needs that"
_LONG = "this number has hundreds of digits; no plan needs such a number"

YAML = {
    "": ("empty", 1, _EMPTY),
    " \n\n": ("empty", 1, _EMPTY),
    "# only\n": ("empty", 1, _COMMENTS),
    "---\n": ("empty", 1, _COMMENTS),
    "- a\n": ("not-a-plan", 1, _NOT_A_PLAN),
    "a\n": ("not-a-plan", 1, _NOT_A_PLAN),
    "title: [1,\n\n\n": ("bad-yaml", 1, _BRACKET),
    "[a, b\n": ("bad-yaml", 1, _BRACKET),
    "a: 1\nb: {c: 1, d\ne: 2\n": ("bad-yaml", 2, _BRACKET),
    "{format: backplan/1": ("bad-yaml", 1, _BRACKET),
    "a: 1\ntitle: 'x\ny: 1\n": ("bad-yaml", 2, _QUOTED),
    'a: "\\q"\n': ("bad-yaml", 1, _QUOTED),
    "a: b: c\n": ("bad-yaml", 1, _COLON),
    "a: 1\n  b: 2\n": ("bad-yaml", 2, _COLON),
    "a:\n\t- 1\n": ("bad-yaml", 2, _TAB),
    "a:\n  - b: 1\n\tc: 2\n": ("bad-yaml", 3, _TAB),
    "a: 1\nsteps\n  - b: 1\n": (
        "bad-yaml",
        2,
        "a colon is missing behind this key, or this line is indented wrongly",
    ),
    "a: @x\n": ("bad-yaml", 1, _BEGIN),
    "a:\n - 1\n- 2\n": ("bad-yaml", 3, _INDENT),
    "a: &\n": ("bad-yaml", 1, _ANCHOR),
    "a: *\n": ("bad-yaml", 1, _ANCHOR),
    "b: 1\na: \x07\n": ("bad-yaml", 2, _CHARACTER),
    "a: 1\n---\nb: 2\n": (
        "several-documents",
        2,
        "a second document begins here, after '---' or '...'; a file holds one plan",
    ),
    "a: *x\n": ("unknown-alias", 1, _ALIAS),
    "a: &x [*x]\n": ("unknown-alias", 1, _ALIAS),
    "a: !!python/object:os.system x\n": ("unknown-tag", 1, _TAG),
    "a: !foo [x]\n": ("unknown-tag", 1, _TAG),
    "b: 1\na: " + "1" * 5000: ("number-too-long", 2, _LONG),
    "a: " + "[" * 100: ("too-deep", 1, _DEEP),
    "a: " + "[" * 1_000_000: ("too-deep", 1, _DEEP),
}

JSON = {
    '{"a": 1,}': ("bad-json", 1, "here belongs a key in double quotes; look for single quotes or a comma too many"),
    "{\n\"a\": 1,\n'b': 2}": (
        "bad-json",
        3,
        "here belongs a key in double quotes; look for single quotes or a comma too many",
    ),
    '{"a" 1}': ("bad-json", 1, "here belongs a colon between a key and its value"),
    '{"a": 1\n"b": 2}': ("bad-json", 2, "a comma is missing before this, or a bracket is not closed"),
    '{"a": tru}': ("bad-json", 1, "a value is missing here, or a text stands without double quotes"),
    '{"a": 1} x': ("bad-json", 1, "the text goes on after the plan's closing brace; a file holds one plan"),
    '{"a": "x\ny"}': ("bad-json", 1, "a text in quotes goes over the end of its line or holds a tab; write \\n or \\t"),
    '{"a": "\\q"}': ("bad-json", 1, "a backslash in quotes means nothing here; write two backslashes for one"),
    '{"a": "x': ("bad-json", 1, "a quotation mark that opens here is never closed"),
    '{"a": "1",\n"b": ' + "1" * 101 + "}": ("number-too-long", 2, _LONG),
    '{"a": "' + "1" * 5000 + '",\n"b": -' + "1" * 5000 + "}": ("number-too-long", 2, _LONG),
    '{"a": "[[[",\n"b":' + "[" * 100 + "]" * 100 + "}": ("too-deep", 2, _DEEP),
    '{"a":\n' + "[" * 500_000 + "]" * 500_000 + "}": ("too-deep", 2, _DEEP),
    "[1]": ("not-a-plan", 1, _NOT_A_PLAN),
}


@pytest.mark.parametrize(("text", "expected"), [*YAML.items(), *JSON.items()])
def test_texts_that_are_no_plan(text: str, expected: tuple[str, int, str]) -> None:
    assert [(problem.code, problem.line, problem.sentence) for problem in refused(text)] == [expected]


def test_a_text_in_another_encoding() -> None:
    sentence = "x:1: the text is not UTF-8; save it again with the encoding UTF-8"
    assert told(HEAD.encode("utf-16")) == [sentence]
    assert told("title: Zürich".encode("latin-1")) == [sentence]
    assert told("title: \ud800") == [sentence]


def test_a_file_that_is_called_json_is_read_as_json() -> None:
    text = "{format: backplan/1, title: T}"
    assert refused(text, file="plan.yaml") == ()
    assert told(text, file="plan.json") == [
        "plan.json:1: here belongs a key in double quotes; look for single quotes or a comma too many"
    ]


def test_json_may_be_indented_with_tabs() -> None:
    text = '{\n\t"format": "backplan/1",\n\t"title": "T",\n\t"titel": "U"\n}'
    assert told(text) == ["x:4 titel: no key 'titel' here; did you mean 'title'?"]


def test_limits_are_settable() -> None:
    assert told(HEAD, limits=Limits(size=10)) == [
        "x:1: the text is larger than 1e-05 MB; a plan is a few hundred KB at most"
    ]
    assert told("x" * 20_000_001) == ["x:1: the text is larger than 20 MB; a plan is a few hundred KB at most"]
    steps = "\nsteps: [{id: a, title: A, duration: 1d}, {id: b, title: B, duration: 1d}]"
    assert told(HEAD + steps, limits=Limits(steps=1)) == [
        "x:4 steps: the plan has 2 steps; at most 1 are read, so split it or take some away"
    ]
    dates = "critical_dates: [{id: a, date: 2027-01-01}, {id: b, date: 2027-01-01}]"
    assert told(HEAD + dates, limits=Limits(critical_dates=1)) == [
        "x:3 critical_dates: the plan has 2 critical dates; at most 1 are read, so split it or take some away"
    ]
    assert told(HEAD + "template: {answers: {a: [[]]}}", limits=Limits(depth=4)) == [
        "x:3: blocks and lists are nested more than 4 deep; no plan needs that"
    ]
    assert told(HEAD + "template: {answers: {a: []}}", limits=Limits(depth=4)) == []
    json = '{"format": "backplan/1", "title": "T", "template": {"answers": {"a": []}}}'
    assert told(json, limits=Limits(depth=4)) == []
    assert told(json, limits=Limits(depth=3)) == [
        "x:1: blocks and lists are nested more than 3 deep; no plan needs that"
    ]


@pytest.mark.parametrize("seed", ["[x, x, x, x, x, x, x, x, x]", "{x: 1, y: 2, z: 3}"])
def test_a_yaml_bomb_goes_off_in_nobodys_hands(seed: str) -> None:
    lines = [f"  a0: &a0 {seed}", *(f"  a{n}: &a{n} [{', '.join(9 * [f'*a{n - 1}'])}]" for n in range(1, 10))]
    (problem,) = refused(HEAD + "template:\n answers:\n" + "\n".join(lines))
    assert problem.code == "too-many-repeats"
    assert problem.sentence == "aliases repeat more than 100,000 values; write fewer of them"


def test_aliases_cannot_nest_too_deeply() -> None:
    lines = ["  a0: &a0 [x]", *(f"  a{n}: &a{n} [*a{n - 1}]" for n in range(1, 70))]
    assert told(HEAD + "template:\n answers:\n" + "\n".join(lines)) == [f"x:62: {_DEEP}"]


def test_a_key_that_is_there_twice() -> None:
    assert told(HEAD + "title: U") == ["x:3 title: 'title' is here twice, first on line 2; keep one of them"]
    assert told('{"format": "backplan/1",\n"title": "T",\n"template": {"answers": {"a": 1,\n"a": 2}}}') == [
        "x:4 template.answers.a: 'a' is here twice, first on line 3; keep one of them"
    ]
    assert told('{"format": "backplan/1",\n"title": "T",\n"why": [{"a": [],\n"a": {}}]}') == [
        "x:3 why: here belongs a block with keys such as pains, current_way and consequences, not a list",
        "x:4 why[0].a: 'a' is here twice, first on line 3; keep one of them",
    ]


def test_a_key_that_is_no_text() -> None:
    assert told(HEAD + "template:\n answers:\n  1: a\n  ~: b\n  [x]: c\n  true: d\n  2026: e") == [
        "x:5 template.answers: a key has to be text, and here stands the number 1; put it in quotes",
        "x:6 template.answers: a key has to be text, and here stands nothing; put it in quotes",
        "x:7 template.answers: a key has to be text, and here stands a list; put it in quotes",
        "x:8 template.answers: a key has to be text, and here stands true; put it in quotes",
        "x:9 template.answers: a key has to be text, and here stands the number 2026; put it in quotes",
    ]


@pytest.mark.parametrize("number", [".inf", "-.INF", ".nan", "1e999", "-1e999"])
def test_numbers_that_are_none(number: str) -> None:
    sentence = "this number is infinite, or none at all; write an ordinary one"
    assert told(f"{HEAD}template: {{answers: {{a: [1,\n {number}]}}}}") == [f"x:4 template.answers.a[1]: {sentence}"]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_numbers_that_are_none_in_json(number: str) -> None:
    sentence = "this number is infinite, or none at all; write an ordinary one"
    answers = f'{{"answers": {{"a":\n{number}}}}}'
    text = f'{{"format": "backplan/1", "title": "T", "critical_threshold":\n{number},\n"template": {answers}}}'
    assert told(text) == [f"x:1 critical_threshold: {sentence}", f"x:3 template.answers.a: {sentence}"]


@pytest.mark.parametrize("escape", ["\\ud800", "\\uDFFF", "\\u0000"])
def test_escapes_that_give_no_character(escape: str) -> None:
    sentence = "a control character in this text, or in a key here, cannot be shown; delete it"
    head = '{"format": "backplan/1", "title": "T",\n'
    assert told(f'{head}"seller": "x{escape}"}}') == [f"x:2 seller: {sentence}"]
    assert told(f'{head}"why": {{"{escape}": {{"b": 1}}}}}}') == [f"x:2 why: {sentence}"]
    assert told('{"format": "backplan/1", "title": "\\ud83d\\ude00 \\\\u0000"}') == []


def test_an_escape_that_gives_no_character_in_yaml() -> None:
    sentence = "a control character in this text, or in a key here, cannot be shown; delete it"
    assert told(HEAD + 'seller: "\\0"') == [f"x:3 seller: {sentence}"]


_MANY = "the text holds more than 20 values; no plan needs so many, so split it"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"{HEAD}template:\n answers:\n  a: [{'1, ' * 20}1]", 5),
        (f"{HEAD}template:\n answers:\n" + "\n".join(f"  a{n}: 1" for n in range(30)), 22),
        ('{"format": "backplan/1",\n"title": "T", "why": {"a": [' + "1, " * 20 + "1]}}", 1),
        ('{"format": "backplan/1",\n"title": "T", "why": {' + '"a": 1, ' * 20 + '"a": 1}}', 1),
    ],
)
def test_more_values_than_a_plan_needs(text: str, line: int) -> None:
    (problem,) = refused(text, limits=Limits(values=20))
    assert (problem.code, problem.line, problem.sentence) == ("too-many-values", line, _MANY)


def test_so_much_is_wrong_that_only_a_part_is_told() -> None:
    more = "x: more is wrong than is told at once; mend what stands before this line first"
    phases = "here belongs a block with keys such as id, title and by, not the number 1"
    few = Limits(problems=2)
    assert told(f"{HEAD}phases: [1, 1, 1]", limits=few) == [
        f"x:3 phases[0]: {phases}",
        f"x:3 phases[1]: {phases}",
        more,
    ]
    # Of very many not even the list is made.
    assert told(f"{HEAD}phases: [{'1, ' * 3000}1]", limits=few)[1:] == [f"x:3 phases[1]: {phases}", more]
    assert told(f"{HEAD}phases: [{'{id: a}, ' * 3000}{'1, ' * 9}]", limits=few) == [
        "x: more is wrong with the values in this text than can be told; look whether it is a plan"
    ]


def test_keys_of_absurd_length_and_with_odd_characters_are_shown_harmlessly() -> None:
    assert told(f'{HEAD}"a\\e[2Jb": 1\n') == [
        "x:1: a control character in this text, or in a key here, cannot be shown; delete it"
    ]
    assert told(f'{HEAD}"a\\u202eb": 1\n') == [
        "x:3 a\\u202eb: no key 'a\\u202eb' here; is this written by a newer version of Backplan?"
    ]
    (line,) = told(HEAD + "? " + "k" * 100_000 + "\n: 1\n")
    assert len(line) < 250


@pytest.mark.parametrize(
    "fields",
    [
        "duration: '1{blanks}x'",
        "duration: '{blanks}x'",
        "must_start_on: '{blanks}x', agreed: {{start: '2026-11-30 {blanks}x'}}",
        "meeting: {{at: '1{blanks}x', length: '1{blanks}x'}}",
        "side: 'x{blanks}x', kind: 'x{blanks}x', references: [{{url: 'https://{blanks}'}}]",
        "title: A}}], people: [{{id: 'x{blanks}x', party: 'x{blanks}x', email: '{blanks}@{blanks}'",
        "title: A}}], time_zone: '{blanks}/x', holidays: [{{x: 1",
        "title: A}}], parties: [{{id: 'x{blanks}', 'name{blanks}x': x}}], phases: [{{id: 'x{blanks}x', 'i{blanks}x': 1",
        "title: A}}], critical_dates: [{{id: a, date: '1{blanks}x', cost_of_delay: {{currency: 'x{blanks}x'}}",
    ],
)
def test_blanks_without_end_are_told_in_the_end(fields: str) -> None:
    # Whatever walked the blanks again for each of them would not come to an end.
    text = "{{format: backplan/1, title: T, steps: [{{id: a, " + fields + "}}]}}"
    assert refused(text.format(blanks=" " * 300_000))


@pytest.mark.parametrize(
    "calendar",
    [
        "{{week: {{mon: '1{blanks}x'}}}}",
        "{{holidays: 'DE-{blanks}x'}}",
        "{{holidays: 'D{blanks}x'}}",
        "{{week: ['x{blanks}x']}}",
    ],
)
def test_blanks_without_end_in_calendars_are_told_in_the_end(calendar: str) -> None:
    assert refused(f"{HEAD}calendars:\n  seller: " + calendar.format(blanks=" " * 300_000))
