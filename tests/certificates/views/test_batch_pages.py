"""The pages around a batch: stopping it, its files, previews before it, and the book after it."""

from __future__ import annotations

import io
import zipfile

from flask.testing import FlaskClient
from pypdf import PdfReader

from tests.certificates.conftest import Town
from tests.factories import Make, sign_in


def pages_of(data: bytes) -> int:
    return len(PdfReader(io.BytesIO(data)).pages)


def test_previews_files_and_book(town: Town, client: FlaskClient, make: Make) -> None:
    long = "Raden Ajeng Nama Yang Sangat Panjang"
    session_id = town.held([town.officer(long), town.officer("Sari")])
    sign_in(client, make.account(role="trainer"))
    base = f"/sertifikat/terbitkan/{session_id}"
    shown = client.get(f"{base}/pratinjau/bimtek-nama-terpanjang.pdf")
    assert shown.status_code == 200
    assert long in PdfReader(io.BytesIO(shown.data)).pages[0].extract_text()
    assert town.rows() == []
    assert pages_of(client.get(f"{base}/pratinjau/bimtek-contoh.pdf").data) == 2
    assert client.get(f"{base}/pratinjau/lain-contoh.pdf").status_code == 404
    assert client.get(f"{base}/semua.zip").status_code == 404

    town.issue(session_id)
    town.work()
    with zipfile.ZipFile(io.BytesIO(client.get(f"{base}/semua.zip", buffered=True).data)) as archive:
        assert {archive.read(name) for name in archive.namelist()} == {town.pdf(row) for row in town.rows()}
    assert pages_of(client.get(f"{base}/cetak.pdf", buffered=True).data) == 4
    assert client.get("/sertifikat/buku-2026.pdf").data.startswith(b"%PDF")
    assert client.get("/sertifikat/buku-2026.xlsx").data.startswith(b"PK")
    assert client.get("/sertifikat/buku-2025.pdf").status_code == 404
    assert "buku-2026.pdf" in client.get("/sertifikat/buku").text
