"""Building every memory again from the reviews alone, and the reviews that are missing from the marked answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from lms.competency.actions.recall import folded, note, row_of
from lms.competency.models import MemoryState, ReviewEvent
from lms.competency.queries.editions import active
from lms.competency.queries.memory import histories, officers_with_reviews
from lms.db.session import writing
from lms.quizzes.queries.marked import MarkedAnswer, all_marked

OFFICERS = 40
"""Officers per transaction: examinations must not wait behind a replay."""
ANSWERS = 5000


@dataclass(frozen=True)
class Replayed:
    """What a replay found: memories built, those that had been stored otherwise, and reviews added beforehand."""

    memories: int
    changed: int
    added: int


def replay(session: Session, *, backfill: bool = False) -> Replayed:
    """Build all memories again by the parameters in force; `backfill` first notes answers older than the reviews.

    Each group of officers is one transaction. A state counts as changed when any of its columns differs.
    """
    added = add_missing(session) if backfill else 0
    memories = changed = 0
    for group in _groups(officers_with_reviews(session)):
        with writing(session):
            built, differing = rebuild(session, group)
        memories, changed = memories + built, changed + differing
    return Replayed(memories, changed, added)


def rebuild(session: Session, officer_ids: Sequence[int]) -> tuple[int, int]:
    """Replace the memories of some officers by what their reviews say: (memories, how many were different)."""
    now = active(session)
    table, mine = MemoryState.__table__, MemoryState.officer_id.in_(officer_ids)
    before = {
        tuple(row.values())[:3]: dict(row) for row in session.execute(select(table).where(mine)).mappings()
    }
    states = folded(histories(session, officer_ids), now.model)
    rows = [row_of(key, memory, unit, now.edition_id) for key, (memory, unit) in states]
    session.execute(delete(MemoryState).where(mine))
    if rows:
        session.execute(insert(MemoryState), rows)
    kept = sum(before.get((r["officer_id"], r["doc_id"], r["question_id"])) == r for r in rows)
    return len(rows), max(len(rows), len(before)) - kept


def add_missing(session: Session) -> int:
    """Note marked answers that were given before reviews were kept; how many were added. Doing it again adds none."""
    after, added = 0, 0
    while page := all_marked(session, after=after, limit=ANSWERS):
        after = page[-1].id
        known = select(ReviewEvent.attempt_question_id).where(
            ReviewEvent.attempt_question_id.between(page[0].id, after)
        )
        have = set(session.scalars(known))
        missing = [one for one in page if one.id not in have]
        added += len(missing)
        _note_all(session, missing)
    return added


def _note_all(session: Session, answers: Sequence[MarkedAnswer]) -> None:
    people: dict[int, list[MarkedAnswer]] = {}
    for one in answers:
        people.setdefault(one.officer_id, []).append(one)
    for own in people.values():
        with writing(session):
            note(session, [(one, 1) for one in own])


def _groups(officer_ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(officer_ids), OFFICERS):
        yield officer_ids[start : start + OFFICERS]
