"""What a session leaves behind beside certificates: a test before and one after, an evaluation, an exception."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from random import Random

from sqlalchemy.orm import Session

from lms.bimtek import actions
from lms.bimtek.domain.skm import ELEMENTS
from lms.bimtek.queries.evaluation import evaluation_of
from lms.core.actor import Actor
from lms.core.clock import FixedClock
from lms.core.errors import Refused
from lms.db.session import writing
from lms.demo.city import City
from lms.demo.scenes.practice import answer_all
from lms.quizzes import actions as quizzes
from lms.quizzes.models import Attempt

BEFORE, AFTER = (0.3, 0.72), (0.7, 1.0)  # the skills between which people lie before and after
# how many of a hundred give 1, 2, 3 and 4; catering and time are what people complain about
USUAL = (1, 5, 46, 48)
WEAK = {"u3": (4, 22, 52, 22), "u9": (3, 18, 49, 30)}
GOOD = (
    "Latihan meja disposisi langsung terpakai di kantor.",
    "Contoh suratnya mirip dengan yang kami terima setiap minggu.",
    "Narasumber mau menjawab kasus dari perangkat daerah kami.",
    "Akhirnya jelas mana lampu milik kota dan mana milik PLN.",
    "Hitung tenggat dengan kalender hari kerja sangat membantu.",
)
BETTER = (
    "Waktu praktik perlu ditambah, teorinya dapat dibaca sebelumnya.",
    "Ruangan bagian belakang kurang terdengar.",
    "Sesi siang terlalu padat.",
    "Mohon bahan dikirim sehari sebelumnya.",
)
REASON = "Dipanggil kembali ke kantor karena banjir; sisa materi diikuti dari rekaman dan diperiksa pengajar."


def take_test(
    session: Session, city: City, clock: FixedClock, bimtek_id: int, officer_id: int, random: Random, *, before: bool
) -> None:  # fmt: skip
    """One participant sits the test before or after the session."""
    own = FixedClock(clock.at + timedelta(minutes=random.randrange(1, 6)))
    actor = Actor("account", city.accounts[officer_id], "pegawai contoh")
    start: Callable[..., Attempt] = actions.start_pre_test if before else actions.start_post_test
    try:
        with writing(session):
            attempt = start(session, actor=actor, clock=own, session_id=bimtek_id, officer_id=officer_id)
            answer_all(session, actor, own, attempt, random.uniform(*(BEFORE if before else AFTER)), random)
            quizzes.submit_attempt(
                session, actor=actor, clock=own, attempt_id=attempt.id, officer_id=officer_id
            )
    except Refused:
        return


def evaluate(
    session: Session, trainer: Actor, clock: FixedClock, bimtek_id: int, people: list[int], random: Random
) -> None:
    """Most people fill in the evaluation, some of them with a sentence."""
    with writing(session):
        actions.open_evaluation(session, actor=trainer, clock=clock, session_id=bimtek_id)
        found = evaluation_of(session, bimtek_id)
        speaker_items = found.speaker_items if found else ()
        for place, officer_id in enumerate(random.sample(people, max(1, len(people) - 4))):
            marks = {item: _mark(item, random) for item in (*ELEMENTS, *speaker_items)}
            remarks = {"good": GOOD[place]} if place < len(GOOD) else {}
            if place < len(BETTER):
                remarks["better"] = BETTER[place]
            actions.answer_evaluation(
                session, session_id=bimtek_id, officer_id=officer_id, marks=marks, remarks=remarks
            )
        clock.advance(timedelta(minutes=40))
        actions.close_evaluation(session, actor=trainer, clock=clock, session_id=bimtek_id)


def _mark(item: str, random: Random) -> int:
    return random.choices((1, 2, 3, 4), WEAK.get(item, USUAL))[0]


def excuse(session: Session, trainer: Actor, clock: FixedClock, bimtek_id: int, enrolment_id: int) -> None:
    """Somebody who was called away gets the hours all the same, when hours are missing."""
    try:
        actions.waive(
            session, actor=trainer, clock=clock, session_id=bimtek_id, enrolment_id=enrolment_id,
            condition="attendance", reason=REASON,
        )  # fmt: skip
    except Refused:
        return
