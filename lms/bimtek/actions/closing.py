"""Closing a session: from then on its result stands, with everybody as they were that day."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.bimtek.actions.common import journal, locked_open
from lms.bimtek.actions.evaluation import close_evaluation
from lms.bimtek.events import session_closed
from lms.bimtek.models import Enrolment, Slot
from lms.bimtek.queries import Eligibility, SessionView, eligibility, freeze, post_test, session_view
from lms.bimtek.queries.evaluation import evaluation_of
from lms.competency import actions as competency
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import Refused
from lms.institution.queries import institution
from lms.people.queries import officer_snapshot
from lms.quizzes import actions as quizzes
from lms.web.i18n import lazy_gettext as _l


def close_session(session: Session, *, actor: Actor, clock: Clock, session_id: int) -> list[Eligibility]:
    """Freeze the result of every participant, end check-ins and the post-test, and refuse every later change.

    Refused while a slot is still ahead, nobody is enrolled, or somebody is still at work on the post-test.
    """
    row = locked_open(session, session_id)
    view = session_view(session, session_id)
    now = clock.now()
    people = {
        one.officer_id: one
        for one in session.scalars(
            select(Enrolment).where(Enrolment.session_id == session_id, Enrolment.status == "enrolled")
        )
    }
    _check(session, view, list(people), clock)
    close_evaluation(session, actor=actor, clock=clock, session_id=session_id)
    results = eligibility(session, session_id)
    day = now.astimezone(institution(session).zone).date()
    for result in results:
        enrolment = people[result.officer_id]
        enrolment.snapshot = officer_snapshot(session, result.officer_id, day).as_json()
        enrolment.result = freeze(result)
    for slot in session.scalars(select(Slot).where(Slot.session_id == session_id)):
        if slot.checkin_opened_at is not None and slot.checkin_closed_at is None:
            slot.checkin_closed_at = now
    if row.post_test_opens_at is not None and (
        row.post_test_closes_at is None or row.post_test_closes_at > now
    ):
        row.post_test_closes_at = now
    row.state, row.closed_at, row.changed_at = "closed", now, now
    row.version += 1
    session.flush()
    quizzes.release_feedback(session, context=post_test.context(session_id, "pre"))
    journal(
        session,
        actor,
        clock,
        "closed",
        session_id,
        {
            "results": [
                [one.officer_id, one.eligible, str(one.attended_jp), str(one.post_test)] for one in results
            ]
        },
    )
    _credit(session, actor, clock, view, results)
    session_closed.emit(session, clock, actor, session_id, results)
    return results


def _credit(
    session: Session, actor: Actor, clock: Clock, view: SessionView, results: list[Eligibility]
) -> None:
    """Let competency know what was shown and which hours were earned; a waived post-test has shown nothing."""
    done = competency.SessionDone(
        session_id=view.id,
        title=view.title,
        unit=view.post_test_unit,
        level=view.post_test_level,
        jp=Decimal(view.total_jp.numerator) / view.total_jp.denominator,
        passed=[one.officer_id for one in results if one.eligible == "pass" and one.post_test_ok],
        attended=[
            one.officer_id
            for one in results
            if one.eligible == "participation" or (one.eligible == "pass" and not one.post_test_ok)
        ],
    )
    competency.record_session(session, actor=actor, clock=clock, done=done)


def _check(session: Session, view: SessionView, officer_ids: list[int], clock: Clock) -> None:
    now = clock.now()
    if view.stored_state == "draft" or not officer_ids:
        raise Refused(
            "bimtek.not_held",
            _l("Bimtek yang belum diumumkan atau belum memiliki peserta tidak dapat ditutup."),
        )
    ahead = [slot for slot in view.slots if slot.starts_at > now]
    if ahead:
        raise Refused(
            "bimtek.ahead",
            _l(
                "Masih ada %(n)s materi yang belum dimulai. Tutup Bimtek setelah semua materi berjalan, atau hapus materinya.",
                n=len(ahead),
            ),
        )
    found = evaluation_of(session, view.id)
    if found is not None and found.required and found.state == "ahead":
        raise Refused(
            "evaluation.never",
            _l(
                "Evaluasi menjadi syarat sertifikat, tetapi belum pernah dibuka. Buka dahulu, atau cabut syaratnya."
            ),
        )
    for attempt_id in post_test.open_attempts(session, view, officer_ids):
        quizzes.close_expired(session, clock=clock, attempt_id=attempt_id)
    working = post_test.open_attempts(session, view, officer_ids)
    unmarked = post_test.unmarked(session, view, officer_ids)
    if unmarked:
        raise Refused(
            "bimtek.unmarked",
            _l(
                "Jawaban uraian %(n)s peserta belum dinilai. Nilai lebih dahulu, lalu tutup Bimtek.",
                n=len(unmarked),
            ),
        )
    if working:
        raise Refused(
            "bimtek.at_work",
            _l(
                "%(n)s peserta masih mengerjakan pos-tes. Tunggu sampai mereka mengumpulkannya.",
                n=len(working),
            ),
        )
