from __future__ import annotations

import pytest

from lms.courses.sop.wording import person_name, starts_with_verb


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Menyerahkan kepada Bapak Wahyu Nugroho", "Bapak Wahyu Nugroho"),
        ("Sdr. Rini", "Sdr. Rini"),
        ("Hj. Siti Rahma", "Hj. Siti Rahma"),
        ("Dewi Lestari, S.Kom.", "Dewi Lestari, S.Kom."),
        ("Agus Salim, M.Si", "Agus Salim, M.Si"),
        ("NIP 197012311995032001", "197012311995032001"),
    ],
)
def test_a_person_is_known_by_title_degree_or_nip(text: str, name: str) -> None:
    assert person_name(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "PPID Utama",
        "Bapak Wali Kota",
        "Ibu Kepala Dinas",
        "Menyiapkan data ibu hamil",
        "Kepala Bidang, Sekretaris, Camat",
        "Mencatat nomor 067/012/2026",
        "Pemohon",
    ],
)
def test_positions_and_ordinary_words_are_no_names(text: str) -> None:
    assert person_name(text) is None


def test_the_name_of_the_approver_is_known() -> None:
    known = "Ratri Hapsari (contoh)"
    assert person_name("Diparaf ratri hapsari", known) == "Ratri Hapsari"
    assert person_name("Diparaf Ratri", known) is None


@pytest.mark.parametrize(
    "text", ["Menerima berkas", "memperbaiki surat", "Meregistrasi", "**Mencatat** nomor"]
)
def test_the_active_verb_is_recognised(text: str) -> None:
    assert starts_with_verb(text)


@pytest.mark.parametrize("text", ["Penerimaan berkas", "Berkas diterima", "Kirim surat", ""])
def test_other_beginnings_are_not(text: str) -> None:
    assert not starts_with_verb(text)
