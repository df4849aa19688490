"""Two questions are the same by what is read and what is right, whatever else was changed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lms.quizzes.domain.itemstats import fingerprint
from lms.quizzes.domain.question import Option, Pair, Question, Side

A, B = Option(id="a", text="A", right=True), Option(id="b", text="B")
ONE = Question(id="soal", title="Judul", kind="single", stem="Berapa?", options=(A, B))


def changed(question: Question = ONE, **facts: object) -> Question:
    return question.model_copy(update=facts)


@pytest.mark.parametrize(
    "facts",
    [
        {"explanation": "Penjelasan baru"},
        {"difficulty": 4, "competency": "K9", "line": 99},
        {"options": (A.model_copy(update={"feedback": "Ya", "line": 7, "column": 3}), B)},
    ],
)
def test_what_does_not_matter(facts):
    assert fingerprint(changed(**facts)) == fingerprint(ONE)


@pytest.mark.parametrize(
    "facts",
    [
        {"stem": "Berapa hari?"},
        {"title": "Judul lain"},
        {"kind": "multiple"},
        {"options": (B, A)},
        {"options": (A, B, Option(id="c", text="C"))},
        {"options": (A.model_copy(update={"right": False}), B.model_copy(update={"right": True}))},
        {"options": (A, B.model_copy(update={"weight": Decimal(50)}))},
        {"info": "exempt"},
        {"rubric": "Rubrik"},
    ],
)
def test_what_makes_another_question(facts):
    assert fingerprint(changed(**facts)) != fingerprint(ONE)


def test_the_order_of_steps_is_a_key_and_not_a_text():
    steps = [Option(id=name, text=name, right=True) for name in "abc"]
    first = Question(id="s", title="S", kind="ordering", options=tuple(steps))
    second = changed(first, options=tuple(reversed(steps)))
    assert fingerprint(first) != fingerprint(second)
    assert fingerprint(first, second) == fingerprint(second)


def test_rows_of_a_table_may_stand_in_any_order():
    pairs = [Pair(left=Side(id=f"l{n}", text="x"), right=Side(id=f"r{n}", text="y")) for n in (1, 2)]
    first = Question(id="s", title="S", kind="matching", pairs=tuple(pairs))
    assert fingerprint(changed(first, pairs=tuple(reversed(pairs)))) == fingerprint(first)
    crossed = (
        pairs[0].model_copy(update={"right": pairs[1].right}),
        pairs[1].model_copy(update={"right": pairs[0].right}),
    )
    assert fingerprint(changed(first, pairs=crossed)) != fingerprint(first)


def test_a_later_key_makes_an_old_answer_count_with_the_new_question():
    fixed = changed(options=(A.model_copy(update={"right": False}), B.model_copy(update={"right": True})))
    assert fingerprint(ONE, fixed) == fingerprint(fixed)
    reworded = changed(fixed, stem="Berapa hari kerja?")
    assert fingerprint(ONE, reworded) not in (fingerprint(reworded), fingerprint(ONE))
