"""What the actions of this room share: rows that are locked for the transaction, and the journal entry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.audit import actions as audit
from lms.bimtek.models import BimtekSession, Slot
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import NotFound, Refused
from lms.web.i18n import lazy_gettext as _l


def locked(session: Session, session_id: int) -> BimtekSession:
    """The session's row, held until the transaction ends (PostgreSQL; SQLite has one writer anyway)."""
    row = session.scalar(select(BimtekSession).where(BimtekSession.id == session_id).with_for_update())
    if row is None:
        raise NotFound("bimtek.unknown", _l("Bimtek ini tidak ditemukan."))
    return row


def locked_open(session: Session, session_id: int) -> BimtekSession:
    """The locked row of a session that is neither closed nor cancelled; those refuse every change."""
    row = locked(session, session_id)
    if row.state == "cancelled":
        raise Refused(
            "bimtek.cancelled",
            _l(
                "Bimtek ini sudah dibatalkan, jadi tidak dapat diubah lagi. Rencanakan Bimtek baru bila perlu."
            ),
        )
    if row.state == "closed":
        raise Refused(
            "bimtek.closed",
            _l("Bimtek ini sudah ditutup, jadi tidak dapat diubah lagi. Hasilnya tetap tersimpan."),
        )
    return row


def slot_of(session: Session, session_id: int, slot_id: int) -> Slot:
    """A slot of this very session; raises NotFound."""
    slot = session.get(Slot, slot_id)
    if slot is None or slot.session_id != session_id:
        raise NotFound("bimtek.slot_unknown", _l("Materi ini tidak ada dalam jadwal Bimtek."))
    return slot


def journal(
    session: Session,
    actor: Actor,
    clock: Clock,
    action: str,
    session_id: int,
    data: Mapping[str, Any] | None = None,
    personal: Mapping[str, Any] | None = None,
) -> None:
    """One entry about a session."""
    audit.record(
        session,
        at=clock.now(),
        actor=actor,
        action=f"bimtek.{action}",
        object_type="bimtek",
        object_id=session_id,
        data=data,
        personal=personal,
    )
