"""Quick checks: the last answer is kept so that its feedback can be read again; nothing is graded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.core.clock import Clock
from lms.core.errors import NotFound, Refused
from lms.courses.models import PracticeAnswer
from lms.courses.queries.documents import LiveCourse
from lms.courses.schema import LessonDocument
from lms.quizzes import kinds
from lms.web.i18n import lazy_gettext as _l

_ASK = {
    "doubtful_number": _l(
        "Tulis angka tanpa titik ribuan, misalnya 1000, atau dengan koma desimal, misalnya 0,5."
    ),
    "not_a_number": _l("Jawaban ini berupa angka."),
    "same_place": _l("Setiap langkah memerlukan nomor urut yang berbeda."),
    "missing_places": _l("Beri nomor urut pada semua langkah."),
}


def answer_practice(
    session: Session,
    *,
    clock: Clock,
    officer_id: int,
    live: LiveCourse,
    lesson: LessonDocument,
    question_id: str,
    fields: Mapping[str, Sequence[str]],
) -> PracticeAnswer:
    """Keep the answer in posted fields; Refused when it is empty, unreadable or asks back, NotFound if no such check."""
    question = next((q for q in lesson.practice if q.id == question_id), None)
    if question is None:
        raise NotFound("practice.unknown", _l("Soal latihan ini tidak ditemukan."))
    reading = kinds.read_answer(question, fields)
    if reading.ask is not None:
        raise Refused("practice.ask", _ASK[reading.ask])
    if reading.error is not None:
        raise Refused(
            "practice.unreadable", _l("Jawaban ini tidak dapat dibaca. Muat ulang halaman, lalu coba lagi.")
        )
    if reading.answer is None:
        raise Refused("practice.empty", _l("Pilih atau isi jawaban dahulu, lalu tekan Periksa jawaban."))
    row = session.scalar(
        select(PracticeAnswer).where(
            PracticeAnswer.officer_id == officer_id,
            PracticeAnswer.course_id == live.course.id,
            PracticeAnswer.lesson_id == lesson.key,
            PracticeAnswer.question_id == question_id,
        )
    )
    if row is None:
        row = PracticeAnswer(
            officer_id=officer_id,
            course_id=live.course.id,
            lesson_id=lesson.key,
            question_id=question_id,
            tries=0,
        )
        session.add(row)
    row.answer, row.tries = dict(reading.answer), row.tries + 1
    row.revision_id, row.answered_at = live.revision_id, clock.now()
    session.flush()
    return row
