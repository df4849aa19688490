"""Starting texts are sound from the first minute."""

from __future__ import annotations

import pytest

from lms import wiring
from lms.content.check import Report, check
from lms.content.frontmatter import read
from lms.content.tree import ContentTree
from lms.studio.domain.starters import next_lesson, starter


def report_of(files: dict[str, bytes], new: dict[str, str]) -> Report:
    return check(ContentTree({**files, **{p: t.encode() for p, t in new.items()}}), wiring.checkers())


def test_a_new_quiz(files: dict[str, bytes]) -> None:
    new = starter("quiz", "Batas waktu jawaban", files)
    assert list(new) == ["quizzes/batas-waktu-jawaban.md"]
    report = report_of(files, new)
    assert report.ok
    assert report.find("quiz", "batas-waktu-jawaban") is not None


def test_a_new_module_with_its_first_lesson(files: dict[str, bytes]) -> None:
    new = starter("module", "Melayani lewat telepon", files)
    assert list(new) == [
        "courses/melayani-lewat-telepon/course.md",
        "courses/melayani-lewat-telepon/01-pendahuluan.md",
    ]
    assert report_of(files, new).ok


def test_a_new_lesson_gets_the_next_number(files: dict[str, bytes]) -> None:
    new = starter("lesson", "Menutup register", files, "courses/contoh-modul")
    assert list(new) == ["courses/contoh-modul/03-menutup-register.md"]
    assert report_of(files, new).ok


def test_a_used_name_gets_another_one(files: dict[str, bytes]) -> None:
    assert list(starter("quiz", "Contoh kuis", files)) == ["quizzes/contoh-kuis-2.md"]


@pytest.mark.parametrize(
    "title",
    [
        "Tenggat: sepuluh hari",
        "Ya & tidak",
        '"Kutip" #1',
        "{a}",
        "100 %",
        "- daftar",
        "true",
        "2026-10-01",
        "a\nb",
    ],
)
def test_every_title_is_written_so_that_it_is_read_back(files: dict[str, bytes], title: str) -> None:
    (path, text) = next(iter(starter("quiz", title, files).items()))
    document, problems = read(path, text)
    assert problems == []
    assert document.meta["title"] == " ".join(title.split())


def test_the_first_lesson_is_number_one() -> None:
    assert next_lesson([], "courses/baru") == 1
