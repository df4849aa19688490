"""Planning a session: its words, its rules, its timetable, and telling people about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.bimtek.actions.common import journal, locked_open, slot_of
from lms.bimtek.actions.enrolment import fill_places
from lms.bimtek.actions.messages import invited, tell
from lms.bimtek.actions.reminding import count_days, plan_reminders
from lms.bimtek.domain.places import Registration
from lms.bimtek.domain.schedule import overlaps
from lms.bimtek.domain.speakers import tidy
from lms.bimtek.models import Assessment, Attendance, BimtekSession, Slot
from lms.bimtek.queries.seats import line, seats_taken
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import Refused, Stale
from lms.institution.queries import institution
from lms.quizzes.queries import documents as quizzes
from lms.web.i18n import lazy_gettext as _l

PLANNED = (
    "title",
    "programme",
    "legal_basis",
    "place",
    "link",
    "capacity",
    "waiting_list",
    "registration",
    "late_after",
    "reminders",
    "attendance_percent",
    "post_test_percent",
    "template",
    "participation_offered",
)


@dataclass(frozen=True)
class SessionPlan:
    """What a trainer decides about a session; percentages left out are the institution's."""

    title: str
    programme: str = ""
    legal_basis: str = ""
    place: str = ""
    link: str = ""
    capacity: int | None = None
    waiting_list: bool = False
    registration: Registration = "closed"
    late_after: int | None = None
    reminders: str = ""
    post_test_quiz: str | None = None
    attendance_percent: int | None = None
    post_test_percent: int | None = None
    template: str = "bimtek"
    participation_offered: bool = True


@dataclass(frozen=True)
class SlotPlan:
    """What a trainer decides about a slot; times are aware."""

    starts_at: datetime
    ends_at: datetime
    topic: str
    speaker: str
    jp: Fraction


def create_session(session: Session, *, actor: Actor, clock: Clock, plan: SessionPlan) -> BimtekSession:
    """Make a draft, which only trainers see."""
    now = clock.now()
    row = BimtekSession(state="draft", version=1, created_at=now, changed_at=now)
    _apply(session, row, plan)
    session.add(row)
    session.flush()
    journal(session, actor, clock, "created", row.id, {"title": row.title, "quiz": row.post_test_quiz})
    return row


def edit_session(
    session: Session,
    *,
    actor: Actor,
    clock: Clock,
    session_id: int,
    plan: SessionPlan,
    seen_version: int | None = None,
) -> BimtekSession:
    """Change a session that is not closed; `Stale` when somebody else was faster, `Refused` when people lose their place."""
    row = locked_open(session, session_id)
    if seen_version is not None and seen_version != row.version:
        raise Stale(
            "bimtek.stale",
            _l(
                "Bimtek ini sudah diubah orang lain. Perubahan Anda belum disimpan; muat ulang, lalu ubah kembali."
            ),
        )
    enrolled = seats_taken(session, session_id)
    if plan.capacity is not None and plan.capacity < enrolled:
        raise Refused(
            "bimtek.capacity",
            _l("Sudah %(n)s peserta terdaftar, jadi kapasitas tidak dapat dibuat lebih kecil.", n=enrolled),
        )
    drawn = session.get(Assessment, session_id) is not None
    if plan.post_test_quiz != row.post_test_quiz and (drawn or row.post_test_opens_at is not None):
        raise Refused(
            "bimtek.post_test_used", _l("Tes Bimtek ini sudah dibuka, jadi kuisnya tidak dapat diganti.")
        )
    before = {name: getattr(row, name) for name in (*PLANNED, "post_test_quiz")}
    _apply(session, row, plan)
    changes = {
        name: [value, getattr(row, name)] for name, value in before.items() if value != getattr(row, name)
    }
    _touch(row, clock)
    journal(session, actor, clock, "changed", row.id, {"changes": changes})
    if "capacity" in changes:
        fill_places(session, clock, row)
    if "reminders" in changes:
        plan_reminders(session, clock, row)
    return row


def _apply(session: Session, row: BimtekSession, plan: SessionPlan) -> None:
    defaults = institution(session)
    for name in PLANNED:
        value = getattr(plan, name)
        setattr(row, name, getattr(defaults, name) if value is None and name.endswith("_percent") else value)
    if plan.post_test_quiz == row.post_test_quiz and row.id is not None:
        return  # a quiz that was withdrawn since stays with the session that already uses it
    live = quizzes.live_quiz(session, plan.post_test_quiz) if plan.post_test_quiz else None
    if plan.post_test_quiz and live is None:
        raise Refused(
            "bimtek.quiz_unknown",
            _l("Kuis untuk pos-tes tidak ditemukan atau sudah ditarik. Pilih kuis lain."),
        )
    row.post_test_quiz = plan.post_test_quiz
    row.post_test_unit = live.quiz.competency if live else None
    row.post_test_level = live.quiz.level if live else None


def _touch(row: BimtekSession, clock: Clock) -> None:
    row.version += 1
    row.changed_at = clock.now()


def _touch_slots(session: Session, row: BimtekSession, clock: Clock) -> None:
    """A changed timetable: a new version, more calendar entries perhaps, and reminders of the new first day."""
    _touch(row, clock)
    session.flush()
    count_days(session, row)
    plan_reminders(session, clock, row)


