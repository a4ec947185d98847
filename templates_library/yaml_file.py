"""A YAML file as plain data, with the line of everything in it; days, `yes` and `on` stay text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

import yaml

from .mistakes import Mistake, Mistaken

if TYPE_CHECKING:
    from pathlib import Path as FilePath

    from scheduler.refusals import Path

Plain: TypeAlias = "bool | int | float | str | list[Plain] | dict[str, Plain] | None"

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS: dict[str, bool | None] = {"": None, "null": None, "~": None, "true": True, "false": False}


@dataclass(slots=True)
class YamlFile:
    """What a file says, and where."""

    name: str
    """The folder and the name, as people look for it in the library."""
    value: Plain = None
    lines: dict[Path, int] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    within: Path = ()
    """The block that the paths of what is told begin in."""

    def inside(self, *path: str | int) -> YamlFile:
        """Return a block of the file, which is told about as of the file."""
        return replace(self, within=(*self.within, *path))

    def tell(self, path: Path, sentence: str, code: str = "content") -> None:
        """Note a mistake at a place, or at the nearest written place around it."""
        path = (*self.within, *path)
        at = path
        while at and at not in self.lines:
            at = at[:-1]
        self.mistakes.append(
            Mistake(code=code, path=path, sentence=sentence, file=self.name, line=self.lines.get(at, 1))
        )


def read_yaml(path: FilePath) -> YamlFile:
    """Return the content of a file; raise Mistaken where it is no YAML."""
    file = YamlFile(f"{path.parent.name}/{path.name}")
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), _LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        flaw = Mistake(code="content", path=(), sentence=f"this is no YAML: {error.problem}", file=file.name, line=line)
        raise Mistaken([flaw]) from error
    file.value = None if root is None else _plain(root, (), file)
    return file


def _plain(node: yaml.Node, path: Path, file: YamlFile) -> Plain:
    file.lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _block(node, path, file)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, at), file) for at, item in enumerate(node.value)]
    return _scalar(node)


def _block(node: yaml.MappingNode, path: Path, file: YamlFile) -> Plain:
    block: dict[str, Plain] = {}
    for key, value in node.value:
        name = str(key.value)
        file.lines.setdefault((*path, name), key.start_mark.line + 1)
        if name in block:
            file.tell((*path, name), f"{name!r} is here twice; keep one of them")
        block[name] = _plain(value, (*path, name), file)
    return block


def _scalar(node: yaml.Node) -> Plain:
    text: str = node.value
    if getattr(node, "style", None) in {"'", '"', "|", ">"}:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if re.fullmatch(r"-?[0-9]+", text):
        return int(text)
    return float(text) if re.fullmatch(r"-?[0-9]+\.[0-9]+", text) else text
