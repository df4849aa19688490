"""Counting searches in vain: words and days, never people."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.quizzes.models import SearchMiss


def count_miss(session: Session, *, day: date, word: str, code: str) -> None:
    """Count one more search for a word that missed a code (nothing at all, where the code is empty)."""
    row = session.scalar(
        select(SearchMiss).where(SearchMiss.day == day, SearchMiss.word == word, SearchMiss.code == code)
    )
    if row is None:
        session.add(SearchMiss(day=day, word=word, code=code, count=1))
    else:
        row.count += 1
    session.flush()
