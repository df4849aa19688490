"""Fixtures of certificates: published templates, a closed session, and a worker that runs in this process."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from lms import wiring
from lms.bimtek import actions as bimtek
from lms.bimtek.actions import Mark, SessionPlan, SlotPlan
from lms.certificates import actions
from lms.certificates.models import Certificate
from lms.certificates.schema import CertificateChecker
from lms.content.check import Report, check
from lms.content.tree import ContentTree
from lms.core.actor import Actor
from lms.core.clock import FixedClock
from lms.core.config import Config
from lms.db.engine import session_factory
from lms.db.session import writing
from lms.institution.actions import change_settings
from lms.jobs.registry import JobContext
from lms.jobs.worker import drain
from lms.library.actions import publish
from lms.people.models import Agency, Officer
from tests.factories import ACTOR, Make

ROOT = Path(__file__).resolve().parents[2]
PUBLIC_URL = "https://estafet.tirtanegara.example"
TRAINER = Actor("account", 7, "Pengajar Contoh")
CITY = {
    "government": "Pemerintah",
    "city": "Kota Tirtanegara",
    "place": "Tirtanegara",
    "signer_name": "Drs. Hendro Pamungkas, M.Si.",
    "signer_nip": "197008121995031002",
    "signer_rank": "Pembina Utama Muda (IV/c)",
    "certificate_class": "488.1",
}


def shipped() -> Report:
    """The templates that ship with Estafet, checked."""
    tree = ContentTree.from_folder(ROOT)
    return check(
        ContentTree({path: tree.data(path) for path in tree if path.startswith("certificates/")}),
        [CertificateChecker()],
    )


class Town:
    """Short ways to run a session and its certificates; every call is one transaction."""

    def __init__(self, session: Session, clock: FixedClock, make: Make, home: Path, config: Config) -> None:
        self.session, self.clock, self.make, self.home, self.config = session, clock, make, home, config
        self.agency: Agency = make.agency("Dinas Contoh Tirtanegara", "Contoh")
        with writing(session):
            change_settings(session, actor=ACTOR, clock=clock, values=CITY)
            publish(session, actor=ACTOR, clock=clock, report=shipped())

    def do(self, action: Any, *, actor: Actor = TRAINER, **facts: Any) -> Any:
        with writing(self.session):
            return action(self.session, actor=actor, clock=self.clock, **facts)

    def officer(self, name: str | None = None, agency: Agency | None = None, **facts: Any) -> Officer:
        officer = self.make.officer(name, **facts)
        post = self.make.post(agency or self.agency)
        self.make.assign(officer, post)
        return officer

    def held(self, officers: list[Officer], *, absent: int = 0, close: bool = True, **plan: Any) -> int:
        """A session of two slots that all but the last `absent` officers attended; returns its id."""
        facts = {
            "title": "Bimtek Disposisi Permohonan Lintas Perangkat Daerah",
            "place": "Aula Balai Kota",
            **plan,
        }
        row = self.do(bimtek.create_session, plan=SessionPlan(**facts))
        slots = []
        for n, jp in enumerate((2, 3)):
            start = self.clock.now() + timedelta(hours=3 * n)
            made = SlotPlan(
                start,
                start + timedelta(hours=2),
                topic=f"Materi {n + 1}",
                speaker="Narasumber Contoh",
                jp=Fraction(jp),
            )
            slots.append(self.do(bimtek.add_slot, session_id=row.id, slot=made))
        self.do(bimtek.announce, session_id=row.id)
        enrolled = [self.do(bimtek.enrol, session_id=row.id, officer_id=o.id) for o in officers]
        self.clock.advance(timedelta(hours=6))
        marks = {
            one.id: Mark("absent" if n >= len(enrolled) - absent else "present")
            for n, one in enumerate(enrolled)
        }
        for slot in slots:
            self.do(bimtek.mark_attendance, session_id=row.id, slot_id=slot.id, marks=marks)
        if close:
            self.do(bimtek.close_session, session_id=row.id)
        return row.id

    def issue(self, session_id: int, **facts: Any) -> actions.Ordered:
        return self.do(actions.issue, session_id=session_id, public_url=PUBLIC_URL, **facts)

    def context(self) -> JobContext:
        return JobContext(
            session_factory(self.config.database_url), self.clock, self.home, {"config": self.config}
        )

    def work(self) -> int:
        """Let a worker do everything that waits."""
        wiring.subscribe()
        context = self.context()
        done = drain(context)
        context.sessions.kw["bind"].dispose()
        self.session.rollback()
        self.session.expire_all()
        return done

    def rows(self) -> list[Certificate]:
        self.session.rollback()
        self.session.expire_all()
        return list(self.session.query(Certificate).order_by(Certificate.id))

    def pdf(self, row: Certificate) -> bytes:
        return (self.home / "certificates" / row.file_name).read_bytes()


@pytest.fixture
def town(session: Session, clock: FixedClock, make: Make, home: Path, config: Config) -> Town:
    return Town(session, clock, make, home, config)


@pytest.fixture
def issued(town: Town) -> Certificate:
    """One issued certificate."""
    session_id = town.held(
        [town.officer("Rini Wulandari", back_title="S.I.Kom.", rank="Penata Tk. I (III/d)")]
    )
    town.issue(session_id)
    town.work()
    return town.rows()[0]
