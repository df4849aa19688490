"""The framework as trainers write it: what is read, and every fault in its place."""

from __future__ import annotations

import pytest

from lms.competency.schema import FrameworkDocument, parse_framework
from tests.competency.writing import FRAMEWORK

PATH = "courses/competencies.md"


def codes(text: str) -> list[tuple[str, int, int]]:
    return [(p.code, p.line, p.column) for p in parse_framework(PATH, text)[1]]


def test_a_sound_framework_is_read_in_full() -> None:
    document, problems = parse_framework(PATH, FRAMEWORK)
    assert problems == []
    assert document is not None
    assert (document.id, document.edition, document.intro) == ("kerangka-uji", "2026", "Pengantar kerangka.")
    unit = document.units[0]
    assert (unit.id, unit.title, unit.short, unit.half_life, unit.valid, unit.text) == (
        "K1",
        "Dasar keterbukaan informasi",
        "Dasar KIP",
        365,
        24,
        "Memahami mengapa informasi terbuka.",
    )
    assert [(level.level, level.name) for level in unit.levels] == [(1, "Paham"), (2, "Dasar")]
    assert document.order() == {"K1": 0, "K2": 1}


def test_a_framework_survives_json() -> None:
    document, _ = parse_framework(PATH, FRAMEWORK)
    assert document is not None
    assert FrameworkDocument.model_validate_json(document.model_dump_json()) == document


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('{#K1 half_life=365 valid=24 short="Dasar KIP"}', "", [("K001", 8, 1), ("K005", 8, 1), ("K005", 8, 1)]),
        ("{#K1 ", "{#k-1 ", [("K003", 8, 36)]),
        ("{#K2 ", "{#K1 ", [("M012", 17, 19)]),
        ("valid=24", "valld=24", [("K004", 8, 54), ("K005", 8, 1)]),
        ("valid=24", "valid=lama", [("K006", 8, 54)]),
        ("valid=24", "valid=0", [("K006", 8, 54)]),
        ("| 2 | Dasar | Menempatkan", "| 1 | Dasar | Menempatkan", [("K009", 15, 3)]),
        ("| 2 | Dasar | Menempatkan", "| 3 | Dasar | Menempatkan", [("K010", 15, 3)]),
        ("| 2 | Dasar | Menempatkan", "| 9 | Dasar | Menempatkan", [("K006", 15, 3)]),
        ("| 2 | Dasar | Menempatkan", "| 2 |  | Menempatkan", [("K011", 15, 8)]),
        ("| Level | Nama | Perilaku yang terlihat |", "| Tingkat | Nama | Perilaku |", [("K008", 12, 1), ("K008", 21, 1)]),
        ("| 2 | Dasar | Menempatkan contoh dalam empat kelas. |", "| 2 | Dasar |", [("K012", 15, 1)]),
        ("id: kerangka-uji\n", "", [("F030", 1, 1)]),
    ],
)  # fmt: skip
def test_each_fault_stands_in_its_place(old: str, new: str, expected: list[tuple[str, int, int]]) -> None:
    assert codes(FRAMEWORK.replace(old, new)) == expected


def test_one_fault_does_not_hide_another() -> None:
    text = FRAMEWORK.replace("valid=24", "valid=x").replace("| 3 | Menengah", "| 5 | Menengah")
    assert codes(text) == [("K006", 8, 54), ("K010", 25, 3)]


def test_a_unit_without_a_table_is_a_fault_and_a_second_table_a_warning() -> None:
    bare = FRAMEWORK.split("| Level")[0]
    assert codes(bare) == [("K007", 8, 1)]
    twice = FRAMEWORK + "\n| A | B |\n|---|---|\n| 1 | 2 |\n"
    assert codes(twice) == [("K014", 27, 1)]


def test_a_file_without_headings_is_a_fault() -> None:
    assert codes("---\nid: a\ntitle: b\n---\nHanya teks.\n") == [("K013", 5, 1)]


def test_messages_are_written_in_both_languages() -> None:
    found = parse_framework(PATH, FRAMEWORK.replace("valid=24", "valid=lama"))[1][0]
    assert found.format("id") == (
        "courses/competencies.md:8:54: K006 `valid`: `lama` bukan bilangan bulat dari 1 sampai 120."
    )
    assert found.text("en") == "`valid`: `lama` is not a whole number from 1 to 120."
