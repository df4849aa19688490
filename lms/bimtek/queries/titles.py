"""The titles of sessions, for pages that only have to name them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.bimtek.models import BimtekSession


def titles(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """The titles of these sessions by id; unknown ones are left out."""
    rows = select(BimtekSession.id, BimtekSession.title).where(BimtekSession.id.in_(list(ids)))
    return {id: title for id, title in session.execute(rows)}
