"""Post profiles as trainers write them."""

from __future__ import annotations

import pytest

from lms.competency.domain.framework import Requirement
from lms.competency.schema import PostsDocument, parse_posts
from tests.competency.writing import POSTS

PATH = "courses/posts.md"


def codes(text: str) -> list[tuple[str, int, int]]:
    return [(p.code, p.line, p.column) for p in parse_posts(PATH, text)[1]]


def test_sound_profiles_are_read_in_full() -> None:
    document, problems = parse_posts(PATH, POSTS)
    assert problems == []
    assert document is not None
    assert document.days == "calendar"
    desk = document.profile("petugas-pip")
    assert desk is not None
    assert (desk.title, desk.minimum_holders, desk.text) == ("Petugas layanan", 2, "Bekerja di meja layanan.")
    assert desk.requirements == (
        Requirement(unit="K1", level=2, days=7, minimum=2, line=13),
        Requirement(unit="K2", level=2, days=14, minimum=1, line=14),
    )
    assert document.profile("ppid-utama").minimum_holders == 1  # type: ignore[union-attr]
    assert document.profile("tidak-ada") is None
    assert document.profile(None) is None
    assert PostsDocument.model_validate_json(document.model_dump_json()) == document


def test_days_can_be_working_days() -> None:
    document, problems = parse_posts(
        PATH, POSTS.replace("title: Profil uji", "title: Profil uji\ndays: working")
    )
    assert (problems, document.days if document else None) == ([], "working")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("{#petugas-pip minimum_holders=2}", "", [("K001", 7, 1)]),
        ("#petugas-pip", "#Petugas_PIP", [("K003", 7, 21)]),
        ("minimum_holders", "minimal", [("K004", 7, 34)]),
        ("minimum_holders=2", "minimum_holders=dua", [("K006", 7, 34)]),
        ("| K2 | 2 | 14 | 1 |", "| K1 | 2 | 14 | 1 |", [("K020", 14, 3)]),
        ("| K2 | 2 | 14 | 1 |", "| K2 | 6 | 14 | 1 |", [("K006", 14, 8)]),
        ("| K2 | 2 | 14 | 1 |", "| K2 | 2 | dua | 1 |", [("K006", 14, 12)]),
        ("| K2 | 2 | 14 | 1 |", "| K2 | 2 | 14 | -1 |", [("K006", 14, 17)]),
        ("title: Profil uji", "title: Profil uji\ndays: weekly", [("F034", 4, 1)]),
    ],
)
def test_each_fault_stands_in_its_place(old: str, new: str, expected: list[tuple[str, int, int]]) -> None:
    assert codes(POSTS.replace(old, new)) == expected
