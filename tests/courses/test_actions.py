from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.audit.models import JournalEntry
from lms.core.clock import FixedClock
from lms.core.errors import NotFound, Refused
from lms.courses import events
from lms.courses.actions import answer_practice, finish_lesson, keep_place, settle_after_quiz
from lms.courses.domain import CourseFinished
from lms.courses.models import LessonProgress, PracticeAnswer
from lms.courses.queries import LiveCourse, completions, standing
from lms.db.session import writing
from lms.quizzes.domain.result import AttemptResult
from tests.courses.conftest import ACTOR, Publish
from tests.courses.schema.folder import COURSE, FIRST, SECOND, files
from tests.factories import Make

OPEN = COURSE.replace("quiz: kip-01-evaluasi\n", "")


@pytest.fixture
def officer_id(make: Make) -> int:
    return make.officer().id


class Reading:
    """What one officer does with one course."""

    def __init__(self, session: Session, clock: FixedClock, officer_id: int) -> None:
        self.session, self.clock, self.officer_id = session, clock, officer_id

    def finish(self, live: LiveCourse, *slugs: str) -> CourseFinished | None:
        done = None
        for slug in slugs:
            with writing(self.session) as session:
                done = finish_lesson(
                    session, actor=ACTOR, clock=self.clock, officer_id=self.officer_id, live=live,
                    lesson=live.lesson(slug),
                )  # fmt: skip
        return done

    def keep(self, live: LiveCourse, slug: str, place: str, percent: int) -> None:
        with writing(self.session) as session:
            keep_place(
                session, clock=self.clock, officer_id=self.officer_id, live=live, lesson=live.lesson(slug),
                place=place, percent=percent,
            )  # fmt: skip

    def answer(self, live: LiveCourse, question: str, fields: dict[str, list[str]]) -> None:
        with writing(self.session) as session:
            answer_practice(
                session, clock=self.clock, officer_id=self.officer_id, live=live, lesson=live.lesson("prosedur"),
                question_id=question, fields=fields,
            )  # fmt: skip

    def states(self, live: LiveCourse) -> list[str]:
        return [lesson.state for lesson in standing(self.session, live, self.officer_id).lessons]


@pytest.fixture
def reading(session: Session, clock: FixedClock, officer_id: int) -> Reading:
    return Reading(session, clock, officer_id)


def journal(session: Session) -> list[tuple[str, str]]:
    rows = session.scalars(
        select(JournalEntry).where(JournalEntry.action.startswith("course.")).order_by("seq")
    )
    return [(row.action, row.object_id) for row in rows]


def test_the_furthest_place_is_never_lost(reading: Reading, live: LiveCourse) -> None:
    reading.keep(live, "mengapa", "isi-nomor-register", 80)
    reading.clock.advance(timedelta(minutes=5))
    reading.keep(live, "mengapa", "", 20)
    first = standing(reading.session, live, reading.officer_id).lessons[0]
    assert (first.state, first.place, first.furthest) == ("reading", "", 80)
    row = reading.session.scalars(select(LessonProgress)).one()
    assert row.seen_at - row.started_at == timedelta(minutes=5)
    assert journal(reading.session) == []


@pytest.mark.parametrize(("sent", "kept"), [(-5, 0), (250, 100), (100, 100)])
def test_a_percentage_is_cut_to_what_makes_sense(
    reading: Reading, live: LiveCourse, sent: int, kept: int
) -> None:
    reading.keep(live, "mengapa", "", sent)
    assert standing(reading.session, live, reading.officer_id).lessons[0].furthest == kept


def test_a_lesson_finished_twice_is_one_entry_of_the_journal(reading: Reading, live: LiveCourse) -> None:
    assert reading.finish(live, "mengapa", "mengapa") is None
    assert reading.states(live) == ["done", "new"]
    assert journal(reading.session) == [("course.lesson.finished", "kip-01/mengapa")]


