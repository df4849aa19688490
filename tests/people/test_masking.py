"""Personal data in texts: every rule by examples, and what must never survive, whatever the text."""

from __future__ import annotations

import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.people.domain.masking import RULES, mask

CASES = [
    # identity and other long numbers, however they are set
    ("NIK 3374010101900001 atas permohonan ini", "NIK [nomor] atas permohonan ini"),
    ("a.n. Joko Susilo. Mohon data.", "a.n. [nama]. Mohon data."),
    ("nik saya 3374 0101 0190 0001.", "nik saya [nomor]."),
    ("NIP 19860926 201505 1 001", "NIP [nomor]"),
    ("No KK: 3374-0101-0190-0002", "No KK: [nomor]"),
    ("NPWP 01.234.567.8-901.000", "NPWP [nomor]"),
    ("NIK ３３７４０１０１０１９００００１", "NIK [nomor]"),
    ("NIK 3374\u200b0101\u200b0190\u200b0001", "NIK [nomor]"),
    ("NIK ٣٣٧٤٠١٠١٠١٩٠٠٠٠١", "NIK [nomor]"),
    ("Paspor saya C1234567", "Paspor saya [nomor]"),
    ("NIK 3374_0101_0190_0001 saya", "NIK [nomor] saya"),
    ("nik: 3374*0101*0190*0001", "nik: [nomor]"),
    ("3374,0101,0190,0001", "[nomor]"),
    ("3374\n0101\n0190\n0001", "[nomor]"),
    ("NIK 3\ufe0f\u20e33\ufe0f\u20e37\ufe0f\u20e34\ufe0f\u20e3 0101 0190 0001", "NIK [nomor]"),
    ("337401O1O19OOOO1", "[nomor]"),
    ("nol delapan satu dua tiga empat lima enam tujuh", "[nomor]"),
    ("rumah di -6.98231, 110.40910", "rumah di -[nomor]"),
    ("lahir di Semarang, 25 Maret 1990, sehat", "lahir di Semarang, [tanggal], sehat"),
    ("TTL: Semarang, 25-03-1990", "TTL: Semarang, [tanggal]"),
    # telephones
    ("0812~3456~7890", "[nomor]"),
    ("nomor saya 08123456", "nomor saya [nomor]"),
    ("Hubungi 081234567890", "Hubungi [nomor]"),
    ("HP +62 812-3456-7890", "HP [nomor]"),
    ("telp (024) 3513366", "telp ([nomor]"),
    ("WA: 8765432", "WA: [telepon]"),
    # addresses of machines
    ("kirim ke budi.s@contoh.id ya", "kirim ke [surel] ya"),
    ("IG @warga_semarang", "IG [akun]"),
    ("budi (at) contoh.go.id", "[surel]"),
    ("budi[at]contoh.id ya", "[surel] ya"),
    ("budi AT contoh DOT id", "[surel]"),
    ("budi @ contoh . id", "[surel]"),
    ("budi.santoso@contoh,id", "[surel]"),
    ("surel budi@contoh saja", "surel [surel] saja"),
    ("lihat fb.com/budi.santoso", "lihat [akun]"),
    ("IG: budi_santoso99", "IG: [akun]"),
    ("https://maps.app.goo.gl/abc123", "[alamat]"),
    # accounts and customers
    ("rekening BRI 0012-01-001234-50-9", "rekening BRI [nomor]"),
    ("no. rek 55512", "no. rek [nomor]"),
    ("ID pelanggan 123456", "ID pelanggan [nomor]"),
    ("nomor meter: 8765", "nomor meter: [nomor]"),
    ("sertipikat no 01234", "sertipikat no [nomor]"),
    ("No. permohonan 012/PPID/2026 kemarin", "No. permohonan [nomor] kemarin"),
    # plates
    ("Motor H 1234 AB hilang", "Motor [pelat] hilang"),
    ("B1234XYZ parkir", "[pelat] parkir"),
    ("nopol h1234ab", "nopol [pelat]"),
    ("plat: H 5 Z", "plat: [pelat]"),
    ("motor l1234ab hilang", "motor [pelat] hilang"),
    ("motor saya h 1234 ab hilang", "motor saya [pelat] hilang"),
    ("L-1234-AB", "[pelat]"),
    # addresses of people
    ("Jl. Melati 12", "Jl. Melati [alamat]"),
    ("jalan raya kaligawe 123 semarang", "jalan raya kaligawe [alamat] semarang"),
    ("Jalan Melati III/12", "Jalan Melati [alamat]"),
    ("RT03/05", "[RT/RW]"),
    ("rt tiga rw lima", "[RT/RW]"),
    ("tinggal di Jl. Pemuda No. 148", "tinggal di Jl. [alamat]"),
    ("jalan mawar raya nomor 12A", "jalan [alamat]"),
    ("Gang Buntu no 3, Genuk", "Gang [alamat], Genuk"),
    ("Perum Indah Blok C5 no 12", "Perum [alamat]"),
    ("blok C5 no 12", "[alamat]"),
    ("rumah saya no 12", "rumah saya no [alamat]"),
    ("RT 05 RW 03", "[RT/RW]"),
    ("RT.05/RW.03", "[RT/RW]"),
    ("rt/rw 05/03", "[RT/RW]"),
    ("warga RW 7", "warga [RT/RW]"),
    # names
    ("a.n. Siti Aminah binti Ahmad", "a.n. [nama]"),
    ("an. SITI AMINAH", "an. [nama]"),
    ("atas nama Joko, mohon", "atas nama [nama], mohon"),
    ("nama saya budi santoso ingin bertanya", "nama saya [nama] ingin bertanya"),
    ("Nama: Rini Wulandari", "Nama: [nama]"),
    ("Sdr. Joko Widodo hadir", "Sdr. [nama] hadir"),
    ("sdri rina", "sdri [nama]"),
    ("Bapak Agus Salim", "Bapak [nama]"),
    ("Ibu Rini dan Pak Budi", "Ibu [nama] dan Pak [nama]"),
    ("pak budi tetangga", "pak [nama] tetangga"),
    ("Ny. Sri W. Lestari", "Ny. [nama]"),
    ("Pelapor: Andi Wijaya", "Pelapor: [nama]"),
    ("A/N BUDI SANTOSO", "A/N [nama]"),
    ("nama Siti Aminah", "nama [nama]"),
    ("saya Budi Santoso warga Genuk", "saya [nama] warga Genuk"),
    ("Saya, Budi Santoso, warga", "Saya, [nama], warga"),
    ("perkenalkan saya budi santoso dari Genuk", "perkenalkan saya [nama] dari Genuk"),
    ("Budi Santoso (45 tahun)", "[nama] (45 tahun)"),
    ("suami saya Ahmad Fauzi meninggal", "suami saya [nama] meninggal"),
    ("istri saya, Dewi Lestari, sakit", "istri saya, [nama], sakit"),
    ("ibu siti aminah", "ibu [nama]"),
    ("bapak budi santoso", "bapak [nama]"),
    ("mbak Rina dan mas Joko Susilo", "mbak [nama] dan mas [nama]"),
    ("Ustadz Hasan Basri", "Ustadz [nama]"),
    ("pak RT Joko", "pak RT [nama]"),
    ("Terima kasih.\nBudi Santoso", "Terima kasih.\n[nama]"),
    ("Mohon diperbaiki.\nBudi Santoso", "Mohon diperbaiki.\n[nama]"),
    ("Wassalam, Siti Aminah", "Wassalam, [nama]"),
    ("ttd Budi Santoso", "ttd [nama]"),
    ("Hormat saya,\nBudi Santoso", "Hormat saya,\n[nama]"),
    ("Drs. Hendro Pamungkas, M.Si.", "Drs. [nama], M.Si."),
]

