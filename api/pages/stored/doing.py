"""What the forms of a stored plan's page ask for, as operations: each form names what to do, and to which step."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from app.document.identifiers import slug
from app.operations.lookup import refused, sides_of, step_of
from app.verbs import OPERATION
from scheduler.plan import SELLER
from scheduler.refusals import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from app.document import PlanDocument
    from app.document.wire.steps import Step
    from app.operations.own_ids import NewIds
    from app.verbs import Verb

Fields = dict[str, str]
Asked = dict[str, Any]
"""An operation as it is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form that was sent, and what its sender saw."""

    fields: Fields
    document: PlanDocument
    """What the sender sees of the plan."""
    party: str
    today: date
    ids: NewIds

    def said(self, name: str) -> str:
        """Return what stands in a field; nothing where it is empty."""
        return self.fields.get(name, "")

    def needed(self, name: str, sentence: str) -> str:
        """Return what stands in a field that must not be empty."""
        found = self.said(name)
        if not found:
            raise refused("nothing-said", sentence)
        return found

    @property
    def step(self) -> Step:
        """Return the step that the form is about."""
        return step_of(self.document, self.said("step"))


def operations_of(form: Form) -> list[Verb]:
    """Return the operations that a form asks for; Refused where no page has such a form."""
    make = FORMS.get(form.said("do"))
    if make is None:
        raise refused("bad-form", "this is no form of the page; go back and try again")
    try:
        return [OPERATION.validate_python({name: value for name, value in one.items() if value}) for one in make(form)]
    except ValidationError as wrong:
        raise refused("bad-form", _told(wrong)) from None


def _told(wrong: ValidationError) -> str:
    name = str(wrong.errors()[0]["loc"][-1]).replace("_", " ")
    return f"what stands under {name!r} cannot be read; look at it again"


def _about(form: Form, do: str, **said: object) -> list[Asked]:
    return [{"do": do, "step": form.step.id, **said}]


def _start(form: Form) -> list[Asked]:
    return _about(form, "start_step", on=_passed(form, "on"))


def _finish(form: Form) -> list[Asked]:
    return _about(form, "finish_step", on=_passed(form, "on"))


def _passed(form: Form, name: str) -> str:
    """Return a day that has come; today is not named, since then the moment counts."""
    day = form.said(name)
    if day > form.today.isoformat():
        raise refused("not-yet-done", f"{quoted(day)} is still to come; say so once it has")
    return "" if day == form.today.isoformat() else day


def _longer(form: Form) -> list[Asked]:
    """Return what says how long a step takes, or of one under way how much is left."""
    step = form.step
    begun = step.progress is not None and step.progress.started is not None
    before = (step.progress.remaining if begun and step.progress else None) or step.duration or ""
    length = duration_typed(form.needed("amount", "say how long it takes, as a number of days"), before)
    if begun:
        return _about(form, "progress_step", remaining=length)
    return _about(form, "edit_step", set={"duration": length})


def duration_typed(typed: str, before: str) -> str:
    """Return a duration; a bare number is in the unit that there was before."""
    unit = re.sub(r"^-?[0-9]+", "", before) or "d"
    if typed.isdecimal() and int(typed) > 0:
        return f"{int(typed)}{unit}"
    if not _WRITTEN.fullmatch(typed):
        raise refused("bad-duration", f"{quoted(typed)} is no duration; write a number, such as 10")
    return typed.replace(" ", "")


_WRITTEN = re.compile(r"[1-9]\d{0,5} ?e?[dhmw]", re.ASCII)


def _delegate(form: Form) -> list[Asked]:
    to = form.needed("to", "say who does it, by name")
    sides = sides_of(form.step)
    if form.party in sides or form.party != SELLER:
        return _about(form, "delegate", to=to, email=form.said("email"))
    return _about(form, "delegate", to=to, email=form.said("email"), party=sides[0])


def _ask(form: Form) -> list[Asked]:
    return _about(
        form,
        "ask_for_help",
        question=form.needed("question", "say what you need to know"),
        owner=form.needed("owner", "say who shall answer"),
        answer_by=form.needed("answer-by", "say by when you need the answer"),
    )


def _answer(form: Form) -> list[Asked]:
    return _about(form, "answer_help", answer=form.needed("answer", "write the answer"))


def _propose(form: Form) -> list[Asked]:
    return _about(
        form,
        "propose_dates",
        start=form.said("start"),
        finish=form.needed("finish", "say on which day it shall be done"),
    )


def _agree(form: Form) -> list[Asked]:
    return _about(form, "agree_dates", start=form.said("start"), finish=form.said("finish"))


def _decline(form: Form) -> list[Asked]:
    reason = form.needed("reason", "say why, so that the other side knows what to propose instead")
    return _about(form, "decline_dates", reason=reason, finish=form.said("finish"))


def _block(form: Form) -> list[Asked]:
    return _about(form, "block_step", reason=form.needed("reason", "say what stands in the way"))


def _plain(do: str) -> Callable[[Form], list[Asked]]:
    return lambda form: _about(form, do)


def _edit(form: Form) -> list[Asked]:
    """Return what sets the fields of a row that were changed."""
    step, new = form.step, dict[str, object]()
    title = form.said("title")
    if title and title != step.title:
        new["title"] = title
    if "exit-criteria" in form.fields and form.said("exit-criteria") != (step.exit_criteria or ""):
        new["exit_criteria"] = form.said("exit-criteria") or None
    if not new:
        raise refused("nothing-asked", "nothing differs from what is there; change something first")
    return _about(form, "edit_step", set=new)


def _wait(form: Form) -> list[Asked]:
    return _about(form, "link", to=form.needed("other", "choose what it waits for"))


def _no_longer_wait(form: Form) -> list[Asked]:
    return _about(form, "unlink", predecessor=form.needed("other", "choose what it no longer waits for"))


def _hide(form: Form) -> list[Asked]:
    return _about(form, "edit_step", set={"private": form.party})


def _show(form: Form) -> list[Asked]:
    return _about(form, "edit_step", set={"private": None})


def _add(form: Form) -> list[Asked]:
    """Return a new step of one's own side behind another, for which what waited for that one waits too."""
    behind, title = form.step, form.needed("title", "say what is to be done")
    taken = {step.id for step in form.document.steps}
    private = bool(form.said("private"))
    new = {
        "id": form.ids.free("step", slug(title, "step", longest=40), taken),
        "title": title,
        "duration": duration_typed(form.said("amount") or "5", "d"),
        "side": [form.said("side") or form.party],
        "after": [behind.id],
        **({"phase": behind.phase} if behind.phase else {}),
        **({"private": form.party} if private else {}),
    }
    waiting = [one.id for one in form.document.steps if any(link.step == behind.id for link in one.after)]
    return [{"do": "add_step", "new": new, "behind": behind.id, "before": [] if private else waiting}]


