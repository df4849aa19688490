"""Every rule of the procedure table, each on the line and column where the author has to look."""

from __future__ import annotations

import pytest

from lms.courses.sop.duration import parse_duration
from lms.courses.sop.parse import Rules
from lms.courses.sop.procedure import Branch, Procedure
from tests.courses.sop.tables import HEAD, SOUND, found, parsed, sound


def change(old: str, new: str) -> str:
    assert SOUND.count(old) == 1
    return SOUND.replace(old, new)


def test_a_sound_table_becomes_a_procedure() -> None:
    procedure = sound()
    assert procedure.actors == ("Pemohon", "Petugas PIP", "PPID Utama", "PPID Pelaksana")
    assert [procedure.kind(s) for s in procedure.steps] == [
        "start", "decision", "decision", "process", "decision", "end",
    ]  # fmt: skip
    assert procedure.steps[1].branches == (Branch(label="lengkap", to=3), Branch(label="tidak", to=1))
    assert procedure.steps[3].branches == (Branch(to=5),)
    assert procedure.steps[5].branches == ()


def test_a_procedure_survives_json() -> None:
    procedure = sound()
    assert Procedure.model_validate_json(procedure.model_dump_json()) == procedure


FAULTS = [
    ("| Waktu |", "| Wakt |", [("S001", 1, "No |"), ("S002", 1, "Wakt |")]),
    ("Tanda terima | selesai | |", "Tanda terima | selesai |", [("S003", 8, "6 |")]),
    ("| 3 | Menentukan", "| tiga | Menentukan", [("S004", 5, "tiga")]),
    ("| 3 | Menentukan", "| 2 | Menentukan", [("S005", 5, "2 |"), ("S010", 4, "lengkap: 3")]),
    (
        "| 4 | Menyiapkan informasi | PPID Pelaksana |",
        "| 4 | Menyiapkan informasi | - |",
        [("S007", 6, "- |")],
    ),
    ("| 2 jam |", "| sebentar |", [("S008", 7, "sebentar")]),
    ("bukan: 6", "bukan: 9", [("S010", 5, "bukan: 9")]),
    ("lengkap: 3; tidak: 1", "lengkap: 3 ;  tidak: 9", [("S010", 4, "tidak: 9")]),
    ("lengkap: 3; tidak: 1", "3; tidak: 1", [("S011", 4, "3; tidak")]),
    ("lengkap: 3; tidak: 1", "ya: 3; Ya: 1", [("S012", 4, "Ya: 1")]),
    ("lengkap: 3; tidak: 1", "lengkap: 3", [("S013", 4, "lengkap: 3")]),
    ("lengkap: 3; tidak: 1", "lengkap: 3; tidak: 3", [("S013", 4, "tidak: 3")]),
    ("kota: 4; bukan: 6", "kota: 4; bukan: selesai", [("S014", 5, "bukan: selesai")]),
    ("kota: 4; bukan: 6", "6", [("S015", 6, "4 |"), ("S015", 7, "5 |")]),
    ("Tanda terima | selesai |", "Tanda terima | - |", [("S017", 8, "- |")]),
    ("Formulir terisi | 2 |", "Formulir terisi | a: 2; b: 3 |", [("S018", 3, "a: 2; b: 3")]),
    ("4 hari kerja | Bahan | |", "4 hari kerja | Bahan | 3 |", [("S015", 7, "5 |"), ("S019", 6, "3 | |")]),
    ("| PPID Pelaksana |", "| Ibu Rini Wulandari |", [("S020", 6, "Ibu Rini")]),
    ("Menyiapkan informasi", "Menulis untuk Bapak Tono", [("S020", 6, "Bapak Tono")]),
    ("Menyiapkan informasi", "Penyiapan informasi", [("S021", 6, "Penyiapan")]),
    ("| PPID Pelaksana |", "| Bidang Pengolahan dan Klasifikasi |", [("S023", 6, "Bidang")]),
    ("bukan: 6", "bukan: enam", [("S026", 5, "bukan: enam")]),
    ("bukan: 6", "bukan: 3", [("S028", 5, "bukan: 3")]),
]


