"""YAML text to plain data, by the YAML 1.2 core schema: dates, times, `on` and `no` stay text."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import yaml

from .json_text import Twice
from .places import Outline, Value
from .problems import Wrong
from .words import TOO_LONG, named, too_deep, too_many_values

if TYPE_CHECKING:
    from scheduler.refusals import Path

    from .limits import Limits

# Events rather than PyYAML's own constructors: depth, aliases and repeated keys are seen while reading, not after, and
# nothing recurses, so that no document can exhaust the stack.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER_STARTS = frozenset("0123456789+-.")


class YamlRefusedError(Wrong):
    """The text is not YAML that a plan can be written in, from a line on."""

    def __init__(self, code: str, sentence: str, line: int) -> None:
        """Keep the line too."""
        super().__init__(code, sentence)
        self.line = line


@dataclass(slots=True)
class YamlText:
    """What a YAML text holds, and what it should not."""

    value: Value = None
    empty: bool = True
    outline: Outline = field(default_factory=lambda: Outline(1))
    twice: list[Twice] = field(default_factory=list)
    key_problems: list[tuple[Path, str, int]] = field(default_factory=list)
    """The block, what stands there instead of a text, and its line."""
    not_finite: bool = False


@dataclass(slots=True)
class _Node:
    """A finished value, with what is needed to repeat it."""

    value: Value
    outline: Outline | None = None
    size: int = 1
    height: int = 0


@dataclass(slots=True)
class _Open:
    """A block or list that is being read."""

    value: list[Value] | dict[str, Value]
    outline: Outline
    anchor: str | None
    path: Path
    key: str | None = None
    key_line: int = 0
    awaits_value: bool = False
    size: int = 1
    height: int = 1


def read_yaml(text: str, limits: Limits) -> YamlText:
    """Return the plain data of a YAML text; of a key that is there twice the first value."""
    reading = _YamlReading(limits)
    loader = _LOADER(text)
    try:
        while True:
            event = loader.get_event()
            if event is None or isinstance(event, yaml.StreamEndEvent):
                return reading.found
            reading.take(event)
    except yaml.MarkedYAMLError as error:
        sentence, line = _sentence_and_line(error, text)
        # What is missing at the end is missing on the last line that says something.
        raise YamlRefusedError("bad-yaml", sentence, min(line, text.rstrip().count("\n") + 1)) from error
    except yaml.YAMLError as error:
        sentence = (
            "the text holds a character that cannot be read; look for control characters from copying and delete them"
        )
        raise YamlRefusedError("bad-yaml", sentence, _line_of_character(text, error)) from error
    finally:
        loader.dispose()


class _YamlReading:
    """One walk over the events of a text."""

    def __init__(self, limits: Limits) -> None:
        self.found = YamlText()
        self._limits = limits
        self._stack: list[_Open] = []
        self._anchors: dict[str, _Node] = {}
        self._repeated = self._values = 0

    def take(self, event: yaml.Event) -> None:
        """Take in the next event."""
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_tag(event, line)
            self._put(self._scalar(event, line), event.anchor, line)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._refuse_tag(event, line)
            self._begin(event, line)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._end()
        elif isinstance(event, yaml.AliasEvent):
            self._put(self._alias(event.anchor, line), None, line)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._refuse_second(line)

    def _refuse_second(self, line: int) -> None:
        if not self.found.empty:
            sentence = "a second document begins here, after '---' or '...'; a file holds one plan"
            raise YamlRefusedError("several-documents", sentence, line)

    @staticmethod
    def _refuse_tag(event: yaml.ScalarEvent | yaml.CollectionStartEvent, line: int) -> None:
        if event.tag not in {None, "!", "tag:yaml.org,2002:str"}:
            sentence = (
                "a word that begins with an exclamation mark means nothing in a plan; take it away or put it in quotes"
            )
            raise YamlRefusedError("unknown-tag", sentence, line)

    def _begin(self, event: yaml.CollectionStartEvent, line: int) -> None:
        if len(self._stack) >= self._limits.depth:
            raise YamlRefusedError("too-deep", too_deep(self._limits), line)
        value: list[Value] | dict[str, Value] = {} if isinstance(event, yaml.MappingStartEvent) else []
        path: Path = ()
        if self._stack:
            top = self._stack[-1]
            part = len(top.value) if isinstance(top.value, list) else top.key
            path = top.path if part is None else (*top.path, part)
        if event.anchor is not None:
            # Until it is finished, an alias to it would hold itself.
            self._anchors.pop(event.anchor, None)
        self._stack.append(_Open(value, Outline(line), event.anchor, path))

    def _end(self) -> None:
        done = self._stack.pop()
        node = _Node(done.value, done.outline, done.size, done.height)
        self._put(node, done.anchor, done.outline.line)

    def _put(self, node: _Node, anchor: str | None, line: int) -> None:
        """Put a finished value where it belongs."""
        if anchor is not None:
            self._anchors[anchor] = node
        if not self._stack:
            self.found.value = node.value
            self.found.empty = False
            self.found.outline = node.outline or Outline(line)
            return
        top = self._stack[-1]
        if not isinstance(top.value, dict) or top.awaits_value:
            self._count(line)
        top.size += node.size
        top.height = max(top.height, node.height + 1)
        if isinstance(top.value, list):
            self._note(top, len(top.value), node, line)
            top.value.append(node.value)
        elif not top.awaits_value:
            self._key(top, node, line)
        else:
            self._entry(top, node)

    def _count(self, line: int) -> None:
        self._values += 1
        if self._values >= self._limits.values:
            raise YamlRefusedError("too-many-values", too_many_values(self._limits), line)

    def _key(self, top: _Open, node: _Node, line: int) -> None:
        top.awaits_value = True
        top.key_line = line
        top.key = node.value if isinstance(node.value, str) else None
        if top.key is None:
            self.found.key_problems.append((top.path, named(node.value), line))
        elif top.key in top.outline.lines:
            first = top.outline.lines[top.key]
            self.found.twice.append(Twice(path=(*top.path, top.key), line=line, first_line=first))

    def _entry(self, top: _Open, node: _Node) -> None:
        top.awaits_value = False
        if isinstance(top.value, dict) and top.key is not None and top.key not in top.value:
            self._note(top, top.key, node, top.key_line)
            top.value[top.key] = node.value
        top.key = None

    @staticmethod
    def _note(top: _Open, part: str | int, node: _Node, line: int) -> None:
        top.outline.lines[part] = line
        if node.outline is not None:
            top.outline.inside[part] = node.outline

    def _alias(self, anchor: str | None, line: int) -> _Node:
        """Return the value that an alias repeats, within the bounds on repetition."""
        if anchor is None or anchor not in self._anchors:
            sentence = (
                f"in YAML *{anchor} repeats what &{anchor} names, and nothing before it does; put text with * in quotes"
            )
            raise YamlRefusedError("unknown-alias", sentence, line)
        node = self._anchors[anchor]
        self._repeated += node.size
        if self._repeated > self._limits.repeated:
            sentence = f"aliases repeat more than {self._limits.repeated:,} values; write fewer of them"
            raise YamlRefusedError("too-many-repeats", sentence, line)
        if len(self._stack) + node.height > self._limits.depth:
            raise YamlRefusedError("too-deep", too_deep(self._limits), line)
        return node

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> _Node:
        text = event.value
        if not event.implicit[0] or event.tag is not None:
            return _Node(text)
        if text in _WORDS:
            return _Node(_WORDS[text])
        return _Node(self._number(text, line) if text[0] in _NUMBER_STARTS else text)

    def _number(self, text: str, line: int) -> Value:
        """Return the number that a plain scalar is, else the text itself."""
        if _INTEGER.fullmatch(text):
            if len(text) > self._limits.digits:
                raise YamlRefusedError("number-too-long", TOO_LONG, line)
            return int(text, 0) if text[:2] in {"0o", "0x"} else int(text)
        if _FLOAT.fullmatch(text) or _NOT_FINITE.fullmatch(text):
            # YAML writes `.inf` and `.nan`, and `1.` as Python does.
            number = float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
            self.found.not_finite |= not math.isfinite(number)
            return number
        return text


def _line_of_character(text: str, error: yaml.YAMLError) -> int:
    position = getattr(error, "position", None)
    return text.count("\n", 0, position) + 1 if isinstance(position, int) else 1


def _sentence_and_line(error: yaml.MarkedYAMLError, text: str) -> tuple[str, int]:
    """Return what is wrong, in words of ours, and on which line to look."""
    here = error.problem_mark.line + 1 if error.problem_mark else 1
    if error.problem_mark and text[error.problem_mark.index :].startswith("\t"):
        return _TAB, here
    began = error.context_mark.line + 1 if error.context_mark else here
    told = f"{error.context or ''} / {error.problem or ''}"
    for part, at_beginning, sentence in _SENTENCES:
        if part in told:
            return sentence, began if at_beginning else here
    return (
        "this cannot be read as YAML; check indentation, colons and quotation marks on this line and the one before",
        here,
    )


_TAB = "a tab cannot indent here; use spaces"
_INDENT = "the indentation changes here; what belongs to one block or list begins in the same column"
_SENTENCES = (
    (
        "cannot start any token",
        False,
        "a value cannot begin like this; put text with @, ` or % first in quotes",
    ),
    ("tab character", False, _TAB),
    (
        "mapping values are not allowed",
        False,
        "a colon stands where none can; put text that contains ': ' in quotes, or check the indentation",
    ),
    (
        "quoted scalar",
        True,
        "the text in quotes that begins here is not closed, or has a backslash that must be written twice",
    ),
    ("flow", True, "a bracket that opens here is not closed, or a comma is missing inside it"),
    ("expected ':'", True, "a colon is missing behind this key, or this line is indented wrongly"),
    ("block mapping", False, _INDENT),
    ("block collection", False, _INDENT),
    ("block sequence", False, _INDENT),
    ("document start", False, "the plan has ended before this line; check its indentation and the brackets before it"),
    (
        "control characters",
        False,
        "the text holds a character that cannot be read; look for control characters from copying and delete them",
    ),
    ("invalid Unicode", False, "an escape in double quotes names a character that does not exist"),
    (
        "anchor",
        False,
        "an anchor or alias needs a name of letters and digits; put text that begins with & or * in quotes",
    ),
    (
        "alias",
        False,
        "an anchor or alias needs a name of letters and digits; put text that begins with & or * in quotes",
    ),
    (
        "tag",
        False,
        "a word that begins with an exclamation mark means nothing in a plan; take it away or put it in quotes",
    ),
)
