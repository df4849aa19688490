"""Receiving answers: append-only events, one current answer, and nothing that a stale tab can undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import NotFound, Refused, Stale
from lms.quizzes import kinds
from lms.quizzes.actions.submit import close_if_over
from lms.quizzes.domain.rules import accepts
from lms.quizzes.kinds.base import Reading
from lms.quizzes.models import AnswerEvent, Attempt, AttemptQuestion
from lms.quizzes.queries.attempts import resolved_of
from lms.quizzes.queries.documents import question_of
from lms.web.i18n import lazy_gettext as _l

MOST_EVENTS = 20_000
_ERRORS = {
    "unknown_choice": _l("Pilihan ini tidak ada pada soal."),
    "too_many": _l("Isian dikirim lebih dari satu kali. Muat ulang halaman, lalu jawab kembali."),
    "too_long": _l("Jawaban terlalu panjang."),
    "bad_value": _l("Isian tidak dapat dibaca."),
    "unknown_destination": _l("Tujuan ini tidak ada di katalog."),
}


@dataclass(frozen=True)
class Saved:
    """What became of a received answer.

    `current` says whether it is the answer that counts now; an older one is kept and does not
    replace a newer. `late` answers were kept for a person and do not count.
    """

    position: int
    seq: int
    current: bool
    late: bool
    at: datetime
    answer: dict[str, Any] | None
    reading: Reading


def save_answer(
    session: Session,
    *,
    actor: Actor,
    clock: Clock,
    attempt_id: int,
    officer_id: int,
    position: int,
    client_seq: int,
    fields: Mapping[str, Sequence[str]],
    unchanged_is_new: bool = True,
) -> Saved:
    """Store one answer; sending the same one again changes nothing.

    Without `unchanged_is_new` an answer that equals the current one is not stored a second time,
    whatever its number: a form posts its answer with every step through the questions.

    Raises NotFound for somebody else's attempt, Refused when the attempt or the question is closed or
    the fields make no sense, Stale when another answer was already stored under this number.
    """
    attempt, row, event = _find(session, attempt_id, officer_id, position, client_seq)
    now = clock.now()
    if event is None and attempt.state == "submitted":
        raise Refused("attempt.closed", _l("Percobaan ini sudah diserahkan. Jawaban ini tidak ikut dinilai."))
    reading = _read(session, attempt, row, fields)
    if event is not None:
        if event.value != reading.answer:
            raise Stale("answer.stale", _l("Jawaban yang lebih baru sudah tersimpan dari halaman lain."))
        return _saved(row, event, reading)
    now_open = attempt.state == "open" and accepts(now, attempt.deadline_at)
    if not unchanged_is_new and now_open and reading.answer == row.answer:
        return Saved(row.position, row.answer_seq, True, False, row.answered_at or now, row.answer, reading)
    _check_new(row, client_seq)
    late = not now_open
    event = AnswerEvent(
        attempt_id=attempt.id,
        attempt_question_id=row.id,
        client_seq=client_seq,
        value=reading.answer,
        late=late,
        received_at=now,
    )
    session.add(event)
    if not late and client_seq > row.answer_seq:
        row.answer, row.answer_seq, row.answered_at = reading.answer, client_seq, now
    if late:
        close_if_over(session, actor=actor, clock=clock, attempt=attempt)
    return _saved(row, event, reading)


def _check_new(row: AttemptQuestion, client_seq: int) -> None:
    """Whether a new answer may be stored under this number."""
    if row.settled_at is not None:
        raise Refused("question.settled", _l("Jawaban soal ini sudah ditetapkan dan tidak dapat diubah."))
    if not 0 < client_seq <= row.answer_seq + MOST_EVENTS:
        raise Refused("answer.sequence", _l("Nomor urut jawaban tidak dapat dipakai. Muat ulang halaman."))


def _find(
    session: Session, attempt_id: int, officer_id: int, position: int, client_seq: int
) -> tuple[Attempt, AttemptQuestion, AnswerEvent | None]:
    """Attempt, question and the event that already has this number, in one statement."""
    found = session.execute(
        select(Attempt, AttemptQuestion, AnswerEvent)
        .join(AttemptQuestion, AttemptQuestion.attempt_id == Attempt.id)
        .outerjoin(
            AnswerEvent,
            and_(AnswerEvent.attempt_question_id == AttemptQuestion.id, AnswerEvent.client_seq == client_seq),
        )
        .where(
            Attempt.id == attempt_id, Attempt.officer_id == officer_id, AttemptQuestion.position == position
        )
        .with_for_update(of=Attempt)
    ).one_or_none()
    if found is None:
        raise NotFound("attempt.unknown", _l("Percobaan ini tidak ditemukan."))
    return found[0], found[1], found[2]


def _read(
    session: Session, attempt: Attempt, row: AttemptQuestion, fields: Mapping[str, Sequence[str]]
) -> Reading:
    question = question_of(session, row.revision_id, row.question_id)
    reading = kinds.read_answer(question, fields, resolved_of(session, attempt, row))
    if reading.error is not None:
        raise Refused(f"answer.{reading.error}", _ERRORS[reading.error])
    return reading


def _saved(row: AttemptQuestion, event: AnswerEvent, reading: Reading) -> Saved:
    current = not event.late and event.client_seq == row.answer_seq
    return Saved(row.position, event.client_seq, current, event.late, event.received_at, row.answer, reading)


def flag_question(
    session: Session, *, clock: Clock, attempt_id: int, officer_id: int, position: int, flagged: bool
) -> None:
    """Mark a question to come back to, or take the mark away; a note to oneself, so it is not journalled."""
    attempt, row, _ = _find(session, attempt_id, officer_id, position, 0)
    if attempt.state != "open" or not accepts(clock.now(), attempt.deadline_at):
        raise Refused("attempt.closed", _l("Percobaan ini sudah ditutup."))
    row.flagged = flagged
