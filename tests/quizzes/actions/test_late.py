"""Late answers: kept whole, counted for nothing until a person decides, and every decision with its trace."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from sqlalchemy import func, select

from lms.audit.models import JournalEntry
from lms.core.errors import NotFound, Refused, Stale
from lms.db.session import writing
from lms.quizzes import actions, events
from lms.quizzes.domain.device import device_token, fits_device
from lms.quizzes.domain.question import item_id
from lms.quizzes.models import AnswerEvent, Attempt, AttemptQuestion, LateAnswer
from lms.quizzes.queries.late import late_of_attempt, late_of_quiz, late_waiting
from tests.quizzes.conftest import RIGHT, WHO

TYPED = datetime(2026, 11, 23, 2, 15, tzinfo=UTC)
WRONG = {"jawab": [item_id("7 hari kerja")]}


def kept(taking, attempt, question_id, fields, seq=1, typed_at=TYPED):
    return actions.Kept(taking.place(attempt, question_id), seq, fields, typed_at)


def hand_over(taking, attempt, *answers, source="page"):
    with writing(taking.session):
        found = actions.receive_kept(
            taking.session,
            actor=WHO,
            clock=taking.clock,
            attempt_id=attempt.id,
            answers=answers,
            source=source,
        )
    return [one.outcome for one in found]


def decide(taking, event_id, *, accept=True, reason="Jaringan kantor putus.", officer_id=None):
    with writing(taking.session):
        return actions.decide_late(
            taking.session, actor=WHO, clock=taking.clock, event_id=event_id, accept=accept, reason=reason,
            officer_id=officer_id,
        )  # fmt: skip


@pytest.fixture
def expired(taking, clock):
    """An attempt with one answer in time, whose time ran out an hour ago."""
    attempt = taking.start()
    taking.save(attempt, "batas-waktu", WRONG)
    clock.at = attempt.deadline_at + timedelta(hours=1)
    return attempt


def score(taking, attempt):
    return taking.session.get(Attempt, attempt.id, populate_existing=True).score_of


def test_a_token_belongs_to_one_attempt_and_says_nothing():
    token = device_token("a" * 32, 1)
    assert len(token) == 24
    assert fits_device(token, "a" * 32, 1)
    assert not fits_device(token, "a" * 32, 2)
    assert not fits_device(token, "b" * 32, 1)
    assert not fits_device("ö", "a" * 32, 1)


def test_late_answers_are_kept_with_their_moment_and_change_no_mark(taking, expired):
    assert hand_over(
        taking,
        expired,
        kept(taking, expired, "batas-waktu", RIGHT["batas-waktu"], seq=2),
        kept(taking, expired, "angka", {"teks": ["10"]}),
    ) == ["late", "late"]
    assert score(taking, expired) == 0
    late = {one.row.question_id: one for one in late_of_attempt(taking.session, expired.id)}
    assert {name: (one.typed_at, one.received_at, one.older, one.decision) for name, one in late.items()} == {
        "batas-waktu": (TYPED, taking.clock.now(), False, None),
        "angka": (TYPED, taking.clock.now(), False, None),
    }
    assert late["angka"].value == {"text": "10"}
    assert late_waiting(taking.session, "evaluasi") == 2
    assert late_waiting(taking.session, "uraian") == 0


def test_handing_the_same_in_again_changes_nothing(taking, expired):
    answer = kept(taking, expired, "angka", {"teks": ["10"]})
    for source in ("page", "page", "file"):
        assert hand_over(taking, expired, answer, source=source) == ["late"]
    assert taking.session.scalar(select(func.count()).select_from(AnswerEvent)) == 2
    assert [one.source for one in late_of_attempt(taking.session, expired.id)] == ["page"]
    received = select(JournalEntry).where(JournalEntry.action == "quiz.late.received")
    assert [entry.data["answers"] for entry in taking.session.scalars(received)] == [[[answer.position, 1]]]


def test_the_moment_is_added_to_a_late_answer_that_the_autosave_brought(taking, expired):
    saved = taking.save(expired, "angka", {"teks": ["10"]})
    assert saved.late
    (late,) = late_of_attempt(taking.session, expired.id)
    assert late.typed_at is None
    assert hand_over(taking, expired, kept(taking, expired, "angka", {"teks": ["10"]})) == ["late"]
    (late,) = late_of_attempt(taking.session, expired.id)
    assert late.typed_at == TYPED


def test_what_the_server_has_already_is_not_late(taking, expired):
    assert hand_over(taking, expired, kept(taking, expired, "batas-waktu", WRONG)) == ["saved"]
    assert hand_over(taking, expired, kept(taking, expired, "batas-waktu", WRONG, seq=5)) == ["saved"]
    assert late_of_attempt(taking.session, expired.id) == []


def test_a_number_that_is_taken_by_another_answer_loses_neither(taking, expired):
    conflict = kept(taking, expired, "batas-waktu", RIGHT["batas-waktu"], seq=1)
    assert hand_over(taking, expired, conflict) == ["late"]
    assert hand_over(taking, expired, conflict) == ["late"]
    events_of = select(AnswerEvent.client_seq, AnswerEvent.late).order_by(AnswerEvent.id)
    assert list(taking.session.execute(events_of)) == [(1, False), (2, True)]
    assert taking.session.scalar(select(LateAnswer.client_seq)) == 1


def test_while_there_is_time_kept_answers_are_ordinary_ones(taking, clock):
    attempt = taking.start()
    taking.save(attempt, "batas-waktu", RIGHT["batas-waktu"], seq=4)
    older = kept(taking, attempt, "batas-waktu", WRONG, seq=3)
    new = kept(taking, attempt, "angka", {"teks": ["10"]})
    assert hand_over(taking, attempt, older, new, source="file") == ["saved", "saved"]
    taking.submit(attempt)
    assert score(taking, attempt) == Fraction(2, 4)
    assert late_of_quiz(taking.session, "evaluasi") == []


def test_after_handing_in_answers_are_late_too(taking):
    attempt = taking.start()
    taking.submit(attempt)
    assert hand_over(taking, attempt, kept(taking, attempt, "angka", {"teks": ["10"]})) == ["late"]
    assert score(taking, attempt) == 0


def test_what_cannot_be_an_answer_is_refused_by_name(taking, expired):
    stranger = actions.Kept(99, 1, {"teks": ["10"]}, None)
    nonsense = kept(taking, expired, "batas-waktu", {"jawab": ["tidak-ada"]})
    assert hand_over(taking, expired, stranger, nonsense) == ["refused", "refused"]
    with pytest.raises(NotFound), writing(taking.session):
        actions.receive_kept(
            taking.session, actor=WHO, clock=taking.clock, attempt_id=999, answers=[stranger], source="page"
        )


def test_practice_has_no_late_answers(taking):
    attempt = taking.start("latihan", mode="practice")
    taking.submit(attempt)
    ref = {"tujuan": [], "kecualikan": ["1"]}
    assert hand_over(taking, attempt, kept(taking, attempt, "gang", ref)) == ["refused"]


def test_there_is_an_end_to_how_many_a_person_must_read(taking, expired, monkeypatch):
    monkeypatch.setattr("lms.quizzes.actions.late.MOST_LATE", 2)
    answers = [kept(taking, expired, "angka", {"teks": [str(n)]}, seq=n) for n in range(1, 4)]
    assert hand_over(taking, expired, *answers) == ["late", "late", "refused"]


def test_accepting_marks_again_and_keeps_the_old_mark(taking, expired, monkeypatch):
    closed = []
    watch = lambda _session, result, _actor, _clock: closed.append(result.fraction)  # noqa: E731
    monkeypatch.setattr(events.attempt_closed, "_subscribers", [watch])
    hand_over(taking, expired, kept(taking, expired, "batas-waktu", RIGHT["batas-waktu"], seq=2))
    (late,) = late_of_attempt(taking.session, expired.id)
    closed.clear()
    done = decide(taking, late.event_id)
    assert (done.score_before, done.score_after) == ("0/1", "1/4")
    assert closed == [Fraction(1, 4)]
    row = taking.session.get(AttemptQuestion, late.row.id, populate_existing=True)
    assert (row.answer, row.answer_seq, row.score) == ({"choice": item_id("10 hari kerja")}, 2, "1/1")
    entry = taking.session.scalars(select(JournalEntry).order_by(JournalEntry.seq.desc())).first()
    assert entry.action == "quiz.late.accepted"
    assert (entry.data["score"], entry.data["question"]) == (["0/1", "1/4"], "batas-waktu")
    assert late_waiting(taking.session) == 0


def test_declining_changes_no_mark_and_says_why(taking, expired):
    hand_over(taking, expired, kept(taking, expired, "angka", {"teks": ["10"]}))
    (late,) = late_of_attempt(taking.session, expired.id)
    decide(taking, late.event_id, accept=False, reason="Diketik sesudah waktu habis.")
    (late,) = late_of_attempt(taking.session, expired.id)
    assert (late.decision, late.reason) == ("declined", "Diketik sesudah waktu habis.")
    assert score(taking, expired) == 0
    assert late.row.answer is None
    entry = taking.session.scalars(select(JournalEntry).order_by(JournalEntry.seq.desc())).first()
    assert (entry.action, entry.data["score"]) == ("quiz.late.declined", ["0/1", "0/1"])


def test_a_decision_is_made_once_with_a_reason_and_never_about_oneself(taking, expired):
    hand_over(taking, expired, kept(taking, expired, "angka", {"teks": ["10"]}))
    (late,) = late_of_attempt(taking.session, expired.id)
    with pytest.raises(Refused) as silent:
        decide(taking, late.event_id, reason="  ")
    with pytest.raises(Refused) as own:
        decide(taking, late.event_id, officer_id=taking.officer.id)
    decide(taking, late.event_id)
    with pytest.raises(Stale) as twice:
        decide(taking, late.event_id, accept=False)
    assert (silent.value.code, own.value.code, twice.value.code) == (
        "late.reason",
        "late.own",
        "late.decided",
    )
    in_time = taking.session.scalar(select(AnswerEvent.id).where(AnswerEvent.late.is_(False)))
    for event in (in_time, 999):
        with pytest.raises(NotFound):
            decide(taking, event)


def test_an_accepted_open_answer_waits_for_a_reader(taking, clock):
    attempt = taking.start("uraian")
    taking.submit(attempt)
    assert score(taking, attempt) == 0
    hand_over(taking, attempt, kept(taking, attempt, "jelaskan", {"teks": ["Karena begitu."]}))
    (late,) = late_of_attempt(taking.session, attempt.id)
    done = decide(taking, late.event_id)
    assert (done.score_before, done.score_after) == ("0/1", None)
    closed = taking.session.get(Attempt, attempt.id, populate_existing=True)
    assert (closed.waiting, closed.score) == (1, None)
