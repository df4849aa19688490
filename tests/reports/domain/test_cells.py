"""Cells that no spreadsheet can run."""

from __future__ import annotations

import pytest

from lms.reports.domain.cells import safe


@pytest.mark.parametrize("text", ["=1+1", "+62811", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])
def test_what_begins_like_a_formula_becomes_text(text: str) -> None:
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "text"), [("Rini", "Rini"), ("", ""), (None, ""), (-3, "-3"), (2, "2"), ("a=b", "a=b")]
)
def test_what_is_harmless_stays_as_it_is(value: object, text: str) -> None:
    assert safe(value) == text
