"""The page of the report, as a trainer uses it, and its files, which nobody else can fetch."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from lms.bimtek.models import ReportPhoto
from tests.bimtek.conftest import Running
from tests.bimtek.render.conftest import Over, over
from tests.bimtek.render.test_photos import camera
from tests.bimtek.views.conftest import Reader, plain

__all__ = ["over"]

FILES = ("laporan", "laporan.pdf", "laporan.xlsx", "berkas/peserta.csv", "berkas/siasn.csv")


@pytest.fixture
def row_id(run: Running, reader: Reader) -> int:
    row, _slots = run.held(slots=1)
    run.enrol(row, reader.officer)
    return row.id


def upload(data: bytes, caption: str = "Sesi praktik") -> dict[str, Any]:
    return {"picture": (io.BytesIO(data), "IMG_2026.jpg"), "caption": caption}


def test_from_empty_to_whole(run: Running, trainer: Reader, row_id: int) -> None:
    page = f"/bimtek/kelola/{row_id}/laporan"
    empty = trainer.text(page)
    assert "Belum diisi: nomor, tanggal, kesimpulan, tindak lanjut, foto" in empty
    assert "Angka masih sementara" in empty
    assert "Belum ada foto" in empty
    trainer.post(
        page, number=" 000.1/9 ", dated="2026-11-27", conclusion="Baik.\r\nSekali.", follow_up="Diulang",
        with_remarks="y",
    )  # fmt: skip
    assert "Belum diisi: foto" in trainer.text(page)
    whole = trainer.after(f"{page}/foto", **upload(camera()))
    assert "Data kamera dan lokasinya sudah dihapus" in whole
    assert "Semua bagian terisi" in whole
    raw = trainer.get(page).text
    assert "Baik.\nSekali." in raw
    assert 'value="000.1/9"' in raw
    run.session.rollback()
    photo = run.session.query(ReportPhoto).one()
    shown = trainer.get(f"{page}/foto/{photo.id}.jpg")
    assert shown.mimetype == "image/jpeg"
    assert dict(Image.open(io.BytesIO(shown.data)).getexif()) == {}
    pdf = trainer.get(f"{page}.pdf")
    assert (pdf.mimetype, pdf.data[:5]) == ("application/pdf", b"%PDF-")
    assert pdf.headers["Content-Disposition"] == f'inline; filename="laporan-bimtek-{row_id}.pdf"'
    assert "Belum ada foto" in trainer.after(f"{page}/foto/{photo.id}/hapus")
    trainer.get(f"{page}/foto/{photo.id}.jpg", 404)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (upload(b"bukan gambar"), "Berkas ini bukan foto"),
        (upload(camera(), ""), "Tulis keterangan foto"),
        ({"caption": "Tanpa berkas"}, "Pilih fotonya dahulu."),
    ],
)
def test_a_bad_photo_comes_back_with_the_reason(
    trainer: Reader, row_id: int, fields: dict[str, Any], said: str
) -> None:
    answer = trainer.post(f"/bimtek/kelola/{row_id}/laporan/foto", 422, **fields)
    assert said in plain(answer.text)
    assert "Belum ada foto" in plain(answer.text)


def test_a_word_too_long_is_not_kept_and_not_lost(trainer: Reader, row_id: int) -> None:
    page = f"/bimtek/kelola/{row_id}/laporan"
    answer = trainer.post(page, 422, number="9" * 121, conclusion="Tetap tertulis")
    assert "Tetap tertulis" in answer.text
    assert "Belum diisi: nomor" in trainer.text(page)


def test_files_are_downloads_that_nobody_keeps(trainer: Reader, row_id: int) -> None:
    for path in FILES[2:]:
        answer = trainer.get(f"/bimtek/kelola/{row_id}/{path}")
        assert answer.headers["Content-Disposition"].startswith("attachment; ")
        assert answer.headers["Cache-Control"] == "no-store"
    trainer.get(f"/bimtek/kelola/{row_id}/berkas/rahasia.csv", 404)
    trainer.get("/bimtek/kelola/999/laporan.pdf", 404)


def test_participants_get_none_of_it(reader: Reader, row_id: int) -> None:
    for path in FILES:
        reader.get(f"/bimtek/kelola/{row_id}/{path}", 403)


def test_a_draft_has_nothing_to_report(run: Running, trainer: Reader) -> None:
    row = run.plan()
    assert "Belum ada yang dilaporkan" in trainer.text(f"/bimtek/kelola/{row.id}/laporan")
    after = trainer.after(f"/bimtek/kelola/{row.id}/laporan", conclusion="x")
    assert "Belum ada yang dilaporkan" in after
    paper = trainer.get(f"/bimtek/kelola/{row.id}/laporan.pdf", 409)
    assert "diumumkan dan dilaksanakan" in plain(paper.text)


def test_the_paper_is_indonesian_whoever_prints_it(over: Over, trainer: Reader) -> None:
    over.evaluate(5)
    over.close()
    manage = f"/bimtek/kelola/{over.row.id}"
    trainer.enter()
    trainer.post("/bahasa", language="en", next="/")
    assert "Attendance" in trainer.get(f"{manage}/berkas/pengecualian.csv").data.decode("utf-8-sig")
    assert ",Name," in trainer.get(f"{manage}/berkas/siasn.csv").data.decode("utf-8-sig")
    pages = PdfReader(io.BytesIO(trainer.get(f"{manage}/laporan.pdf").data)).pages
    text = " ".join(page.extract_text() for page in pages)
    assert "U1 Persyaratan" in text
    assert "Attendance" not in text
