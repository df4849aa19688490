"""An attempt from its start to its result, and every rule that says no."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from sqlalchemy import func, select

from lms.audit.models import JournalEntry
from lms.core.errors import NotFound, Refused, Stale
from lms.db.session import writing
from lms.jobs.models import Job
from lms.jobs.registry import JobContext
from lms.quizzes import actions, events
from lms.quizzes.actions.submit import answers_digest
from lms.quizzes.domain.question import item_id
from lms.quizzes.domain.rules import Window
from lms.quizzes.jobs import finish_expired
from lms.quizzes.models import AnswerEvent, Attempt, AttemptQuestion
from lms.quizzes.queries.attempts import best_result, questions_of
from tests.quizzes.conftest import RIGHT


def test_all_right_passes_and_gives_evidence_per_unit(taking):
    attempt = taking.start()
    for name, fields in RIGHT.items():
        taking.save(attempt, name, fields)
    result = taking.submit(attempt)
    assert (result.fraction, result.passed, result.waiting, result.mode) == (1, True, 0, "exam")
    assert sorted((e.unit, e.level, e.questions, e.fraction, e.passed) for e in result.evidence) == [
        ("K1", 2, 1, 1, True),
        ("K2", 2, 3, 1, True),
    ]


def test_the_mark_is_over_all_drawn_questions(taking):
    attempt = taking.start()
    taking.save(attempt, "golongan", {"jawab": [item_id("serta merta")]})
    taking.save(attempt, "angka", {"teks": ["9,5"]})
    result = taking.submit(attempt)
    assert (result.fraction, result.passed) == (Fraction(1, 4), False)
    assert [o.answered for o in result.outcomes].count(True) == 2


def test_questions_and_lines_are_drawn_once_and_stored(taking):
    attempt = taking.start()
    again = taking.start()
    assert again.id == attempt.id
    rows = questions_of(taking.session, attempt.id)
    assert sorted(r.question_id for r in rows) == ["angka", "batas-waktu", "golongan", "urutan"]
    order = next(r.line_order for r in rows if r.question_id == "urutan")
    assert order != [item_id(t) for t in ("Menerima", "Mencatat", "Menjawab")]


def test_the_attempts_limit(taking):
    taking.submit(taking.start())
    with pytest.raises(Refused, match="1 dari 1 percobaan") as refused:
        taking.start()
    assert refused.value.code == "quiz.no_attempts"
    assert taking.start(context="bimtek:1:pre").number == 1


def test_a_quiz_is_taken_in_its_own_modes_only(taking):
    with pytest.raises(Refused):
        taking.start(mode="practice")
    with pytest.raises(NotFound):
        taking.start("tidak-ada")


def test_windows(taking, clock):
    now = clock.now()
    with pytest.raises(Refused) as early:
        taking.start(window=Window(opens=now + timedelta(seconds=1)))
    with pytest.raises(Refused) as late:
        taking.start(window=Window(closes=now))
    assert (early.value.code, late.value.code) == ("quiz.early", "quiz.late")
    attempt = taking.start(window=Window(closes=now + timedelta(minutes=5)))
    assert attempt.deadline_at == now + timedelta(minutes=5)


def test_a_provider_sets_the_window_of_a_context(taking, clock, monkeypatch):
    def only_bimtek(_session, _officer, quiz_id, context, now):
        return Window(closes=now) if (quiz_id, context) == ("evaluasi", "bimtek:1") else None

    monkeypatch.setattr(events, "window_providers", [only_bimtek])
    with pytest.raises(Refused):
        taking.start(context="bimtek:1")
    assert taking.start().state == "open"


def test_somebody_elses_attempt_does_not_exist(taking, make, clock):
    attempt = taking.start()
    other = make.officer()
    for act in (
        lambda: actions.submit_attempt(
            taking.session, actor=taking.facts["actor"], clock=clock, attempt_id=attempt.id, officer_id=other.id
        ),
        lambda: actions.save_answer(
            taking.session, actor=taking.facts["actor"], clock=clock, attempt_id=attempt.id, officer_id=other.id,
            position=1, client_seq=1, fields={},
        ),
    ):  # fmt: skip
        with pytest.raises(NotFound), writing(taking.session):
            act()


def test_saving_again_is_harmless_and_older_answers_never_win(taking):
    attempt = taking.start()
    seven, ten, thirty = ({"jawab": [item_id(t)]} for t in ("7 hari kerja", "10 hari kerja", "30 hari kerja"))
    taking.save(attempt, "batas-waktu", seven, seq=1)
    newest = taking.save(attempt, "batas-waktu", ten, seq=3)
    again = taking.save(attempt, "batas-waktu", ten, seq=3)
    older = taking.save(attempt, "batas-waktu", thirty, seq=2)
    assert (newest.current, again.current, older.current) == (True, True, False)
    assert older.answer == {"choice": item_id("10 hari kerja")}
    with pytest.raises(Stale):
        taking.save(attempt, "batas-waktu", seven, seq=3)
    assert taking.session.scalar(select(func.count()).select_from(AnswerEvent)) == 3
    assert taking.submit(attempt).fraction == Fraction(1, 4)


def test_an_answer_can_be_taken_back(taking):
    attempt = taking.start()
    taking.save(attempt, "batas-waktu", RIGHT["batas-waktu"], seq=1)
    taking.save(attempt, "batas-waktu", {}, seq=2)
    assert taking.submit(attempt).fraction == 0


@pytest.mark.parametrize(("after", "late"), [(-1, False), (0, False), (60, False), (61, True), (3600, True)])
def test_answers_count_until_the_deadline_and_its_grace(taking, clock, after, late):
    attempt = taking.start()
    clock.at = attempt.deadline_at + timedelta(seconds=after)
    saved = taking.save(attempt, "batas-waktu", RIGHT["batas-waktu"])
    assert (saved.late, saved.current) == (late, not late)
    result = taking.submit(attempt)
    assert result.fraction == (0 if late else Fraction(1, 4))
    event = taking.session.scalar(select(AnswerEvent))
    assert event.late is late
    assert taking.session.get(Attempt, attempt.id).state == ("expired" if late else "submitted")


def test_nothing_is_accepted_after_submitting(taking):
    attempt = taking.start()
    taking.submit(attempt)
    with pytest.raises(Refused, match="sudah diserahkan"):
        taking.save(attempt, "batas-waktu", RIGHT["batas-waktu"])
    assert taking.session.scalar(select(func.count()).select_from(AnswerEvent)) == 0


def test_forged_answers_are_refused(taking):
    attempt = taking.start()
    with pytest.raises(Refused, match="tidak ada pada soal"):
        taking.save(attempt, "batas-waktu", {"jawab": ["0000000000"]})
    with pytest.raises(Refused, match="Nomor urut"):
        taking.save(attempt, "batas-waktu", RIGHT["batas-waktu"], seq=10**9)
    with pytest.raises(Refused, match="Nomor urut"):
        taking.save(attempt, "batas-waktu", RIGHT["batas-waktu"], seq=0)


def test_submitting_twice_returns_the_same_result_and_tells_once(taking, monkeypatch):
    heard = []
    listener = lambda _s, result, _a, _c: heard.append(result.attempt_id)  # noqa: E731
    events.attempt_closed.subscribe(listener)
    attempt = taking.start()
    try:
        first, second = taking.submit(attempt), taking.submit(attempt)
    finally:
        events.attempt_closed._subscribers.remove(listener)
    assert first == second
    assert heard == [attempt.id]


def test_the_journal_holds_start_and_submit_with_the_hash_over_all_answers(taking):
    attempt = taking.start()
    taking.save(attempt, "angka", {"teks": ["10"]})
    taking.submit(attempt)
    entries = taking.session.scalars(
        select(JournalEntry).where(JournalEntry.object_type == "attempt").order_by(JournalEntry.seq)
    ).all()
    assert [e.action for e in entries] == ["quiz.attempt.started", "quiz.attempt.submitted"]
    received = taking.session.scalars(select(AnswerEvent)).all()
    assert entries[1].data["answers_sha256"] == answers_digest(received)
    received[0].value = {"text": "11"}
    assert entries[1].data["answers_sha256"] != answers_digest(received)
    taking.session.rollback()


def test_the_finisher_closes_what_ran_out_once(taking, clock, home):
    attempt = taking.start()
    taking.save(attempt, "batas-waktu", RIGHT["batas-waktu"])
    job = taking.session.scalar(select(Job).where(Job.kind == "quizzes.finish_expired"))
    assert job.not_before == attempt.deadline_at + timedelta(seconds=61)
    from lms.db.engine import session_factory

    context = JobContext(session_factory(str(taking.session.get_bind().url)), clock, home, {})
    finish_expired(context, {"attempt": attempt.id})
    taking.session.rollback()
    assert taking.session.get(Attempt, attempt.id, populate_existing=True).state == "open"
    clock.at = job.not_before
    finish_expired(context, {"attempt": attempt.id})
    finish_expired(context, {})
    taking.session.rollback()
    closed = taking.session.get(Attempt, attempt.id, populate_existing=True)
    assert (closed.state, closed.score, closed.closed_at) == ("expired", "1/4", attempt.deadline_at)
    count = (
        select(func.count()).select_from(JournalEntry).where(JournalEntry.action == "quiz.attempt.expired")
    )
    assert taking.session.scalar(count) == 1


def test_the_best_finished_attempt_counts(taking):
    first = taking.start(attempts=3)
    taking.save(first, "batas-waktu", RIGHT["batas-waktu"])
    taking.submit(first)
    taking.submit(taking.start(attempts=3))
    taking.start(attempts=3)
    best = best_result(taking.session, taking.officer.id, "evaluasi")
    assert (best.attempt_id, best.fraction, best.passed) == (first.id, Fraction(1, 4), False)


def test_a_running_attempt_keeps_its_revision(taking, clock):
    from tests.quizzes.library import EVALUATION, publish_city

    attempt = taking.start()
    outcome = publish_city(
        taking.session, clock, evaluasi=EVALUATION.replace("[x] 10", "[ ] 10").replace("[ ] 7", "[x] 7")
    )
    assert [d.doc_id for d in outcome.new] == ["evaluasi"]
    taking.save(attempt, "batas-waktu", RIGHT["batas-waktu"])
    assert taking.submit(attempt).fraction == Fraction(1, 4)


def test_a_used_question_keeps_its_kind(taking, clock):
    from tests.quizzes.library import EVALUATION, publish_city

    taking.start()
    changed = EVALUATION.replace("- [ ] 7 hari kerja", "- [x] 7 hari kerja")
    outcome = publish_city(taking.session, clock, evaluasi=changed)
    assert [(p.code, p.line) for p in outcome.problems] == [("Q070", 13)]
    assert outcome.kept == ["quizzes/evaluasi.md"]


def test_open_answers_wait_for_a_person(taking):
    attempt = taking.start("uraian")
    taking.save(attempt, "jelaskan", {"teks": ["Karena ada uji konsekuensi."]})
    taking.save(attempt, "tebak", {"jawab": [item_id("Benar")]})
    result = taking.submit(attempt)
    assert (result.fraction, result.passed, result.waiting, result.evidence) == (None, None, 1, ())
    row = taking.session.scalar(select(AttemptQuestion).where(AttemptQuestion.question_id == "jelaskan"))
    with writing(taking.session):
        marked = actions.mark_by_person(
            taking.session,
            actor=taking.facts["actor"],
            clock=taking.clock,
            attempt_question_id=row.id,
            fraction=Fraction(1, 2),
        )
    assert (marked.fraction, marked.passed, marked.waiting) == (Fraction(3, 4), True, 0)


def test_nothing_of_an_open_question_that_was_left_empty_waits(taking):
    attempt = taking.start("uraian")
    assert taking.submit(attempt).waiting == 0
