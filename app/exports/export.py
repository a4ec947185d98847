"""The kinds of export, in one registry that the command and the HTTP door share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.projection import Projection


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A form in which a plan can be taken away."""

    kind: str
    """What people ask for: `ics`, `xlsx`, `letter`."""
    says: str
    """What it is, for lists and help."""
    media_type: str
    suffix: str
    """The end of its file's name, with the dot."""
    render: Callable[[Projection], bytes]
    """Give the same bytes for the same projection, whenever and wherever it runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A plan as a file."""

    content: bytes
    media_type: str
    name: str
    """A file name that every system takes: `northwind-erp-roll-out.ics`."""


def _ics(projection: Projection) -> bytes:
    from .ics import ics

    return ics(projection)


def _csv(projection: Projection) -> bytes:
    from .csv_file import csv_file

    return csv_file(projection)


def _xlsx(projection: Projection) -> bytes:
    from .xlsx_file import xlsx_file

    return xlsx_file(projection)


def _yaml(projection: Projection) -> bytes:
    from app.document import write

    return write(projection.document, "yaml").encode()


def _json(projection: Projection) -> bytes:
    from app.document import write

    return write(projection.document, "json").encode()


def _html(projection: Projection) -> bytes:
    from .html import html

    return html(projection)


def _letter(projection: Projection) -> bytes:
    from .letter import letter_html

    return letter_html(projection)


def _letter_markdown(projection: Projection) -> bytes:
    from .letter import letter_markdown

    return letter_markdown(projection)


def _text(projection: Projection) -> bytes:
    from .mail_text import mail_text

    return mail_text(projection)


EXPORTS: dict[str, Export] = {
    one.kind: one
    for one in (
        Export(
            kind="ics",
            says="a calendar file: the days that matter, for every calendar app",
            media_type="text/calendar; charset=utf-8",
            suffix=".ics",
            render=_ics,
        ),
        Export(
            kind="html",
            says="a page that can be mailed: the plan with its timeline, in one file",
            media_type="text/html; charset=utf-8",
            suffix=".html",
            render=_html,
        ),
        Export(
            kind="letter",
            says="the sponsor letter on one page, to print or to mail",
            media_type="text/html; charset=utf-8",
            suffix="-letter.html",
            render=_letter,
        ),
        Export(
            kind="letter-md",
            says="the sponsor letter as Markdown",
            media_type="text/markdown; charset=utf-8",
            suffix="-letter.md",
            render=_letter_markdown,
        ),
        Export(
            kind="text",
            says="the plan as plain text, to paste into a mail",
            media_type="text/plain; charset=utf-8",
            suffix=".txt",
            render=_text,
        ),
        Export(
            kind="xlsx",
            says="an Excel workbook: steps, critical dates and people, ready to print",
            media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            suffix=".xlsx",
            render=_xlsx,
        ),
        Export(
            kind="csv",
            says="the same tables as comma-separated values",
            media_type="text/csv; charset=utf-8",
            suffix=".csv",
            render=_csv,
        ),
        Export(
            kind="yaml",
            says="the plan document itself, for people",
            media_type="application/yaml",
            suffix=".yaml",
            render=_yaml,
        ),
        Export(
            kind="json",
            says="the plan document itself, for programs",
            media_type="application/json",
            suffix=".json",
            render=_json,
        ),
    )
}
"""By kind, in the order in which they are offered."""


def export(projection: Projection, kind: str) -> Exported:
    """Render a projection as a file; KeyError for a kind that is not in EXPORTS."""
    from app.document.identifiers import slug

    one = EXPORTS[kind]
    return Exported(
        content=one.render(projection),
        media_type=one.media_type,
        name=f"{slug(projection.document.title, 'plan', longest=60)}{one.suffix}",
    )