@pytest.mark.parametrize(("old", "new", "expected"), FAULTS, ids=[f"{e[0][0]}-{n}" for _, n, e in FAULTS])
def test_a_fault_is_marked_where_the_author_has_to_look(
    old: str, new: str, expected: list[tuple[str, int, str]]
) -> None:
    text = change(old, new)
    problems = sorted(found(text))
    assert [(code, line) for code, line, _ in problems] == [(code, line) for code, line, _ in expected]
    for (_, line, column), (_, _, marked) in zip(problems, expected, strict=True):
        assert text.splitlines()[line - 1][column - 1 :].startswith(marked)


def test_one_fault_does_not_hide_another() -> None:
    text = change("lengkap: 3; tidak: 1", "3; ya: 99").replace("2 jam", "sebentar")
    assert [(c, line) for c, line, _ in found(text)] == [("S008", 7), ("S011", 4), ("S010", 4)]


def test_a_loop_without_an_exit_is_refused() -> None:
    rows = """| 1 | Memulai | A | | 5 menit | x | 2 | |
| 2 | Memeriksa | A | | 5 menit | x | ya: 3; tidak: 5 | |
| 3 | Menulis | A | | 5 menit | x | 4 | |
| 4 | Menimbang | A | | 5 menit | x | a: 3; b: 2 | |
| 5 | Mengulang | A | | 5 menit | x | 6 | |
| 6 | Mengulangi | A | | 5 menit | x | 5 | |
| 7 | Menutup | A | | 5 menit | x | selesai | |
"""
    assert [p for p in found(HEAD + rows) if p[0] in {"S015", "S016"}] == [
        ("S015", 9, 3),
        *[("S016", line, column) for line, column in _targets(HEAD + rows, range(3, 9))],
    ]


def _targets(text: str, lines: range) -> list[tuple[int, int]]:
    """Where the column Lanjut of each line begins."""
    places = []
    for line in lines:
        cells = text.splitlines()[line - 1].split("|")
        places.append((line, len("|".join(cells[:7])) + 3))
    return places


def test_an_empty_table_says_so() -> None:
    assert found(HEAD) == [("S027", 1, 3)]


def test_more_executors_than_fit_are_refused() -> None:
    rows = "".join(f"| {n} | Menulis | Jabatan {n} | | 5 menit | x | {n + 1} | |\n" for n in range(1, 16))
    last = "| 16 | Menutup | Jabatan 16 | | 5 menit | x | selesai | |\n"
    assert found(HEAD + rows + last.replace("Jabatan 16", "Jabatan 1")) == []
    assert found(HEAD + rows + last) == [("S022", 18, 18)]


def test_the_longest_path_is_held_against_the_limit_of_the_sop() -> None:
    allowed = parse_duration("5 hari kerja 3 jam")
    assert found(SOUND, Rules(limit=allowed)) == []
    assert found(SOUND, Rules(limit=parse_duration("5 hari kerja 2 jam"))) == [("S024", 3, 52)]


def test_without_a_limit_of_its_own_ten_working_days_are_a_warning() -> None:
    procedure, problems = parsed(change("4 hari kerja", "10 hari kerja"))
    assert procedure is not None
    assert [p.format() for p in problems] == [
        (
            "a.md:3:52: S025 Jalur terpanjang 11 hari kerja 2 jam 35 menit melampaui 10 hari kerja; "
            "bila SOP ini berbatas lain, tulis sop.limit."
        )
    ]
    assert problems[0].severity == "warning"


def test_the_approver_must_not_be_named_in_the_table() -> None:
    text = change("Tanda terima | selesai", "Paraf Ratri Hapsari | selesai")
    assert [p[0] for p in found(text, Rules(approver="Ratri Hapsari, S.E. (contoh)"))] == ["S020"]
    assert found(text) == []


def test_a_skipped_number_is_a_warning_only() -> None:
    text = (
        SOUND.replace("| 6 | Menyampaikan", "| 9 | Menyampaikan")
        .replace(": 6;", ": 9;")
        .replace(": 6 |", ": 9 |")
    )
    procedure, problems = parsed(text)
    assert procedure is not None
    assert [(p.code, p.severity) for p in problems] == [("S006", "warning")]
