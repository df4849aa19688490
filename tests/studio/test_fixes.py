"""Repairs: from a problem with a suggestion to a changed text."""

from __future__ import annotations

import pytest

from lms import wiring
from lms.content.check import check
from lms.content.tree import ContentTree
from lms.studio.domain.fixes import Fix, apply, decode, fix_for
from tests.studio.conftest import LESSON, QUIZ


def repaired(files: dict[str, bytes], path: str, text: str, code: str) -> str | None:
    report = check(ContentTree({**files, path: text.encode()}), wiring.checkers())
    (found,) = [p for p in report.problems if p.path == path and p.code == code]
    fix = fix_for(found, text)
    return apply(fix, text) if fix else None


@pytest.mark.parametrize(
    ("path", "right", "wrong", "code"),
    [
        (QUIZ, "pass_mark: 80", "pas_mark: 80", "F031"),
        (QUIZ, "feedback: after_submit", "feedback: after_submitt", "F034"),
        (QUIZ, "kind=open use=exam", "kind=open uses=exam", "Q005"),
        (LESSON, "(02-prosedur.md)", "(02-prosedr.md)", "M021"),
    ],
)
def test_a_suggestion_repairs_the_text(files, path: str, right: str, wrong: str, code: str) -> None:
    good = files[path].decode()
    bad = good.replace(right, wrong)
    assert bad != good
    assert repaired(files, path, bad, code) == good


def test_a_problem_without_suggestion_has_no_fix(files) -> None:
    text = files[QUIZ].decode().replace("pass_mark: 80", "zzzzzz: 80")
    assert repaired(files, QUIZ, text, "F031") is None


def test_a_fix_survives_a_form_field() -> None:
    fix = Fix(5, 1, "a:b", "c:d")
    assert decode(fix.encode()) == fix


@pytest.mark.parametrize("value", ["", "x", "1:2:3", "1:2:9:ab", "1:-1:1:ab", "1:1:0:x", "１:1:1:ab"])
def test_a_bad_field_is_no_fix(value: str) -> None:
    assert decode(value) is None


def test_a_fix_does_nothing_where_the_text_changed() -> None:
    assert apply(Fix(1, 1, "pas_mark", "pass_mark"), "pass_mark: 80") is None
    assert apply(Fix(9, 1, "a", "b"), "a") is None
    assert apply(Fix(1, 0, "a", "b"), "a") is None
