"""The post-test: opened and closed by the trainer, started by participants only."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from lms.bimtek.actions.common import journal, locked_open
from lms.bimtek.actions.pre_test import close_pre_test, form_for
from lms.bimtek.models import BimtekSession
from lms.bimtek.queries import post_test
from lms.bimtek.queries.assessment import assessment_of
from lms.bimtek.queries.participants import enrolment_of
from lms.bimtek.queries.sessions import session_view
from lms.bimtek.queries.views import SessionView
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import Forbidden, Refused
from lms.quizzes import actions as quizzes
from lms.quizzes.domain.rules import Window
from lms.quizzes.models import Attempt
from lms.web.i18n import lazy_gettext as _l


def open_post_test(
    session: Session, *, actor: Actor, clock: Clock, session_id: int, closes_at: datetime | None = None
) -> BimtekSession:
    """Let participants start the post-test from now, until `closes_at` or until it is closed by hand."""
    row = locked_open(session, session_id)
    if row.post_test_quiz is None:
        raise Refused(
            "post_test.none",
            _l("Bimtek ini tidak memakai pos-tes. Pilih kuisnya lebih dahulu di halaman ubah."),
        )
    if row.state != "announced":
        raise Refused("bimtek.draft", _l("Umumkan Bimtek ini lebih dahulu, agar peserta dapat membukanya."))
    now = clock.now()
    if closes_at is not None and closes_at <= now:
        raise Refused(
            "post_test.past",
            _l("Waktu tutup pos-tes sudah lewat. Isi waktu yang akan datang, atau kosongkan."),
        )
    is_open = row.post_test_opens_at is not None and (
        row.post_test_closes_at is None or row.post_test_closes_at > now
    )
    if is_open and row.post_test_closes_at == closes_at:
        return row
    row.post_test_opens_at, row.post_test_closes_at = row.post_test_opens_at or now, closes_at
    close_pre_test(session, actor=actor, clock=clock, session_id=session_id)
    data = {"quiz": row.post_test_quiz, "closes_at": closes_at.isoformat() if closes_at else None}
    journal(session, actor, clock, "post_test_opened", session_id, data)
    return row


def close_post_test(session: Session, *, actor: Actor, clock: Clock, session_id: int) -> BimtekSession:
    """Let nobody start any more; who has started may finish within the time of their attempt."""
    row = locked_open(session, session_id)
    now = clock.now()
    if row.post_test_opens_at is not None and (
        row.post_test_closes_at is None or row.post_test_closes_at > now
    ):
        row.post_test_closes_at = now
        journal(session, actor, clock, "post_test_closed", session_id)
    return row


def start_post_test(
    session: Session, *, actor: Actor, clock: Clock, session_id: int, officer_id: int
) -> Attempt:
    """Begin, or go on with, a participant's attempt; refuses people who are not enrolled."""
    view = session_view(session, session_id)
    enrolment = enrolment_of(session, session_id, officer_id)
    if enrolment is None or enrolment.status != "enrolled":
        raise Forbidden(
            "post_test.not_enrolled", _l("Pos-tes ini hanya untuk peserta Bimtek. Anda tidak terdaftar.")
        )
    started = post_test.open_attempts(session, view, [officer_id])
    if view.post_test_quiz is None or (not started and not view.post_test_open(clock.now())):
        raise Refused(
            "post_test.shut", _l("Pos-tes tidak sedang dibuka. Tunggu pemberitahuan dari pengajar.")
        )
    crossed = assessment_of(session, session_id)
    if crossed is not None:
        _hand_in_pre_test(session, actor, clock, view, officer_id)
    return quizzes.start_attempt(
        session,
        actor=actor,
        clock=clock,
        officer_id=officer_id,
        quiz_id=view.post_test_quiz,
        mode="exam",
        context=post_test.context(session_id),
        window=Window(view.post_test_opens_at, view.post_test_closes_at),
        form=form_for(session, crossed, enrolment.id, "post") if crossed else None,
    )


def _hand_in_pre_test(
    session: Session, actor: Actor, clock: Clock, view: SessionView, officer_id: int
) -> None:
    """Submit what a participant left open: what was answered before counts as before."""
    for attempt_id in post_test.open_attempts(session, view, [officer_id], "pre"):
        quizzes.submit_attempt(
            session, actor=actor, clock=clock, attempt_id=attempt_id, officer_id=officer_id
        )
