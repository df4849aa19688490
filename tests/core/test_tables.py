"""Cells that no spreadsheet can run."""

from __future__ import annotations

import io

import pytest

from lms.core.tables import Cell, Sheet, as_csv, as_xlsx, safe


@pytest.mark.parametrize("text", ["=1+1", "+62811", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])
def test_what_begins_like_a_formula_becomes_text(text: str) -> None:
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "text"), [("Rini", "Rini"), ("", ""), (None, ""), (-3, "-3"), (2, "2"), ("a=b", "a=b")]
)
def test_what_is_harmless_stays_as_it_is(value: object, text: str) -> None:
    assert safe(value) == text


def test_a_csv_starts_with_a_byte_order_mark_and_quotes_formulas() -> None:
    assert as_csv([["nama", "n"], ["=1+1", 3]]) == "\ufeffnama,n\r\n'=1+1,3\r\n".encode()


def test_a_workbook_keeps_text_as_text_and_numbers_as_numbers() -> None:
    from python_calamine import CalamineWorkbook

    rows: list[list[Cell]] = [["NIP", "JP"], ["198001012005011001", 8], ["=1+1", 2.5]]
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(as_xlsx([Sheet("Peserta", rows, (20, 8), 1), Sheet("B", [])]))
    )
    assert book.sheet_names == ["Peserta", "B"]
    assert book.get_sheet_by_name("Peserta").to_python() == rows
