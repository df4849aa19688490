"""Exceptions: a trainer waives one condition for one participant, says why, and the journal keeps it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.bimtek.actions.common import journal, locked_open
from lms.bimtek.domain.rules import Condition
from lms.bimtek.models import Enrolment, Waiver
from lms.bimtek.queries.results import eligibility
from lms.bimtek.queries.sessions import session_view
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import NotFound, Refused
from lms.web.i18n import lazy_gettext as _l

LEAST_REASON, REASON_AT_MOST = 10, 500


def waive(
    session: Session,
    *,
    actor: Actor,
    clock: Clock,
    session_id: int,
    enrolment_id: int,
    condition: Condition,
    reason: str,
) -> Waiver:
    """Let a condition count as met although it is not; refused without a reason, or where nothing is missing."""
    locked_open(session, session_id)
    enrolment = _enrolled(session, session_id, enrolment_id)
    words = " ".join(reason.split())[:REASON_AT_MOST]
    if len(words) < LEAST_REASON:
        raise Refused(
            "waiver.reason",
            _l(
                "Tulis alasannya, paling sedikit %(n)s huruf. Alasan tampil pada hasil dan jurnal.",
                n=LEAST_REASON,
            ),
        )
    view = session_view(session, session_id)
    standing = eligibility(session, session_id, enrolment.officer_id)[0]
    met = dict(zip(view.rules.asked, standing.met, strict=True))
    if met.get(condition, True):
        raise Refused(
            "waiver.needless",
            _l("Syarat ini sudah terpenuhi atau tidak diminta, jadi tidak perlu pengecualian."),
        )
    row = session.scalar(
        select(Waiver).where(Waiver.enrolment_id == enrolment_id, Waiver.condition == condition)
    )
    if row is None:
        row = Waiver(enrolment_id=enrolment_id, condition=condition)
        session.add(row)
    row.reason, row.granted_at, row.ended_at = words, clock.now(), None
    row.granted_by, row.account_id = actor.label[:120], actor.id
    session.flush()
    facts = {"officer": enrolment.officer_id, "condition": condition}
    journal(session, actor, clock, "exception_granted", session_id, facts, {"reason": words})
    return row


def unwaive(
    session: Session,
    *,
    actor: Actor,
    clock: Clock,
    session_id: int,
    enrolment_id: int,
    condition: Condition,
) -> None:
    """Take an exception back; nothing happens where there is none."""
    locked_open(session, session_id)
    enrolment = _enrolled(session, session_id, enrolment_id)
    row = session.scalar(
        select(Waiver).where(
            Waiver.enrolment_id == enrolment_id, Waiver.condition == condition, Waiver.ended_at.is_(None)
        )
    )
    if row is not None:
        row.ended_at = clock.now()
        facts = {"officer": enrolment.officer_id, "condition": condition}
        journal(session, actor, clock, "exception_ended", session_id, facts)


def _enrolled(session: Session, session_id: int, enrolment_id: int) -> Enrolment:
    row = session.get(Enrolment, enrolment_id)
    if row is None or row.session_id != session_id or row.status != "enrolled":
        raise NotFound("bimtek.enrolment_unknown", _l("Peserta ini tidak ada dalam daftar."))
    return row
