"""A real log from upload to a draft that passes the check; what is not masked outlives neither import nor day."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from lms.jobs.models import Job
from lms.jobs.registry import JobContext, find
from lms.reports.models import DispositionLog
from lms.studio.models import Draft
from lms.studio.queries.workspace import workspace
from tests.factories import sign_in
from tests.quizzes.library import publish_city

SECRETS = ("Budi Santoso", "3374010101900001", "081234567890", "Mawar")
LOG = """Tanggal;Isi permohonan;OPD Awal;OPD Akhir
05/10/2026;Nama saya Budi Santoso, NIK 3374010101900001. Mohon data gang yang akan dipaving tahun ini.;DPU;Disperkim
06/10/2026;HP 081234567890, Jl. Mawar No. 12. Mohon daftar jalan berlubang yang diperbaiki.;DPU;DPU
07/10/2026;Mohon tunggakan pajak motor saya yang lama.;Bapenda;Samsat Provinsi
08/10/2026;Mohon data kapal nelayan di pesisir utara.;DPU;Dinas Antah Berantah
09/10/2026;pendek;DPU;DPU
"""


@pytest.fixture
def session(app, config):
    from lms.db.engine import session_factory

    factory = session_factory(config.database_url)
    with factory() as session:
        yield session
    factory.kw["bind"].dispose()


@pytest.fixture
def trainer(client, session, clock, make):
    publish_city(session, clock)
    token = sign_in(client, make.account("trainer"))

    def post(path, data=None, **options):
        return client.post(path, data={"csrf_token": token, **(data or {})}, **options)

    client.send = post
    return client


def upload(trainer, text: str = LOG) -> str:
    response = trainer.send(
        "/statistik/log-disposisi", {"file": (io.BytesIO(text.encode()), "Budi Santoso.csv")}
    )
    assert response.status_code == 303, response.text
    return response.location


def kept(home: Path) -> list[Path]:
    return list((home / "imports").iterdir())


def test_the_review_shows_masks_proposals_and_the_rate(trainer, home):
    page = trainer.get(upload(trainer)).text
    assert [secret for secret in SECRETS if secret in page] == []
    assert '<mark title="nama">[nama]</mark>' in page
    assert '<mark title="nomor identitas atau telepon">[nomor]</mark>' in page
    assert "2 dari 3" not in page
    assert "3 dari 4" in page  # rows that went astray: 2, 4 and 5
    assert '<option value="1.04">1.04 Permukiman</option>' in page
    assert "5 (Dinas Antah Berantah)" in page
    assert "isi permohonannya kosong atau terlalu pendek" in page
    assert page.count('name="ambil"') == 3
    assert len(re.findall(r'name="ambil" value="\d+" checked', page)) == 2
    assert len(kept(home)) == 1


def test_what_is_taken_is_a_draft_that_passes_the_check_and_the_file_is_gone(trainer, session, home):
    path = upload(trainer)
    done = trainer.send(
        path,
        {
            "title": "Surat Oktober",
            "ambil": ["2", "3", "4"],
            "teks-4": "Pajak motor H 1234 AB a.n. Budi Santoso.",
        },
    )
    assert done.status_code == 303
    assert kept(home) == []
    assert trainer.get(path).status_code == 404
    session.rollback()
    draft = session.scalars(select(Draft)).one()
    text = draft.data.decode()
    assert draft.path == "quizzes/surat-oktober.md"
    assert [s for s in SECRETS if s in text] == []
    assert "Pajak motor [pelat] a.n. [nama]." in text
    assert "- [x] 1.04: Disperkim mengurus jalan lingkungan dan rumah" in text
    assert "- [ ] 1.03/jalan: menurut log, surat ini mula-mula dikirim ke DPU" in text
    here = workspace(session)
    assert [p.format() for p in here.problems(draft.path)] == []
    row = session.scalars(select(DispositionLog)).one()
    assert (row.rows, row.known, row.misrouted, row.letters, row.path) == (4, 4, 3, 3, draft.path)
    # anybody's name may stand where a log names an agency: a pair is kept only when the catalogue knows both
    assert row.pairs == [["Disperkim", "DPU", 1, 1], ["Samsat Provinsi", "Bapenda", 1, 1]]
    assert row.report == [[2, "letter"], [3, "letter"], [4, "letter"], [5, "unknown"], [6, "D010"]]
    page = trainer.get(done.location).text
    assert "3 baris, menjadi surat latihan" in page
    assert "dilewati: isinya kosong atau terlalu pendek" in page
    assert "3 dari 4" in trainer.get("/statistik/log-disposisi").text


def test_nothing_personal_reaches_the_database(trainer, session, home, config):
    path = upload(trainer)
    trainer.send(path, {"title": "Surat", "ambil": ["2", "3"]})
    session.rollback()
    from sqlalchemy import text

    for table in ("draft", "disposition_log", "journal_entry", "job"):
        exists = session.scalar(text("SELECT name FROM sqlite_master WHERE name = :t"), {"t": table})
        if exists:
            rows = session.execute(text(f"SELECT * FROM {table}")).all()
            assert [s for s in SECRETS if s in repr(rows)] == [], table
    data = (home / "estafet.sqlite3").read_bytes() + (home / "estafet.sqlite3-wal").read_bytes()
    assert [s for s in SECRETS if s.encode() in data] == []


def test_without_a_tick_only_the_numbers_are_kept(trainer, session):
    done = trainer.send(upload(trainer), {"title": "Surat"})
    session.rollback()
    assert session.scalars(select(Draft)).all() == []
    assert "Buka draf" not in trainer.get(done.location).text


def test_a_code_that_means_nobody_is_refused_and_the_file_stays(trainer, session, home):
    refused = trainer.send(upload(trainer), {"title": "Surat", "ambil": "2", "kunci-2": "9.99"})
    assert refused.status_code == 409
    assert "Baris 2: kode 9.99 tidak menunjuk satu tujuan." in refused.text
    assert len(kept(home)) == 1
    assert trainer.send(f"/statistik/log-disposisi/tinjau/{'0' * 64}", {"title": "x"}).status_code == 404


def test_the_upload_is_thrown_away_by_hand_or_after_a_day(trainer, session, home, clock, app):
    first = upload(trainer)
    trainer.send(first.replace("tinjau", "buang"))
    assert kept(home) == []
    upload(trainer)
    session.rollback()
    job = session.scalars(select(Job).where(Job.kind == "reports.forget_log")).one()
    assert job.not_before == clock.now() + timedelta(hours=24)
    for _ in range(2):
        find(job.kind)(JobContext(None, clock, home, {}), job.payload)
    assert kept(home) == []


def test_files_that_cannot_be_read_are_explained(trainer):
    page = trainer.get(upload(trainer, "Perihal;OPD Akhir\nx;y\n")).text
    assert "Kolom `isi` tidak ditemukan." in page
    assert "Ambil surat" not in page
    old = trainer.send("/statistik/log-disposisi", {"file": (io.BytesIO(b"\xd0\xcf\x11\xe0 alt"), "log.xls")})
    assert old.status_code == 422
    assert "Excel lama" in old.text
    assert trainer.send("/statistik/log-disposisi").status_code == 422


@pytest.mark.parametrize("role", ["officer", "head"])
def test_only_trainers(client, make, role):
    token = sign_in(client, make.account(role))
    assert client.get("/statistik/log-disposisi").status_code == 403
    assert client.get(f"/statistik/log-disposisi/tinjau/{'0' * 64}").status_code == 403
    assert client.post("/statistik/log-disposisi", data={"csrf_token": token}).status_code == 403
