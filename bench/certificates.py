"""Certificates per second, rendered and signed, beside bare WeasyPrint of the same HTML; and saves while they are made."""

from __future__ import annotations

import io
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import weasyprint
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bench.instance import ACTOR, build, save_request
from bench.load import Client, Figures, measure
from bench.servers import platform
from lms.bimtek import actions as bimtek
from lms.bimtek.actions import Mark, SessionPlan, SlotPlan
from lms.certificates import actions as certificates
from lms.certificates.domain.facts import Facts
from lms.certificates.domain.words import words
from lms.certificates.models import Certificate
from lms.certificates.queries.templates import package
from lms.certificates.render import qr
from lms.certificates.render.assets import BASE, Assets
from lms.certificates.schema.fonts import house_css
from lms.certificates.signing import signer as signing
from lms.core.clock import FixedClock, SystemClock
from lms.core.config import Config
from lms.db.engine import session_factory
from lms.db.session import writing
from lms.jobs import worker
from lms.jobs.registry import JobContext
from lms.people.models import Officer

COUNT = 100
SAVERS = 32
SECONDS = 8.0

METHOD = f"""One worker process makes {COUNT} certificates (front and back, QR, PAdES signature, atomic file, register and journal): the clock runs from the
first row taken to the last one issued. The floor lays out and writes the same HTML, CSS and fonts {COUNT} times with `weasyprint.HTML(…).write_pdf()`
and signs them with `pyhanko.sign.signers.sign_pdf` as their documentation shows, stored nowhere, in the same run and process.
A ratio of 2 means half the time for each certificate."""

SAVES_METHOD = f"""{SAVERS} clients save answers (closed loop, {SECONDS:.0f} s) on the running platform: once with nothing else to do, once while its embedded
worker, a child process with niceness 10, renders and signs. The load generator runs on the same two cores."""


@dataclass(frozen=True)
class Rates:
    """Certificates per second, ours and bare."""

    ours: float
    bare: float
    issued: int


def hold_session(session: Session, count: int) -> int:
    """A closed session whose `count` participants are all entitled to a certificate, ordered and waiting."""
    clock = FixedClock(datetime.now(UTC) - timedelta(days=2))
    with writing(session):
        row = bimtek.create_session(
            session, actor=ACTOR, clock=clock, plan=SessionPlan(title="Bimtek Pengukuran Disposisi")
        )
        bimtek_id = row.id
        slot = SlotPlan(
            clock.at,
            clock.at + timedelta(hours=2),
            "Praktik meja disposisi",
            "Narasumber Contoh",
            Fraction(8),
        )
        slot_id = bimtek.add_slot(session, actor=ACTOR, clock=clock, session_id=bimtek_id, slot=slot).id
        bimtek.announce(session, actor=ACTOR, clock=clock, session_id=bimtek_id)
        people = [
            Officer(name=f"Peserta Ukur {n}", sample=True, created_at=clock.now()) for n in range(count)
        ]
        session.add_all(people)
        session.flush()
        enrolled = [
            bimtek.enrol(session, actor=ACTOR, clock=clock, session_id=bimtek_id, officer_id=person.id).id
            for person in people
        ]
    clock.advance(timedelta(hours=3))
    with writing(session):
        marks = {enrolment: Mark("present") for enrolment in enrolled}
        bimtek.mark_attendance(
            session, actor=ACTOR, clock=clock, session_id=bimtek_id, slot_id=slot_id, marks=marks
        )
        bimtek.close_session(session, actor=ACTOR, clock=clock, session_id=bimtek_id)
    return bimtek_id


def order(session: Session, config: Config, bimtek_id: int) -> None:
    """Order the certificates of a closed session; the worker makes them."""
    with writing(session):
        certificates.issue(
            session, actor=ACTOR, clock=SystemClock(), session_id=bimtek_id, public_url=config.public_url
        )


def run() -> Rates:
    """Measure making certificates in one process, and the bare floor."""
    with tempfile.TemporaryDirectory() as folder:
        config, _takers = build(Path(folder) / "instance", 1)
        factory = session_factory(config.database_url)
        with factory() as session:
            for count in (2, COUNT):  # the first two warm up fonts and parsed styles
                order(session, config, hold_session(session, count))
                began = time.perf_counter()
                worker.drain(JobContext(factory, SystemClock(), config.home, {"config": config}))
                ours = COUNT / (time.perf_counter() - began)
            issued = session.scalar(
                select(func.count()).select_from(Certificate).where(Certificate.state == "issued")
            )
            bare = _bare(session, config)
        factory.kw["bind"].dispose()
    return Rates(ours, bare, issued or 0)


def _bare(session: Session, config: Config) -> float:
    row = session.scalars(select(Certificate).order_by(Certificate.id.desc())).first()
    if row is None:
        raise SystemExit("no certificate to compare with")
    template, facts = package(session, row.revision_id), Facts.model_validate(row.snapshot)
    signer = signing.load(config.home)
    values: dict[str, Any] = words(facts, signer.words(""), qr.data_uri(facts.certificate.verify_url))
    front, back = template.fill(values)
    css = f"{house_css()} @page{{size:297mm 210mm;margin:0}} {template.style}"
    html = (
        f'<!doctype html><html lang="id"><head><meta charset="utf-8"><style>{css}</style></head>'
        f'<body><div class="front fit-0">{front.html}</div><div class="back">{back.html}</div></body></html>'
    )
    assets = Assets(template.assets)
    bare_key = signers.SimpleSigner.load_pkcs12(  # type: ignore[no-untyped-call]
        str(config.home / "signing" / "development.p12")
    )

    def once() -> None:
        pdf = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=assets).write_pdf()
        meta = signers.PdfSignatureMetadata(field_name="Bare")
        signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), meta, signer=bare_key)

    once()
    began = time.perf_counter()
    for _ in range(COUNT):
        once()
    return COUNT / (time.perf_counter() - began)


def saves_meanwhile() -> tuple[Figures, Figures, int]:
    """Saves on a quiet platform, saves while certificates are made, and how many certificates were made in that time."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "instance"
        config, takers = build(home, SAVERS)
        factory = session_factory(config.database_url)
        with factory() as session:
            bimtek_id = hold_session(session, 400)
        with platform(home) as port:
            requests = [save_request(f"http://127.0.0.1:{port}", taker) for taker in takers]
            quiet = measure([Client("127.0.0.1", port, request) for request in requests], SECONDS)
            with factory() as session:
                order(session, config, bimtek_id)
            time.sleep(4)  # the supervisor notices, the worker starts and loads its fonts
            before = _issued(factory)
            later = [lambda number, request=request: request(40_000 + number) for request in requests]
            busy = measure([Client("127.0.0.1", port, request) for request in later], SECONDS)
            made = _issued(factory) - before
        factory.kw["bind"].dispose()
    return quiet, busy, made


def _issued(factory: Any) -> int:
    with factory() as session:
        return (
            session.scalar(select(func.count()).select_from(Certificate).where(Certificate.state == "issued"))
            or 0
        )


__all__ = ["COUNT", "METHOD", "SAVES_METHOD", "Rates", "run", "saves_meanwhile"]
