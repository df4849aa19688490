"""How hard the questions of a quiz were, in one statement, for lists that show no more than that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import Session

from lms.quizzes.domain.itemstats import fingerprint
from lms.quizzes.domain.question import Question
from lms.quizzes.domain.wilson import Interval, wilson
from lms.quizzes.models import Attempt, AttemptQuestion
from lms.quizzes.queries.documents import LiveQuiz, live_quiz, quiz_of_revision
from lms.quizzes.queries.items.scope import Scope, chosen


@dataclass(frozen=True)
class ItemLine:
    """One question over the first finished examination of each person, as far as they reached it.

    `facility` is the mean mark, unanswered ones counted as 0; `full` counts full marks, `unanswered` those
    who left it empty. The numbers are those of the item analysis: `drawn` counts who reached it.
    """

    question_id: str
    kind: str
    drawn: int
    facility: float
    full: Interval
    unanswered: int


@dataclass
class _Sum:
    """What is added up over the revisions that ask the same question."""

    kind: str
    drawn: int = 0
    marks: float = 0.0
    full: int = 0
    empty: int = 0

    def line(self, question_id: str) -> ItemLine:
        """The finished line."""
        mean = self.marks / self.drawn
        return ItemLine(question_id, self.kind, self.drawn, mean, wilson(self.full, self.drawn), self.empty)


def item_overview(session: Session, quiz_id: str) -> list[ItemLine]:
    """The questions of a quiz, the hardest first.

    A question of the live revision is counted together with the same question of older ones, and apart from
    older ones with another wording or key.
    """
    live = live_quiz(session, quiz_id)
    sums: dict[str, _Sum] = {}
    for question, revision, marked, kind, drawn, marks, full, empty in session.execute(_query(quiz_id)):
        if not _is_current(session, live, question, revision, marked):
            continue
        found = sums.setdefault(question, _Sum(kind))
        found.drawn += drawn
        found.marks += marks
        found.full += full
        found.empty += empty
    lines = [found.line(question) for question, found in sums.items()]
    return sorted(lines, key=lambda line: (line.facility, line.question_id))


def _query(quiz_id: str) -> Select[str, int, int | None, str, int, float | None, Any, Any]:
    """Sums by question, revision asked and revision marked with."""
    ids = chosen(Scope(quiz_id))
    touched = (AttemptQuestion.answer_seq > 0) | AttemptQuestion.flagged
    edges = (
        select(
            AttemptQuestion.attempt_id,
            func.max(case((touched, AttemptQuestion.position), else_=0)).label("last"),
        )
        .join(ids, ids.c.id == AttemptQuestion.attempt_id)
        .group_by(AttemptQuestion.attempt_id)
        .subquery()
    )
    return (
        select(
            AttemptQuestion.question_id,
            AttemptQuestion.revision_id,
            AttemptQuestion.marked_with_id,
            AttemptQuestion.kind,
            func.count(),
            func.sum(AttemptQuestion.score_value),
            func.sum(case((AttemptQuestion.score_value == 1.0, 1), else_=0)),
            func.sum(case((AttemptQuestion.answer.is_(None), 1), else_=0)),
        )
        .join(edges, edges.c.attempt_id == AttemptQuestion.attempt_id)
        .join(Attempt, Attempt.id == AttemptQuestion.attempt_id)
        .where(
            AttemptQuestion.score_value.is_not(None),
            or_(Attempt.state != "expired", AttemptQuestion.position <= edges.c.last + 1),
        )
        .group_by(
            AttemptQuestion.question_id,
            AttemptQuestion.revision_id,
            AttemptQuestion.marked_with_id,
            AttemptQuestion.kind,
        )
    )


def _is_current(
    session: Session, live: LiveQuiz | None, question_id: str, revision_id: int, marked_with_id: int | None
) -> bool:
    """Whether this is the question that the live revision asks; always for one that it no longer has."""
    current = live.quiz.question(question_id) if live else None
    if live is None or current is None or (marked_with_id or revision_id) == revision_id == live.revision_id:
        return True
    asked = quiz_of_revision(session, revision_id).question(question_id)
    marked: Question | None = None
    if marked_with_id is not None:
        marked = quiz_of_revision(session, marked_with_id).question(question_id)
    return asked is not None and fingerprint(asked, marked) == fingerprint(current)
