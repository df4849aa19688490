"""The nine elements: exact weights, grades without holes, and silence about few."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.bimtek.domain.skm import ELEMENTS, WEIGHT, Counts, disclose, grade_of, index_of, tally


def test_nine_fours_are_exactly_a_hundred_and_nine_ones_twenty_five() -> None:
    assert WEIGHT * 9 == 1
    assert index_of([Fraction(4)] * 9) == 100
    assert index_of([Fraction(1)] * 9) == 25
    with pytest.raises(ValueError, match="nine"):
        index_of([Fraction(4)] * 8)


def test_published_figures_get_their_grade() -> None:
    assert grade_of(Fraction("85.57")) == "B"
    assert grade_of(Fraction("94.44")) == "A"


@pytest.mark.parametrize(
    ("index", "grade"),
    [
        ("25", "D"), ("64.99", "D"), ("64.999", "D"), ("65", "C"), ("76.60", "C"), ("76.605", "C"),
        ("76.61", "B"), ("88.30", "B"), ("88.305", "B"), ("88.31", "A"), ("100", "A"),
    ],
)  # fmt: skip
def test_every_index_has_one_grade(index: str, grade: str) -> None:
    assert grade_of(Fraction(index)) == grade


def test_counts_by_hand() -> None:
    counts = tally([("u1", 4, 3), ("u1", 3, 2), ("u1", 1, 1), ("u2", 2, 1)])
    assert counts["u1"] == Counts((1, 0, 2, 3))
    assert counts["u1"].mean == Fraction(19, 6)
    assert counts["u1"].index == Fraction(475, 6)
    assert Counts((0, 0, 0, 0)).mean is None


def room(n: int, value: int = 4) -> dict[str, Counts]:
    given: list[int] = [0, 0, 0, 0]
    given[value - 1] = n
    return {name: Counts((given[0], given[1], given[2], given[3])) for name in ELEMENTS}


def test_four_answers_say_nothing_and_five_do() -> None:
    four, five = disclose(room(4), [], 5), disclose(room(5), [], 5)
    assert (four.n, four.index, four.grade, set(four.elements.values())) == (4, None, None, {None})
    assert (five.n, five.index, five.grade) == (5, Fraction(100), "A")


def test_one_hidden_element_hides_the_index_from_which_it_could_be_told() -> None:
    counts = {**room(9), "u4": Counts((0, 0, 0, 4))}
    shown = disclose(counts, [], 5)
    assert shown.elements["u4"] is None
    assert shown.elements["u1"] is not None
    assert (shown.index, shown.grade) == (None, None)


def test_a_speaker_whom_few_heard_is_left_out() -> None:
    counts = {**room(9), "s1.mastery": Counts((0, 0, 1, 4)), "s2.mastery": Counts((0, 0, 1, 3))}
    shown = disclose(counts, ["s1.mastery", "s2.mastery", "s3.mastery"], 5)
    assert shown.speakers == {"s1.mastery": counts["s1.mastery"], "s2.mastery": None, "s3.mastery": None}


def test_the_lowest_element_comes_first() -> None:
    counts = {**room(6), "u3": Counts((3, 3, 0, 0)), "u8": Counts((0, 6, 0, 0))}
    assert disclose(counts, [], 5).lowest[:2] == ["u3", "u8"]


@given(st.lists(st.lists(st.integers(1, 4), min_size=9, max_size=9), min_size=5, max_size=30))
def test_the_index_is_the_mean_of_all_answers(sheets: list[list[int]]) -> None:
    counts = tally((ELEMENTS[place], value, 1) for sheet in sheets for place, value in enumerate(sheet))
    shown = disclose(counts, [], 5)
    assert shown.index == Fraction(sum(map(sum, sheets)), 9 * len(sheets)) * 25
    assert 25 <= shown.index <= 100
