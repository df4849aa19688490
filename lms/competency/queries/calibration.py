"""Predictions beside what came of them, counted in the database."""

from __future__ import annotations

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from lms.competency.domain.calibration import BINS, Calibration, Cell, calibration
from lms.competency.domain.recall import AGAIN
from lms.competency.models import ReviewEvent


def _bin(predicted: InstrumentedAttribute[float | None]) -> ColumnElement[int]:
    """The tenth that a prediction lies in; a ladder, because databases round and cast in ways of their own."""
    steps = [(predicted < (n + 1) / BINS, n) for n in range(BINS - 1)]
    return case(*steps, else_=BINS - 1)


def observed(session: Session) -> Calibration:
    """All reviews that had been foretold; an answer whose mark was corrected later is left out."""
    event, later = ReviewEvent, aliased(ReviewEvent)
    predicted = event.predicted
    recalled = case((event.rating > AGAIN, 1), else_=0)
    error = predicted - recalled
    corrected = (
        select(later.id)
        .where(later.attempt_question_id == event.attempt_question_id, later.round > event.round)
        .exists()
    )
    place = _bin(predicted)
    rows = session.execute(
        select(
            event.month, event.kind, place, func.count(), func.sum(predicted), func.sum(recalled),
            func.sum(error * error),
        )
        .where(predicted.is_not(None), ~corrected)
        .group_by(event.month, event.kind, place)
    )  # fmt: skip
    return calibration(Cell(*row) for row in rows)
