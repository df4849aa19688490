"""The files of a session: everything is in them, nothing runs as a formula, and small groups stay hidden in each."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask

from lms.bimtek import events
from lms.bimtek.events import CertificateNote
from lms.bimtek.queries.dossier import dossier
from lms.bimtek.render import files
from lms.institution.queries import institution
from tests.bimtek.render.conftest import EVIL, NIP, REASON, Over

DAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def language(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def table(over: Over, key: str) -> list[list[str]]:
    over.run.session.rollback()
    session = over.run.session
    made = files.table_csv(dossier(session, over.row.id, on=DAY), institution(session), key)
    return list(csv.reader(io.StringIO(made.decode("utf-8-sig"))))


def workbook(over: Over) -> zipfile.ZipFile:
    over.run.session.rollback()
    session = over.run.session
    return zipfile.ZipFile(
        io.BytesIO(files.workbook(dossier(session, over.row.id, on=DAY), institution(session)))
    )


def test_participants_with_hours_marks_and_reasons(over: Over) -> None:
    head, *lines = table(over, "peserta")
    assert head[1:3] == ["Nama", "NIP"]
    first = lines[0]
    assert first[1] == f"'{EVIL}"  # kept as text
    assert first[2] == "19860609 201212 1 905"
    assert first[5:8] == ["4", "4", "100"]
    assert first[8:11] == ["33.33", "100", "Berhak atas sertifikat"]
    assert first[11] == "Hadir 4 dari 4 JP, perlu 75 %: terpenuhi. Pos-tes 100, perlu 80: terpenuhi."
    assert [line[9] for line in lines] == ["100", "100", "100", "100", "66.66", ""]
    assert lines[4][10] == "Berhak atas sertifikat keikutsertaan"
    assert lines[5][11].startswith("Hadir 0 dari 4 JP, perlu 75 %: belum, dikecualikan.")


def test_attendance_has_a_line_for_each_slot(over: Over) -> None:
    head, *lines = table(over, "kehadiran")
    assert len(lines) == 6 * 2
    assert lines[0] == [
        f"'{EVIL}", "19860609 201212 1 905", "2026-11-23", "09:00", "10:30", "Materi 1", "2", "Hadir", "0", "0",
        "oleh panitia", "2",
    ]  # fmt: skip
    assert lines[-1][7:] == ["Belum tercatat", "", "", "", "0"]
    assert len(head) == 12


def test_tests_units_questions_guests_and_exceptions(over: Over) -> None:
    assert [line[3:] for line in table(over, "tes")[1:]] == [["33.33", "100", "66.67"]] * 4 + [
        ["33.33", "66.67", "33.33"]
    ]
    units = table(over, "unit")[1:]
    assert [line[:3] for line in units] == [["Seluruh ruangan", "3", "5"], ["K3", "2", "5"], ["K4", "1", "5"]]
    sides = [line[2] for line in table(over, "tes")[1:]]
    others = sides.count(sides[4]) - 1  # the mean of the half in which one of them reached two thirds
    after = (1 + (others + 2 / 3) / (others + 1)) / 2
    assert [float(cell) for cell in units[0][3:6]] == pytest.approx(
        [33.33, after * 100, after * 100 - 100 / 3], abs=0.006
    )
    assert len(table(over, "soal")) == 1 + 6
    assert table(over, "tamu")[1][:3] == ["'@Tamu Contoh", "Provinsi Contoh", "peserta tamu"]
    (waived,) = table(over, "pengecualian")[1:]
    assert waived[0] == "Peserta 6 Contoh"
    assert waived[2:4] == ["Kehadiran", REASON]


def test_the_evaluation_is_silent_before_its_end_and_about_few(over: Over) -> None:
    over.evaluate(5)
    assert len(table(over, "evaluasi")) == 1
    assert len(table(over, "catatan")) == 1
    over.close()
    lines = {line[0]: line[1:] for line in table(over, "evaluasi")[1:]}
    assert lines["U3 Waktu penyelesaian"] == ["", "0", "5", "0", "0", "5", "2", "50"]
    assert lines["Penguasaan materi"] == ["Narasumber Contoh", *["disembunyikan"] * 7]  # four judged
    notes = table(over, "catatan")[1:]
    assert ["Yang sudah baik", "'+62 senang sekali"] in notes
    assert len(notes) == 5
    facts = dict(table(over, "ringkasan")[1:])
    assert facts["Indeks kepuasan"] == "94.44"  # (8 x 4 + 2) / 9 x 25, cut off
    assert facts["Mutu"] == "A (Sangat baik)"


def test_four_answers_are_in_no_file(over: Over) -> None:
    over.evaluate(4)
    over.close()
    assert {cell for line in table(over, "evaluasi")[1:] for cell in line[2:]} == {"disembunyikan"}
    assert table(over, "catatan")[1:] == []
    assert "Indeks kepuasan" not in dict(table(over, "ringkasan")[1:])
    book = workbook(over).read("xl/sharedStrings.xml").decode()
    assert "senang sekali" not in book


def test_no_file_says_who_answered_what(over: Over) -> None:
    over.evaluate(5)
    over.close()
    for key in ("evaluasi", "catatan"):
        cells = " ".join(cell for line in table(over, key) for cell in line)
        assert NIP not in cells
        assert not re.search(r"Peserta \d Contoh|HYPERLINK|2026", cells)


def test_the_workbook_holds_text_where_text_belongs(over: Over) -> None:
    with workbook(over) as book:
        names = re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())
        sheets = [
            book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/sheet")
        ]
        strings = book.read("xl/sharedStrings.xml").decode()
        assert not [name for name in book.namelist() if "externalLink" in name]
    assert len(names) == len(files.TABLES) == len(sheets)
    assert not [sheet for sheet in sheets if "<f>" in sheet or "<hyperlink" in sheet]
    assert f">{NIP}<" in strings
    assert NIP not in "".join(sheets)  # a number would stand in the cell itself


def test_siasn_asks_for_the_closing_and_leaves_revoked_ones_out(over: Over) -> None:
    head = ["NIP", "Nama", "Jenis diklat", "Nama diklat", "Institusi penyelenggara", "Nomor sertifikat"]
    assert table(over, "siasn")[0][:6] == head
    assert len(table(over, "siasn")) == 1
    over.close()
    issued = CertificateNote("400.1/007/X/2026", "issued", DAY, "400.1-007-X-2026.pdf")
    states = {
        over.officers[0].id: issued,
        over.officers[1].id: CertificateNote("400.1/008/X/2026", "revoked", DAY, "b.pdf"),
        over.officers[2].id: CertificateNote("400.1/009/X/2026", "waiting", DAY, "c.pdf"),
    }
    events.certificate_lookups.append(lambda _session, _id: states)
    try:
        lines = table(over, "siasn")[1:]
        people = table(over, "peserta")[1:]
    finally:
        events.certificate_lookups.pop()
    assert lines[0] == [
        "19860609 201212 1 905", f"'{EVIL}", "Bimbingan Teknis", "Disposisi lintas perangkat daerah",
        "Dinas Komunikasi dan Informatika Kota", "400.1/007/X/2026", "23-11-2026", "23-11-2026", "2026", "4",
        "400.1-007-X-2026.pdf",
    ]  # fmt: skip
    assert [(line[1], line[5]) for line in lines[1:]] == [
        ("Peserta 3 Contoh", ""), ("Peserta 4 Contoh", ""), ("Peserta 5 Contoh", ""),
        ("Peserta 6 Contoh", ""),
    ]  # fmt: skip
    assert [line[12:] for line in people[:3]] == [
        ["400.1/007/X/2026", "2026-11-23", "terbit"], ["400.1/008/X/2026", "2026-11-23", "dicabut"], ["400.1/009/X/2026", "2026-11-23", "menunggu"]
    ]  # fmt: skip