def test_a_course_without_a_quiz_closes_with_its_last_lesson(
    reading: Reading, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = publish(files(course=OPEN))
    told: list[CourseFinished] = []
    monkeypatch.setattr(events.course_finished, "_subscribers", [lambda _s, done, _a, _c: told.append(done)])
    assert reading.finish(live, "prosedur") is None
    done = reading.finish(live, "mengapa")
    assert done is not None
    assert (done.course_id, done.revision_id, done.competencies, done.jp) == (
        "kip-01", live.revision_id, {"K2": 2}, 2,
    )  # fmt: skip
    assert told == [done]
    assert reading.finish(live, "mengapa") is None
    assert len(told) == 1
    assert [(c.course_id, c.revision_id) for c in completions(reading.session, reading.officer_id)] == [
        ("kip-01", live.revision_id)
    ]
    assert journal(reading.session)[-1] == ("course.finished", "kip-01")


def result(
    reading: Reading, *, passed: bool | None = True, mode: str = "exam", context: str = ""
) -> AttemptResult:
    return AttemptResult(
        attempt_id=1, officer_id=reading.officer_id, quiz_id="kip-01-evaluasi", revision_id=None, title="Evaluasi",
        context=context, mode=mode, number=1, pass_mark=80, fraction=Fraction(1), passed=passed, waiting=0,  # type: ignore[arg-type]
        closed_at=reading.clock.now(), outcomes=(),
    )  # fmt: skip


def test_a_course_with_a_quiz_waits_for_it(reading: Reading, live: LiveCourse) -> None:
    assert reading.finish(live, "mengapa", "prosedur") is None
    assert standing(reading.session, live, reading.officer_id).state == "quiz"
    assert completions(reading.session, reading.officer_id) == []


def test_an_attempt_that_did_not_pass_closes_nothing(reading: Reading, live: LiveCourse) -> None:
    reading.finish(live, "mengapa", "prosedur")
    for attempt in (
        result(reading, passed=False),
        result(reading, mode="practice"),
        result(reading, context="b:1"),
    ):
        with writing(reading.session) as session:
            settle_after_quiz(session, attempt, ACTOR, reading.clock)
    assert completions(reading.session, reading.officer_id) == []


def test_a_new_revision_reopens_only_the_lessons_that_changed(reading: Reading, publish: Publish) -> None:
    before = publish(files(course=OPEN))
    reading.finish(before, "mengapa", "prosedur")
    after = publish(files(course=OPEN, second=SECOND.replace("Sesudah tabel.", "Sesudah tabel berubah.")))
    assert after.number == 2
    assert reading.states(after) == ["done", "changed"]
    assert reading.finish(after, "prosedur") is not None
    assert [c.revision_id for c in completions(reading.session, reading.officer_id)] == [
        before.revision_id, after.revision_id,
    ]  # fmt: skip


def test_a_renamed_lesson_keeps_its_history_by_its_id(reading: Reading, publish: Publish) -> None:
    named = files(first=FIRST.replace("minutes: 5", "minutes: 5\nid: mengapa-dicatat"))
    live = publish(named)
    reading.finish(live, "mengapa")
    moved = {path.replace("01-mengapa", "01-alasan"): text for path, text in named.items()}
    assert reading.states(publish(moved)) == ["done", "new"]


def test_an_answer_is_kept_and_replaced(reading: Reading, live: LiveCourse) -> None:
    options = live.lesson("prosedur").practice[0].options
    reading.answer(live, "langkah", {"jawab": [options[1].id]})
    reading.answer(live, "langkah", {"jawab": [options[0].id]})
    row = reading.session.scalars(select(PracticeAnswer)).one()
    assert (row.answer, row.tries) == ({"choice": options[0].id}, 2)


def test_what_is_no_answer_is_refused_in_words(reading: Reading, live: LiveCourse) -> None:
    with pytest.raises(Refused, match="Pilih atau isi jawaban dahulu") as empty:
        reading.answer(live, "langkah", {})
    assert empty.value.code == "practice.empty"
    with pytest.raises(Refused) as strange:
        reading.answer(live, "langkah", {"jawab": ["xyz"]})
    assert strange.value.code == "practice.unreadable"
    with pytest.raises(NotFound):
        reading.answer(live, "lain", {"jawab": ["xyz"]})
    assert reading.session.scalars(select(PracticeAnswer)).all() == []
