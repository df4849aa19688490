"""Registering oneself: a place at once, or a request that the head of agency answers."""

from __future__ import annotations

from sqlalchemy.orm import Session

from lms.bimtek.actions.common import journal, locked_open
from lms.bimtek.actions.enrolment import give_place, withdraw
from lms.bimtek.actions.messages import tell
from lms.bimtek.models import BimtekSession, Enrolment
from lms.bimtek.queries.participants import enrolment_of
from lms.bimtek.queries.sessions import session_view
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import Forbidden, NotFound, Refused
from lms.people.queries import officer
from lms.web.i18n import lazy_gettext as _l

PLACED = ("enrolled", "waiting", "requested")


def register(
    session: Session, *, actor: Actor, clock: Clock, session_id: int, officer_id: int, note: str = ""
) -> Enrolment:
    """An officer asks for a place themselves; asking twice changes nothing.

    Where the session wants the approval of the head of agency the request waits for it; else the place, or the
    turn in the line, is given at once. Raises Refused when the session takes no registrations (any more).
    """
    row = locked_open(session, session_id)
    found = enrolment_of(session, session_id, officer_id)
    if found is not None and found.status in PLACED:
        return found
    _check(session, clock, row, officer_id)
    if row.registration == "open":
        enrolment, outcome = give_place(session, actor, clock, row, officer_id)
        if enrolment is None or outcome == "full":
            raise Refused("bimtek.full", _l("Kapasitas %(n)s peserta sudah penuh.", n=row.capacity))
    else:
        enrolment = found or Enrolment(session_id=session_id, officer_id=officer_id)
        enrolment.status, enrolment.enrolled_at = "requested", clock.now()
        enrolment.decided_at, enrolment.decided_by, enrolment.decision_note = None, None, ""
        enrolment.withdrawn_at, enrolment.withdrawn_reason = None, ""
        session.add(enrolment)
    enrolment.requested_at, enrolment.request_note = clock.now(), note.strip()[:300]
    session.flush()
    if enrolment.status == "requested":
        data = {"officer": officer_id}
        journal(session, actor, clock, "requested", session_id, data, {"note": enrolment.request_note})
    return enrolment


def _check(session: Session, clock: Clock, row: BimtekSession, officer_id: int) -> None:
    if row.state != "announced" or row.registration == "closed":
        raise Refused(
            "registration.closed", _l("Bimtek ini tidak menerima pendaftaran mandiri. Hubungi panitia.")
        )
    if session_view(session, row.id).stage(clock.now()) != "announced":
        raise Refused("registration.late", _l("Bimtek ini sudah dimulai, jadi pendaftaran sudah ditutup."))
    if officer(session, officer_id).status != "active":
        raise Forbidden(
            "bimtek.officer_inactive", _l("Pegawai ini tidak aktif lagi, jadi tidak dapat didaftarkan.")
        )


def take_back(
    session: Session, *, actor: Actor, clock: Clock, session_id: int, officer_id: int, reason: str = ""
) -> Enrolment:
    """An officer gives up their place, turn or request, before the session begins."""
    found = enrolment_of(session, session_id, officer_id)
    if found is None:
        raise NotFound("bimtek.enrolment_unknown", _l("Anda tidak terdaftar pada Bimtek ini."))
    if session_view(session, session_id).stage(clock.now()) not in {"announced", "draft"}:
        raise Refused(
            "registration.late",
            _l("Bimtek ini sudah dimulai. Hubungi panitia bila Anda tidak dapat mengikutinya."),
        )
    who = {"actor": actor, "clock": clock, "session_id": session_id}
    return withdraw(session, **who, enrolment_id=found.id, reason=reason)  # type: ignore[arg-type]


def decide(
    session: Session, *, actor: Actor, clock: Clock, session_id: int, enrolment_id: int, approve: bool, note: str = ""
) -> Enrolment:  # fmt: skip
    """A head answers a request: with a place (or a turn in the line), or with a no and its reason.

    Who may answer is the caller's question. An answered request is not answered again. A no needs a reason.
    """
    row = locked_open(session, session_id)
    enrolment = session.get(Enrolment, enrolment_id)
    if enrolment is None or enrolment.session_id != session_id:
        raise NotFound("bimtek.enrolment_unknown", _l("Peserta ini tidak ada dalam daftar."))
    if enrolment.status != "requested":
        raise Refused("registration.decided", _l("Permintaan ini sudah dijawab atau ditarik kembali."))
    if not approve and not note.strip():
        raise Refused("registration.reason", _l("Tulis alasan penolakan, agar pegawai mengetahuinya."))
    if approve:
        _enrolment, outcome = give_place(session, actor, clock, row, enrolment.officer_id)
        if outcome == "inactive":
            raise Refused(
                "bimtek.officer_inactive", _l("Pegawai ini tidak aktif lagi, jadi tidak dapat didaftarkan.")
            )
        if outcome == "full":
            raise Refused("bimtek.full", _l("Kapasitas %(n)s peserta sudah penuh.", n=row.capacity))
    else:
        enrolment.status = "declined"
    enrolment.decided_at, enrolment.decided_by = clock.now(), actor.id
    enrolment.decision_note = note.strip()[:300]
    session.flush()
    data = {"officer": enrolment.officer_id, "approved": approve}
    journal(session, actor, clock, "decided", session_id, data, {"note": enrolment.decision_note})
    if not approve:
        tell(session, clock, row, "declined", enrolment, about=f"{int(clock.now().timestamp())}")
    return enrolment
