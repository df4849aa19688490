"""What stands behind one cell of the matrix: which letters, and who chose what how often."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from lms.quizzes.domain.question import Question
from lms.quizzes.domain.wilson import Interval, wilson
from lms.quizzes.queries.confusions.scope import Scope, cells
from lms.quizzes.queries.documents import question_of


@dataclass(frozen=True)
class LetterBehind:
    """One letter: in how many routings of it `chosen` stood for `right`; `question` as it was asked last."""

    quiz_id: str
    question: Question
    revision_id: int
    interval: Interval
    people: int


@dataclass(frozen=True)
class PersonBehind:
    """One person: in how many letters about `right` they chose `chosen`, and when last."""

    officer_id: int
    interval: Interval
    last: datetime


def letters_behind(session: Session, scope: Scope, right: str, chosen: str) -> list[LetterBehind]:
    """The letters in which `chosen` was taken for `right`, the surest first."""
    c = cells(scope).c
    this = c.chosen_code == chosen
    rows = session.execute(
        select(
            c.quiz_id,
            c.question_id,
            func.max(c.revision_id),
            func.count(c.letter.distinct()),
            func.count(case((this, c.letter)).distinct()),
            func.count(case((this, c.officer_id)).distinct()),
        )
        .where(c.right_code == right)
        .group_by(c.quiz_id, c.question_id)
    )
    found = [
        LetterBehind(
            quiz_id, question_of(session, revision, question_id), revision, wilson(times, asked), people
        )
        for quiz_id, question_id, revision, asked, times, people in rows
        if times
    ]
    return sorted(
        found, key=lambda one: (-one.interval.low, -one.interval.count, one.quiz_id, one.question.id)
    )


def people_behind(session: Session, scope: Scope, right: str, chosen: str) -> list[PersonBehind]:
    """The people who took `chosen` for `right`, the most frequent first."""
    c = cells(scope).c
    this = c.chosen_code == chosen
    rows = session.execute(
        select(
            c.officer_id,
            func.count(c.letter.distinct()),
            func.count(case((this, c.letter)).distinct()),
            func.max(case((this, c.at))),
        )
        .where(c.right_code == right)
        .group_by(c.officer_id)
    )
    found = [PersonBehind(who, wilson(times, asked), last) for who, asked, times, last in rows if times]
    return sorted(found, key=lambda one: (-one.interval.count, -one.interval.low, one.officer_id))
