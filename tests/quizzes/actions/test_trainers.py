"""What trainers can do for officers: more time, more attempts, a corrected key; and two rows that are one person."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from sqlalchemy import func, select

from lms.audit.models import JournalEntry
from lms.core.errors import Refused
from lms.db.engine import session_factory
from lms.db.session import writing
from lms.jobs.models import Job
from lms.jobs.registry import JobContext
from lms.quizzes import actions
from lms.quizzes.actions.merging import merge_officers
from lms.quizzes.jobs import finish_expired
from lms.quizzes.models import Attempt, AttemptQuestion, RoutingCell
from lms.quizzes.queries.attempts import best_result, left
from lms.quizzes.queries.documents import live_quiz
from lms.quizzes.queries.items import item_overview
from tests.quizzes.actions.test_practice import refs
from tests.quizzes.conftest import RIGHT, WHO, Taking
from tests.quizzes.library import EVALUATION, PRACTICE, publish_city


def more_time(taking, attempt, minutes=10, reason="Listrik padam"):
    with writing(taking.session):
        return actions.extend_time(
            taking.session,
            actor=WHO,
            clock=taking.clock,
            attempt_id=attempt.id,
            minutes=minutes,
            reason=reason,
        )


def test_more_time_moves_the_deadline(taking, clock):
    attempt = taking.start()
    before = attempt.deadline_at
    more_time(taking, attempt)
    assert attempt.deadline_at == before + timedelta(minutes=10)
    clock.at = before + timedelta(minutes=9)
    assert taking.save(attempt, "angka", RIGHT["angka"]).current


def test_the_finisher_comes_again_after_more_time(taking, clock, home):
    attempt = taking.start()
    more_time(taking, attempt)
    context = JobContext(session_factory(str(taking.session.get_bind().url)), clock, home, {})
    job = taking.session.scalar(select(Job).where(Job.kind == "quizzes.finish_expired"))
    with writing(taking.session):
        job.state = "running"
    clock.at = job.not_before
    finish_expired(context, {"attempt": attempt.id})
    taking.session.rollback()
    taking.session.refresh(job)
    assert (job.state, job.not_before) == ("waiting", attempt.deadline_at + timedelta(seconds=61))
    clock.at = job.not_before
    finish_expired(context, {"attempt": attempt.id})
    taking.session.rollback()
    assert taking.session.get(Attempt, attempt.id, populate_existing=True).state == "expired"


def test_an_attempt_that_ran_out_is_not_opened_again(taking, clock):
    attempt = taking.start()
    clock.advance(timedelta(minutes=22))
    with pytest.raises(Refused, match="sudah ditutup"):
        more_time(taking, attempt)


@pytest.mark.parametrize(("minutes", "reason"), [(0, "x"), (241, "x"), (10, "  ")])
def test_more_time_needs_a_reason_and_a_sound_number(taking, minutes, reason):
    with pytest.raises(Refused, match="Isi alasan"):
        more_time(taking, taking.start(), minutes, reason)


def test_one_more_attempt(taking):
    taking.submit(taking.start())
    with writing(taking.session):
        actions.grant_attempts(
            taking.session,
            actor=WHO,
            clock=taking.clock,
            officer_id=taking.officer.id,
            quiz_id="evaluasi",
            extra=1,
            reason="Sakit",
        )
    assert left(taking.session, taking.officer.id, live_quiz(taking.session, "evaluasi")) == 1
    assert taking.start().number == 2
    taking.submit(taking.start())
    with pytest.raises(Refused):
        taking.start()


def test_a_corrected_key_is_applied_once_and_tells_who_passes_now(taking, clock):
    attempt = taking.start()
    for name in ("golongan", "angka"):
        taking.save(attempt, name, RIGHT[name])
    from lms.quizzes.domain.question import item_id

    taking.save(attempt, "batas-waktu", {"jawab": [item_id("7 hari kerja")]})
    assert taking.submit(attempt).fraction == Fraction(1, 2)
    publish_city(
        taking.session, clock, evaluasi=EVALUATION.replace("[x] 10", "[ ] 10").replace("[ ] 7", "[x] 7")
    )
    for expected in ((1, 1, 1, 0), (1, 0, 0, 0)):
        with writing(taking.session):
            done = actions.regrade(taking.session, actor=WHO, clock=clock, quiz_id="evaluasi")
        assert (done.looked, done.changed, done.now_pass, done.now_fail) == expected
    row = taking.session.get(Attempt, attempt.id, populate_existing=True)
    assert (row.score, row.passed) == ("3/4", True)
    entries = (
        select(func.count()).select_from(JournalEntry).where(JournalEntry.action == "quiz.attempt.regraded")
    )
    assert taking.session.scalar(entries) == 1


def test_a_corrected_letter_is_resolved_by_the_catalogue_of_its_attempt(taking, clock):
    to = refs(taking)
    attempt = taking.start("latihan", mode="practice")
    taking.save(attempt, "gang", {"tujuan": [to["DPU"]]})
    assert taking.submit(attempt).fraction == 0
    publish_city(
        taking.session,
        clock,
        latihan=PRACTICE.replace("- [x] 1.04:", "- [x] 1.03/jalan:").replace(
            "- [ ] 1.03/jalan:", "- [ ] 1.04:"
        ),
    )
    with writing(taking.session):
        actions.regrade(taking.session, actor=WHO, clock=clock, quiz_id="latihan")
    assert taking.session.get(Attempt, attempt.id, populate_existing=True).score == "1/3"
    cells = taking.session.scalars(select(RoutingCell)).all()
    assert [(c.right_code, c.chosen_code) for c in cells] == [("1.03/jalan", "1.03/jalan")]


def test_items_by_facility_with_their_denominator(taking, make, clock):
    for right in (("angka", "golongan"), ("angka",)):
        other = Taking(taking.session, clock, make.officer())
        attempt = other.start()
        for name in right:
            other.save(attempt, name, RIGHT[name])
        other.submit(attempt)
    other.start(context="berjalan")
    found = {line.question_id: line for line in item_overview(taking.session, "evaluasi")}
    assert [
        (found[q].facility, found[q].full.count, found[q].drawn, found[q].unanswered)
        for q in ("angka", "golongan", "urutan")
    ] == [
        (1.0, 2, 2, 0),
        (0.5, 1, 2, 1),
        (0.0, 0, 2, 2),
    ]


def test_two_rows_that_are_one_person(taking, make, clock):
    twin = Taking(taking.session, clock, make.officer())
    first = taking.start(attempts=5)
    taking.save(first, "angka", RIGHT["angka"])
    taking.submit(first)
    running = taking.start(attempts=5)
    second = twin.start(attempts=5)
    for name, fields in RIGHT.items():
        twin.save(second, name, fields)
    with writing(taking.session):
        merge_officers(taking.session, clock, twin.officer.id, taking.officer.id)
    rows = taking.session.scalars(select(Attempt).order_by(Attempt.number)).all()
    assert [(r.id, r.officer_id, r.number, r.state) for r in rows] == [
        (first.id, taking.officer.id, 1, "submitted"),
        (running.id, taking.officer.id, 2, "open"),
        (second.id, taking.officer.id, 3, "expired"),
    ]
    assert best_result(taking.session, taking.officer.id, "evaluasi").fraction == 1
    assert taking.session.scalar(select(func.count()).select_from(AttemptQuestion)) == 12
