"""Counting the cells of a scope: pairs, totals, and the faults of letters as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import JSON, ColumnElement, Subquery, case, func, select, type_coerce
from sqlalchemy.orm import Session

from lms.quizzes.domain.catalogue import EXTERNAL_PREFIX
from lms.quizzes.domain.confusion import (
    Faults,
    LetterCounts,
    Matrix,
    Pair,
    Tally,
    fault_rates,
    ranked,
    reduced,
)
from lms.quizzes.models import AttemptQuestion
from lms.quizzes.queries.confusions.scope import Scope, cells
from lms.quizzes.queries.documents import question_of


@dataclass(frozen=True)
class Volume:
    """How much there is in a scope: routed letters, people, and the first and the last moment."""

    letters: int
    people: int
    first: datetime | None
    last: datetime | None


@dataclass(frozen=True)
class Analysis:
    """The confusions of one scope."""

    volume: Volume
    tallies: list[Tally]
    totals: dict[str, int]
    pairs: list[Pair]
    faults: Faults

    def matrix(self, most: int) -> Matrix:
        """The matrix, reduced to the `most` codes in play."""
        return reduced(self.tallies, self.totals, most)


def analyse(session: Session, scope: Scope) -> Analysis:
    """Everything about a scope, in a fixed number of statements."""
    counted, sums = tallies(session, scope), totals(session, scope)
    faults = fault_rates(letter_counts(session, scope))
    return Analysis(volume(session, scope), counted, sums, ranked(counted, sums), faults)


def volume(session: Session, scope: Scope) -> Volume:
    """How many letters and people there are in a scope."""
    c = cells(scope).c
    row = session.execute(
        select(
            func.count(c.letter.distinct()),
            func.count(c.officer_id.distinct()),
            func.min(c.at),
            func.max(c.at),
        )
    ).one()
    return Volume(*row)


def tallies(session: Session, scope: Scope) -> list[Tally]:
    """Letters and people of every cell, by codes."""
    c = cells(scope).c
    rows = session.execute(
        select(
            c.right_code,
            c.chosen_code,
            func.count(c.letter.distinct()),
            func.count(c.officer_id.distinct()),
        )
        .group_by(c.right_code, c.chosen_code)
        .order_by(c.right_code, c.chosen_code)
    )
    return [Tally(*row) for row in rows]


def totals(session: Session, scope: Scope) -> dict[str, int]:
    """In how many letters each code was a right destination."""
    c = cells(scope).c
    rows = session.execute(select(c.right_code, func.count(c.letter.distinct())).group_by(c.right_code))
    return {code: count for code, count in rows}


def letter_counts(session: Session, scope: Scope) -> LetterCounts:
    """Letters by what they asked for and by what went wrong."""
    letters = _by_letter(scope)
    letter = letters.c
    missing = letter.rights - letter.hits
    row = session.execute(
        select(
            func.count(),
            _sum(letter.outside > 0),
            _sum(letter.inside > 0),
            _sum(letter.rights > 1),
            _sum(letter.kept > 0),
            _sum(letter.away > 0),
            _sum((letter.rights > 1) & (letter.hits > 0) & (missing > 0)),
            _sum(letter.wrong > missing),
        ).select_from(letters)
    ).one()
    count, outside, inside, several, kept, away, missed, extra = (int(value or 0) for value in row)
    exempt, forgotten, needless = _ticks(session, scope)
    return LetterCounts(
        count, outside, inside, several, exempt, kept, away, missed, extra, forgotten, needless
    )


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def _by_letter(scope: Scope) -> Subquery:
    """One row for each letter: its right destinations, how many were hit, and what went across the border."""
    c = cells(scope).c
    right_outside = c.right_code.startswith(EXTERNAL_PREFIX, autoescape=True)
    chosen_outside = c.chosen_code.startswith(EXTERNAL_PREFIX, autoescape=True)
    wrong = (c.chosen_code != "") & (c.chosen_code != c.right_code)
    return (
        select(
            c.letter,
            func.count(c.right_code.distinct()).label("rights"),
            _sum(c.chosen_code == c.right_code).label("hits"),
            _sum(wrong).label("wrong"),
            _sum(right_outside).label("outside"),
            _sum(~right_outside).label("inside"),
            _sum(right_outside & wrong & ~chosen_outside).label("kept"),
            _sum(~right_outside & wrong & chosen_outside).label("away"),
        )
        .group_by(c.letter)
        .subquery()
    )


def _ticks(session: Session, scope: Scope) -> tuple[int, int, int]:
    """Letters with exempt information, those of them without the tick, and open ones with it.

    What a letter is, its revision says; what was ticked, the answer. Grouped by both, so that few rows are read.
    """
    c = cells(scope).c
    letters = select(c.letter, c.revision_id, c.marked_with_id, c.question_id).distinct().subquery()
    ticked = type_coerce(AttemptQuestion.answer, JSON)["exempt"].as_boolean()
    which = func.coalesce(letters.c.marked_with_id, letters.c.revision_id)
    rows = session.execute(
        select(which, letters.c.question_id, ticked, func.count())
        .join(AttemptQuestion, AttemptQuestion.id == letters.c.letter)
        .group_by(which, letters.c.question_id, ticked)
    )
    exempt = forgotten = needless = 0
    for revision_id, question_id, tick, count in rows:
        if question_of(session, revision_id, question_id).info == "exempt":
            exempt += count
            forgotten += 0 if tick else count
        else:
            needless += count if tick else 0
    return exempt, forgotten, needless
