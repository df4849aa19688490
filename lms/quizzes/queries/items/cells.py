"""Reading the answers of the attempts that count, and which questions each of them reached."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Text, cast, select
from sqlalchemy.orm import Session

from lms.quizzes.models import AttemptQuestion
from lms.quizzes.queries.items.scope import Scope, Taken, chosen


class Asked(NamedTuple):
    """One question in one attempt: what was drawn, what came of it. `answer` is the stored JSON text."""

    attempt_id: int
    revision_id: int
    question_id: str
    marked_with_id: int | None
    position: int
    touched: bool
    score: float | None
    answer: str | None


@dataclass(frozen=True)
class Answered:
    """The questions that the attempts reached, and those that were drawn but never reached."""

    asked: list[Asked]
    unreached: list[Asked]


def read_cells(session: Session, scope: Scope, attempts: Iterable[Taken]) -> Answered:
    """Every question that an attempt reached, in one statement.

    Who handed in saw all questions, so an empty answer is a zero. Where the time ran out, the questions after the
    last one that was touched were not reached, except the next one, which the person was looking at.
    """
    ids = chosen(scope)
    rows = session.execute(
        select(
            AttemptQuestion.attempt_id,
            AttemptQuestion.revision_id,
            AttemptQuestion.question_id,
            AttemptQuestion.marked_with_id,
            AttemptQuestion.position,
            (AttemptQuestion.answer_seq > 0) | AttemptQuestion.flagged,
            AttemptQuestion.score_value,
            cast(AttemptQuestion.answer, Text),
        ).join(ids, ids.c.id == AttemptQuestion.attempt_id)
    )
    expired = {attempt.id for attempt in attempts if attempt.expired}
    asked: list[Asked] = []
    late: dict[int, list[Asked]] = defaultdict(list)
    for row in rows:
        cell = Asked(*row)
        (late[cell.attempt_id] if cell.attempt_id in expired else asked).append(cell)
    unreached: list[Asked] = []
    for cells in late.values():
        edge = reached_up_to(cells)
        for cell in cells:
            (asked if cell.position <= edge else unreached).append(cell)
    return Answered(asked, unreached)


def reached_up_to(cells: Sequence[Asked]) -> int:
    """The last place that an attempt reached whose time ran out: one after the last that was touched."""
    return 1 + max((cell.position for cell in cells if cell.touched), default=0)
