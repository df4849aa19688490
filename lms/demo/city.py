"""The sample city's offices, posts, people and the rotation wave of last week."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.core.actor import Actor
from lms.core.clock import Clock
from lms.demo.names import Person, people
from lms.institution.actions import change_settings
from lms.people.actions import accounts
from lms.people.models import Agency, Assignment, Officer, Post

BUILDER = Actor("system", None, "kota contoh")
OFFICERS = 120
DISKOMINFO = "Diskominfo"
DESK = "Petugas Pelayanan Informasi Publik"
KEY_PEOPLE = (
    # sample name, role, name, titles, NIP, rank, post, profile
    (
        "petugas",
        "officer",
        "Rini Wulandari",
        "",
        "S.I.Kom.",
        "199104172015032904",
        "Penata Muda Tk. I (III/b)",
        DESK,
        "petugas-pip",
    ),
    (
        "pengajar",
        "trainer",
        "Yohanes Tukan",
        "",
        "S.Kom.",
        "198806092012121905",
        "Penata (III/c)",
        "Pranata Komputer Ahli Muda",
        None,
    ),
    (
        "kepala",
        "head",
        "Hendro Pamungkas",
        "Drs.",
        "M.Si.",
        "197008121995031902",
        "Pembina Utama Muda (IV/c)",
        "Kepala Dinas",
        "ppid-utama",
    ),
)
SETTINGS = {
    "government": "Pemerintah",
    "city": "Kota Semarang",
    "office": "Dinas Komunikasi, Informatika, Statistik dan Persandian",
    "office_short": DISKOMINFO,
    "address": "Jalan Pemuda 148, Semarang",
    "place": "Semarang",
    "email": "ppid@contoh.example",
    "signer_name": "Drs. Hendro Pamungkas, M.Si. (contoh)",
    "signer_nip": "197008121995031902",
    "signer_rank": "Pembina Utama Muda (IV/c)",
    "signer_position": "Kepala Dinas Komunikasi, Informatika, Statistik dan Persandian",
}


@dataclass
class City:
    """What the other scenes need: who there is, and who moved."""

    wave: date
    officers: list[int] = field(default_factory=list)
    moved: list[int] = field(default_factory=list)
    by_name: dict[str, int] = field(default_factory=dict)
    accounts: dict[int, int] = field(default_factory=dict)
    profiles: dict[int, str | None] = field(default_factory=dict)


def build(session: Session, clock: Clock, password_hash: str, today: date) -> City:
    """Settings, posts, 120 officers with accounts, and a rotation of two dozen that took effect last week."""
    random = Random(2026)
    change_settings(session, actor=BUILDER, clock=clock, values=SETTINGS)
    city = City(wave=today - timedelta(days=today.weekday() + 7))
    agencies = list(session.scalars(select(Agency).where(Agency.valid_to.is_(None)).order_by(Agency.id)))
    home = next(agency for agency in agencies if agency.short == DISKOMINFO)
    accounts.create_account(
        session, actor=BUILDER, clock=clock, label="Admin Estafet (contoh)", role="admin", username="admin",
        password_hash=password_hash,
    )  # fmt: skip
    _key_people(session, clock, city, home, password_hash, today)
    crowd = people(OFFICERS - len(KEY_PEOPLE), random)
    _crowd(session, clock, city, agencies, home, crowd, password_hash, random)
    session.flush()
    return city


def _officer(session: Session, clock: Clock, person: Person, front: str = "") -> Officer:
    row = Officer(
        name=person.name, front_title=front, back_title=person.back_title, nip=person.nip, email=person.email,
        rank=person.rank, employment="pns", status="active", sample=True, created_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def _post(session: Session, agency: Agency, title: str, profile: str | None) -> Post:
    row = session.scalar(select(Post).where(Post.agency_id == agency.id, Post.title == title))
    if row is None:
        row = Post(agency_id=agency.id, title=title, profile=profile)
        session.add(row)
        session.flush()
    return row


def _key_people(
    session: Session, clock: Clock, city: City, home: Agency, password_hash: str, today: date
) -> None:
    for username, role, name, front, back, nip, rank, title, profile in KEY_PEOPLE:
        row = _officer(session, clock, Person(name, back, nip, rank, f"{username}@contoh.example"), front)
        post = _post(session, home, title, profile)
        start = today - timedelta(days=290)
        if (
            username == "petugas"
        ):  # the new officer: an operator until the day before yesterday, at the desk since yesterday
            before = _post(session, home, "Operator Layanan Operasional", "operator")
            session.add(
                Assignment(officer_id=row.id, post_id=before.id, start=start, end=today - timedelta(days=2))
            )
            start = today - timedelta(days=1)
        session.add(Assignment(officer_id=row.id, post_id=post.id, start=start, decree="820/CONTOH/2026"))
        account = accounts.create_account(
            session, actor=BUILDER, clock=clock, label=name, role=role, officer_id=row.id, username=username,
            password_hash=password_hash,
        )  # fmt: skip
        city.by_name[username] = row.id
        city.profiles[row.id] = profile
        city.accounts[row.id] = account.id


def _crowd(
    session: Session, clock: Clock, city: City, agencies: list[Agency], home: Agency, crowd: list[Person],
    password_hash: str, random: Random,
) -> None:  # fmt: skip
    places = _places(agencies, home)
    for number, person in enumerate(crowd):
        agency, title, profile = places[number % len(places)]
        row = _officer(session, clock, person)
        post = _post(session, agency, title, profile)
        start = city.wave - timedelta(days=90 + random.randrange(230))
        if number % 5 == 3:  # every fifth came with the wave
            old_agency, old_title, old_profile = places[(number * 7 + 11) % len(places)]
            old = _post(
                session, old_agency, f"{old_title} (lama)" if old_agency is agency else old_title, old_profile
            )
            end = city.wave - timedelta(days=1)
            session.add(Assignment(officer_id=row.id, post_id=old.id, start=start, end=end))
            start = city.wave
            city.moved.append(row.id)
        session.add(Assignment(officer_id=row.id, post_id=post.id, start=start, decree="821/CONTOH/2026"))
        account = accounts.create_account(
            session, actor=BUILDER, clock=clock, label=person.name, role="officer", officer_id=row.id,
            password_hash=password_hash,
        )  # fmt: skip
        city.officers.append(row.id)
        city.profiles[row.id] = profile
        city.accounts[row.id] = account.id


def _places(agencies: list[Agency], home: Agency) -> list[tuple[Agency, str, str | None]]:
    """One PPID Pelaksana and its helper in every agency, a desk team at Diskominfo."""
    desk: list[tuple[Agency, str, str | None]] = [(home, DESK, "petugas-pip")] * 6
    desk += [(home, "Operator Layanan Operasional", "operator")] * 4
    desk += [(home, "Pengelola Informasi dan Dokumentasi", "ppid-pelaksana")] * 3
    offices = [(agency, "PPID Pelaksana", "ppid-pelaksana") for agency in agencies if agency is not home]
    helpers = [
        (agency, "Operator Layanan Operasional", "operator")
        for agency in agencies
        if agency is not home and agency.kind in {"dinas", "badan", "kecamatan"}
    ]
    return [*desk, *offices, *helpers]


def mark_loaded(session: Session, clock: Clock) -> None:
    """Say in the settings that this is the sample city, completely loaded."""
    change_settings(session, actor=BUILDER, clock=clock, values={"sample_city": True})
