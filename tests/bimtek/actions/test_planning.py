"""Planning: defaults of the city, rules about quizzes, places and times, and nothing after the closing."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest

from lms.bimtek import actions
from lms.bimtek.actions import SessionPlan, SlotPlan
from lms.bimtek.models import Slot
from lms.bimtek.queries import session_view
from lms.core.errors import NotFound, Refused, Stale
from lms.institution.actions import change_settings
from tests.factories import ACTOR


def code_of(call, *args, **facts) -> str:
    with pytest.raises(Refused) as refused:
        call(*args, **facts)
    return refused.value.code


def test_a_draft_takes_the_citys_percentages(run):
    run.do(change_settings, actor=ACTOR, values={"attendance_percent": 90, "post_test_percent": 65})
    row = run.plan()
    assert (row.state, row.attendance_percent, row.post_test_percent, row.version) == ("draft", 90, 65, 1)
    own = run.plan(attendance_percent=0, post_test_percent=100)
    assert (own.attendance_percent, own.post_test_percent) == (0, 100)


def test_the_quiz_gives_unit_and_level(run, quiz):
    row = run.plan(post_test_quiz=quiz)
    assert (row.post_test_quiz, row.post_test_unit, row.post_test_level) == ("postes", "K3", 2)
    assert code_of(run.plan, post_test_quiz="tidak-ada") == "bimtek.quiz_unknown"


def test_a_view_sums_the_hours_and_knows_its_days(run, clock):
    row = run.plan()
    second = run.slot(row, after=24, jp=1.5)
    first = run.slot(row, after=0, jp=2)
    view = session_view(run.session, row.id)
    assert [slot.id for slot in view.slots] == [first.id, second.id]
    assert view.total_jp == Fraction(7, 2)
    assert (view.first_day.isoformat(), view.last_day.isoformat()) == ("2026-11-23", "2026-11-24")


def test_the_day_is_the_institutions(run, clock):
    run.later(hours=15, minutes=30)  # 00.30 WIB on the 24th, still the 23rd in UTC
    row = run.plan()
    run.slot(row)
    assert session_view(run.session, row.id).first_day.isoformat() == "2026-11-24"


def test_slots_may_touch_and_not_overlap(run, clock):
    row = run.plan()
    slot = run.slot(row, after=1, hours=1)
    run.slot(row, after=2, hours=1)
    assert code_of(run.slot, row, after=1.5, hours=1) == "slot.overlap"
    assert code_of(run.slot, row, after=4, hours=0) == "slot.times"
    moved = SlotPlan(slot.starts_at, slot.ends_at, "Judul baru", "", Fraction(1))
    assert run.do(actions.edit_slot, session_id=row.id, slot_id=slot.id, slot=moved).topic == "Judul baru"
    far = SlotPlan(slot.starts_at, slot.ends_at + timedelta(minutes=1), "Judul", "", Fraction(1))
    assert code_of(run.do, actions.edit_slot, session_id=row.id, slot_id=slot.id, slot=far) == "slot.overlap"


def test_two_sessions_may_overlap(run):
    run.slot(run.plan())
    assert run.slot(run.plan()).topic == "Peta urusan"


def test_a_slot_belongs_to_one_session(run):
    one, other = run.plan(), run.plan()
    slot = run.slot(one)
    with pytest.raises(NotFound):
        run.do(actions.remove_slot, session_id=other.id, slot_id=slot.id)


def test_a_slot_goes_only_while_nobody_was_there(run):
    row, (slot, other) = run.held(slots=2)
    enrolment = run.enrol(row)
    run.mark(row, slot, enrolment)
    assert code_of(run.do, actions.remove_slot, session_id=row.id, slot_id=slot.id) == "slot.attended"
    run.do(actions.remove_slot, session_id=row.id, slot_id=other.id)
    assert run.session.get(Slot, other.id) is None


def test_announcing_needs_hours(run):
    row = run.plan()
    assert code_of(run.announce, row) == "bimtek.no_slots"
    run.slot(row, jp=0)
    assert code_of(run.announce, row) == "bimtek.no_slots"
    run.slot(row, after=3, jp=1)
    assert run.announce(row).state == "announced"
    version = run.announce(row).version
    assert run.announce(row).version == version
    assert len(run.journal("announced")) == 1


def test_an_old_form_does_not_overwrite(run):
    row = run.plan()
    run.do(actions.edit_session, session_id=row.id, plan=SessionPlan(title="Satu", place="A"), seen_version=1)
    with pytest.raises(Stale):
        run.do(
            actions.edit_session, session_id=row.id, plan=SessionPlan(title="Dua", place="A"), seen_version=1
        )
    assert session_view(run.session, row.id).title == "Satu"


def test_capacity_does_not_push_people_out(run):
    row = run.plan(capacity=3)
    run.enrol(row), run.enrol(row)
    smaller = SessionPlan(title="Disposisi", place="Aula", capacity=1)
    assert code_of(run.do, actions.edit_session, session_id=row.id, plan=smaller) == "bimtek.capacity"
    fitting = SessionPlan(title="Disposisi", place="Aula", capacity=2)
    assert run.do(actions.edit_session, session_id=row.id, plan=fitting).capacity == 2


def test_the_quiz_stays_once_it_was_opened(run, quiz):
    row, _slots = run.held(post_test_quiz=quiz)
    run.do(actions.open_post_test, session_id=row.id)
    other = SessionPlan(title="Disposisi", place="Aula", post_test_quiz=None)
    assert code_of(run.do, actions.edit_session, session_id=row.id, plan=other) == "bimtek.post_test_used"


def test_every_change_is_journalled_without_names(run):
    row = run.plan()
    run.do(actions.edit_session, session_id=row.id, plan=SessionPlan(title="Baru", place="Aula Lantai 3"))
    run.slot(row, speaker="Ibu Contoh")
    (changed,) = run.journal("changed")
    assert changed.data == {"changes": {"title": ["Disposisi lintas perangkat daerah", "Baru"]}}
    (added,) = run.journal("slot_added")
    assert "Ibu Contoh" not in str(added.data)
