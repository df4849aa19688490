"""Tables as files for spreadsheets: CSV and XLSX whose cells are never run as formulas, links or guessed numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Cell = str | int | float
Row = Sequence[Cell]

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe(value: object) -> str:
    """The value as text that no spreadsheet runs; numbers, dates and harmless text stay as they are."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_RISKY) and not isinstance(value, int | float) else text


def as_csv(rows: Iterable[Row]) -> bytes:
    """The rows, UTF-8 with a byte order mark so that spreadsheets read the names."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([safe(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook: its first row is the head; widths are in characters, `frozen` counts columns."""

    name: str
    rows: Iterable[Row]
    widths: Sequence[int] = ()
    frozen: int = 0


def as_xlsx(sheets: Iterable[Sheet]) -> bytes:
    """A workbook; text is written as text, whatever it begins with, so that a NIP keeps its digits."""
    import xlsxwriter

    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        bold = book.add_format({"bold": True})
        for one in sheets:
            page = book.add_worksheet(one.name)
            for line, row in enumerate(one.rows):
                for column, value in enumerate(row):
                    if isinstance(value, str):
                        page.write_string(line, column, value, bold if line == 0 else None)
                    else:
                        page.write_number(line, column, value)
            page.freeze_panes(1, one.frozen)
            for column, width in enumerate(one.widths):
                page.set_column(column, column, width)
    return out.getvalue()
