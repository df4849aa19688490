"""Three Bimtek sessions: one finished, one running today, one planned."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction
from random import Random

from sqlalchemy.orm import Session

from lms.bimtek import actions
from lms.bimtek.actions import Mark, SessionPlan, SlotPlan
from lms.bimtek.models import Enrolment
from lms.core.actor import Actor
from lms.core.clock import FixedClock
from lms.core.errors import Refused
from lms.db.session import writing
from lms.demo.city import City
from lms.demo.scenes.practice import answer_all

POST_TEST = "postes-disposisi"
BASIS = "UU 14/2008 tentang Keterbukaan Informasi Publik; Peraturan Komisi Informasi 1/2021"
TRAINER = "Yohanes Tukan, S.Kom."
HEAD = "Drs. Hendro Pamungkas, M.Si."
TIMETABLE = (
    # start, minutes, topic, speaker, JP
    ("08:00", 45, "Kebijakan keterbukaan informasi dan peran PPID", HEAD, 1),
    ("08:45", 90, "Urusan pemerintahan dan batas kewenangan kota", TRAINER, 2),
    ("10:30", 90, "Praktik meja disposisi: jalan, air, dan permukiman", TRAINER, 2),
    ("13:00", 45, "Permohonan lintas perangkat daerah dan badan di luar kota", TRAINER, 1),
    ("13:45", 45, "Menghitung tenggat dan menyusun pemberitahuan tertulis", TRAINER, 1),
    ("14:30", 45, "Pos-tes dan evaluasi", "Panitia", 1),
)


def _trainer(city: City) -> Actor:
    return Actor("account", city.accounts[city.by_name["pengajar"]], "Yohanes Tukan")


def _create(
    session: Session, city: City, clock: FixedClock, plan: SessionPlan, midnight: datetime
) -> tuple[int, list[int]]:
    """A session with the timetable of one day, announced; its id and the ids of its slots."""
    actor = _trainer(city)
    row = actions.create_session(session, actor=actor, clock=clock, plan=plan)
    slots = []
    for start, length, topic, speaker, jp in TIMETABLE:
        hour, minute = map(int, start.split(":"))
        begins = midnight + timedelta(hours=hour, minutes=minute)
        slot = SlotPlan(begins, begins + timedelta(minutes=length), topic, speaker, Fraction(jp))
        slots.append(actions.add_slot(session, actor=actor, clock=clock, session_id=row.id, slot=slot).id)
    actions.announce(session, actor=actor, clock=clock, session_id=row.id)
    return row.id, slots


def finished(session: Session, city: City, midnight: datetime, random: Random) -> int:
    """Three weeks ago: thirty-two people, some late, some absent, post-test taken, closed the next day."""
    day = midnight - timedelta(days=21)
    clock = FixedClock(day - timedelta(days=14))
    people = random.sample(city.officers, 32)
    plan = SessionPlan(
        title="Disposisi Permohonan Lintas Perangkat Daerah", place="Aula Lantai 3 Gedung PIP, Jalan Pemuda 148",
        programme="Petugas layanan informasi dan PPID Pelaksana berlatih menentukan tujuan surat dan menghitung tenggat.",
        legal_basis=BASIS, capacity=40, post_test_quiz=POST_TEST,
    )  # fmt: skip
    with writing(session):
        bimtek_id, slots = _create(session, city, clock, plan, day)
        enrolled = _enrol(session, city, clock, bimtek_id, people)
        for slot_id in slots:
            _attend(session, city, bimtek_id, slot_id, enrolled, clock, random)
    clock.at = day + timedelta(hours=14, minutes=30)
    with writing(session):
        actions.open_post_test(session, actor=_trainer(city), clock=clock, session_id=bimtek_id)
    for officer_id in people[:-2]:  # two went home before the post-test
        _post_test(session, city, clock, bimtek_id, officer_id, random)
    clock.at = day + timedelta(hours=16)
    with writing(session):
        actions.close_post_test(session, actor=_trainer(city), clock=clock, session_id=bimtek_id)
        clock.advance(timedelta(hours=17))
        actions.close_session(session, actor=_trainer(city), clock=clock, session_id=bimtek_id)
    return bimtek_id


def _enrol(
    session: Session, city: City, clock: FixedClock, bimtek_id: int, people: list[int]
) -> list[Enrolment]:
    return [
        actions.enrol(session, actor=_trainer(city), clock=clock, session_id=bimtek_id, officer_id=officer_id)
        for officer_id in people
    ]


def _attend(
    session: Session, city: City, bimtek_id: int, slot_id: int, enrolled: list[Enrolment], clock: FixedClock, random: Random
) -> None:  # fmt: skip
    marks = {}
    for number, enrolment in enumerate(enrolled):
        if number >= len(enrolled) - 2:
            marks[enrolment.id] = Mark("absent" if random.random() < 0.6 else "present")
        else:
            marks[enrolment.id] = Mark("late", 15) if random.random() < 0.07 else Mark("present")
    actions.mark_attendance(
        session, actor=_trainer(city), clock=clock, session_id=bimtek_id, slot_id=slot_id, marks=marks
    )


def _post_test(
    session: Session, city: City, clock: FixedClock, bimtek_id: int, officer_id: int, random: Random
) -> None:
    from lms.quizzes import actions as quizzes

    own = FixedClock(clock.at + timedelta(minutes=random.randrange(1, 6)))
    actor = Actor("account", city.accounts[officer_id], "pegawai contoh")
    try:
        with writing(session):
            attempt = actions.start_post_test(
                session, actor=actor, clock=own, session_id=bimtek_id, officer_id=officer_id
            )
            answer_all(session, actor, own, attempt, random.uniform(0.8, 1.15), random)
            quizzes.submit_attempt(
                session, actor=actor, clock=own, attempt_id=attempt.id, officer_id=officer_id
            )
    except Refused:
        return


def running(session: Session, city: City, midnight: datetime, now: datetime, random: Random) -> int:
    """Today: the new officer is enrolled; the slots that are over have their attendance."""
    clock = FixedClock(midnight - timedelta(days=10))
    people = [city.by_name["petugas"], *random.sample(city.moved, min(18, len(city.moved)))]
    plan = SessionPlan(
        title="Orientasi Layanan Informasi bagi Pegawai yang Baru Dimutasi", place="Ruang Rapat Diskominfo, Lantai 2",
        programme="Hari pertama di pos baru: mencatat, menghitung tenggat, dan mendisposisikan permohonan.",
        legal_basis=BASIS, capacity=30, post_test_quiz=POST_TEST,
    )  # fmt: skip
    with writing(session):
        bimtek_id, slots = _create(session, city, clock, plan, midnight)
        enrolled = _enrol(session, city, clock, bimtek_id, people)
        present = FixedClock(now)
        for slot_id, (start, length, *_rest) in zip(slots, TIMETABLE, strict=True):
            hour, minute = map(int, start.split(":"))
            if midnight + timedelta(hours=hour, minutes=minute + length) < now:
                _attend(session, city, bimtek_id, slot_id, enrolled, present, random)
    return bimtek_id


def planned(session: Session, city: City, midnight: datetime, now: datetime, random: Random) -> int:
    """In two weeks: places left."""
    day = midnight + timedelta(days=14)
    clock = FixedClock(now - timedelta(days=2))
    plan = SessionPlan(
        title="Uji Konsekuensi dan Daftar Informasi Dikecualikan", place="Aula Balai Kota, Jalan Pemuda 148",
        programme="Menyusun uji konsekuensi yang tahan sengketa, dari telaah sampai penghitaman.",
        legal_basis=BASIS, capacity=40, post_test_quiz="kip-05-evaluasi",
    )  # fmt: skip
    with writing(session):
        bimtek_id, _slots = _create(session, city, clock, plan, day)
        _enrol(session, city, clock, bimtek_id, random.sample(city.officers, 23))
    return bimtek_id
