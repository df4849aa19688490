"""Reading a list as spreadsheets save it, and telling every fault with its row."""

from __future__ import annotations

from datetime import date

import pytest

from lms.people.domain.persons import RANKS, rank_text
from lms.people.domain.roster.reader import read
from lms.people.domain.roster.text import decode, split_separator_line
from lms.people.domain.roster.values import cell_text, read_date, read_employment, read_profile, split_titles
from tests.people.roster_city import BUDI, HEAD, RINI, codes, table

NAMES = "nama;nip\r\nSitoé Pérez;199104172015032004\r\n"


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "cp1252"),
    ],
)
def test_every_encoding_of_a_spreadsheet_gives_the_same_name(encoding, name):
    data = NAMES.encode(encoding)
    assert decode(data).encoding == name
    roster = read("x.csv", data)
    assert [e.facts for e in roster.entries] == [{"name": "Sitoé Pérez", "nip": RINI}]
    assert roster.problems == []


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_separator_and_quotes(separator):
    data = f'nama{separator}jabatan{separator}opd\r\n"Rini ""R"" Wulandari"{separator}"Analis{separator} Ahli"{separator}Dinkes\r\n'
    entry = read("x.csv", data.encode()).entries[0]
    assert (entry.name, entry.post, entry.agency) == (
        'Rini "R" Wulandari',
        f"Analis{' ' if separator == chr(9) else separator} Ahli".replace("  ", " "),
        "Dinkes",
    )


def test_the_separator_line_of_excel_is_read_and_rows_keep_their_numbers():
    assert split_separator_line("sep=;\r\nnama;nip\r\n") == (";", "nama;nip\r\n")
    assert codes(b"sep=;\r\nnama;nip\r\nRini;12\r\n") == [(3, "P013")]


def test_titles_have_synonyms():
    data = (
        b"No;Nama Pegawai;NIP/NIPPPK;E-Mail;Pangkat/Gol. Ruang;Nama Jabatan;OPD;TMT Jabatan;Jenis Kepegawaian\r\n"
        + (f"1;Rini;{RINI};rini@kota.example;III/b;Analis;Dinkes;01/02/2025;PNS\r\n".encode())
    )
    roster = read("x.csv", data)
    assert roster.problems == []
    entry = roster.entries[0]
    assert entry.facts == {
        "name": "Rini",
        "nip": RINI,
        "email": "rini@kota.example",
        "rank": "Penata Muda Tk. I (III/b)",
        "employment": "pns",
    }
    assert (entry.post, entry.agency, entry.start) == ("Analis", "Dinkes", date(2025, 2, 1))


def test_a_number_that_excel_made_of_an_nip_is_refused_with_its_row_and_the_way_out():
    roster = read(
        "x.csv",
        table(f"Rini;{RINI};;;;;;;", "Budi;1,97E+17;;;;;;;", "Siti;1.97501E+17;;;;;;;", "Tono;2E+17;;;;;;;"),
    )
    assert [(p.line, p.column, p.code) for p in roster.problems] == [
        (3, 2, "P011"),
        (4, 2, "P011"),
        (5, 2, "P011"),
    ]
    text = roster.problems[0].text()
    assert "1,97E+17" in text
    assert "format Teks" in text


def test_an_nip_that_excel_rounded_to_fifteen_digits_is_refused():
    assert codes(table("Rini;199104172015032000;;;;;;;")) == [(2, "P012")]


@pytest.mark.parametrize(
    "written", ["19910417 201503 2 004", "'199104172015032004", '="199104172015032004"', "199104172015032004"]
)
def test_an_nip_stays_the_text_it_is(written):
    cell = '"=""199104172015032004"""' if written.startswith("=") else written
    assert read("x.csv", table(f"Rini;{cell};;;;;;;")).entries[0].facts["nip"] == RINI


def test_all_problems_of_all_rows_come_in_one_run():
    data = table(
        ";;;;;;;;PNS",  # no name
        f"Budi;{BUDI};bukan surel;;;;;;",
        "Siti;123;;;Analis;;;;",
        "Tono;;;;;;;31/31/2025;",
        "Wati;;;;;;pelaksana;;honorr",
        f"Budi lagi;{BUDI};;;;;;;",
        "Ani;199913132015032004;;;;;;;",
    )
    assert codes(data) == [
        (2, "P010"),
        (3, "P015"),
        (4, "P013"),
        (4, "P022"),
        (5, "P018"),
        (6, "P017"),
        (6, "P019"),
        (8, "P014"),
    ]


