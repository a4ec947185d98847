"""A reader's page as it leaves, its drawing, and the plan as a file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from starlette.responses import Response

from api.pages.rendering import page
from app.brief.changed import field_said, names_of, value_said
from app.document.differences import ORDER
from app.exports import EXPORTS, export
from app.feeds import LATE
from app.look import stylesheet
from app.operations.lookup import refused
from app.phrases import person_said
from app.timeline import PHONE, WIDE, svg_image, timeline
from scheduler.plan import CUSTOMER, SELLER
from scheduler.wording import day_said

from .reader import Named
from .subscribing import AHEADS, REMINDERS
from .view import view_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.plans import Clash
    from scheduler.plan import Person

    from .reader import Reader

OK, CONFLICT, UNPROCESSABLE = 200, 409, 422
LINES, LINES_OF_SELLERS = 6, 15
"""Of the log."""
FRAMES = {"wide": WIDE, "phone": PHONE}
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'"
"""Files carry their styles inside, and nothing that runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """A form in which the plan can be taken along."""

    kind: str
    title: str
    says: str


TAKES = (
    Take(kind="ics", title="Calendar file", says="your steps and dates, for Outlook, Google or Apple"),
    Take(kind="html", title="Web page", says="one file to read offline, print or mail"),
    Take(kind="xlsx", title="Sheet", says="for Excel and its like"),
)
OF_SELLERS = (
    Take(kind="letter", title="Letter", says="one page for the sponsor"),
    Take(kind="yaml", title="Plan file", says="YAML, for the command line and other tools"),
)


def plan_page(reader: Reader, *, seen: int) -> Response:
    """Return the page; `seen` is what its forms call the state that it shows."""
    told = reader.told
    status = CONFLICT if told.clashes else UNPROCESSABLE if told.refused else OK
    people = [_named(reader, person) for person in reader.people]
    own = {person.id for person in reader.colleagues}
    near = reader.projection.schedule.as_of
    response = page(
        "stored/plan.html.j2",
        status,
        reader=reader,
        view=view_of(reader),
        seen=seen,
        today=reader.today.isoformat(),
        typed=partial(_typed, reader),
        short=partial(day_said, near=near),
        day=partial(day_said, near=near),
        people=people,
        colleagues=[one for one in people if one.id in own],
        others=[one for one in people if one.id not in own] + [one for one in people if one.id in own],
        aheads=tuple(AHEADS.items()),
        reminders=tuple(REMINDERS.items()),
        late=tuple(LATE.items()),
        sides=_sides(reader),
        own_side=reader.projection.schedule.plan.party_name(reader.party),
        clashes=[_clash(reader, one) for one in told.clashes],
        takes=(*TAKES, *(OF_SELLERS if reader.is_seller else ())),
        findings=reader.brief.findings,
        shown_lines=LINES_OF_SELLERS if reader.is_seller else LINES,
    )
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"  # else browsers do not say where its forms are from
    return response


def problem_page(status: int, sentence: str) -> Response:
    """Return the page of somebody for whom there is nothing here, and why."""
    response = page("stored/nothing.html.j2", status, sentence=sentence)
    response.headers["Cache-Control"] = "no-store"
    return response


def picture(reader: Reader, frame: str) -> Response:
    """Return the drawing of the plan as a picture."""
    if frame not in FRAMES:
        raise refused("unknown-picture", "there is no such drawing; choose wide or phone")
    drawn = svg_image(timeline(reader.projection, now="Today"), FRAMES[frame], style=stylesheet("timeline"))
    headers = {"Content-Security-Policy": FILE_POLICY, "Cache-Control": "no-store"}
    return Response(drawn, media_type="image/svg+xml", headers=headers)


def taken(reader: Reader, kind: str) -> Response:
    """Return the plan as a file, as the reader sees it."""
    if kind not in {one.kind for one in (*TAKES, *OF_SELLERS)} & EXPORTS.keys():
        raise refused("unknown-export", "a plan cannot be taken along in that form; choose one of the page's")
    file = export(reader.projection, kind)
    disposition = f'{"inline" if kind in SHOWN else "attachment"}; filename="{file.name}"'
    headers = {"Content-Disposition": disposition, "Content-Security-Policy": FILE_POLICY, "Cache-Control": "no-store"}
    return Response(file.content, media_type=file.media_type, headers=headers)


SHOWN = {"html", "letter"}
"""What people read first."""


def _typed(reader: Reader, do: str, step: str, name: str = "do") -> str:
    """Return what stood in a form that was refused; nothing of another form."""
    told = reader.told
    ours = told.typed.get("do") == do and told.typed.get("step", "") == step
    return told.typed.get(name, "") if ours and not told.clashes else ""


def _named(reader: Reader, person: Person) -> Named:
    return Named(id=person.id, said=person_said(reader.projection.schedule.plan, person))


def _sides(reader: Reader) -> Sequence[Named]:
    plan = reader.projection.schedule.plan
    parties = (SELLER, CUSTOMER, *(party.id for party in plan.parties))
    both = Named(id="both", said=f"{plan.party_name(SELLER)} and {plan.party_name(CUSTOMER)}")
    return [*(Named(id=party, said=plan.party_name(party)) for party in parties), both]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clashed:
    """A field that two people changed."""

    what: str
    theirs: str
    mine: str


def _clash(reader: Reader, one: Clash) -> Clashed:
    names, near = names_of(reader.projection), reader.projection.schedule.as_of
    path = [str(part) for part in one.path if part not in {"steps", ORDER}]
    field = path[-1] if path else ""
    return Clashed(
        what=": ".join(names.get(part, field_said(part)) for part in path),
        theirs=value_said(field, one.theirs, names, near=near),
        mine=value_said(field, one.mine, names, near=near),
    )
