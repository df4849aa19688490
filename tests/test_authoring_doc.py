"""The author's guide: every example passes the real checkers, every key is explained, the file is up to date."""

from __future__ import annotations

from pathlib import Path

import pytest

from lms import wiring
from lms.content.check import check
from lms.content.tree import ContentTree
from lms.core.problem import MESSAGES
from lms.studio.guide import LETTERS, document, examples, guide_body
from lms.studio.guide.fields import SCHEMAS, field_table
from lms.studio.guide.words import DERIVED, WORDS

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "authoring.md"


def test_examples_have_no_problem() -> None:
    tree = ContentTree({example.path: example.text.encode() for example in examples()})
    report = check(tree, wiring.checkers())
    assert [p.format() for p in report.problems] == []
    assert sorted(d.kind for d in report.documents) == [
        "affairs",
        "agencies",
        "course",
        "external_bodies",
        "framework",
        "posts",
        "quiz",
    ]


def test_the_quiz_example_shows_every_kind() -> None:
    tree = ContentTree({example.path: example.text.encode() for example in examples()})
    quiz = check(tree, wiring.checkers()).find("quiz", "contoh-kuis")
    assert quiz is not None
    assert sorted({q.kind for q in quiz.document.questions}) == [
        "matching",
        "multiple",
        "numeric",
        "open",
        "ordering",
        "routing",
        "short",
        "single",
        "truefalse",
    ]


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_every_key_is_explained(name: str) -> None:
    assert set(WORDS[name]) | DERIVED.get(name, frozenset()) == set(SCHEMAS[name].model_fields)
    assert all(f"| `{key}` |" in field_table(name) for key in WORDS[name])


def test_every_code_is_listed() -> None:
    wiring.checkers()
    body = guide_body()
    assert [code for code in MESSAGES if code[0] in LETTERS and f"| {code} |" not in body] == []


def test_no_placeholder_is_left() -> None:
    assert "[[" not in guide_body()


def test_the_file_is_up_to_date() -> None:
    wiring.checkers()
    assert DOCUMENT.read_text(encoding="utf-8") == document()