def test_duplicates_inside_the_file_name_the_first_row():
    data = table(
        f"Budi;{BUDI};b@kota.example;;;;;;",
        f"Budi;{BUDI};;;;;;;",
        "Ani;;B@kota.example;;;;;;",
        "Umi;;;;;;;;",
        "umi;;;;;;;;",
    )
    problems = read("x.csv", data).problems
    assert [(p.line, p.code, p.values["first"]) for p in problems] == [
        (3, "P020", 2),
        (4, "P020", 2),
        (6, "P020", 5),
    ]


def test_structure_faults():
    assert codes(b"") == [(1, "P002")]
    assert codes(b"telepon;alamat\r\n1;2\r\n") == [(1, "P003"), (1, "P002")]
    assert codes(b"nama;Nama Lengkap\r\nA;B\r\n") == [(1, "P004")]
    assert codes(b"nama;nip\r\n") == [(1, "P007")]
    assert codes(b"nama;nip\r\nRini;;;x\r\n") == [(2, "P006")]
    assert codes(b'nama;nip\r\nRini;\r\n"Budi;\r\nSiti;\r\n') == [(3, "P005")]
    assert codes(b"nama;nip\r\nRi\x00ni;\r\n") == [(2, "P032")]
    assert codes(b"\xff\xfen\x00a\x00m") == [(1, "P001")]


def test_an_unknown_column_is_named_with_a_suggestion():
    problem = read("x.csv", b"nama;jabatn\r\nRini;Analis\r\n").problems[0]
    assert (problem.code, problem.severity, problem.column) == ("P003", "warning", 2)
    assert "jabatan" in problem.text()


def test_look_alike_letters_are_pointed_out():
    assert codes("nama\r\nRin\u0456 Wulandari\r\n".encode()) == [(2, "P028")]


def test_blank_rows_count_but_say_nothing():
    assert codes(HEAD.encode() + b"\r\n;;;;;;;;\r\n\r\nSiti;12;;;;;;;\r\n") == [(4, "P013")]


def test_bidi_and_zero_width_characters_are_dropped():
    assert (
        read("x.csv", "nama\r\n\u202eRini\u200b  Wulandari\r\n".encode()).entries[0].name == "Rini Wulandari"
    )


def test_names_with_titles_in_one_cell_are_taken_apart():
    assert split_titles("Drs. H. Hendro Pamungkas, M.Si.") == ("Drs. H.", "Hendro Pamungkas", "M.Si.")
    assert split_titles("Rini Wulandari") == ("", "Rini Wulandari", "")
    assert split_titles("dr. Ani Lestari, Sp.A., M.Kes.") == ("dr.", "Ani Lestari", "Sp.A., M.Kes.")
    entry = read("x.csv", b'nama,gelar belakang\r\n"Rini, S.Kom.",M.T.\r\n').entries[0]
    assert entry.name == "Rini, S.Kom."


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-11-23", date(2026, 11, 23)),
        ("2026-11-23 00:00:00", date(2026, 11, 23)),
        ("3/2/2025", date(2025, 2, 3)),
        ("03-02-2025", date(2025, 2, 3)),
        ("1 Agustus 2024", date(2024, 8, 1)),
        ("1 Agu 2024", date(2024, 8, 1)),
        ("46000", date(2025, 12, 9)),
        ("31/02/2025", None),
        ("13/13/2025", None),
        ("23/11/26", None),
        ("besok", None),
        ("1 ma 2024", None),
    ],
)
def test_dates(written, day):
    assert read_date(written) == day


def test_single_values():
    assert [read_employment(t) for t in ("P3K", "PPPK Paruh Waktu", "Non-ASN", "entah")] == [
        "pppk",
        "pppk-pw",
        "non-asn",
        None,
    ]
    assert [read_profile(t) for t in ("PPID Utama", "petugas-pip", "kepala")] == [
        "ppid-utama",
        "petugas-pip",
        None,
    ]
    assert cell_text("'=1+1") == "=1+1"
    assert cell_text('="0812"') == "0812"


@pytest.mark.parametrize(
    ("written", "rank"),
    [
        ("III/b", "Penata Muda Tk. I (III/b)"),
        ("3c", "Penata (III/c)"),
        ("Pembina, IV/a", "Pembina (IV/a)"),
        ("Penata Muda Tk. I (III/b)", "Penata Muda Tk. I (III/b)"),
        ("Gol. II/d", "Pengatur Tk. I (II/d)"),
        ("IX", "IX"),
        ("III/e", "III/e"),
    ],
)
def test_ranks_are_spelt_out(written, rank):
    assert rank_text(written) == rank
    assert len(RANKS) == 17
