"""Numbers, states, dates and file names."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.certificates.domain.numbering import PatternError, Rule, file_name
from lms.certificates.domain.states import add_months, public_state
from lms.certificates.domain.words import days, decimal, percent, score

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("{klasifikasi}/{seq:03}/{unit}/{tahun}", "488.1/034/DISKOMINFO/2026"),
        ("{seq}.{bulan_romawi}.{tahun}", "34.XI.2026"),
        ("B-{seq:5}/{bulan}", "B-00034/11"),
    ],
)
def test_patterns(pattern: str, number: str) -> None:
    assert Rule(pattern, "488.1", "DISKOMINFO").number(34, DAY) == number


@pytest.mark.parametrize(
    "pattern", ["{tahun}", "{seq}{seq}", "{seq}/{nomor}", "{seq", "{seq!r}", "{seq} {tahun}"]
)
def test_patterns_that_cannot_give_unique_numbers_are_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        Rule(pattern, "488.1", "DISKOMINFO")


def test_the_counter_belongs_to_what_is_fixed() -> None:
    a, b = Rule("{klasifikasi}/{seq:03}/{tahun}", "1", "X"), Rule("{klasifikasi}/{seq:04}/{tahun}", "1", "Y")
    assert a.key == b.key == "1/{seq}/{tahun}"
    assert (a.year(DAY), Rule("{seq}", "", "").year(DAY)) == (2026, 0)


def test_a_file_name_has_no_folders() -> None:
    assert file_name("488.1/034/DISKOMINFO/2026") == "488.1-034-DISKOMINFO-2026.pdf"
    assert file_name("../../etc/passwd") == "etc-passwd.pdf"


@pytest.mark.parametrize(
    ("state", "until", "answer"),
    [
        ("waiting", None, "unknown"),
        ("void", None, "unknown"),
        ("issued", None, "valid"),
        ("issued", DAY, "valid"),
        ("issued", date(2026, 11, 22), "expired"),
        ("revoked", date(2026, 11, 22), "revoked"),
        ("replaced", None, "replaced"),
    ],
)
def test_what_the_world_is_told(state: str, until: date | None, answer: str) -> None:
    assert public_state(state, until, DAY) == answer


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 240))
def test_months_later(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day >= 28 and later.day < day.day)


def test_dates_and_figures_in_words() -> None:
    assert days(date(2026, 10, 22), date(2026, 10, 22)) == "Kamis, 22 Oktober 2026"
    assert days(date(2026, 10, 20), date(2026, 10, 22)) == "20 s.d. 22 Oktober 2026"
    assert days(date(2026, 10, 31), date(2026, 11, 2)) == "31 Oktober s.d. 2 November 2026"
    assert days(date(2026, 12, 31), date(2027, 1, 2)) == "31 Desember 2026 s.d. 2 Januari 2027"
    assert (decimal(Fraction(8)), decimal(Fraction(15, 2)), decimal(Fraction(1, 3))) == ("8", "7,5", "0,33")
    assert (score(Fraction(37, 40)), score(Fraction(2, 3)), score(None)) == ("92,50", "66,66", "")
    assert (percent(Fraction(7, 8)), percent(Fraction(1)), percent(None)) == ("87 %", "100 %", "")
