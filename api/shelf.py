"""The templates that a request finds: the ready-made ones for anybody, with the workspace's own for who makes plans."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from app.callers import Right
from app.store.templates import OwnTemplate, own_template
from app.templates import library_for, own_listed, own_shown
from app.templates.finding import kept_version, library_in
from templates_library import Library, Template, ready_made, template, templates, text_of

from .browsers import FORM_KEY_HEADER, HARMLESS
from .credentials import caller_of, known_by_cookie
from .entry import refuse_unkeepable
from .state import service_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.accounts.sessions import Entered
    from app.callers import Caller
    from app.store import Unit

SEES_OWN = (Right.CREATE_PLANS, Right.MANAGE_TEMPLATES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A template, and whose it is."""

    template: Template
    own: OwnTemplate | None
    """None for a ready-made one."""
    text: str
    """As it is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """The templates to choose from, ids with titles."""

    own: tuple[tuple[str, str], ...]
    """The workspace's own."""
    ready_made: tuple[tuple[str, str], ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Return what may be chosen."""
        return tuple(name for name, _ in (*self.own, *self.ready_made))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The templates of who asks."""

    request: Request
    caller: Caller | None
    """Who sees a workspace's own too; None for anybody else."""

    def library(self, template_id: str) -> Library:
        """Return the library that a plan from a template is made of."""
        with self._unit() as unit:
            return ready_made() if unit is None else library_for(unit, template_id)

    def found(self, template_id: str) -> Found:
        """Return one template, an archived one too; raise Refused where there is none of that name."""
        with self._unit() as unit:
            own = None if unit is None else own_template(unit, template_id)
            if unit is None or own is None:
                library = ready_made() if unit is None else library_for(unit, template_id)
                shown = template(template_id, library)
                return Found(template=shown, own=None, text=text_of(template_id))
            kept = kept_version(unit, own.id, own.version)
            return Found(template=template(own.id, library_in(kept.content)), own=own, text=kept.text or "")

    def own(self, *, archived: bool, after: str, limit: int) -> list[tuple[OwnTemplate, Template]]:
        """Return the workspace's own templates behind one."""
        with self._unit() as unit:
            return [] if unit is None else own_shown(unit, archived=archived, after=after, limit=limit)

    def kinds(self) -> Kinds:
        """Return what new plans may be made of; an own one goes before the ready-made one of its name."""
        with self._unit() as unit:
            own = () if unit is None else tuple((one.own.id, one.title) for one in own_listed(unit))
        taken = dict(own)
        return Kinds(own=own, ready_made=tuple((one.id, one.title) for one in templates() if one.id not in taken))

    @contextmanager
    def _unit(self) -> Iterator[Unit | None]:
        if self.caller is None:
            yield None
            return
        service, caller = service_of(self.request), self.caller
        with service.database.reading(workspace=caller.workspace, actor=caller.actor, now=service.now()) as unit:
            yield unit


def shelf_of(request: Request) -> Shelf:
    """Return the templates of who asks; a header with a credential that does not hold is refused."""
    refuse_unkeepable(request)
    caller = caller_of(request) if "authorization" in request.headers else None
    if caller is None and (request.method in HARMLESS or FORM_KEY_HEADER in request.headers):
        caller = known_by_cookie(request)
    return _shelf(request, caller)


def shelf_on_page(request: Request, found: Entered | None) -> Shelf:
    """Return the templates of whoever opens a page that changes nothing, whatever is sent to it."""
    return _shelf(request, None if found is None else found.caller)


def _shelf(request: Request, caller: Caller | None) -> Shelf:
    sees = caller is not None and caller.plan is None and any(map(caller.may, SEES_OWN))
    return Shelf(request=request, caller=caller if sees else None)


Shelved = Annotated[Shelf, Depends(shelf_of, scope="function")]
