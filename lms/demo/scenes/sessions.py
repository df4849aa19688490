"""Three Bimtek sessions: one finished, one running today, one planned."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from fractions import Fraction
from random import Random

from sqlalchemy.orm import Session

from lms.bimtek import actions
from lms.bimtek.actions import Mark, SessionPlan, SlotPlan
from lms.bimtek.models import Enrolment
from lms.core.actor import Actor
from lms.core.clock import FixedClock
from lms.db.session import writing
from lms.demo.city import City
from lms.demo.scenes.afterwards import evaluate, excuse, take_test
from lms.demo.scenes.reporting import report

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
ORIENTATION = (
    # minutes before the present moment, minutes, topic, speaker, JP; nothing lies ahead, so that it can be closed
    (180, 45, "Hari pertama di pos baru: tugas, alat, dan tenggat", HEAD, 1),
    (135, 90, "Mencatat dan meregistrasi permohonan", TRAINER, 2),
    (30, 90, "Praktik meja disposisi", TRAINER, 2),
)
STEP = timedelta(minutes=5)


def _trainer(city: City) -> Actor:
    return Actor("account", city.accounts[city.by_name["pengajar"]], "Yohanes Tukan")


def whole_day(midnight: datetime) -> list[SlotPlan]:
    """The timetable of an ordinary day."""
    slots = []
    for start, length, topic, speaker, jp in TIMETABLE:
        hour, minute = map(int, start.split(":"))
        begins = midnight + timedelta(hours=hour, minutes=minute)
        slots.append(SlotPlan(begins, begins + timedelta(minutes=length), topic, speaker, Fraction(jp)))
    return slots


def around(now: datetime) -> list[SlotPlan]:
    """A timetable in whose midst the present moment lies, whatever the hour: two slots over, one running.

    Who opens the sample city in the evening must be able to check in, to open the post-test and to close as well.
    `now` is local, and no slot reaches past midnight, because the form of a slot knows one day only.
    """
    full = now - (now - datetime.min.replace(tzinfo=now.tzinfo)) % STEP
    slots = []
    for before, length, topic, speaker, jp in ORIENTATION:
        begins = full - timedelta(minutes=before)
        begins, ends = _on_one_day(begins, begins + timedelta(minutes=length), now)
        slots.append(SlotPlan(begins, ends, topic, speaker, Fraction(jp)))
    return slots


def _on_one_day(begins: datetime, ends: datetime, now: datetime) -> tuple[datetime, datetime]:
    """The span as it is, or the part of it on one side of midnight: the side of `now`, else the longer one."""
    midnight = datetime.combine(ends, time(0), tzinfo=ends.tzinfo)
    if ends.date() == begins.date():
        return begins, ends
    later = now >= midnight if begins <= now < ends else ends - midnight > midnight - begins
    return (midnight, ends) if later else (begins, midnight - timedelta(minutes=1))


def _create(
    session: Session, city: City, clock: FixedClock, plan: SessionPlan, slots: list[SlotPlan]
) -> tuple[int, list[int]]:
    """An announced session with a timetable; its id and the ids of its slots."""
    actor = _trainer(city)
    row = actions.create_session(session, actor=actor, clock=clock, plan=plan)
    ids = [
        actions.add_slot(session, actor=actor, clock=clock, session_id=row.id, slot=slot).id for slot in slots
    ]
    actions.announce(session, actor=actor, clock=clock, session_id=row.id)
    return row.id, ids


def finished(session: Session, city: City, midnight: datetime, random: Random) -> int:
    """Three weeks ago: thirty-two people, some late, some absent, both tests and the evaluation, closed the next day."""
    day = midnight - timedelta(days=21)
    clock = FixedClock(day - timedelta(days=14))
    people = random.sample(city.officers, 32)
    plan = SessionPlan(
        title="Disposisi Permohonan Lintas Perangkat Daerah", place="Aula Lantai 3 Gedung PIP, Jalan Pemuda 148",
        programme="Petugas layanan informasi dan PPID Pelaksana berlatih menentukan tujuan surat dan menghitung tenggat.",
        legal_basis=BASIS, capacity=40, post_test_quiz=POST_TEST,
    )  # fmt: skip
    with writing(session):
        bimtek_id, slots = _create(session, city, clock, plan, whole_day(day))
        enrolled = [row.id for row in _enrol(session, city, clock, bimtek_id, people)]
    trainer = _trainer(city)
    clock.at = day + timedelta(hours=7, minutes=30)
    with writing(session):
        actions.open_pre_test(session, actor=trainer, clock=clock, session_id=bimtek_id)
    for officer_id in people[1:]:  # one came too late for it
        take_test(session, city, clock, bimtek_id, officer_id, random, before=True)
    with writing(session):
        for slot_id in slots:
            _attend(session, city, bimtek_id, slot_id, enrolled, clock, random)
    clock.at = day + timedelta(hours=14, minutes=30)
    with writing(session):
        actions.open_post_test(session, actor=trainer, clock=clock, session_id=bimtek_id)
    for officer_id in people[:-2]:  # two went home before the post-test
        take_test(session, city, clock, bimtek_id, officer_id, random, before=False)
    clock.at = day + timedelta(hours=15)
    evaluate(session, trainer, clock, bimtek_id, people[:-2], random)
    clock.at = day + timedelta(hours=16)
    with writing(session):
        actions.close_post_test(session, actor=trainer, clock=clock, session_id=bimtek_id)
        excuse(session, trainer, clock, bimtek_id, enrolled[-1])
        clock.advance(timedelta(hours=17))
        actions.close_session(session, actor=trainer, clock=clock, session_id=bimtek_id)
    report(session, trainer, clock, bimtek_id)
    return bimtek_id


def _enrol(
    session: Session, city: City, clock: FixedClock, bimtek_id: int, people: list[int]
) -> list[Enrolment]:
    return [
        actions.enrol(session, actor=_trainer(city), clock=clock, session_id=bimtek_id, officer_id=officer_id)
        for officer_id in people
    ]


def _attend(
    session: Session, city: City, bimtek_id: int, slot_id: int, enrolled: list[int], clock: FixedClock, random: Random
) -> None:  # fmt: skip
    marks = {}
    for number, enrolment_id in enumerate(enrolled):
        if number >= len(enrolled) - 2:
            marks[enrolment_id] = Mark("absent" if random.random() < 0.6 else "present")
        else:
            marks[enrolment_id] = Mark("late", 15) if random.random() < 0.07 else Mark("present")
    actions.mark_attendance(
        session, actor=_trainer(city), clock=clock, session_id=bimtek_id, slot_id=slot_id, marks=marks
    )


def running(session: Session, city: City, now: datetime, random: Random) -> int:
    """At this hour, `now` in the city's time: the new officer is enrolled; the slots that are over have their attendance."""
    clock = FixedClock(now - timedelta(days=10))
    timetable = around(now)
    people = [city.by_name["petugas"], *random.sample(city.moved, min(18, len(city.moved)))]
    plan = SessionPlan(
        title="Orientasi Layanan Informasi bagi Pegawai yang Baru Dimutasi", place="Ruang Rapat Diskominfo, Lantai 2",
        programme="Hari pertama di pos baru: mencatat, menghitung tenggat, dan mendisposisikan permohonan.",
        legal_basis=BASIS, capacity=30, post_test_quiz=POST_TEST,
    )  # fmt: skip
    with writing(session):
        bimtek_id, slots = _create(session, city, clock, plan, timetable)
        enrolled = [row.id for row in _enrol(session, city, clock, bimtek_id, people)]
        for slot_id, slot in zip(slots, timetable, strict=True):
            if slot.ends_at <= now:
                _attend(session, city, bimtek_id, slot_id, enrolled, FixedClock(now), random)
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
        bimtek_id, _slots = _create(session, city, clock, plan, whole_day(day))
        _enrol(session, city, clock, bimtek_id, random.sample(city.officers, 23))
    return bimtek_id
