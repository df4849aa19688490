"""Writing the journal: one entry per change of state, inside the transaction that makes the change."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.audit.domain import GENESIS, entry_hash, personal_digest
from lms.audit.models import JournalEntry, JournalPersonal
from lms.audit.queries import facts
from lms.core.actor import Actor


def record(
    session: Session,
    *,
    at: datetime,
    actor: Actor,
    action: str,
    object_type: str,
    object_id: object,
    data: Mapping[str, Any] | None = None,
    personal: Mapping[str, Any] | None = None,
) -> JournalEntry:
    """Append one entry; names, NIP and e-mail belong into `personal`, never into `data`.

    The actor's label is a personal value too. Must run inside `writing`, which makes the
    transaction the only writer, so the sequence has no gaps and no forks.
    """
    session.flush()
    last = session.execute(
        select(JournalEntry.seq, JournalEntry.hash).order_by(JournalEntry.seq.desc()).limit(1)
    ).one_or_none()
    seq, previous = (last.seq + 1, last.hash) if last else (1, GENESIS)
    values = {"actor": actor.label, **(personal or {})}
    salt = secrets.token_hex(16)
    entry = JournalEntry(
        seq=seq,
        at=at,
        actor_kind=actor.kind,
        actor_id=actor.id,
        action=action,
        object_type=object_type,
        object_id=str(object_id),
        data=dict(data or {}),
        personal_digest=personal_digest(salt, values),
        previous=previous,
    )
    entry.hash = entry_hash(previous, facts(entry))
    session.add(entry)
    session.flush()
    session.add(JournalPersonal(seq=seq, salt=salt, values=values))
    session.flush()
    return entry
