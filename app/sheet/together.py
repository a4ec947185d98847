"""Steps looked at together: their order, how long they take, what has happened, and the date that matters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from scheduler.refusals import moment_written

from .notes import some
from .order import Dated, by_days, day_after, day_only, order_of, working_days

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from .draft import Draft
    from .notes import Notes

Links = dict[str, list[dict[str, Any]]]
"""What each step waits for."""

TIMELESS = frozenset({"milestone", "gate", "value_event"})
_GO_LIVE = re.compile(
    r"\bgo[- ]?live\b|\bgoing live\b|\blaunch\b|\bcut[- ]?over\b|produktivstart|live-?gang|inbetriebnahme",
    re.IGNORECASE,
)
_EXACTLY = re.compile(r"(the |final |production )?go[- ]?live( date| day)?", re.IGNORECASE)
_BETWEEN = "taken were the working days from what it waits for to its own day"
_A_DAY = "a day was taken"


def go_live_of(drafts: Sequence[Draft]) -> Draft | None:
    """Return the step that is called go-live, the last one of several; none where none is."""
    exactly = [draft for draft in drafts if _EXACTLY.fullmatch(draft.title)]
    alike = [draft for draft in drafts if _GO_LIVE.search(draft.title)]
    found = exactly or alike
    return found[-1] if found else None


def links_by_order(drafts: Sequence[Draft], notes: Notes) -> Links:
    """Return links for a sheet that has none."""
    dated = [Dated(id=draft.id, start=start_of(draft), finish=finish_of(draft)) for draft in drafts]
    how = "the steps that end last before it begins" if by_days(dated) else "the step in the row above"
    notes.tell("", f"the sheet does not say what waits for what; each step was made to wait for {how}")
    return {step: [{"step": one} for one in before] for step, before in order_of(dated).items()}


def fill_durations(drafts: Sequence[Draft], links: Links, notes: Notes) -> None:
    """Give a duration to each step whose sheet says none: by its own days, else by the day of what it waits for."""
    by_id = {draft.id: draft for draft in drafts}
    go_live = go_live_of(drafts)
    told: dict[str, list[str]] = {}
    for draft in drafts:
        if draft.duration == "" and draft.kind not in TIMELESS:
            draft.kind = "milestone"
        if draft.duration is not None or draft.kind in TIMELESS:
            continue
        start, finish = start_of(draft), finish_of(draft)
        ends = [end for link in links.get(draft.id, ()) if (end := finish_of(by_id[link["step"]]))]
        if start and finish:
            draft.duration = f"{working_days(start, finish)}d"
        elif draft is go_live and draft.kind is None:
            draft.kind = "milestone"
        elif finish and ends and day_only(max(map(day_only, ends))) < day_only(finish):
            draft.duration = f"{working_days(day_after(max(map(day_only, ends))), finish)}d"
            told.setdefault(_BETWEEN, []).append(f"{draft.title} {draft.duration}")
        else:
            draft.duration = "1d"
            told.setdefault(_A_DAY, []).append(draft.title)
    for how, steps in told.items():
        notes.tell("", f"no duration in the sheet: {some(steps)}; {how}")


def critical_date(drafts: Sequence[Draft], said: date | None, notes: Notes) -> dict[str, Any] | None:
    """Return the date that matters: said above the table, else that of the go-live, else the last of all."""
    still_open = [draft for draft in drafts if not over(draft)]
    go_live = go_live_of(still_open)
    dated = [(draft, finish) for draft in still_open if (finish := finish_of(draft))]
    if go_live and (day := said or finish_of(go_live)):
        bound, why = go_live, ""
    elif dated:
        bound, last = max(reversed(dated), key=lambda one: day_only(one[1]))
        day, why = said or last, "; no open step is called go-live, and it is the last one by its day"
    elif said and still_open:
        bound, day, why = still_open[-1], said, "; no open step is called go-live, and it is the last row"
    else:
        notes.tell("", "no day was found that could be a critical date; add one, from which all others are computed")
        return None
    notes.tell("", f"the critical date is {bound.title!r} on {moment_written(day)}{why}")
    return {"id": bound.id, "step": bound.id, "date": moment_written(day)}


def over(draft: Draft) -> bool:
    """Tell whether a step is done or left out."""
    return draft.stage in {"done", "skipped"} or draft.percent == _ALL


_ALL = 100
"""Per cent."""


def start_of(draft: Draft) -> date | None:
    """Return the start that a row says."""
    return draft.days.get("actual_start") or draft.days.get("start")


def finish_of(draft: Draft) -> date | None:
    """Return the finish that a row says."""
    days = draft.days
    return days.get("actual_finish") or days.get("agreed") or days.get("finish") or days.get("deadline")


def progress_of(draft: Draft, today: date, notes: Notes, place: str) -> dict[str, Any]:
    """Return what has happened to a step; what lies in the future has not."""
    timeless = draft.kind in TIMELESS and not draft.duration
    stage = draft.stage
    if draft.percent == _ALL:
        stage = "done"
    elif draft.percent and stage in {None, "open", "judged"}:
        stage = "begun"
    if stage in {None, "open", "judged"} and _is_past(draft.days.get("actual_finish"), today):
        stage = "done"
    elif stage in {None, "open", "judged"} and _is_past(draft.days.get("actual_start"), today):
        stage = "begun"
    if stage == "skipped":
        return {"skipped": True}
    if stage == "done":
        return _done(draft, today, notes, place, timeless=timeless)
    found: dict[str, Any] = {}
    if stage == "begun" or (stage == "blocked" and draft.percent):
        found = _begun(draft, today, notes, place, timeless=timeless)
    if stage == "blocked":
        found["blocked"] = {"reason": draft.status}
    return found


def _is_past(day: date | None, today: date) -> bool:
    return day is not None and day_only(day) <= today


def _done(draft: Draft, today: date, notes: Notes, place: str, *, timeless: bool) -> dict[str, Any]:
    said = draft.days.get("actual_finish") or draft.days.get("planned_finish") or draft.days.get("finish")
    said = said or draft.days.get("agreed")
    finished = min(said, today, key=day_only) if said else today
    if said != finished:
        why = f"done, and its day {moment_written(said)} is still to come" if said else "done, and no day says when"
        notes.tell(place, f"{draft.title!r} is {why}; today was taken")
    found: dict[str, Any] = {"finished": moment_written(finished)}
    begun = draft.days.get("actual_start") or draft.days.get("planned_start") or draft.days.get("start")
    if begun and not timeless and day_only(begun) <= day_only(finished):
        found = {"started": moment_written(begun), **found}
    return found


def _begun(draft: Draft, today: date, notes: Notes, place: str, *, timeless: bool) -> dict[str, Any]:
    if timeless:
        notes.tell(place, f"{draft.title!r} takes no time and cannot be under way; it is not done yet")
        return {}
    said = draft.days.get("actual_start") or draft.days.get("planned_start") or draft.days.get("start")
    begun = said if said and day_only(said) <= day_only(today) else today
    left = _left(draft, today, guessed=said != begun)
    if said != begun:
        why = f"and its start {moment_written(said)} is still to come" if said else "and no day says since when"
        until = f", with {left} left until its own day" if left and not draft.percent else ""
        notes.tell(place, f"{draft.title!r} is under way, {why}; today was taken{until}")
    found = {"started": moment_written(begun), "remaining": left}
    return {key: value for key, value in found.items() if value}


def _left(draft: Draft, today: date, *, guessed: bool) -> str:
    """Return what is left of a step: by its share that is done, else until its own day where its start is a guess."""
    whole = re.fullmatch(r"(\d+)(\w+)", draft.duration or "")
    if whole is None:
        return ""
    if draft.percent:
        return f"{max(1, -(-int(whole[1]) * (_ALL - draft.percent) // _ALL))}{whole[2]}"
    finish = finish_of(draft)
    if not guessed or whole[2] != "d" or finish is None or day_only(finish) < day_only(today):
        return ""
    days = working_days(day_only(today), finish)
    return f"{days}d" if days < int(whole[1]) else ""
