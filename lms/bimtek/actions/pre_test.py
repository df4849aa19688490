"""The pre-test: its forms are drawn and the room is halved when it is opened; the post-test then crosses over."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.bimtek.actions.common import journal, locked_open
from lms.bimtek.domain import parallel
from lms.bimtek.domain.parallel import LEAST_PAIRS, Half, Occasion
from lms.bimtek.models import Assessment, BimtekSession, Enrolment, RoomHalf
from lms.bimtek.queries import assessment, post_test
from lms.bimtek.queries.assessment import AssessmentView
from lms.bimtek.queries.participants import enrolment_of
from lms.bimtek.queries.sessions import session_view
from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.core.errors import Forbidden, Refused
from lms.institution.queries import institution
from lms.quizzes import actions as quizzes
from lms.quizzes.domain.draw import Form
from lms.quizzes.domain.rules import Window
from lms.quizzes.models import Attempt
from lms.web.i18n import lazy_gettext as _l


def open_pre_test(
    session: Session, *, actor: Actor, clock: Clock, session_id: int, closes_at: datetime | None = None
) -> Assessment:
    """Let participants take the pre-test; the first time, draw both forms and put everybody into a half.

    Refused once the post-test has been opened: its questions are no longer new.
    """
    row = locked_open(session, session_id)
    if row.state != "announced":
        raise Refused("bimtek.draft", _l("Umumkan Bimtek ini lebih dahulu, agar peserta dapat membukanya."))
    if row.post_test_opens_at is not None:
        raise Refused("pre_test.late", _l("Pos-tes sudah dibuka, jadi pra-tes tidak dapat dibuka lagi."))
    now = clock.now()
    if closes_at is not None and closes_at <= now:
        raise Refused(
            "pre_test.past",
            _l("Waktu tutup pra-tes sudah lewat. Isi waktu yang akan datang, atau kosongkan."),
        )
    found = session.get(Assessment, session_id)
    if found is None:
        found = _draw(session, actor, clock, row)
        _split(session, session_id, found.seed)
    found.pre_closes_at = closes_at
    closes = closes_at.isoformat() if closes_at else None
    journal(
        session, actor, clock, "pre_test_opened", session_id, {"quiz": found.quiz_id, "closes_at": closes}
    )
    return found


def _draw(session: Session, actor: Actor, clock: Clock, row: BimtekSession) -> Assessment:
    """Both forms, from the live revision of the quiz; refused when the pool is too small to be split."""
    if row.post_test_quiz is None:
        raise Refused(
            "post_test.none",
            _l("Bimtek ini tidak memakai pos-tes. Pilih kuisnya lebih dahulu di halaman ubah."),
        )
    today = clock.now().astimezone(institution(session).zone).date()
    revision_id, pool, drawn = assessment.pool_of(session, row.post_test_quiz, today)
    seed = secrets.token_hex(16)
    forms = parallel.build(pool, seed, at_most=drawn)
    if len(forms.first) < LEAST_PAIRS:
        raise Refused(
            "pre_test.small",
            _l(
                "Kuis ini hanya memberi %(n)s pasang soal, paling sedikit %(least)s. Tambah soal pada kuis, atau "
                "pilih kuis yang lebih besar.",
                n=len(forms.first),
                least=LEAST_PAIRS,
            ),
        )
    found = Assessment(
        session_id=row.id, quiz_id=row.post_test_quiz, revision_id=revision_id, seed=seed, first=list(forms.first),
        second=list(forms.second), unpaired=list(forms.left), pre_opens_at=clock.now(),
    )  # fmt: skip
    session.add(found)
    session.flush()
    drawn_forms = {"first": found.first, "second": found.second, "seed": seed, "revision": revision_id}
    journal(session, actor, clock, "forms_drawn", row.id, drawn_forms)
    return found


def _split(session: Session, session_id: int, seed: str) -> None:
    enrolled = session.scalars(
        select(Enrolment.id).where(Enrolment.session_id == session_id, Enrolment.status == "enrolled")
    )
    for enrolment_id, half in parallel.assign(enrolled, seed).items():
        session.add(RoomHalf(enrolment_id=enrolment_id, half=half))
    session.flush()


def close_pre_test(session: Session, *, actor: Actor, clock: Clock, session_id: int) -> None:
    """Let nobody start the pre-test any more; who has started may finish within the time of their attempt."""
    locked_open(session, session_id)
    found = session.get(Assessment, session_id)
    now = clock.now()
    if found is not None and (found.pre_closes_at is None or found.pre_closes_at > now):
        found.pre_closes_at = now
        journal(session, actor, clock, "pre_test_closed", session_id)


def start_pre_test(
    session: Session, *, actor: Actor, clock: Clock, session_id: int, officer_id: int
) -> Attempt:
    """Begin, or go on with, a participant's only attempt at the pre-test; refuses people who are not enrolled."""
    view = session_view(session, session_id)
    enrolment = enrolment_of(session, session_id, officer_id)
    if enrolment is None or enrolment.status != "enrolled":
        raise Forbidden(
            "pre_test.not_enrolled", _l("Pra-tes ini hanya untuk peserta Bimtek. Anda tidak terdaftar.")
        )
    found = assessment.assessment_of(session, session_id)
    state = assessment.pre_test_progress(session, view, officer_id, clock.now())
    if found is None or state not in {"open", "started"}:
        raise Refused("pre_test.shut", _l("Pra-tes tidak sedang dibuka untuk Anda."))
    return quizzes.start_attempt(
        session,
        actor=actor,
        clock=clock,
        officer_id=officer_id,
        quiz_id=found.quiz_id,
        mode="exam",
        context=post_test.context(session_id, "pre"),
        window=Window(found.pre_opens_at, found.pre_closes_at),
        attempts=1,
        form=form_for(session, found, enrolment.id, "pre"),
    )


def form_for(session: Session, found: AssessmentView, enrolment_id: int, occasion: Occasion) -> Form:
    """The form a participant gets on an occasion; who has no half yet is put into the smaller one.

    The keys of the first test are withheld: the other half of the room still has that form before it.
    """
    row = session.get(RoomHalf, enrolment_id)
    if row is None:
        sizes = assessment.half_sizes(session, found.session_id)
        half: Half = parallel.half_for_late(enrolment_id, sizes, found.seed)
        row = RoomHalf(enrolment_id=enrolment_id, half=half)
        session.add(row)
        session.flush()
    return Form(found.revision_id, found.forms.of(row.half, occasion), withheld=occasion == "pre")
