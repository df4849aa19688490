"""The post-test belongs to the participants of its session, and to its window."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest

from lms.bimtek import actions
from lms.bimtek.queries import post_test, session_view
from lms.core.actor import Actor
from lms.core.errors import Forbidden, Refused
from lms.quizzes import actions as quizzes


@pytest.fixture
def room(run, quiz):
    row, _slots = run.held(slots=1, post_test_quiz=quiz)
    return row, run.enrol(row).officer_id


def refusal(call, *args, **facts) -> str:
    with pytest.raises(Refused) as refused:
        call(*args, **facts)
    return refused.value.code


def test_only_while_it_is_open(run, room):
    row, officer = room
    assert refusal(run.take, row, officer, 5) == "post_test.shut"
    run.do(actions.open_post_test, session_id=row.id)
    assert run.take(row, officer, 4).context == f"bimtek:{row.id}:post"
    run.do(actions.close_post_test, session_id=row.id)
    assert refusal(run.take, row, officer, 5) == "post_test.shut"
    assert run.standing(row, officer).post_test == Fraction(4, 5)


def test_it_closes_by_itself(run, room):
    row, officer = room
    run.do(actions.open_post_test, session_id=row.id, closes_at=run.clock.now() + timedelta(minutes=30))
    run.later(minutes=30)
    assert session_view(run.session, row.id).post_test_state(run.clock.now()) == "over"
    assert refusal(run.take, row, officer, 5) == "post_test.shut"


def test_who_has_begun_may_go_on_after_the_closing(run, room):
    row, officer = room
    run.do(actions.open_post_test, session_id=row.id)
    who = Actor("account", officer, "Peserta")
    start = {"actor": who, "session_id": row.id, "officer_id": officer}
    attempt = run.do(actions.start_post_test, **start)
    run.do(actions.close_post_test, session_id=row.id)
    assert run.do(actions.start_post_test, **start).id == attempt.id


def test_only_participants(run, room, make):
    row, _officer = room
    run.do(actions.open_post_test, session_id=row.id)
    with pytest.raises(Forbidden) as refused:
        run.take(row, make.officer().id, 5)
    assert refused.value.code == "post_test.not_enrolled"


def test_participants_cannot_take_the_quiz_outside_until_the_session_is_closed(run, room, quiz, make):
    row, officer = room
    outside = {"actor": Actor("account", officer, "Peserta"), "officer_id": officer, "quiz_id": quiz}
    assert refusal(run.do, quizzes.start_attempt, **outside) == "quiz.late"
    early = {**outside, "context": post_test.context(row.id)}
    assert refusal(run.do, quizzes.start_attempt, **early) == "quiz.late"
    stranger = {**outside, "officer_id": make.officer().id}
    assert run.do(quizzes.start_attempt, **stranger).context == ""
    run.later(hours=2)
    run.do(actions.close_session, session_id=row.id)
    assert run.do(quizzes.start_attempt, **outside).context == ""


def test_the_best_attempt_counts_and_those_of_other_sessions_do_not(run, room, quiz):
    row, officer = room
    run.do(actions.open_post_test, session_id=row.id)
    run.take(row, officer, 4)
    run.take(row, officer, 2)
    assert run.standing(row, officer).post_test == Fraction(4, 5)
    other, _slots = run.held(slots=1, post_test_quiz=quiz)
    run.do(actions.enrol, session_id=other.id, officer_id=officer)
    assert run.standing(other, officer).post_test is None


def test_progress_of_a_participant(run, room):
    row, officer = room

    def progress() -> str:
        run.session.rollback()
        return post_test.progress(run.session, session_view(run.session, row.id), officer, run.clock.now())

    assert progress() == "ahead"
    run.do(actions.open_post_test, session_id=row.id)
    assert progress() == "open"
    who = Actor("account", officer, "Peserta")
    attempt = run.do(actions.start_post_test, actor=who, session_id=row.id, officer_id=officer)
    assert progress() == "started"
    run.do(quizzes.submit_attempt, actor=who, attempt_id=attempt.id, officer_id=officer)
    assert progress() == "open"  # 0 of 5, and a second attempt is left
    run.take(row, officer, 3)
    assert progress() == "done"  # not reached, and no attempt is left


def test_progress_of_somebody_who_never_began(run, room):
    row, officer = room
    run.do(actions.open_post_test, session_id=row.id)
    run.do(actions.close_post_test, session_id=row.id)
    view = session_view(run.session, row.id)
    assert post_test.progress(run.session, view, officer, run.clock.now()) == "over"


def test_opening_needs_a_quiz_an_announcement_and_a_future(run, quiz):
    bare, _slots = run.held(slots=1)
    assert refusal(run.do, actions.open_post_test, session_id=bare.id) == "post_test.none"
    draft = run.plan(post_test_quiz=quiz)
    assert refusal(run.do, actions.open_post_test, session_id=draft.id) == "bimtek.draft"
    row, _slots = run.held(slots=1, post_test_quiz=quiz)
    now = run.clock.now()
    assert refusal(run.do, actions.open_post_test, session_id=row.id, closes_at=now) == "post_test.past"
    run.do(actions.open_post_test, session_id=row.id)
    run.do(actions.open_post_test, session_id=row.id)
    assert len(run.journal("post_test_opened")) == 1
