"""Sessions: one browser each, a new secret every day, an end to each."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from app.accounts.sessions import end_all_sessions, end_session, look_at, sessions_of
from app.store.members import join_workspace
from app.store.workspaces import add_workspace
from scheduler.refusals import Refused
from tests.app.accounts.office import Office

DAY = timedelta(days=1)


def test_a_session_ends_when_nobody_uses_it_for_a_fortnight(office: Office) -> None:
    office.passes(14 * DAY)
    new = office.entered(office.ana).secret
    assert new is not None
    office.passes(14 * DAY + timedelta(seconds=1))
    assert not office.is_in(new)


def test_a_session_ends_after_ninety_days_however_much_it_is_used(office: Office) -> None:
    shown, days = office.ana, 0
    while office.is_in(shown):
        shown = office.entered(shown).secret or shown
        office.passes(10 * DAY)
        days += 10
    assert days == 100


def test_a_secret_is_drawn_anew_every_day_and_the_one_before_holds_a_moment_for_requests_under_way(
    office: Office,
) -> None:
    office.passes(DAY)
    new = office.entered(office.ana).secret
    assert new is not None
    assert office.entered(office.ana).secret is None  # one that was under way
    assert office.entered(new).secret is None
    office.passes(timedelta(seconds=61))
    assert not office.is_in(office.ana)
    assert office.is_in(new)


def test_a_browser_that_never_got_its_new_secret_gets_another(office: Office) -> None:
    office.passes(DAY)
    lost = office.entered(office.ana).secret
    assert lost is not None
    office.passes(timedelta(hours=2))

    new = office.entered(office.ana).secret

    assert new is not None
    assert not office.is_in(lost)
    assert office.is_in(new)


def test_requests_at_once_draw_one_new_secret(office: Office) -> None:
    office.passes(DAY)
    with ThreadPoolExecutor(6) as pool:
        entered = [*pool.map(lambda _: office.entered(office.ana), range(6))]
    assert sum(one.secret is not None for one in entered) == 1


def test_every_sign_in_is_a_session_of_its_own(office: Office) -> None:
    first, second = office.signs_in(), office.signs_in()
    assert first != second
    user, other = office.entered(first).session.user, office.entered(second).session.id
    with office.writing(first) as unit:
        assert len(sessions_of(unit, user)) == 3
        end_session(unit, user, other)
    assert [office.is_in(one) for one in (office.ana, first, second)] == [True, True, False]

    with office.writing(first) as unit:
        end_all_sessions(unit, user)
    assert [office.is_in(one) for one in (office.ana, first)] == [False, False]


def test_nobody_ends_the_session_of_another(office: Office) -> None:
    ana, ben = office.entered(office.ana).session.user, office.entered(office.joins()).session
    with office.writing(office.ana) as unit, pytest.raises(Refused, match="there is no such session"):
        end_session(unit, ana, ben.id)


def test_a_session_looks_at_one_workspace_at_a_time(office: Office) -> None:
    session = office.entered(office.ana).session
    with office.writing() as unit:
        other, foreign = add_workspace(unit, "Acme Asia"), add_workspace(unit, "Globex")
        join_workspace(unit, session.user, role="member", workspace=other)
    with office.writing(office.ana) as unit:
        look_at(unit, session, other)
        with pytest.raises(Refused, match="or you do not belong to it"):
            look_at(unit, session, foreign)

    entered = office.entered(office.ana)

    assert (entered.session.workspace_name, entered.session.role) == ("Acme Asia", "member")
    assert entered.secret is not None
