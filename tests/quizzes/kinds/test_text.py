"""Short, numeric and open answers: marks computed by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from lms.quizzes import kinds
from tests.quizzes.kinds.builders import option, question

TEN = question(
    "short",
    option("sepuluh"),
    option("10 hari kerja", weight="50", feedback="Tulis angkanya."),
    option("Dua  Belas"),
)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("sepuluh", Fraction(1)),
        ("  SEPULUH ", Fraction(1)),
        ("dua belas", Fraction(1)),
        ("10 HARI   kerja", Fraction(1, 2)),
        ("sebelas", Fraction(0)),
        ("", Fraction(0)),
    ],
)
def test_short_answers_fold_case_and_spaces(typed, expected):
    assert kinds.mark(TEN, {"text": typed} if typed else None).fraction == expected


def test_the_best_match_counts():
    twice = question("short", option("a", weight="50"), option("A", weight="100"))
    assert kinds.mark(twice, {"text": "a"}).fraction == 1


@pytest.mark.parametrize(
    ("key", "typed", "expected"),
    [
        ("10", "10", 1),
        ("10", "10,0", 1),
        ("10", "10.0", 1),
        ("10", "10,01", 0),
        ("10 ± 0,5", "9,5", 1),
        ("10 ± 0,5", "10.5", 1),
        ("10 ± 0,5", "10,51", 0),
        ("9..11", "9", 1),
        ("9..11", "11", 1),
        ("9..11", "11,1", 0),
        ("-2,5", "−2.5", 1),
        ("0,1", "0,10", 1),
        ("1000", "1000", 1),
        ("1000000", "1.000.000", 1),
        ("1000", "1.000", 0),
        ("1", "1.000", 0),
        ("10", "10 hari", 0),
    ],
)
def test_numeric_answers_are_exact(key, typed, expected):
    assert kinds.mark(question("numeric", option(key)), {"text": typed}).fraction == expected


def test_numeric_part_marks():
    near = question("numeric", option("10"), option("9..11", weight="50"))
    assert kinds.mark(near, {"text": "10"}).fraction == 1
    assert kinds.mark(near, {"text": "9,2"}).fraction == Fraction(1, 2)


def test_a_doubtful_number_is_kept_and_asked_back():
    ten = question("numeric", option("1000"))
    reading = kinds.read_answer(ten, {"teks": ["1.000"]})
    assert (reading.answer, reading.ask, reading.value) == ({"text": "1.000"}, "doubtful_number", "1.000")
    assert kinds.read_answer(ten, {"teks": ["seribu"]}).ask == "not_a_number"
    assert kinds.read_answer(ten, {"teks": ["1000"]}).ask is None


def test_text_reading_has_limits():
    assert kinds.read_answer(TEN, {"teks": ["x" * 201]}).error == "too_long"
    assert kinds.read_answer(TEN, {"teks": ["a", "b"]}).error == "too_many"
    assert kinds.read_answer(TEN, {"teks": ["  "]}).answer is None


def test_open_answers_wait_for_a_person():
    essay = question("open", rubric="Sebut tiga hal.")
    assert kinds.mark(essay, {"text": "Jawaban"}).fraction is None
    assert kinds.mark(essay, None).fraction == 0
    assert "Sebut tiga hal" not in kinds.public(essay).model_dump_json()
    assert kinds.read_answer(essay, {"teks": ["a\r\nb"]}).answer == {"text": "a\nb"}


def test_keys_never_reach_a_page():
    assert "sepuluh" not in kinds.public(TEN).model_dump_json()
