"""The words that were searched in vain, as far as today's catalogue still misses them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.quizzes.domain.catalogue import Catalogue
from lms.quizzes.domain.misses import FAR
from lms.quizzes.domain.search import Finder
from lms.quizzes.models import SearchMiss


@dataclass(frozen=True)
class Missed:
    """A word with how often it was searched in vain; `code` is what people chose in the end, empty if nothing."""

    word: str
    code: str
    count: int
    days: int
    last: date


def missed_words(session: Session, catalogue: Catalogue, *, since: date, limit: int = 200) -> list[Missed]:
    """The words since a day, the most frequent first; those that are found by now are left out."""
    total = func.sum(SearchMiss.count)
    rows = session.execute(
        select(SearchMiss.word, SearchMiss.code, total, func.count(), func.max(SearchMiss.day))
        .where(SearchMiss.day >= since)
        .group_by(SearchMiss.word, SearchMiss.code)
        .order_by(total.desc(), SearchMiss.word, SearchMiss.code)
        .limit(limit * 5)
    )
    finder = Finder(catalogue)
    found = [Missed(*row) for row in rows]
    return [one for one in found if _still(one, finder)][:limit]


def _still(one: Missed, finder: Finder) -> bool:
    first = finder.find(one.word)[:FAR]
    return all(hit.code != one.code for hit in first) if one.code else not first