KEPT = [
    "Yth. Bapak Wali Kota, Ibu Kota provinsi, bapak/ibu petugas, pak lurah, bu guru, Bapak Kepala Dinas",
    "Jalan Raya Kaligawe dan Jalan Pemuda rusak, gang kami belum dipaving",
    "data ibu hamil dan balita per puskesmas tahun 2025, beserta nama sekolah penerima dan nama jalan",
    "Perda 8 Tahun 2023 pasal 12 ayat (3), tahun ajaran 2025/2026, tanggal 12-03-2026",
    "pagu Rp 1.500.000.000 dan Rp250.000.000,00 untuk 1500 siswa SD dan SMP 5",
    "data tahun 2023, 2024, 2025 dan 2026, jalan rusak 3 km, jalan berlubang selama 2 tahun, 12 lampu jalan mati",
    "RSUD dr. Soetomo, anak SD, anak saya kelas 3, papan nama sekolah, saya dan tetangga, kartu keluarga anak saya",
    "pencairan SP2D dan laporan SP4N LAPOR, SMP Negeri 12, puskesmas, BPJS gratis, kartu PBI, sertipikat tanah yang belum selesai",
]


@pytest.mark.parametrize(("text", "masked"), CASES)
def test_personal_data_goes(text, masked):
    assert mask(text).text == masked


