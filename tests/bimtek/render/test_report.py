"""The report as a paper: its parts, the figures, what it leaves out, and the same bytes for the same facts."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from flask import Flask
from pypdf import PdfReader

from lms.bimtek import actions
from lms.bimtek.actions import ReportFacts
from lms.bimtek.queries.dossier import dossier, photo_bytes
from lms.bimtek.render.paper import fixed, plain_number
from lms.bimtek.render.photos import redraw
from lms.bimtek.render.report import report
from lms.institution.actions import change_settings
from lms.institution.queries import institution
from tests.bimtek.conftest import TRAINER, Running
from tests.bimtek.render.conftest import EVIL, NIP, REASON, Over
from tests.bimtek.render.test_photos import camera

AT = datetime(2026, 11, 24, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def language(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def made(over: Over) -> bytes:
    session = over.run.session
    session.rollback()
    found = dossier(session, over.row.id, on=date(2026, 11, 24))
    return report(found, institution(session), pictures=photo_bytes(session, over.row.id), made_at=AT)


def words(pdf: bytes) -> str:
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return re.sub(r"\s+", " ", text)


def write(over: Over, **facts: object) -> None:
    over.run.do(actions.write_report, session_id=over.row.id, facts=ReportFacts(**facts))  # type: ignore[arg-type]


def test_every_part_is_there(over: Over) -> None:
    settings = {
        "city": "Contohkota",
        "office": "Dinas Contoh",
        "place": "Contohkota",
        "signer_name": "Ibu Contoh",
    }
    over.run.do(change_settings, actor=TRAINER, values=settings)
    over.evaluate(5)
    over.close()
    write(
        over, number="000.1/9/2026", dated=date(2026, 11, 27), conclusion="Berjalan baik.\nPraktik kurang lama.",
        follow_up="Menambah praktik; panitia\n\nMengirim bahan", with_remarks=True,
    )  # fmt: skip
    photo = redraw(camera())
    over.run.do(actions.add_photo, session_id=over.row.id, photo=photo, caption="Sesi praktik di aula")
    pdf = made(over)
    text = words(pdf)
    for part in (
        "PEMERINTAH KOTA CONTOHKOTA", "DINAS CONTOH", "LAPORAN PELAKSANAAN BIMBINGAN TEKNIS", "Nomor 000.1/9/2026",
        "A. Dasar", "UU 14/2008", "Perki 1/2021", "Senin, 23 November 2026", "09.00–12.00 WIB", "Aula Lantai 3",
        "4 JP @ 45 menit", "B. Materi dan narasumber", "Narasumber Contoh", "6 peserta dari", "dan 1 tamu",
        "D. Kehadiran", "E. Pengecualian syarat", REASON, "III. Hasil",
        "Dari 6 peserta, 4 berhak atas sertifikat, 2 berhak atas sertifikat keikutsertaan, dan 0 belum memenuhi",
        "5 peserta mengerjakan pra-tes dan pos-tes", "diisi 5 dari 6 peserta. Indeks 94,44",
        "mutu A (sangat baik)", "U3 Waktu penyelesaian 0 5 0 0 2,00 50,00", "tidak ditampilkan: kurang dari 5 orang",
        "Lebih lama 1", "Berjalan baik. Praktik kurang lama.", "Menambah praktik; panitia", "Mengirim bahan",
        "Contohkota, 27 November 2026", "Ibu Contoh", "LAMPIRAN I", "LAMPIRAN II", "Foto 1. Sesi praktik di aula",
    ):  # fmt: skip
        assert part in text, part
    assert "Sementara" not in text
    assert photo.data in pdf  # as it was drawn, not drawn once more
    assert made(over) == pdf


def test_neither_nips_nor_single_marks_nor_remarks_unasked(over: Over) -> None:
    over.evaluate(5)
    over.close()
    text = words(made(over))
    assert NIP not in text.replace(" ", "")
    assert "Lebih lama 1" not in text
    assert "senang sekali" not in text
    listed = text[text.index("LAMPIRAN I ") :]
    assert EVIL in listed.replace("http:// ", "http://")  # broken at the end of a line
    assert "4 / 4 Sertifikat" in listed
    assert not re.search(r"\b(33,3|66,7|50,0|100,0)\b", listed)


def test_few_people_leave_no_figures(over: Over) -> None:
    """Four answers, and four people with both tests: neither the survey nor the gain is printed."""
    over.evaluate(4)
    over.run.do(
        actions.withdraw, session_id=over.row.id, enrolment_id=over.enrolments[4].id, reason="Pindah tugas"
    )
    over.close()
    text = words(made(over))
    assert "Evaluasi diisi 4 orang, kurang dari 5." in text
    assert "Kurang dari 5 peserta mengerjakan kedua tes" in text
    assert "indeks kepuasan" not in text
    assert "poin kenaikan" not in text


def test_an_unfinished_session_says_so_and_lacks_nothing_else(over: Over) -> None:
    over.evaluate(5)
    text = words(made(over))
    assert "Sementara: Bimtek ini belum ditutup" in text
    assert "Evaluasi masih dibuka; hasilnya tampil setelah ditutup." in text
    assert "Nomor ..........." in text
    assert "A. Kesimpulan Belum ditulis. B. Tindak lanjut Belum ditulis." in text


def test_a_room_without_anybody_over_two_days(run: Running) -> None:
    row = run.plan(programme="", legal_basis="", place="Aula")
    run.slot(row, after=1)
    run.slot(row, after=26, hours=2)
    run.announce(row)
    run.session.rollback()
    found = dossier(run.session, row.id, on=date(2026, 11, 24))
    text = words(report(found, institution(run.session), pictures={}, made_at=AT))
    for part in (
        "Belum dicantumkan dalam rencana Bimtek.", "Senin, 23 November 2026; Selasa, 24 November 2026",
        "0 peserta dari 0 perangkat daerah.", "Kenaikan nilai tidak diukur", "Evaluasi tidak diadakan.",
    ):  # fmt: skip
        assert part in text, part
    assert "Pukul :" not in text  # the days have different hours; the timetable tells them
    assert "LAMPIRAN II" not in text


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [("88.309", 2, "88,30"), ("7", 2, "7,00"), ("0.05", 1, "0,0"), ("-0.26", 1, "−0,2"), ("12.9", 0, "12")],
)
def test_numbers_are_cut_and_never_rise(value: str, digits: int, shown: str) -> None:
    assert fixed(Fraction(value), digits) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [("23/3", "7,66"), ("8", "8"), ("3/2", "1,5"), ("10", "10"), ("0", "0")]
)
def test_hours_read_as_on_the_pages(value: str, shown: str) -> None:
    assert plain_number(Fraction(value)) == shown
