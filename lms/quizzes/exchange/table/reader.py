"""Tables of questions to a quiz: the cells of CSV and XLSX, and one question for each row."""

from __future__ import annotations

from lms.quizzes.exchange.draft import Draft
from lms.quizzes.exchange.model import Notes, Paper, Source
from lms.quizzes.exchange.sources import text_of
from lms.quizzes.exchange.table.head import MOST, read_head
from lms.quizzes.exchange.table.rows import Record, question
from lms.quizzes.exchange.table.sheets import sheet_rows
from lms.quizzes.schema.csvtext import CsvCell, CsvRow, read_rows


def read_csv(source: Source, notes: Notes) -> Paper:
    """The quiz in a CSV file; commas or semicolons, as spreadsheets save it."""
    return _read(read_rows(text_of(source, notes)), source, notes)


def read_xlsx(source: Source, notes: Notes) -> Paper:
    """The quiz in the first sheet of a workbook; the line of a problem is the row."""
    return _read(sheet_rows(source, notes), source, notes)


def _read(rows: list[CsvRow], source: Source, notes: Notes) -> Paper:
    draft = Draft(source.name, notes)
    names = read_head(rows[0], notes) if rows else None
    if names is not None:
        for row in rows[1:]:
            record = _record(row, names, notes)
            facts = question(record, notes) if record else None
            if record and facts:
                draft.item(facts, title=record.text("title"), stem=record.markdown("question"), line=row.line)
    return draft.paper()


def _record(row: CsvRow, names: list[str], notes: Notes) -> Record | None:
    """The cells of a row by their columns; None after a fault."""
    unclosed = next((cell for cell in row.cells if not cell.closed), None)
    if unclosed is not None:
        notes.add("X036", unclosed.line, unclosed.column)
        return None
    if any(cell.text for cell in row.cells[len(names) :]):
        notes.add("X035", row.line, count=len(row.cells), expected=len(names))
        return None
    cells: dict[str, CsvCell] = {n: c for n, c in zip(names, row.cells, strict=False) if n}
    record = Record(cells, row.line, MOST)
    if not record.text("question"):
        notes.add("X025", row.line, record.column("question"))
        return None
    return record
