"""The first sheet of an XLSX workbook as rows of text, each cell with its row and column."""

from __future__ import annotations

from lms.quizzes.exchange.model import Notes, Source
from lms.quizzes.exchange.sources import fits
from lms.quizzes.exchange.table.archive import BadWorkbookError
from lms.quizzes.exchange.table.workbook import first_sheet
from lms.quizzes.schema.csvtext import CsvCell, CsvRow

MAX_BYTES = 5_000_000
MAX_ROWS = 5002  # a head, the most that any reader takes, and one by which it sees that there are more
MAX_COLUMNS = 64


def sheet_rows(source: Source, notes: Notes) -> list[CsvRow]:
    """The rows that are not empty; a fault is reported and gives none."""
    if not fits(source, notes, MAX_BYTES):
        return []
    try:
        rows = first_sheet(source.data, MAX_ROWS, MAX_COLUMNS)
    except BadWorkbookError:
        notes.add("X008", 1)
        return []
    width = max((max(cells) for cells in rows.values()), default=0)
    return [_row(number, cells, width) for number, cells in sorted(rows.items())]


def _row(number: int, cells: dict[int, str], width: int) -> CsvRow:
    return CsvRow(tuple(CsvCell(cells.get(column, ""), number, column) for column in range(1, width + 1)))
