"""Reading a log of dispositions, matching its names, counting it, and writing its letters."""

from __future__ import annotations

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.quizzes.domain.catalogue import Affair, Catalogue, Destination
from lms.quizzes.exchange.model import Notes
from lms.quizzes.schema.reading import read_quiz
from lms.reports.domain.log.letters import Chosen, letters_paper, write_letters
from lms.reports.domain.log.matching import Names, codes_for
from lms.reports.domain.log.reader import LONGEST, read_log
from lms.reports.domain.log.statistics import Routing, statistics

CITY = Catalogue(
    affairs=(
        Affair(
            code="1.03/jalan", name="Jalan kota", scope="Ruas jalan kota", words=("jalan berlubang", "aspal")
        ),
        Affair(
            code="1.03/drainase", name="Drainase", scope="Saluran dan pompa", words=("banjir", "got mampet")
        ),
        Affair(code="1.04", name="Permukiman", scope="Gang dan rumah", words=("paving",)),
    ),
    destinations=(
        Destination(
            ref="opd-1",
            kind="agency",
            name="Dinas Pekerjaan Umum",
            short="DPU",
            codes=("1.03/jalan", "1.03/drainase"),
        ),
        Destination(ref="opd-2", kind="agency", name="Dinas Permukiman", short="Disperkim", codes=("1.04",)),
        Destination(
            ref="EXT.PROV.JALAN", kind="external", name="Bina Marga Provinsi", codes=("EXT.PROV.JALAN",)
        ),
    ),
)
HEAD = "Tanggal;Isi permohonan;OPD Awal;OPD Akhir\n"
ROW = "05/10/2026;Mohon data got mampet dan banjir di kampung;Disperkim;DPU\n"


def facts(log):
    return [(r.row, r.day, r.text[:12], r.first, r.final) for r in log.rows]


