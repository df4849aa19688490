"""Noting that notices were read."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.core.clock import Clock
from lms.home.models import NoticeRead


def mark_read(session: Session, *, clock: Clock, account_id: int, keys: Iterable[str]) -> int:
    """Remember these notices as read; those read before stay as they are. Returns how many were new.

    Not journalled: it changes nothing for anybody else.
    """
    known = set(session.scalars(select(NoticeRead.key).where(NoticeRead.account_id == account_id)))
    new = sorted(set(keys) - known)
    session.add_all(NoticeRead(account_id=account_id, key=key, read_at=clock.now()) for key in new)
    session.flush()
    return len(new)
