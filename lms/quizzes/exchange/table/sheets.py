"""The first sheet of an XLSX workbook as rows of text, each cell with its row and column."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time

from lms.content.text import without_controls
from lms.quizzes.exchange.model import Notes, Source
from lms.quizzes.exchange.sources import fits
from lms.quizzes.schema.csvtext import CsvCell, CsvRow

MAX_BYTES = 5_000_000
MAX_UNPACKED = 50_000_000
MAX_ROWS, MAX_COLUMNS = 5000, 64


def sheet_rows(source: Source, notes: Notes) -> list[CsvRow]:
    """The rows that are not empty; a fault is reported and gives none."""
    if not fits(source, notes, MAX_BYTES):
        return []
    try:
        from python_calamine import CalamineWorkbook
    except ImportError:
        notes.add("X009", 1)
        return []
    if not _sound(source.data):
        notes.add("X008", 1)
        return []
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(source.data))
        values = book.get_sheet_by_index(0).to_python(skip_empty_area=False, nrows=MAX_ROWS)
    except Exception:  # noqa: BLE001 -- the reader raises whatever it likes on broken workbooks
        notes.add("X008", 1)
        return []
    rows = [_row(number, row) for number, row in enumerate(values, start=1)]
    return [row for row in rows if any(cell.text for cell in row.cells)]


def _sound(data: bytes) -> bool:
    """Whether it is an archive that does not grow beyond all measure when it is opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return sum(entry.file_size for entry in archive.infolist()) <= MAX_UNPACKED
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def _row(number: int, values: Sequence[object]) -> CsvRow:
    return CsvRow(tuple(CsvCell(_text(v), number, n) for n, v in enumerate(values[:MAX_COLUMNS], start=1)))


def _text(value: object) -> str:
    """A cell as people read it: whole numbers without a point, dates as they are written here."""
    if isinstance(value, bool):
        return "Benar" if value else "Salah"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value).replace(".", ",")
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    return without_controls(str(value)).strip() if value is not None else ""