def _rename(form: Form) -> list[Asked]:
    """Return what sets the plan's title and who the customer is, where that is new."""
    title, customer = form.needed("title", "say what the plan is for"), form.said("customer")
    new = {"title": title} if title != form.document.title else {}
    new |= {"customer": customer} if customer and customer != form.document.customer else {}
    if not new:
        raise refused("nothing-asked", "nothing differs from what is there; change something first")
    return [{"do": "edit_plan", "set": new}]


def _freeze(form: Form) -> list[Asked]:
    first = form.needed("from", "say on which day it begins")
    new = {"from": first, "to": form.said("to") or first, "reason": form.said("reason") or "Change freeze"}
    return [{"do": "add_freeze", "new": new}]


def _decide(form: Form) -> list[Asked]:
    by = form.needed("by", "say who decided")
    return [{"do": "record_decision", "text": form.needed("text", "write down what was decided"), "decided_by": by}]


def _closed(form: Form) -> list[Asked]:
    first = form.needed("from", "say on which day it begins")
    new = {"from": first, "to": form.said("to") or first, "reason": form.said("reason") or "Closed"}
    return [{"do": "add_closure", "calendar": form.party, "new": new}]


def _away(form: Form) -> list[Asked]:
    name = form.needed("person", "say who is away")
    person = next((one for one in form.document.people if one.id == name and one.party == form.party), None)
    if person is None:
        raise refused("unknown-person", "nobody of your side is called so in this plan; choose one who is there")
    first = form.needed("from", "say on which day it begins")
    known = [one.model_dump(mode="json", by_alias=True, exclude_defaults=True) for one in person.away]
    away = [*known, {"from": first, "to": form.said("to") or first}]
    return [{"do": "edit_person", "person": person.id, "set": {"away": away}}]


def _date(do: str, **names: str) -> Callable[[Form], list[Asked]]:
    """Return what makes an operation on a critical date of a form, from the fields of these names."""
    return lambda form: [
        {"do": do, "critical_date": form.said("date"), **{name: form.said(field) for name, field in names.items()}}
    ]


def _plan(do: str, *names: str) -> Callable[[Form], list[Asked]]:
    return lambda form: [{"do": do, **{name.replace("-", "_"): form.said(name) for name in names}}]


FORMS: Mapping[str, Callable[[Form], list[Asked]]] = {
    "start": _start,
    "finish": _finish,
    "reopen": _plain("reopen_step"),
    "longer": _longer,
    "delegate": _delegate,
    "ask": _ask,
    "answer": _answer,
    "withdraw-question": _plain("withdraw_help"),
    "block": _block,
    "unblock": _plain("unblock_step"),
    "propose": _propose,
    "agree": _agree,
    "decline": _decline,
    "skip": _plain("skip_step"),
    "remove": _plain("remove_step"),
    "edit": _edit,
    "wait": _wait,
    "no-longer-wait": _no_longer_wait,
    "hide": _hide,
    "show": _show,
    "add": _add,
    "closed": _closed,
    "away": _away,
    "move-date": _date("move_critical_date", to="to", confirmed_by="by"),
    "confirm-date": _date("confirm_critical_date", by="by"),
    "reconfirm-date": _date("reconfirm_critical_date"),
    "rename": _rename,
    "freeze": _freeze,
    "decide": _decide,
    "hold": _plan("hold_plan", "until", "reason"),
    "resume": _plan("resume_plan"),
    "close": _plan("close_plan", "result", "what-worked"),
    "reopen-plan": _plan("reopen_plan"),
}
"""By what a form calls itself: what it asks for."""
