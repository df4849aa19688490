"""Recording who is there: by the code on the trainer's screen, or by the trainer's hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.bimtek.actions.common import journal, locked_open, slot_of
from lms.bimtek.domain import checkin
from lms.bimtek.domain.rules import PRESENCES, Presence
from lms.bimtek.domain.schedule import minutes
from lms.bimtek.models import Attendance, Enrolment, Slot
from lms.bimtek.queries.participants import enrolment_of
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import NotFound, Refused
from lms.web.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class Mark:
    """What the trainer writes about one participant in one slot; `minutes` counts for `late` only."""

    state: Presence
    minutes: int = 0


def open_check_in(session: Session, *, actor: Actor, clock: Clock, session_id: int, slot_id: int) -> Slot:
    """Let participants check in to a slot; opening an open one changes nothing, a closed one opens again."""
    row = locked_open(session, session_id)
    if row.state != "announced":
        raise Refused("bimtek.draft", _l("Umumkan Bimtek ini lebih dahulu, agar peserta dapat membukanya."))
    slot = slot_of(session, session_id, slot_id)
    if slot.checkin_opened_at is None or slot.checkin_closed_at is not None:
        slot.checkin_opened_at, slot.checkin_closed_at = clock.now(), None
        journal(session, actor, clock, "checkin_opened", session_id, {"slot": slot_id})
    return slot


def close_check_in(session: Session, *, actor: Actor, clock: Clock, session_id: int, slot_id: int) -> Slot:
    """End the check-in of a slot; ending it twice changes nothing."""
    locked_open(session, session_id)
    slot = slot_of(session, session_id, slot_id)
    if slot.checkin_opened_at is not None and slot.checkin_closed_at is None:
        slot.checkin_closed_at = clock.now()
        journal(session, actor, clock, "checkin_closed", session_id, {"slot": slot_id})
    return slot


def check_in(
    session: Session,
    *,
    actor: Actor,
    clock: Clock,
    session_id: int,
    slot_id: int,
    officer_id: int,
    code: str,
    secret: str,
) -> Attendance:
    """Record a participant by the code of the slot; a second tap finds the row of the first.

    Refuses people who are not enrolled, slots whose check-in is not open, and codes that are old or of another slot.
    Who was marked absent by hand and shows the code after all becomes present.
    """
    locked_open(session, session_id)
    slot = slot_of(session, session_id, slot_id)
    enrolment = enrolment_of(session, session_id, officer_id)
    if enrolment is None or enrolment.status != "enrolled":
        raise Refused(
            "checkin.not_enrolled",
            _l("Anda tidak terdaftar pada Bimtek ini. Hubungi panitia agar didaftarkan."),
        )
    row = _row(session, enrolment.id, slot_id)
    if row is not None and row.state != "absent":
        return row
    if slot.checkin_opened_at is None or slot.checkin_closed_at is not None:
        raise Refused(
            "checkin.shut",
            _l("Presensi materi ini tidak sedang dibuka. Kehadiran belum tercatat; tanyakan kepada panitia."),
        )
    if not checkin.fits(code, secret, session_id, slot_id, clock.now()):
        raise Refused(
            "checkin.code",
            _l(
                "Kode tidak cocok atau sudah berganti. Kehadiran belum tercatat; masukkan kode yang kini tampil di layar."
            ),
        )
    return _record(session, actor, clock, enrolment, slot_id, Mark("present"), row, method="code")


def mark_attendance(
    session: Session, *, actor: Actor, clock: Clock, session_id: int, slot_id: int, marks: Mapping[int, Mark]
) -> int:
    """Write what the trainer saw, by enrolment; returns how many entries changed. All of them are written, or none."""
    locked_open(session, session_id)
    slot = slot_of(session, session_id, slot_id)
    length = minutes((slot.starts_at, slot.ends_at))
    changed = 0
    for enrolment_id, mark in marks.items():
        enrolment = session.get(Enrolment, enrolment_id)
        if enrolment is None or enrolment.session_id != session_id or enrolment.status != "enrolled":
            raise NotFound("bimtek.enrolment_unknown", _l("Peserta ini tidak ada dalam daftar."))
        _check(mark, length)
        row = _row(session, enrolment_id, slot_id)
        kept = Mark(mark.state, mark.minutes if mark.state == "late" else 0)
        if row is None or (row.state, row.minutes_late) != (kept.state, kept.minutes):
            _record(session, actor, clock, enrolment, slot_id, kept, row, method="hand")
            changed += 1
    return changed


def mark_rest_present(session: Session, *, actor: Actor, clock: Clock, session_id: int, slot_id: int) -> int:
    """Write down as present everybody of whom nothing is recorded in a slot; returns how many they were.

    Each entry is journalled like one made by hand; what is recorded already stays as it is.
    """
    locked_open(session, session_id)
    slot_of(session, session_id, slot_id)
    recorded = select(Attendance.enrolment_id).where(Attendance.slot_id == slot_id)
    rest = session.scalars(
        select(Enrolment)
        .where(
            Enrolment.session_id == session_id, Enrolment.status == "enrolled", Enrolment.id.not_in(recorded)
        )
        .order_by(Enrolment.id)
    ).all()
    for enrolment in rest:
        _record(session, actor, clock, enrolment, slot_id, Mark("present"), None, method="hand")
    return len(rest)


def _check(mark: Mark, length: int) -> None:
    if mark.state not in PRESENCES:
        raise Refused("attendance.state", _l("Pilihan kehadiran tidak dikenal."))
    if mark.state == "late" and not 0 < mark.minutes < length:
        raise Refused(
            "attendance.minutes",
            _l(
                "Menit terlambat harus antara 1 dan %(n)s, karena materi ini berlangsung %(length)s menit.",
                n=length - 1,
                length=length,
            ),
        )


def _row(session: Session, enrolment_id: int, slot_id: int) -> Attendance | None:
    return session.scalar(
        select(Attendance).where(Attendance.enrolment_id == enrolment_id, Attendance.slot_id == slot_id)
    )


def _record(
    session: Session,
    actor: Actor,
    clock: Clock,
    enrolment: Enrolment,
    slot_id: int,
    mark: Mark,
    row: Attendance | None,
    *,
    method: Literal["code", "hand"],
) -> Attendance:
    before = [row.state, row.minutes_late, row.method] if row else None
    row = row or Attendance(enrolment_id=enrolment.id, slot_id=slot_id)
    row.state, row.minutes_late, row.method = mark.state, mark.minutes, method
    row.recorded_at, row.account_id = clock.now(), actor.id
    session.add(row)
    session.flush()
    data = {
        "slot": slot_id,
        "officer": enrolment.officer_id,
        "before": before,
        "after": [row.state, row.minutes_late, row.method],
    }
    journal(session, actor, clock, "attendance", enrolment.session_id, data)
    return row
