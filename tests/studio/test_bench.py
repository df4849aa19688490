"""Checking again finds what a full check finds."""

from __future__ import annotations

import pytest

from lms import wiring
from lms.content.tree import ContentTree
from lms.studio.domain import bench
from tests.studio.conftest import COURSE, LESSON, QUIZ

EDITS = [
    (QUIZ, "pass_mark: 80", "pas_mark: 80"),
    (QUIZ, "id: contoh-kuis", "id: kuis-lain"),
    (QUIZ, "1.03/drainase:", "9.99/tiada:"),
    (COURSE, "quiz: contoh-kuis", "quiz: tiada"),
    (COURSE, "{K1: 2}", "{K9: 2}"),
    (LESSON, "(02-prosedur.md)", "(tiada.md)"),
    (LESSON, "- [x] Tidak boleh", "- [ ] Tidak boleh"),
    ("quizzes/affairs.csv", "1.03/drainase,Drainase", "1.03/got,Drainase"),
    ("courses/competencies.md", "{#K1 ", "{#K7 "),
]


@pytest.mark.parametrize(("path", "old", "new"), EDITS)
def test_again_equals_full(files: dict[str, bytes], path: str, old: str, new: str) -> None:
    changed = {**files, path: files[path].decode().replace(old, new).encode()}
    assert changed != files
    before = bench.full(ContentTree(files), wiring.checkers())
    after = bench.again(before, ContentTree(changed), wiring.checkers())
    whole = bench.full(ContentTree(changed), wiring.checkers())
    assert after.report.problems == whole.report.problems
    assert after.report.documents == whole.report.documents
    back = bench.again(after, ContentTree(files), wiring.checkers())
    assert back.report == before.report


def test_nothing_changed_nothing_read(files: dict[str, bytes]) -> None:
    before = bench.full(ContentTree(files), wiring.checkers())
    assert bench.again(before, ContentTree(dict(files)), wiring.checkers()) is before


def test_a_file_that_came_or_went_checks_everything(files: dict[str, bytes]) -> None:
    before = bench.full(ContentTree(files), wiring.checkers())
    fewer = {path: data for path, data in files.items() if path != QUIZ}
    after = bench.again(before, ContentTree(fewer), wiring.checkers())
    assert after.report == bench.full(ContentTree(fewer), wiring.checkers()).report
    assert {p.path for p in after.report.problems if p.is_error} == {COURSE}


def test_the_nearest_tree_is_the_one_with_the_same_files(files: dict[str, bytes]) -> None:
    near = bench.full(ContentTree({**files, QUIZ: b"x"}), wiring.checkers())
    other = bench.full(ContentTree({"quizzes/x.md": b"x"}), wiring.checkers())
    assert bench.nearest([other, near], ContentTree(files)) is near
    assert bench.nearest([other], ContentTree(files)) is None