@pytest.mark.parametrize("text", KEPT)
def test_what_decides_the_destination_stays(text):
    assert mask(text).text == text


def test_every_rule_has_an_example():
    found = {piece.rule for text, _ in CASES for piece in mask(text).pieces}
    assert {rule.name for rule in RULES} <= found


def test_money_is_kept_only_where_it_looks_like_money():
    assert mask("Rp 3374010101900001").text == "Rp [nomor]"
    assert mask("Rp 3.374.010.101.900.001").text == "Rp [nomor]"


def test_pieces_say_what_was_hidden_and_why():
    found = mask("NIK 3374010101900001, a.n. Budi")
    assert [(p.text, p.rule) for p in found.pieces] == [
        ("NIK ", ""), ("[nomor]", "number"), (", a.n. ", ""), ("[nama]", "name"),
    ]  # fmt: skip
    assert found.hidden == 2


DIGITS = "0123456789０١"
SIGNS = " .-/()"
numbers = st.lists(
    st.tuples(st.sampled_from(DIGITS), st.text(SIGNS, max_size=3)), min_size=16, max_size=18
).map(lambda parts: "".join(digit + gap for digit, gap in parts))
words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30)


@given(words, numbers, words)
def test_no_run_of_sixteen_digits_survives(before, number, after):
    text = unicodedata.normalize("NFKC", mask(f"{before} {number} {after}").text)
    assert not re.search(r"\d(?:[ .\-/()]{0,3}\d){15}", text)


@given(st.text(max_size=300))
def test_any_text_is_masked_without_a_run_of_sixteen_digits(text):
    masked = mask(text).text
    assert not re.search(r"\d{16}", masked)
    assert mask(masked).text == masked


@given(st.from_regex(r"[a-z0-9]{1,12}@[a-z]{2,10}\.(id|com|go\.id)", fullmatch=True), words)
def test_no_mail_address_survives(address, after):
    assert address not in mask(f"surel {address} {after}").text


def test_long_hostile_texts_take_no_long_time():
    texts = [
        "1 " * 4000,
        "a.n. " + "Aa " * 2000,
        "jl " * 2000,
        "bapak " * 2000,
        "H 1" * 2000,
        "(" * 8000,
        "@" * 8000,
        "nama saya " * 800,
        "a" * 20_000,
        "a.-" * 4000,
        "0O" * 6000,
        "9" * 20_000,
        "1_" * 4000,
        "https://" * 2000,
        "Aa A. " * 2000,
        "anak Aa " * 2000,
        "\nAa Aa Aa Aa" * 1000,
        "satu " * 2000,
    ]
    start = time.perf_counter()
    for text in texts:
        mask(text)
    assert time.perf_counter() - start < 5
