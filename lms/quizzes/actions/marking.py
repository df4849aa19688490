"""Marks that a person gives to open answers."""

from __future__ import annotations

from fractions import Fraction

from sqlalchemy.orm import Session

from lms.audit import actions as audit
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import NotFound, Refused, Stale
from lms.quizzes import events
from lms.quizzes.actions.submit import add_up, locked, set_score
from lms.quizzes.domain.result import AttemptResult
from lms.quizzes.models import AttemptQuestion
from lms.quizzes.queries.attempts import questions_of, result_of
from lms.web.i18n import lazy_gettext as _l


def mark_by_person(
    session: Session,
    *,
    actor: Actor,
    clock: Clock,
    attempt_question_id: int,
    fraction: Fraction,
    comment: str = "",
    replaces: str | None = None,
) -> AttemptResult:
    """Give an open answer its mark between 0 and 1; with the last one the attempt gets its result.

    `replaces` is the mark that the marker saw, None for an answer without one; raises Stale when another
    marker was faster, so that no mark covers another unseen.
    """
    row = session.get(AttemptQuestion, attempt_question_id)
    attempt = locked(session, row.attempt_id) if row is not None else None
    if row is None or attempt is None:
        raise NotFound("answer.unknown", _l("Jawaban ini tidak ditemukan."))
    if row.kind != "open" or attempt.state == "open":
        raise Refused(
            "answer.not_open", _l("Jawaban ini tidak dinilai oleh orang, atau percobaannya belum selesai.")
        )
    if not 0 <= fraction <= 1:
        raise Refused("answer.mark", _l("Nilai harus antara 0 dan 100 persen."))
    if row.score != replaces:
        raise Stale("answer.marked", _l("Jawaban ini sudah dinilai orang lain. Nilai Anda tidak disimpan."))
    before = row.score
    set_score(row, fraction)
    row.comment = comment[:2000]
    add_up(attempt, questions_of(session, attempt.id))
    audit.record(
        session,
        at=clock.now(),
        actor=actor,
        action="quiz.answer.marked",
        object_type="attempt",
        object_id=attempt.id,
        data={"question": row.question_id, "score": [before, row.score], "waiting": attempt.waiting},
    )
    result = result_of(session, attempt)
    if not attempt.waiting:
        events.attempt_closed.emit(session, result, actor, clock)
    return result
