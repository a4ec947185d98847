"""A digest as a mail: plain text, and the same as a page for programs that show one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from app.exports.rendering import rendered
from app.look.stylesheet import mail_style
from scheduler.wording import day_said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from .telling import Line, PlanPart


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What is said of one plan, and where its reader opens it."""

    told: PlanPart
    at: str

    @property
    def lists(self) -> tuple[tuple[str, str, tuple[Line, ...]], ...]:
        """Return what stands under a head of its own: what it is, the head, and the lines."""
        one = self.told
        heads = (
            ("late", "Late", one.late),
            ("asked", "Waits for your answer", one.asked),
            ("today", "Today", one.today),
            ("week", "This week", one.week),
        )
        return tuple(each for each in heads if each[2])

    def place(self, line: Line) -> str:
        """Return where a line stands on the plan's page."""
        if line.step:
            return f"{self.at}?step={line.step}#step-{line.step}"
        return f"{self.at}#{line.place}" if line.place else self.at


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A digest in words."""

    subject: str
    text: str
    html: str


def letter(parts: Sequence[Part], *, day: date, workspace: str) -> Letter:
    """Write a digest."""
    on = day_said(day, near=day)
    style = mail_style()
    html = rendered(
        "digest.html.jinja",
        parts=parts,
        day=on,
        workspace=workspace,
        summary=_summary(parts),
        style=Markup(style),  # noqa: S704 - our own styles
    )
    return Letter(subject=_subject(parts), text="\n".join(_lines(parts, on, workspace)) + "\n", html=html)


def _subject(parts: Sequence[Part]) -> str:
    where = parts[0].told.title if len(parts) == 1 else f"{len(parts)} plans"
    return f"{_summary(parts)}: {where}"


def _summary(parts: Sequence[Part]) -> str:
    """Say in a few words what there is."""
    told = [part.told for part in parts]
    counts = (
        (sum(len(one.late) for one in told), "late"),
        (sum(len(one.asked) for one in told), "to answer"),
        (sum(len(one.today) for one in told), "today"),
        (sum(len(one.week) for one in told), "this week"),
    )
    said = ", ".join(f"{count} {word}" for count, word in counts if count)
    return said or "Dates moved"


def _lines(parts: Sequence[Part], on: str, workspace: str) -> Iterator[str]:
    yield f"{workspace}, {on}"
    for part in parts:
        told = part.told
        yield from ("", _plain(told.title), told.headline, part.at)
        for _, head, lines in part.lists:
            yield from ("", head.upper())
            for line in lines:
                yield f"- {_plain(line.title)}: {_plain(line.says)}{f' ({line.aside})' if line.aside else ''}"
        if told.moved:
            yield from ("", "MOVED SINCE YOU WERE LAST TOLD")
            yield from (f"- {_plain(one)}" for one in told.moved)


def _plain(text: str) -> str:
    return " ".join(text.split())
