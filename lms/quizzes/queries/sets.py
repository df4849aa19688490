"""Practice sets: which there are, which are offered to an officer, and how they are used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from lms.core.errors import NotFound
from lms.people.queries.cohorts import groups_of, officers_of
from lms.quizzes.domain.letters import separating
from lms.quizzes.domain.wilson import Interval, wilson
from lms.quizzes.models import Attempt, PracticeSet
from lms.quizzes.queries.confusions import Scope, tallies, totals
from lms.quizzes.queries.documents import PoolItem, practice_items
from lms.web.i18n import lazy_gettext as _l

PREFIX = "set:"


def context_of(set_id: int) -> str:
    """The context of the attempts at a set."""
    return f"{PREFIX}{set_id}"


def practice_set(session: Session, set_id: int) -> PracticeSet:
    """One set; raises NotFound."""
    row = session.get(PracticeSet, set_id)
    if row is None:
        raise NotFound("set.unknown", _l("Latihan ini tidak ditemukan."))
    return row


def open_sets(session: Session) -> list[PracticeSet]:
    """The sets that are not closed, the newest first."""
    rows = select(PracticeSet).where(PracticeSet.closed_at.is_(None)).order_by(PracticeSet.id.desc())
    return list(session.scalars(rows))


def offered(session: Session, officer_id: int, *, on: date) -> list[PracticeSet]:
    """The open sets whose group an officer belongs to on a day."""
    found = open_sets(session)
    if not found:
        return []
    groups = groups_of(session, officer_id, on=on)
    return [one for one in found if one.audience in groups]


def letters_of(session: Session, row: PracticeSet) -> list[PoolItem]:
    """The letters of a set that can still be practised, in its order."""
    live = {(item.quiz_id, item.question.id): item for item in practice_items(session, kind="routing")}
    return [live[key] for key in map(tuple, row.letters) if key in live]


def letters_for(session: Session, one: str, other: str) -> list[PoolItem]:
    """The live letters that separate a pair, the best first."""
    items = {id(item.question): item for item in practice_items(session, kind="routing")}
    return [items[id(q)] for q in separating([item.question for item in items.values()], one, other)]


@dataclass(frozen=True)
class Use:
    """How a set is used: people of its group, people who began and finished, and swaps of its pair inside the set."""

    invited: int | None
    began: int
    finished: int
    there: Interval
    back: Interval


def use_of(session: Session, row: PracticeSet, *, on: date) -> Use:
    """How a set is used so far."""
    done = case((Attempt.state != "open", Attempt.officer_id))
    began, finished = session.execute(
        select(func.count(Attempt.officer_id.distinct()), func.count(done.distinct())).where(
            Attempt.context == context_of(row.id)
        )
    ).one()
    invited = officers_of(session, row.audience, on=on) if row.audience else None
    scope = Scope(contexts=(context_of(row.id),))
    counts = {(t.right, t.chosen): t.letters for t in tallies(session, scope)}
    sums = totals(session, scope)
    there, back = (
        wilson(counts.get((right, chosen), 0), sums.get(right, 0))
        for right, chosen in ((row.right_code, row.chosen_code), (row.chosen_code, row.right_code))
    )
    return Use(None if invited is None else len(invited), began, finished, there, back)
