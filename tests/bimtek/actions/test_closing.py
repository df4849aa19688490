"""Closing: results and people are frozen, and nothing moves afterwards."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from lms.bimtek import actions
from lms.bimtek.actions import SessionPlan
from lms.bimtek.events import session_closed
from lms.bimtek.models import Attendance, Enrolment, Slot
from lms.bimtek.queries import closed_snapshot, eligibility, participants, session_view
from lms.competency.queries.jp import jp_of
from lms.core.actor import Actor
from lms.core.errors import Refused
from lms.db.session import writing
from lms.institution.actions import change_settings
from lms.quizzes import actions as quizzes
from tests.factories import ACTOR


@pytest.fixture
def room(run, quiz, make):
    """Four slots of 2 JP; one passes, one fails the test, one was hardly there, one left."""
    row, slots = run.held(slots=4, post_test_quiz=quiz)
    agency = make.agency("Dinas Lama", "Lama")
    officers = [make.officer(f"{letter} Peserta") for letter in "ABCD"]
    for officer in officers:
        make.assign(officer, make.post(agency, f"Jabatan {officer.id}"))
    enrolments = [run.enrol(row, officer) for officer in officers]
    for enrolment in enrolments[:2]:
        for slot in slots[:3]:
            run.mark(row, slot, enrolment)
    run.mark(row, slots[0], enrolments[2])
    run.do(actions.withdraw, session_id=row.id, enrolment_id=enrolments[3].id)
    run.do(actions.open_post_test, session_id=row.id)
    run.take(row, officers[0].id, 4)
    run.take(row, officers[1].id, 3)
    run.later(hours=6)
    return row, slots, officers, enrolments


def refusal(call, *args, **facts) -> str:
    with pytest.raises(Refused) as refused:
        call(*args, **facts)
    return refused.value.code


def test_results_in_words_and_exact(run, room):
    row, _slots, officers, enrolments = room
    results = run.do(actions.close_session, session_id=row.id)
    assert [(one.officer_id, one.eligible, one.attended_jp, one.post_test) for one in results] == [
        (officers[0].id, "pass", 6, Fraction(4, 5)),
        (officers[1].id, "participation", 6, Fraction(3, 5)),
        (officers[2].id, "none", 2, None),
    ]
    assert results[1].reasons == [
        "Hadir 6 dari 8 JP, perlu 75 %: terpenuhi.",
        "Pos-tes 60, perlu 80: belum.",
    ]
    assert results[2].reasons == [
        "Hadir 2 dari 8 JP, perlu 75 %: belum.",
        "Nilai pos-tes belum ada, perlu 80: belum.",
    ]
    assert [one.enrolment_id for one in results] == [one.id for one in enrolments[:3]]


def test_the_people_of_that_day_stay(run, room, make):
    row, _slots, officers, enrolments = room
    run.do(actions.close_session, session_id=row.id)
    elsewhere = make.post(make.agency("Dinas Baru", "Baru"), "Kepala Bidang")
    with writing(run.session):
        officers[0].name = "Nama Baru"
    make.assign(officers[0], elsewhere, start=date(2026, 12, 1))
    (first, *_rest) = participants(run.session, row.id, on=date(2027, 1, 1))
    assert (first.name, first.agency_name) == ("A Peserta", "Dinas Lama")
    assert closed_snapshot(run.session, enrolments[0].id).agency_short == "Lama"
    assert closed_snapshot(run.session, enrolments[3].id) is None
    assert eligibility(run.session, row.id)[0].officer_id == officers[0].id


def test_the_result_does_not_follow_later_changes(run, room):
    row, slots, _officers, enrolments = room
    before = run.do(actions.close_session, session_id=row.id)
    run.do(change_settings, actor=ACTOR, values={"attendance_percent": 100})
    with writing(run.session) as session:  # as if somebody had changed the rows by hand
        session.add(
            Attendance(
                enrolment_id=enrolments[2].id, slot_id=slots[1].id, state="present", method="hand",
                recorded_at=run.clock.now(),
            )
        )  # fmt: skip
    assert eligibility(run.session, row.id) == before


def test_nothing_moves_afterwards(run, room, make):
    row, slots, _officers, enrolments = room
    run.do(actions.close_session, session_id=row.id)
    here = {"session_id": row.id}
    plan = SessionPlan(title="Lain", place="Lain")
    calls = [
        (run.do, actions.edit_session, {**here, "plan": plan}),
        (run.do, actions.enrol, {**here, "officer_id": make.officer().id}),
        (run.do, actions.withdraw, {**here, "enrolment_id": enrolments[0].id}),
        (run.do, actions.open_check_in, {**here, "slot_id": slots[0].id}),
        (run.do, actions.mark_attendance, {**here, "slot_id": slots[0].id, "marks": {}}),
        (run.do, actions.open_post_test, here),
        (run.do, actions.remove_slot, {**here, "slot_id": slots[3].id}),
        (run.do, actions.close_session, here),
    ]
    assert {refusal(call, action, **facts) for call, action, facts in calls} == {"bimtek.closed"}


def test_check_ins_and_the_post_test_end(run, room):
    row, slots, _officers, _enrolments = room
    run.do(actions.open_check_in, session_id=row.id, slot_id=slots[3].id)
    run.do(actions.close_session, session_id=row.id)
    run.session.rollback()
    assert run.session.get(Slot, slots[3].id).checkin_closed_at == run.clock.now()
    view = session_view(run.session, row.id)
    assert (view.closed_at, view.post_test_closes_at) == (run.clock.now(), run.clock.now())
    assert view.stage(run.clock.now()) == "closed"


def test_somebody_still_at_work_holds_it_open(run, room):
    row, _slots, officers, _enrolments = room
    who = Actor("account", officers[2].id, "Peserta")
    attempt = run.do(actions.start_post_test, actor=who, session_id=row.id, officer_id=officers[2].id)
    with pytest.raises(Refused) as refused:
        run.do(actions.close_session, session_id=row.id)
    assert str(refused.value) == (
        "1 peserta masih mengerjakan pos-tes. Tunggu sampai mereka mengumpulkannya."
    )
    run.do(quizzes.submit_attempt, actor=who, attempt_id=attempt.id, officer_id=officers[2].id)
    assert len(run.do(actions.close_session, session_id=row.id)) == 3


def test_an_unmarked_essay_holds_it_open(run, quiz):
    row, _slots = run.held(slots=1, post_test_quiz="uraian")
    officer = run.enrol(row).officer_id
    run.do(actions.open_post_test, session_id=row.id)
    who = Actor("account", officer, "Peserta")
    attempt = run.do(actions.start_post_test, actor=who, session_id=row.id, officer_id=officer)
    facts = {"actor": who, "attempt_id": attempt.id, "officer_id": officer}
    run.do(quizzes.save_answer, **facts, position=1, client_seq=1, fields={"teks": ["Karena begitu."]})
    run.do(quizzes.submit_attempt, **facts)
    run.later(hours=2)
    assert refusal(run.do, actions.close_session, session_id=row.id) == "bimtek.unmarked"


def test_not_before_the_last_slot_has_begun(run):
    row, _slots = run.held(slots=2)
    run.enrol(row)
    with pytest.raises(Refused) as refused:
        run.do(actions.close_session, session_id=row.id)
    assert str(refused.value).startswith("Masih ada 1 materi yang belum dimulai.")
    run.later(hours=1.5)
    assert len(run.do(actions.close_session, session_id=row.id)) == 1


def test_not_without_people_or_announcement(run):
    row, _slots = run.held(slots=1)
    assert refusal(run.do, actions.close_session, session_id=row.id) == "bimtek.not_held"
    draft = run.plan()
    run.enrol(draft)
    assert refusal(run.do, actions.close_session, session_id=draft.id) == "bimtek.not_held"


def test_hours_for_those_who_earned_a_certificate(run, room):
    row, _slots, officers, _enrolments = room
    run.do(actions.close_session, session_id=row.id)
    earned = {one.id: jp_of(run.session, one.id, 2026).total for one in officers}
    assert list(earned.values()) == [8, 8, 0, 0]


def test_higher_rooms_hear_of_it_in_the_same_transaction(run, room):
    row, _slots, officers, enrolments = room
    heard = []

    def listen(_session, _clock, _actor, session_id, results):
        heard.append((session_id, [one.officer_id for one in results]))
        raise Refused("no", "tidak")

    session_closed.subscribe(listen)
    try:
        assert refusal(run.do, actions.close_session, session_id=row.id) == "no"
    finally:
        session_closed._subscribers.remove(listen)
    run.session.rollback()
    assert heard == [(row.id, [one.id for one in officers[:3]])]
    assert session_view(run.session, row.id).stored_state == "announced"
    assert run.session.get(Enrolment, enrolments[0].id).result is None
