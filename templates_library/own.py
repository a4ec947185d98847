"""A template that somebody else wrote: the catalog's form, with fragments of its own beside those of the library."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pydantic import Field

from .checks import check_fragment, check_template, fragments_in
from .library import refuse_mistaken
from .mistakes import Mistaken
from .reading import validated
from .schema import Name, WrittenFragment, WrittenTemplate

if TYPE_CHECKING:
    from .library import Library
    from .yaml_file import YamlFile

MOST_STEPS = 200
"""Steps of a template, whatever the answers; a plan shows fewer than thirty at once."""


class WrittenOwn(WrittenTemplate):
    """A template with its own fragments; its versions are counted by whoever keeps it."""

    place: int = Field(1, ge=1)
    version: int = Field(1, ge=1)
    fragments: dict[Name, WrittenFragment] = Field(default_factory=dict)
    """Groups of steps that the library does not have."""


def read_own(template_id: str, file: YamlFile, library: Library, *, version: int = 1) -> Library:
    """Return a library of one template and of all that it is made of; raise Mistaken with every mistake in it."""
    written = validated(file, (), file.value, WrittenOwn)
    if written is None:
        raise Mistaken(file.mistakes)
    found = replace(
        library,
        fragments={**library.fragments, **written.fragments},
        templates={template_id: _without_fragments(written, version)},
        kept={},
        depends={},
    )
    for name in written.fragments:
        _check_own(found, name, library, file.inside("fragments", name))
    refuse_mistaken(file)  # a template is looked at as a whole, with all of its fragments
    check_template(found, template_id, file)
    refuse_mistaken(file)
    _check_size(found, template_id, written, file)
    refuse_mistaken(file)
    return alone(found, template_id)


def alone(library: Library, template_id: str) -> Library:
    """Return a library of one template: its fragments, the words that they use, and all questions.

    What later becomes of the library moves nothing in it.
    """
    template = library.templates[template_id]
    inside = fragments_in(library, template.parts)
    fragments = {name: one for name, one in library.fragments.items() if name in inside}
    steps = [step for one in fragments.values() for step in one.steps]
    ranges = {step.takes for step in steps} | {date.buffer for date in template.critical_dates}
    multipliers = {name for step in steps for name in step.longer_if}
    return replace(
        library,
        ranges={name: one for name, one in library.ranges.items() if name in ranges},
        multipliers={name: one for name, one in library.multipliers.items() if name in multipliers},
        fragments=fragments,
        templates={template_id: template},
        kept={},
        depends={},
    )


def _without_fragments(written: WrittenOwn, version: int) -> WrittenTemplate:
    said = {name: getattr(written, name) for name in WrittenTemplate.model_fields}
    return WrittenTemplate.model_construct(**{**said, "version": version})


def _check_own(found: Library, name: str, library: Library, file: YamlFile) -> None:
    """Tell what is wrong in a fragment of one's own, which has steps alone: so nothing multiplies itself."""
    if name in library.fragments:
        file.tell((), f"the library has a fragment {name!r} already; give yours another name")
    if found.fragments[name].parts:
        file.tell(("parts",), "a fragment of your own has steps; put its parts into the template")
        return
    check_fragment(found, name, file)


def _check_size(found: Library, template_id: str, written: WrittenOwn, file: YamlFile) -> None:
    inside = fragments_in(found, found.templates[template_id].parts)
    for name in written.fragments:
        if name not in inside:
            file.tell(("fragments", name), "no part is this fragment; name it under parts, or leave it out")
    steps = sum(len(found.fragments[name].steps) for name in inside)
    if steps > MOST_STEPS:
        file.tell(("parts",), f"the template has {steps:,} steps; at most {MOST_STEPS} are taken, so make two of it")