def codes(log):
    return [(p.line, p.column, p.code) for p in log.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_encodings_and_separators(encoding, separator):
    log = read_log("log", (HEAD + ROW).replace(";", separator).encode(encoding))
    assert facts(log) == [(2, date(2026, 10, 5), "Mohon data g", "Disperkim", "DPU")]
    assert log.problems == []


def test_workbooks():
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Tgl", "Uraian", "Tujuan awal", "Tujuan akhir"])
        sheet.write_datetime(1, 0, date(2026, 10, 5), book.add_format({"num_format": "dd/mm/yyyy"}))
        sheet.write_row(1, 1, ["Mohon data got mampet dan banjir", "Disperkim", "DPU"])
    assert facts(read_log("log", out.getvalue())) == [
        (2, date(2026, 10, 5), "Mohon data g", "Disperkim", "DPU")
    ]


def test_titles_are_suggested_and_needed_ones_are_named():
    log = read_log("log", b"Tangal;Isi permohonan;OPD Akir\nx;y;z\n")
    assert codes(log) == [(1, 1, "D003"), (1, 3, "D003"), (1, 1, "D002")]
    assert (
        log.problems[1].text()
        == "Kolom `OPD Akir` tidak dikenal dan dilewati, mungkin maksud Anda `opd akhir`?"
    )
    assert "OPD" not in log.problems[2].text()
    assert log.rows == []


def test_faults_of_rows_by_their_number():
    text = (
        HEAD + ROW + "kemarin;Mohon data jalan berlubang di Genuk;;DPU\n" + "01/10/2026;pendek;DPU;DPU\n"
        "01/10/2026;Mohon data jalan berlubang di Tugu;DPU;\n"
        + ROW
        + f"01/10/2026;{'panjang ' * 500};DPU;DPU\n"
    )
    log = read_log("log", text.encode())
    assert codes(log) == [(3, 1, "D012"), (4, 2, "D010"), (5, 4, "D011"), (6, 2, "D013"), (7, 2, "D014")]
    assert [r.row for r in log.rows] == [2, 3, 7]
    assert len(log.rows[-1].text) == LONGEST
    assert log.rows[1].day is None


def test_broken_files_say_so():
    assert codes(read_log("log", b"")) == [(1, 1, "D005")]
    assert codes(read_log("log", (HEAD + 'x;"abc;d;e\n').encode())) == [(2, 1, "D007")]
    assert read_log("log", b"PK\x03\x04 no workbook").ok is False
    assert read_log("log", b"Isi;Isi;OPD Akhir\n").problems[0].code == "D004"


@given(st.binary(max_size=400))
def test_any_bytes_are_read_without_an_error(data):
    assert read_log("log", data).path == "log"
    read_log("log", b"Isi;OPD Akhir\n" + data)


@pytest.mark.parametrize(
    ("name", "label", "sure"),
    [
        ("DPU", "DPU", True), ("dinas pekerjaan umum", "DPU", True), ("Dinas Pekerjaan Umum Kota Contoh", "DPU", True),
        ("Dinas Pekerjan Umum", "DPU", False), ("1.04", "Disperkim", True), ("EXT.PROV.JALAN", "Bina Marga Provinsi", True),
    ],
)  # fmt: skip
def test_names_of_agencies(name, label, sure):
    found = Names(CITY, "Kota Contoh").find(name)
    assert (found.destination.label, found.sure) == (label, sure)


@pytest.mark.parametrize("name", ["Kecamatan Genuk", "", "Pak Budi"])
def test_strange_names_mean_nobody(name):
    assert Names(CITY).find(name) is None


def test_the_code_of_an_agency_with_several_is_guessed_by_everyday_words():
    dpu, home = CITY.destinations[0], CITY.destinations[1]
    flood = codes_for(dpu, "Got mampet, jadi banjir!", CITY)
    assert [(c.code, c.sure) for c in flood] == [("1.03/drainase", False), ("1.03/jalan", False)]
    assert codes_for(dpu, "aspal rusak", CITY)[0].code == "1.03/jalan"
    assert [(c.code, c.sure) for c in codes_for(home, "apa saja", CITY)] == [("1.04", True)]


def test_the_rate_counts_rows_that_name_both_destinations():
    day = date(2026, 10, 1)
    found = statistics(
        [
            *(Routing(n, day, "Disperkim", "DPU") for n in range(6)),
            *(Routing(n, None, "DPU", "DPU") for n in range(9)),
            Routing(20, date(2026, 9, 1), "", "DPU"),
            Routing(21, day, "DPU", "Disperkim"),
        ]
    )
    assert (found.rows, found.rate.count, found.rate.of) == (17, 7, 16)
    assert [(p.final, p.first, p.interval.count, p.interval.of) for p in found.pairs] == [
        ("DPU", "Disperkim", 6, 15), ("Disperkim", "DPU", 1, 1),
    ]  # fmt: skip
    assert (found.since, found.until) == (date(2026, 9, 1), day)


def write(*chosen: Chosen) -> tuple[str, Notes]:
    notes = Notes("log")
    paper = letters_paper("Surat log", "surat-log", chosen, CITY, competency="K3", notes=notes)
    return write_letters(paper, notes), notes


def test_letters_have_the_real_key_and_the_real_first_destination_as_tempting():
    text, notes = write(
        Chosen(
            2,
            "Yth. petugas. Nama saya [nama]. Mohon data got mampet di kampung kami.",
            "1.03/drainase",
            "1.04",
        ),
        Chosen(5, "Mohon data paving.", "1.04"),
        Chosen(7, "Mohon data jalan rusak parah.", "1.03/jalan", "1.03/drainase"),
    )
    assert notes.problems == []
    quiz = read_quiz("quizzes/surat-log.md", text).quiz
    assert [
        (q.id, q.title, [(o.code, o.right) for o in q.options], q.difficulty) for q in quiz.questions
    ] == [
        ("log-2", "Mohon data got mampet di kampung kami", [("1.03/drainase", True), ("1.04", False)], 3),
        ("log-5", "Mohon data paving", [("1.04", True)], 2),
        # the same agency is no confusion, whatever the function
        ("log-7", "Mohon data jalan rusak parah", [("1.03/jalan", True)], 2),
    ]
    assert (quiz.use, quiz.feedback, quiz.competency) == ("practice", "after_each", "K3")
    assert quiz.questions[0].options[1].feedback == (
        "menurut log, surat ini mula-mula dikirim ke Disperkim, yang mengurus gang dan rumah"
    )


@given(st.text(min_size=20, max_size=200))
def test_whatever_citizens_write_the_file_can_be_read_back(text):
    written, notes = write(Chosen(2, text, "1.04", "1.03/jalan"))
    if not any(p.is_error for p in notes.problems):
        found = read_quiz("quizzes/surat-log.md", written)
        assert [o.code for o in found.quiz.questions[0].options] == ["1.04", "1.03/jalan"]
