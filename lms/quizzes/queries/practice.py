"""What is known of an officer at the desk: confusions, weak affairs, letters that are due, and how it went over time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.library.models import Revision
from lms.quizzes.domain.catalogue import Catalogue
from lms.quizzes.domain.draw import askable
from lms.quizzes.domain.nextletter import Candidate, Learner
from lms.quizzes.domain.recall import DueLetters, LetterKey, Routed, due_letters
from lms.quizzes.domain.rivalry import Outcome
from lms.quizzes.domain.wilson import Interval, wilson
from lms.quizzes.models import Attempt, AttemptQuestion, RoutingCell
from lms.quizzes.queries.confusions import Scope, tallies, totals
from lms.quizzes.queries.documents import PoolItem, practice_items
from lms.quizzes.queries.shown import may_be_told

MEMORY = timedelta(days=180)
"""What was confused longer ago than this no longer steers the draw."""


@dataclass(frozen=True)
class Pool:
    """The letters that can be practised today, by their key."""

    items: dict[LetterKey, PoolItem]

    @property
    def candidates(self) -> list[Candidate]:
        """The letters as the draw wants them."""
        return [Candidate(key, item.question) for key, item in self.items.items()]


def letter_pool(
    session: Session, catalogue: Catalogue, *, without: frozenset[LetterKey] = frozenset()
) -> Pool:
    """The live letters for practice whose right destinations exist in a catalogue, by quiz and place."""
    items = {(item.quiz_id, item.question.id): item for item in practice_items(session, kind="routing")}
    return Pool({key: i for key, i in items.items() if key not in without and askable(i.question, catalogue)})


def learner(session: Session, officer_id: int, now: datetime, rule: DueLetters) -> Learner:
    """What the draw of the next letter goes by."""
    histories = routed_letters(session, officer_id, now)
    scope = Scope(officer_ids=frozenset({officer_id}), since=now - MEMORY, told_at=now)
    counted, sums = tallies(session, scope), totals(session, scope)
    hits = {one.right: one.letters for one in counted if one.right == one.chosen}
    newest = sorted(histories, key=lambda key: histories[key][-1].at, reverse=True)
    return Learner(
        pairs={(t.right, t.chosen): wilson(t.letters, sums[t.right]) for t in counted if t.confused},
        faults={code: _faults(count, hits.get(code, 0)) for code, count in sums.items()},
        due=due_letters(histories, now, rule),
        seen={key: len(history) for key, history in histories.items()},
        recent=newest,
    )


def _faults(letters: int, hits: int) -> Interval:
    return wilson(letters - hits, letters)


def routed_letters(session: Session, officer_id: int, now: datetime) -> dict[LetterKey, list[Routed]]:
    """How every letter went that an officer routed and may be told of at `now`, each in order of time."""
    rows = session.execute(
        select(
            Revision.doc_id,
            AttemptQuestion.question_id,
            AttemptQuestion.settled_at,
            AttemptQuestion.score_value,
        )
        .join(Attempt, Attempt.id == AttemptQuestion.attempt_id)
        .join(Revision, Revision.id == AttemptQuestion.revision_id)
        .where(
            Attempt.officer_id == officer_id,
            AttemptQuestion.kind == "routing",
            AttemptQuestion.settled_at.is_not(None),
            AttemptQuestion.answer.is_not(None),
            may_be_told(now),
        )
        .order_by(AttemptQuestion.settled_at, AttemptQuestion.id)
    )
    found: dict[LetterKey, list[Routed]] = {}
    for quiz_id, question_id, at, score in rows:
        if at is not None:
            found.setdefault((quiz_id, question_id), []).append(
                Routed(at, (score or 0) >= 1, 0 < (score or 0) < 1)
            )
    return found


def outcomes(session: Session, officer_id: int, now: datetime) -> list[Outcome]:
    """Every letter that an officer may be told of at `now`, with its cells, in order of time."""
    rows = session.execute(
        select(
            RoutingCell.attempt_question_id, RoutingCell.right_code, RoutingCell.chosen_code, RoutingCell.at
        )
        .join(AttemptQuestion, AttemptQuestion.id == RoutingCell.attempt_question_id)
        .join(Attempt, Attempt.id == AttemptQuestion.attempt_id)
        .where(RoutingCell.officer_id == officer_id, may_be_told(now))
        .order_by(RoutingCell.at, RoutingCell.attempt_question_id, RoutingCell.id)
    )
    found: dict[int, Outcome] = {}
    for letter, right, chosen, at in rows:
        found.setdefault(letter, Outcome(at, [])).cells.append((right, chosen))
    return list(found.values())
