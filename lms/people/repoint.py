"""Moving the rows of a merged officer to the survivor: what every room does when two records were one person."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session


def repoint(
    session: Session, table: Any, merged_id: int, survivor_id: int, *, unique: tuple[str, ...] = ()
) -> int:
    """Give the survivor the merged officer's rows of `table`; returns how many moved.

    A row whose twin the survivor has already (equal in the columns `unique`) stays where it is: both
    are history, and neither is thrown away.
    """
    columns = [getattr(table, name) for name in unique]
    have = (
        {tuple(row) for row in session.execute(select(*columns).where(table.officer_id == survivor_id))}
        if columns
        else set()
    )
    moved = 0
    for row in session.scalars(select(table).where(table.officer_id == merged_id)).all():
        key = tuple(getattr(row, name) for name in unique)
        if columns and key in have:
            continue
        row.officer_id = survivor_id
        have.add(key)
        moved += 1
    session.flush()
    return moved
