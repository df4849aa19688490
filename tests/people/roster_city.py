"""A small city for the tests of imported lists."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from lms.core.clock import FixedClock
from lms.db.session import writing
from lms.people.actions.imports import apply_import, file_hash, plan_import
from lms.people.domain.roster.plan import Plan
from lms.people.domain.roster.reader import read
from tests.factories import ACTOR

RINI = "199104172015032004"
BUDI = "198609262015051001"
SITI = "197501012000012009"
HEAD = "nama;nip;surel;pangkat/golongan;jabatan;perangkat daerah;profil;tmt;status kepegawaian"


def table(*rows: str, head: str = HEAD) -> bytes:
    return "\r\n".join((head, *rows)).encode()


def codes(data: bytes) -> list[tuple[int, str]]:
    return [(p.line, p.code) for p in read("daftar.csv", data).problems]


def preview(session: Session, clock: FixedClock, data: bytes) -> Plan:
    session.rollback()
    return plan_import(session, clock=clock, roster=read("daftar.csv", data))


def imported(session: Session, clock: FixedClock, data: bytes, seen: str | None = None) -> Plan:
    with writing(session):
        plan, _row = apply_import(
            session,
            actor=ACTOR,
            clock=clock,
            roster=read("daftar.csv", data),
            sha256=file_hash(data),
            seen=seen,
        )
    return plan


TODAY = date(2026, 11, 23)
