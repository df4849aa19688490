"""Memories as they are stored, and the reviews behind them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select, tuple_
from sqlalchemy.orm import Session

from lms.competency.domain.recall import Memory, Review
from lms.competency.models import MemoryState, ReviewEvent


class MemoryKey(NamedTuple):
    """One memory: an officer, a quiz and a question of it."""

    officer_id: int
    doc_id: str
    question_id: str


@dataclass(frozen=True)
class Stored:
    """A stored memory, with the edition of the parameters that made it."""

    memory: Memory
    unit: str | None
    edition_id: int


@dataclass(frozen=True)
class Past:
    """One counted review of a memory: its place in time, its answer and what it bore on."""

    review: Review
    answer_id: int
    unit: str | None


Histories = dict[MemoryKey, list[Past]]


def stored(session: Session, keys: Collection[MemoryKey]) -> dict[MemoryKey, Stored]:
    """The stored memories of one officer's questions, in one statement."""
    if not keys:
        return {}
    officer = next(iter(keys)).officer_id
    rows = session.execute(
        select(MemoryState.__table__).where(
            MemoryState.officer_id == officer,
            tuple_(MemoryState.doc_id, MemoryState.question_id).in_([key[1:] for key in keys]),
        )
    )
    return {
        MemoryKey(row.officer_id, row.doc_id, row.question_id): Stored(
            Memory(row.stability, row.difficulty, row.last_review, row.reviews, row.lapses),
            row.unit, row.edition_id,
        )
        for row in rows
    }  # fmt: skip


def histories(session: Session, officer_ids: Collection[int]) -> Histories:
    """The counted reviews of some officers, by memory and in order of time; of one answer the last round counts.

    The order is that of the answers' moments, not of their arrival: states must not depend on when rows were written.
    """
    query = select(*_columns()).where(ReviewEvent.officer_id.in_(officer_ids))
    return _grouped(session.execute(query))


def history(session: Session, keys: Collection[MemoryKey]) -> Histories:
    """The counted reviews of some memories of one officer."""
    officer = next(iter(keys)).officer_id
    query = select(*_columns()).where(
        ReviewEvent.officer_id == officer,
        tuple_(ReviewEvent.doc_id, ReviewEvent.question_id).in_([key[1:] for key in keys]),
    )
    return _grouped(session.execute(query))


def _columns() -> tuple[Any, ...]:
    event = ReviewEvent
    return (
        event.officer_id, event.doc_id, event.question_id, event.at, event.attempt_question_id, event.round,
        event.rating, event.unit,
    )  # fmt: skip


def _grouped(rows: Iterable[tuple[int, str, str, datetime, int, int, int, str | None]]) -> Histories:
    newest: dict[int, tuple[int, MemoryKey, Past]] = {}
    for officer, doc, question, at, answer, turn, rating, unit in rows:
        if answer not in newest or newest[answer][0] < turn:
            newest[answer] = turn, MemoryKey(officer, doc, question), Past(Review(at, rating), answer, unit)
    found: Histories = {}
    for _turn, key, past in newest.values():
        found.setdefault(key, []).append(past)
    for pasts in found.values():
        pasts.sort(key=lambda past: (past.review.at, past.answer_id))
    return found


_ROUNDS = (
    select(ReviewEvent.attempt_question_id, ReviewEvent.round, ReviewEvent.rating)
    .where(ReviewEvent.attempt_id == bindparam("attempt"))
    .order_by(ReviewEvent.round)
)


def last_rounds(session: Session, attempt_id: int) -> dict[int, tuple[int, int]]:
    """What was noted of an attempt: by answer the last round and its rating."""
    rows = session.execute(_ROUNDS, {"attempt": attempt_id})
    return {answer: (turn, rating) for answer, turn, rating in rows}


def officers_with_reviews(session: Session) -> list[int]:
    """Everybody with at least one review, by id."""
    return list(session.scalars(select(ReviewEvent.officer_id).distinct().order_by(ReviewEvent.officer_id)))
