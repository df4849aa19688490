"""Check-in by code and by hand: once, in time, for the right slot, and in the journal."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from threading import Barrier

import pytest
from sqlalchemy import select

from lms.bimtek import actions
from lms.bimtek.actions import Mark
from lms.bimtek.domain.checkin import code
from lms.bimtek.models import Attendance
from lms.core.actor import Actor
from lms.core.errors import NotFound, Refused
from lms.db.engine import session_factory
from lms.db.session import writing
from tests.bimtek.conftest import SECRET


@pytest.fixture
def room(run):
    """A session of two slots with one participant, check-in open for the first."""
    row, slots = run.held(slots=2)
    enrolment = run.enrol(row)
    run.do(actions.open_check_in, session_id=row.id, slot_id=slots[0].id)
    return row, slots, enrolment


def check_in(run, row, slot, officer_id, typed=None):
    typed = code(SECRET, row.id, slot.id, run.clock.now()) if typed is None else typed
    return run.do(
        actions.check_in, actor=Actor("account", 3, "Peserta"), session_id=row.id, slot_id=slot.id,
        officer_id=officer_id, code=typed, secret=SECRET,
    )  # fmt: skip


def rows(run) -> list[Attendance]:
    run.session.rollback()
    return list(run.session.scalars(select(Attendance).order_by(Attendance.id)))


def refusal(run, *args, **facts) -> str:
    with pytest.raises(Refused) as refused:
        check_in(run, *args, **facts)
    return refused.value.code


def test_a_right_code_records_presence(run, room):
    row, (slot, _other), enrolment = room
    made = check_in(run, row, slot, enrolment.officer_id)
    assert (made.state, made.minutes_late, made.method, made.account_id) == ("present", 0, "code", 3)
    assert made.recorded_at == run.clock.now()
    (entry,) = run.journal("attendance")
    assert entry.data == {
        "slot": slot.id, "officer": enrolment.officer_id, "before": None, "after": ["present", 0, "code"],
    }  # fmt: skip


def test_a_second_tap_changes_nothing_even_with_an_old_code(run, room):
    row, (slot, _other), enrolment = room
    first = check_in(run, row, slot, enrolment.officer_id)
    run.later(minutes=10)
    again = check_in(run, row, slot, enrolment.officer_id, typed="000000")
    assert (again.id, again.recorded_at) == (first.id, first.recorded_at)
    assert (len(rows(run)), len(run.journal("attendance"))) == (1, 1)


def test_wrong_old_and_foreign_codes_are_refused(run, room):
    row, (slot, other), enrolment = room
    who = enrolment.officer_id
    run.do(actions.open_check_in, session_id=row.id, slot_id=other.id)
    assert refusal(run, row, slot, who, typed="ABCDEF") == "checkin.code"
    assert refusal(run, row, slot, who, typed="") == "checkin.code"
    foreign = code(SECRET, row.id, other.id, run.clock.now())
    assert refusal(run, row, slot, who, typed=foreign) == "checkin.code"
    old = code(SECRET, row.id, slot.id, run.clock.now())
    run.later(seconds=60)
    assert refusal(run, row, slot, who, typed=old) == "checkin.code"
    assert rows(run) == []


def test_only_while_check_in_is_open(run, room):
    row, (slot, other), enrolment = room
    assert refusal(run, row, other, enrolment.officer_id) == "checkin.shut"
    run.do(actions.close_check_in, session_id=row.id, slot_id=slot.id)
    assert refusal(run, row, slot, enrolment.officer_id) == "checkin.shut"
    run.do(actions.open_check_in, session_id=row.id, slot_id=slot.id)
    assert check_in(run, row, slot, enrolment.officer_id).state == "present"


def test_only_participants(run, room, make):
    row, (slot, _other), enrolment = room
    assert refusal(run, row, slot, make.officer().id) == "checkin.not_enrolled"
    run.do(actions.withdraw, session_id=row.id, enrolment_id=enrolment.id)
    assert refusal(run, row, slot, enrolment.officer_id) == "checkin.not_enrolled"


def test_a_slot_of_another_session_does_not_exist_here(run, room):
    row, _slots, enrolment = room
    other, (foreign, *_rest) = run.held(slots=1)
    run.do(actions.open_check_in, session_id=other.id, slot_id=foreign.id)
    with pytest.raises(NotFound):
        check_in(run, row, foreign, enrolment.officer_id)


def test_marked_absent_and_there_after_all(run, room):
    row, (slot, _other), enrolment = room
    run.mark(row, slot, enrolment, "absent")
    assert check_in(run, row, slot, enrolment.officer_id).state == "present"
    assert [one.data["before"] for one in run.journal("attendance")] == [None, ["absent", 0, "hand"]]
    assert len(rows(run)) == 1


def test_opening_and_closing_twice_is_written_once(run, room):
    row, (slot, _other), _enrolment = room
    run.do(actions.open_check_in, session_id=row.id, slot_id=slot.id)
    run.do(actions.close_check_in, session_id=row.id, slot_id=slot.id)
    run.do(actions.close_check_in, session_id=row.id, slot_id=slot.id)
    assert (len(run.journal("checkin_opened")), len(run.journal("checkin_closed"))) == (1, 1)


def test_a_draft_has_no_check_in(run):
    row = run.plan()
    slot = run.slot(row)
    with pytest.raises(Refused) as refused:
        run.do(actions.open_check_in, session_id=row.id, slot_id=slot.id)
    assert refused.value.code == "bimtek.draft"


def test_by_hand_for_several(run, room):
    row, (slot, _other), first = room
    second, third = run.enrol(row), run.enrol(row)
    marks = {first.id: Mark("present"), second.id: Mark("late", 30), third.id: Mark("absent", 12)}
    facts = {"session_id": row.id, "slot_id": slot.id}
    assert run.do(actions.mark_attendance, **facts, marks=marks) == 3
    assert run.do(actions.mark_attendance, **facts, marks=marks) == 0
    assert [(one.state, one.minutes_late, one.method) for one in rows(run)] == [
        ("present", 0, "hand"), ("late", 30, "hand"), ("absent", 0, "hand"),
    ]  # fmt: skip
    assert run.do(actions.mark_attendance, **facts, marks={second.id: Mark("late", 31)}) == 1
    assert rows(run)[1].minutes_late == 31
    assert run.standing(row, second.officer_id).attended_jp == 2 * Fraction(90 - 31, 90)


@pytest.mark.parametrize("minutes", [0, -5, 90, 1000])
def test_minutes_must_fit_the_slot_and_nothing_is_written_otherwise(run, room, minutes):
    row, (slot, _other), first = room
    second = run.enrol(row)
    with pytest.raises(Refused) as refused:
        run.do(
            actions.mark_attendance, session_id=row.id, slot_id=slot.id,
            marks={first.id: Mark("present"), second.id: Mark("late", minutes)},
        )  # fmt: skip
    assert str(refused.value) == (
        "Menit terlambat harus antara 1 dan 89, karena materi ini berlangsung 90 menit."
    )
    assert rows(run) == []


def test_by_hand_only_for_participants_of_this_session(run, room):
    row, (slot, _other), enrolment = room
    stranger = run.enrol(run.plan())
    with pytest.raises(NotFound):
        run.mark(row, slot, stranger)
    run.do(actions.withdraw, session_id=row.id, enrolment_id=enrolment.id)
    with pytest.raises(NotFound):
        run.mark(row, slot, enrolment)


def test_many_taps_at_once_are_one_row(run, room, config, clock):
    row, (slot, _other), enrolment = room
    factory = session_factory(config.database_url)
    typed = code(SECRET, row.id, slot.id, clock.now())
    ready = Barrier(8)
    facts = {"session_id": row.id, "slot_id": slot.id, "officer_id": enrolment.officer_id}

    def tap(_n: int) -> int:
        with factory() as session:
            ready.wait()
            with writing(session):
                return actions.check_in(
                    session, actor=Actor("account", 3, "Peserta"), clock=clock, code=typed, secret=SECRET,
                    **facts,
                ).id  # fmt: skip

    with ThreadPoolExecutor(8) as pool:
        ids = set(pool.map(tap, range(8)))
    factory.kw["bind"].dispose()
    assert len(ids) == 1
    assert (len(rows(run)), len(run.journal("attendance"))) == (1, 1)
