"""The register on paper and as a workbook: every number, void ones with their reason."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from pypdf import PdfReader
from python_calamine import load_workbook

from lms.certificates import actions
from lms.certificates.queries.book import book, years
from lms.certificates.render.book import HEADS, book_pdf, book_xlsx
from lms.institution.queries import institution
from tests.certificates.conftest import Town

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def test_every_number_of_the_year_is_in_both(town: Town) -> None:
    session_id = town.held([town.officer("=Bagas"), town.officer("Sari")])
    town.issue(session_id)
    town.do(actions.void, certificate_id=town.rows()[0].id, reason="Peserta dicatat dua kali")
    town.work()
    lines = book(town.session, 2026)
    assert (years(town.session), [line.sequence for line in lines]) == ([2026], [1, 2])

    rows = load_workbook(io.BytesIO(book_xlsx(lines))).get_sheet_by_index(0).to_python()
    assert tuple(rows[0]) == HEADS
    assert [row[1] for row in rows[1:]] == [line.number for line in lines]
    assert "nomor dibatalkan" in rows[1][9] and "Peserta dicatat dua kali" in rows[1][9]

    pdf = book_pdf(lines, institution(town.session), year=2026, made_at=AT)
    page = PdfReader(io.BytesIO(pdf)).pages[0]
    text = page.extract_text()
    assert page.mediabox.width > page.mediabox.height
    assert all(line.holder in text for line in lines)
    assert "Buku sertifikat tahun 2026" in text and "Halaman 1 dari 1" in text
    assert pdf == book_pdf(lines, institution(town.session), year=2026, made_at=AT)
