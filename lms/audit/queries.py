"""Reading the journal, and verifying its chain from the first entry to the last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.audit.domain import GENESIS, entry_hash, personal_digest, timestamp
from lms.audit.models import JournalEntry, JournalPersonal


@dataclass(frozen=True)
class Entry:
    """One entry as pages show it."""

    seq: int
    at: datetime
    actor: str
    action: str
    object_type: str
    object_id: str
    data: Mapping[str, Any]
    details: Mapping[str, Any]  # personal values beside the actor's name; empty once they were erased


@dataclass(frozen=True)
class Verification:
    """The outcome of a walk along the chain: `broken_at` is the first bad sequence number, or None."""

    entries: int
    last_hash: str
    broken_at: int | None
    reason: str | None

    @property
    def ok(self) -> bool:
        """Whether every entry follows from the one before."""
        return self.broken_at is None


def facts(entry: JournalEntry) -> dict[str, object]:
    """What the hash of an entry covers."""
    return {
        "seq": entry.seq,
        "at": timestamp(entry.at),
        "actor": {"kind": entry.actor_kind, "id": entry.actor_id},
        "action": entry.action,
        "object": {"type": entry.object_type, "id": entry.object_id},
        "data": entry.data,
        "personal": entry.personal_digest,
    }


def verify(session: Session) -> Verification:
    """Recompute the whole chain; finds edits, deletions, insertions and swaps up to the last entry."""
    previous, expected = GENESIS, 1
    personal = {row.seq: row for row in session.scalars(select(JournalPersonal))}
    for entry in session.scalars(
        select(JournalEntry).order_by(JournalEntry.seq).execution_options(yield_per=1000)
    ):
        reason = _fault(entry, previous, expected, personal.get(entry.seq))
        if reason:
            return Verification(expected - 1, previous, entry.seq, reason)
        previous, expected = entry.hash, expected + 1
    return Verification(expected - 1, previous, None, None)


def _fault(entry: JournalEntry, previous: str, expected: int, personal: JournalPersonal | None) -> str | None:
    if entry.seq != expected:
        return f"entry {expected} is missing"
    if entry.previous != previous:
        return "does not follow from the entry before"
    if entry.hash != entry_hash(previous, facts(entry)):
        return "was changed after it was written"
    if personal and entry.personal_digest != personal_digest(personal.salt, personal.values):
        return "has personal values that were changed"
    return None


def entries(
    session: Session,
    *,
    object_type: str | None = None,
    object_id: str | None = None,
    prefix: str = "",
    limit: int = 50,
    before: int | None = None,
) -> list[Entry]:
    """The newest entries first, of one object or of all, `limit` at a time; `prefix` narrows by action."""
    query = select(JournalEntry, JournalPersonal).outerjoin(
        JournalPersonal, JournalPersonal.seq == JournalEntry.seq
    )
    if object_type:
        query = query.where(JournalEntry.object_type == object_type)
    if object_id:
        query = query.where(JournalEntry.object_id == object_id)
    if prefix:
        query = query.where(JournalEntry.action.startswith(prefix, autoescape=True))
    if before:
        query = query.where(JournalEntry.seq < before)
    found = session.execute(query.order_by(JournalEntry.seq.desc()).limit(limit))
    return [_entry(row, personal) for row, personal in found]


def _entry(row: JournalEntry, personal: JournalPersonal | None) -> Entry:
    values = dict(personal.values) if personal else {}
    label = str(values.pop("actor", "")) or row.actor_kind
    return Entry(row.seq, row.at, label, row.action, row.object_type, row.object_id, row.data, values)


def hash_at(session: Session, seq: int) -> str | None:
    """The hash of one entry, to be held against one that was noted elsewhere; None when there is no such entry."""
    return session.scalar(select(JournalEntry.hash).where(JournalEntry.seq == seq))


def count(session: Session) -> int:
    """How many entries the journal holds."""
    return session.scalar(select(func.count()).select_from(JournalEntry)) or 0