def _check_times(session: Session, session_id: int, plan: SlotPlan, *, but: int | None = None) -> None:
    if plan.ends_at <= plan.starts_at:
        raise Refused("slot.times", _l("Jam selesai harus sesudah jam mulai."))
    others = session.scalars(select(Slot).where(Slot.session_id == session_id, Slot.id != (but or 0)))
    if overlaps((plan.starts_at, plan.ends_at), [(slot.starts_at, slot.ends_at) for slot in others]):
        raise Refused("slot.overlap", _l("Waktunya bertumpang tindih dengan materi lain dalam jadwal ini."))


def add_slot(session: Session, *, actor: Actor, clock: Clock, session_id: int, slot: SlotPlan) -> Slot:
    """Put a slot into the timetable; refuses one that overlaps another."""
    row = locked_open(session, session_id)
    _check_times(session, session_id, slot)
    made = Slot(
        session_id=session_id,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        topic=slot.topic,
        speaker=tidy(slot.speaker),
        jp=slot.jp,
    )
    session.add(made)
    _touch_slots(session, row, clock)
    journal(
        session,
        actor,
        clock,
        "slot_added",
        session_id,
        {"slot": made.id, **_facts(made)},
        {"speaker": made.speaker},
    )
    return made


def edit_slot(
    session: Session, *, actor: Actor, clock: Clock, session_id: int, slot_id: int, slot: SlotPlan
) -> Slot:
    """Correct a slot; who was recorded in it stays recorded."""
    row = locked_open(session, session_id)
    found = slot_of(session, session_id, slot_id)
    _check_times(session, session_id, slot, but=slot_id)
    before = _facts(found)
    found.starts_at, found.ends_at, found.topic = slot.starts_at, slot.ends_at, slot.topic
    found.speaker, found.jp = tidy(slot.speaker), slot.jp
    _touch_slots(session, row, clock)
    data = {"slot": slot_id, "before": before, "after": _facts(found)}
    journal(session, actor, clock, "slot_changed", session_id, data, {"speaker": found.speaker})
    return found


def remove_slot(session: Session, *, actor: Actor, clock: Clock, session_id: int, slot_id: int) -> None:
    """Take a slot out of the timetable, while nobody is recorded in it."""
    row = locked_open(session, session_id)
    found = slot_of(session, session_id, slot_id)
    if session.scalar(select(Attendance.id).where(Attendance.slot_id == slot_id).limit(1)) is not None:
        raise Refused(
            "slot.attended",
            _l("Presensi untuk materi ini sudah tercatat, jadi materinya tidak dapat dihapus."),
        )
    session.delete(found)
    _touch_slots(session, row, clock)
    journal(session, actor, clock, "slot_removed", session_id, {"slot": slot_id, **_facts(found)})


def _facts(slot: Slot) -> dict[str, str]:
    return {
        "starts_at": slot.starts_at.isoformat(),
        "ends_at": slot.ends_at.isoformat(),
        "topic": slot.topic,
        "jp": str(slot.jp),
    }


def announce(session: Session, *, actor: Actor, clock: Clock, session_id: int) -> BimtekSession:
    """Show the session to its participants; it needs a timetable with hours first. Announcing twice changes nothing."""
    row = locked_open(session, session_id)
    if row.state == "announced":
        return row
    hours = session.scalars(select(Slot.jp).where(Slot.session_id == session_id)).all()
    if not sum(hours, Fraction(0)):
        raise Refused(
            "bimtek.no_slots",
            _l("Susun jadwal lebih dahulu: paling sedikit satu materi dengan jam pelajaran."),
        )
    row.state, row.announced_at = "announced", clock.now()
    _touch(row, clock)
    journal(session, actor, clock, "announced", session_id)
    tell(
        session, clock, row, "invited", *invited(session, session_id), about=f"{int(clock.now().timestamp())}"
    )
    plan_reminders(session, clock, row)
    return row


def cancel_session(
    session: Session, *, actor: Actor, clock: Clock, session_id: int, reason: str
) -> BimtekSession:
    """Call a session off, for good: everybody who has a place or waits for one is told why. Cancelling twice is refused."""
    row = locked_open(session, session_id)
    if not reason.strip():
        raise Refused("bimtek.cancel_reason", _l("Tulis alasan pembatalan, agar peserta mengetahuinya."))
    if (
        session.scalar(select(Attendance.id).join(Slot).where(Slot.session_id == session_id).limit(1))
        is not None
    ):
        raise Refused(
            "bimtek.held",
            _l("Kehadiran pada Bimtek ini sudah tercatat, jadi tidak dapat dibatalkan. Tutup Bimtek ini."),
        )
    told = [*invited(session, session_id), *line(session, session_id)]
    was_announced = row.state == "announced"
    row.state, row.cancelled_at, row.cancel_reason = "cancelled", clock.now(), reason.strip()[:300]
    _touch(row, clock)
    session.flush()
    journal(session, actor, clock, "cancelled", session_id, {"reason": row.cancel_reason})
    if was_announced:
        tell(session, clock, row, "cancelled", *told)
    return row
