"""All content of the library, read once: vocabulary, fragments and templates, with every name in them known."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from .checks import check_fragment, check_template, check_vocabulary
from .mistakes import Mistaken
from .reading import read_block, read_blocks, read_texts
from .schema import WrittenFragment, WrittenMultiplier, WrittenQuestion, WrittenRange, WrittenTemplate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .mistakes import Mistake
    from .pieces import Piece
    from .yaml_file import YamlFile

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Library:
    """Everything that templates are made of, each by its name."""

    questions: Mapping[str, WrittenQuestion]
    ranges: Mapping[str, WrittenRange]
    multipliers: Mapping[str, WrittenMultiplier]
    roles: Mapping[str, str]
    phases: Mapping[str, str]
    """Their titles, in the order in which plans have them."""
    fragments: Mapping[str, WrittenFragment]
    templates: Mapping[str, WrittenTemplate]
    kept: dict[tuple[str, ...], Piece] = field(default_factory=dict, repr=False)
    """Groups of steps as they were in a deal, by name and the answers that they depend on; there are few."""
    depends: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    """The questions that each fragment depends on, once they were looked for."""


def text_of(template_id: str) -> str:
    """Return how a ready-made template is written."""
    return (FOLDER / "catalog" / f"{template_id}.yaml").read_text(encoding="utf-8")


@cache
def ready_made() -> Library:
    """Return what ships with the product."""
    return read_library(FOLDER)


def read_library(folder: Path) -> Library:
    """Return the content of a folder; raise Mistaken with every mistake in it."""
    words = folder / "vocabulary"
    questions_file, questions = read_blocks(words / "questions.yaml", WrittenQuestion)
    ranges_file, ranges = read_blocks(words / "ranges.yaml", WrittenRange)
    multipliers_file, multipliers = read_blocks(words / "multipliers.yaml", WrittenMultiplier)
    roles_file, roles = read_texts(words / "roles.yaml")
    phases_file, phases = read_texts(words / "phases.yaml")
    fragments = {path.stem: read_block(path, WrittenFragment) for path in sorted(folder.glob("fragments/*.yaml"))}
    templates = {path.stem: read_block(path, WrittenTemplate) for path in sorted(folder.glob("catalog/*.yaml"))}
    files: list[YamlFile] = [questions_file, ranges_file, multipliers_file, roles_file, phases_file]
    files += [file for file, _ in (*fragments.values(), *templates.values())]
    found = Library(
        questions=questions,
        ranges=ranges,
        multipliers=multipliers,
        roles=roles,
        phases=phases,
        fragments={name: one for name, (_, one) in fragments.items() if one is not None},
        templates={name: one for name, (_, one) in templates.items() if one is not None},
    )
    refuse_mistaken(*files)  # names are looked up only in what could be read
    check_vocabulary(found, questions_file, ranges_file, multipliers_file)
    for name in found.fragments:
        check_fragment(found, name, fragments[name][0])
    refuse_mistaken(*files)  # a template is looked at as a whole, with all of its fragments
    for name in found.templates:
        check_template(found, name, templates[name][0])
    refuse_mistaken(*files)
    return found


def refuse_mistaken(*files: YamlFile) -> None:
    """Raise Mistaken where something is wrong in one of the files."""
    mistakes: list[Mistake] = [mistake for file in files for mistake in file.mistakes]
    if mistakes:
        raise Mistaken(mistakes)
