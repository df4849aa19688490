"""Marking closed attempts again with a newer key, after a trainer corrected a question."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from lms.audit import actions as audit
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import NotFound
from lms.quizzes import events, kinds
from lms.quizzes.actions.submit import add_up, keep_cells, set_score
from lms.quizzes.domain.question import Question
from lms.quizzes.kinds.base import Resolved
from lms.quizzes.kinds.routing import resolve
from lms.quizzes.models import Attempt, AttemptQuestion, RoutingCell
from lms.quizzes.queries.attempts import questions_of, result_of
from lms.quizzes.queries.catalogue import snapshot
from lms.quizzes.queries.documents import LiveQuiz, live_quiz
from lms.web.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class Regraded:
    """What a regrade did: attempts looked at, attempts whose score changed, and how many now pass or fail."""

    looked: int
    changed: int
    now_pass: int
    now_fail: int


def regrade(session: Session, *, actor: Actor, clock: Clock, quiz_id: str) -> Regraded:
    """Mark every closed attempt of a quiz with the live key; doing it again changes nothing.

    Questions that the live revision no longer has, or has as another kind, keep their mark, and so do
    open answers, which a person marked. Answers are never touched.
    """
    live = live_quiz(session, quiz_id)
    if live is None:
        raise NotFound("quiz.unknown", _l("Kuis ini tidak ditemukan atau sudah ditarik."))
    attempts = session.scalars(
        select(Attempt)
        .where(Attempt.quiz_id == quiz_id, Attempt.state != "open", Attempt.revision_id.is_not(None))
        .order_by(Attempt.id)
    ).all()
    before = {attempt.id: (attempt.score, attempt.passed) for attempt in attempts}
    for attempt in attempts:
        _again(session, actor, clock, attempt, live)
    changed = [a for a in attempts if before[a.id][0] != a.score]
    return Regraded(
        looked=len(attempts),
        changed=len(changed),
        now_pass=sum(bool(a.passed) and not before[a.id][1] for a in changed),
        now_fail=sum(not a.passed and bool(before[a.id][1]) for a in changed),
    )


def _again(session: Session, actor: Actor, clock: Clock, attempt: Attempt, live: LiveQuiz) -> None:
    rows, before = questions_of(session, attempt.id), attempt.score
    for row in rows:
        question = live.quiz.question(row.question_id)
        if question is not None and question.kind == row.kind and row.kind != "open":
            _mark(session, clock, attempt, row, question, live.revision_id)
    add_up(attempt, rows)
    if attempt.score == before:
        return
    audit.record(
        session,
        at=clock.now(),
        actor=actor,
        action="quiz.attempt.regraded",
        object_type="attempt",
        object_id=attempt.id,
        data={"revision": live.revision_id, "score": [before, attempt.score], "passed": attempt.passed},
    )
    events.attempt_closed.emit(session, result_of(session, attempt), actor, clock)


def _mark(
    session: Session, clock: Clock, attempt: Attempt, row: AttemptQuestion, question: Question, revision: int
) -> None:
    if (row.marked_with_id or row.revision_id) == revision:
        return
    resolved = None
    if row.kind == "routing" and attempt.catalogue_id is not None:
        catalogue = snapshot(session, attempt.catalogue_id)
        keys = resolve(question, catalogue)
        row.resolved = [key.model_dump(mode="json") for key in keys]
        resolved = Resolved(keys=keys, catalogue=catalogue)
        session.execute(delete(RoutingCell).where(RoutingCell.attempt_question_id == row.id))
    mark = kinds.mark(question, row.answer, resolved)
    row.marked_with_id = revision
    if mark.fraction is not None:
        set_score(row, mark.fraction)
    keep_cells(session, attempt, row, mark, now=row.settled_at or clock.now())
