"""Many certificates as one file: no two names alike, nothing damaged inside, every page there."""

from __future__ import annotations

import io
import zipfile

from pypdf import PdfReader

from lms.certificates.models import Certificate
from lms.certificates.render.bundle import LEFT_OUT, Item, as_one_pdf, as_zip, names
from tests.certificates.conftest import Town


def test_names_never_collide_and_hold_plain_letters_only() -> None:
    items = [Item("1/A", "Sari", b"1"), Item("1-a", "SARI", b"2"), Item("2/A", "Ḍimas Wīraṭama, S.T.", b"3")]
    assert names(items) == ["1-A-sari.pdf", "1-a-sari-2.pdf", "2-A-dimas-wiratama-s-t.pdf"]
    assert names([Item("../../x", "../y\n", b"")]) == ["x-y.pdf"]


def test_the_archive_holds_the_bytes_and_names_what_is_damaged() -> None:
    with (
        as_zip([Item("1", "Sari", b"satu"), Item("2", "Bagas", None)]) as out,
        zipfile.ZipFile(out) as archive,
    ):
        assert archive.namelist() == ["1-sari.pdf", LEFT_OUT]
        assert archive.read("1-sari.pdf") == b"satu"
        assert "2  Bagas" in archive.read(LEFT_OUT).decode()


def test_the_file_for_the_printer_holds_every_page(town: Town, issued: Certificate) -> None:
    data = town.pdf(issued)
    with as_one_pdf([Item("1", "Sari", data), Item("2", "Bagas", data)]) as out:
        joined = out.read()
    found = PdfReader(io.BytesIO(joined))
    assert len(found.pages) == 2 * len(PdfReader(io.BytesIO(data)).pages)
    assert "/AcroForm" not in found.trailer["/Root"]
    assert issued.number in found.pages[2].extract_text()
