"""Previews: keys and feedback for the author, safe HTML, and no text that takes long."""

from __future__ import annotations

import time
from datetime import date

import pytest

from lms import wiring
from lms.content.tree import ContentTree
from lms.studio.domain import bench
from lms.studio.render.preview import Preview, preview
from tests.studio.conftest import COURSE, LESSON, QUIZ

TODAY = date(2026, 11, 23)


def shown(files: dict[str, bytes], path: str, text: str | None = None) -> Preview:
    changed = files if text is None else {**files, path: text.encode()}
    return preview(path, bench.full(ContentTree(changed), wiring.checkers()), links=None, today=TODAY)


def test_a_quiz_shows_keys_and_feedback(files) -> None:
    found = shown(files, QUIZ)
    (question,) = [q for q in found.questions if q.id == "batas-waktu"]
    assert [(str(line.html), line.right, str(line.feedback)) for line in question.lines] == [
        ("7 hari kerja", False, "Itu lamanya perpanjangan."),
        ("10 hari kerja", True, ""),
        ("30 hari kerja", False, "Itu batas tanggapan atas keberatan."),
    ]
    assert question.explanation.striptags() == "UU 14/2008 pasal 22 ayat (7)."


def test_a_letter_shows_codes_with_the_words_of_the_catalogue(files) -> None:
    found = shown(files, QUIZ)
    (letter,) = [q for q in found.questions if q.kind == "routing"]
    assert [(line.code, str(line.html), line.right) for line in letter.lines] == [
        ("1.03/drainase", "Drainase dan pompa kota", True),
        ("1.05/bencana", "Penanggulangan bencana", False),
    ]


def test_a_quiz_with_a_fault_is_shown_as_far_as_it_can_be_read(files) -> None:
    text = files[QUIZ].decode().replace("pass_mark", "pas_mark").replace("- [x] 10", "- [ ] 10")
    found = shown(files, QUIZ, text)
    assert "batas-waktu" not in [q.id for q in found.questions]
    assert len(found.questions) == 8


def test_a_lesson_shows_its_procedure_and_its_checks(files) -> None:
    procedure = shown(files, "courses/contoh-modul/02-prosedur.md")
    assert procedure.lesson is not None
    assert procedure.lesson.table is not None
    assert procedure.lesson.table.actors == ("Pemohon", "Petugas PIP")
    checks = shown(files, LESSON)
    assert [q.id for q in checks.questions] == ["tujuan-pemohon"]


def test_a_course_lists_its_lessons(files) -> None:
    found = shown(files, COURSE)
    assert found.course is not None
    assert [lesson.title for lesson in found.course.lessons] == [
        "Mengapa dicatat hari itu juga",
        "Prosedur menerima permohonan",
    ]


def test_a_catalogue_is_a_table(files) -> None:
    found = shown(files, "quizzes/agencies.csv")
    assert (found.kind, found.rows[0][:2], len(found.rows)) == ("table", ("name", "short"), 3)


def test_html_of_an_author_is_never_ours(files) -> None:
    text = "---\ntitle: <script>alert(1)</script>\n---\n<img src=x onerror=alert(1)>\n\n[a](javascript:alert(1))\n"
    found = shown(files, LESSON, text)
    assert found.lesson is not None
    html = "".join(segment.html for segment in found.lesson.segments)
    assert "<img" not in html
    assert "<script" not in html
    assert "javascript:" not in html


HEAVY = {
    "brackets": "[" * 60_000,
    "stars": "*a " * 20_000,
    "quotes": "> " * 30_000,
    "table": "| a | b |\n|---|---|\n" + "| [x](y) | `z` |\n" * 4_000,
    "words": "Kalimat biasa dengan beberapa kata. " * 1_800,
    "questions": "".join(
        f"## Soal {n} {{#s{n}}}\nApa?\n\n- [x] Ya\n  > Betul.\n- [ ] Tidak\n  > Salah.\n\n> Penjelasan.\n\n"
        for n in range(600)
    ),
}


@pytest.mark.parametrize("name", sorted(HEAVY))
@pytest.mark.parametrize("path", [QUIZ, LESSON])
def test_sixty_four_kilobytes_do_not_hang(files, name: str, path: str) -> None:
    head = "---\nid: berat\ntitle: Berat\n---\n"
    before = time.process_time()
    found = shown(files, path, (head + HEAVY[name])[:64_000])
    assert found.kind in {"quiz", "lesson", "text", "heavy"}
    assert time.process_time() - before < 6
