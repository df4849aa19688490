"""Numbers as people write them here."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.quizzes.domain.numbers import Doubtful, Span, looks_numeric, parse_key, parse_number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10", Fraction(10)),
        ("0,5", Fraction(1, 2)),
        ("0.5", Fraction(1, 2)),
        ("0.125", Fraction(1, 8)),
        ("0,125", Fraction(1, 8)),
        ("-3", Fraction(-3)),
        ("+3", Fraction(3)),
        ("1.000.000", Fraction(1_000_000)),
        ("1.000,5", Fraction(2001, 2)),
        ("12.5", Fraction(25, 2)),
        ("1000.125", Fraction(8001, 8)),
        ("1,000", Fraction(1)),
        ("", None),
        ("sepuluh", None),
        ("10 hari", None),
        ("1..2", None),
        ("1e5", None),
        ("٣", None),
        ("9" * 41, None),
    ],
)
def test_reading(text, expected):
    assert parse_number(text) == expected


@pytest.mark.parametrize("text", ["1.000", "12.500", "999.999", "1,000,000", "1,000.5", "-1.000"])
def test_what_can_be_read_in_two_ways_is_doubtful(text):
    assert parse_number(text) == Doubtful(text)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("10", 10, 10),
        ("10 ± 0,5", Fraction(19, 2), Fraction(21, 2)),
        ("10±1", 9, 11),
        ("10 +/- 1", 9, 11),
        ("9..11", 9, 11),
        ("-2 .. 2,5", -2, Fraction(5, 2)),
    ],
)
def test_keys(text, low, high):
    assert parse_key(text) == Span(Fraction(low), Fraction(high))


@pytest.mark.parametrize("text", ["11..9", "10 ± -1", "sepuluh", "9..", "..9", "Tunggu..."])
def test_keys_that_are_no_span(text):
    assert parse_key(text) is None


def test_meant_as_a_number():
    assert looks_numeric("1.000")
    assert looks_numeric("11..9")
    assert not looks_numeric("Tunggu...")
    assert not looks_numeric("10 hari")


@given(st.integers(-(10**9), 10**9), st.integers(0, 999))
def test_comma_is_exact(whole, thousandths):
    expected = abs(whole) + Fraction(thousandths, 1000)
    text = f"{'-' if whole < 0 else ''}{abs(whole)},{thousandths:03}"
    assert parse_number(text) == (-expected if whole < 0 else expected)


@given(st.text(max_size=60))
def test_never_raises(text):
    parse_number(text)
    parse_key(text)
