"""Recording who is there: by the code on the trainer's screen, or by the trainer's hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.bimtek.actions.common import journal, locked_open, slot_of
from lms.bimtek.domain import card, checkin
from lms.bimtek.domain.rules import PRESENCES, Method, Presence
from lms.bimtek.domain.schedule import minutes
from lms.bimtek.models import Attendance, Enrolment, Slot
from lms.bimtek.queries.participants import enrolment_of
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import NotFound, Refused
from lms.web.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class Mark:
    """What the trainer writes about one person in one slot.

    `minutes` late count for `late` only; minutes left `early` for `left`, and for who was late as well.
    """

    state: Presence
    minutes: int = 0
    early: int = 0


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
    seen_at: datetime | None = None,
) -> Attendance:
    """Record a participant by the code of the slot; a second tap finds the row of the first.

    Refuses people who are not enrolled, slots whose check-in is not open, and codes that are old or of another slot.
    Who was marked absent by hand and shows the code after all becomes present. `seen_at` is when the browser proved
    that it had scanned this code, for people who had to sign in first: the code counts as of that moment.
    """
    plan = locked_open(session, session_id)
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
    if not checkin.fits(code, secret, session_id, slot_id, seen_at or clock.now()):
        raise Refused(
            "checkin.code",
            _l(
                "Kode tidak cocok atau sudah berganti. Kehadiran belum tercatat; masukkan kode yang kini tampil di layar."
            ),
        )
    mark = _on_time(slot, plan.late_after, seen_at or clock.now())
    return _record(session, actor, clock, enrolment, slot_id, mark, row, method="code")


def check_in_by_card(
    session: Session, *, actor: Actor, clock: Clock, session_id: int, slot_id: int, code: str, secret: str
) -> Attendance:
    """Record the participant whose own code the trainer scanned or typed; scanning twice finds the row of the first.

    The trainer decides, so the check-in of the slot need not be open.
    """
    plan = locked_open(session, session_id)
    slot = slot_of(session, session_id, slot_id)
    enrolment = session.get(Enrolment, card_holder(session, clock, session_id, code, secret) or 0)
    if enrolment is None:
        raise Refused(
            "card.code",
            _l("Kode peserta tidak cocok atau sudah berganti. Minta peserta membuka kembali kodenya."),
        )
    row = _row(session, enrolment.id, slot_id)
    if row is not None and row.state != "absent":
        return row
    mark = _on_time(slot, plan.late_after, clock.now())
    return _record(session, actor, clock, enrolment, slot_id, mark, row, method="card")


def card_holder(session: Session, clock: Clock, session_id: int, code: str, secret: str) -> int | None:
    """The enrolment whose own code this is now; None for nobody of this session."""
    ids = session.scalars(
        select(Enrolment.id).where(Enrolment.session_id == session_id, Enrolment.status == "enrolled")
    )
    return card.whose(code, secret, session_id, ids, clock.now())


def _on_time(slot: Slot, late_after: int | None, at: datetime) -> Mark:
    """Present, or late by the minutes since the slot began, or since check-in was opened when that was later."""
    begun = max(slot.starts_at, slot.checkin_opened_at or slot.starts_at)
    passed = int((at - begun).total_seconds()) // 60
    if late_after is None or passed <= late_after:
        return Mark("present")
    return Mark("late", min(passed, minutes((slot.starts_at, slot.ends_at)) - 1))


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
        kept = checked(mark, length)
        row = _row(session, enrolment_id, slot_id)
        if row is None or (row.state, row.minutes_late, row.minutes_early) != (
            kept.state,
            kept.minutes,
            kept.early,
        ):
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


def checked(mark: Mark, length: int) -> Mark:
    """The mark with the minutes that count, in a slot of `length` minutes; raises Refused when they cannot be."""
    if mark.state not in PRESENCES:
        raise Refused("attendance.state", _l("Pilihan kehadiran tidak dikenal."))
    kept = Mark(
        mark.state,
        mark.minutes if mark.state == "late" else 0,
        mark.early if mark.state in {"late", "left"} else 0,
    )
    named = kept.minutes if kept.state == "late" else kept.early
    if kept.state in {"late", "left"} and (
        named <= 0 or kept.early < 0 or kept.minutes + kept.early >= length
    ):
        raise Refused(
            "attendance.minutes",
            _l(
                "Menit terlambat harus antara 1 dan %(n)s, karena materi ini berlangsung %(length)s menit.",
                n=length - 1,
                length=length,
            )
            if kept.state == "late"
            else _l(
                "Menit pulang lebih awal harus antara 1 dan %(n)s, karena materi ini berlangsung %(length)s menit.",
                n=length - 1,
                length=length,
            ),
        )
    return kept


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
    method: Method,
) -> Attendance:
    before = _facts(row) if row else None
    row = row or Attendance(enrolment_id=enrolment.id, slot_id=slot_id)
    row.state, row.minutes_late, row.minutes_early = mark.state, mark.minutes, mark.early
    row.method = method
    row.recorded_at, row.account_id = clock.now(), actor.id
    session.add(row)
    session.flush()
    data = {
        "slot": slot_id,
        "officer": enrolment.officer_id,
        "before": before,
        "after": _facts(row),
    }
    journal(session, actor, clock, "attendance", enrolment.session_id, data)
    return row


def _facts(row: Attendance) -> list[str | int]:
    """What the journal says of an entry: state, minutes late, how it was recorded, and minutes left early if any."""
    early = [row.minutes_early] if row.minutes_early else []
    return [row.state, row.minutes_late, row.method, *early]
