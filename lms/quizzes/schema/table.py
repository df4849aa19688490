"""A CSV table with a known head: its cells by column name, and the faults that any table can have."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

import lms.quizzes.kinds.messages  # noqa: F401 -- the catalogue of messages is filled wherever tables are read
from lms.content.hints import hint
from lms.core.problem import Problem, problem
from lms.quizzes.schema.csvtext import CsvCell, CsvRow, read_rows

AFFAIR_CODE = re.compile(r"\d\.\d{2}(?:/[a-z0-9]+(?:-[a-z0-9]+)*)?")
EXTERNAL_CODE = re.compile(r"EXT(?:\.[A-Z0-9]+)+")
LOST_ZERO = re.compile(r"(\d\.\d)(/.*)?")


@dataclass
class Record:
    """One row by column name."""

    table: Table
    cells: dict[str, CsvCell]
    line: int

    def text(self, column: str) -> str:
        """The trimmed text of a cell."""
        return self.cells[column].text

    def parts(self, column: str) -> list[tuple[str, int]]:
        """The `|` separated parts of a cell with their columns, empty ones left out."""
        cell, found, offset = self.cells[column], [], 0
        for part in cell.text.split("|"):
            lead = len(part) - len(part.lstrip())
            if part.strip():
                found.append((part.strip(), cell.column + offset + lead))
            offset += len(part) + 1
        return found

    def words(self, column: str) -> tuple[str, ...]:
        """The `|` separated parts of a cell."""
        return tuple(part for part, _ in self.parts(column))

    def fault(self, column: str, code: str, at: int | None = None, /, **values: object) -> None:
        """Report a problem at a cell, or at a column inside it."""
        cell = self.cells[column]
        self.table.problems.append(problem(self.table.path, cell.line, at or cell.column, code, **values))

    def date(self, column: str) -> date | None:
        """The date in a cell; a fault is reported, an empty cell is None."""
        text = self.text(column)
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.fault(column, "A008", value=text)
            return None

    def check_code(
        self, column: str, code: str, at: int | None = None, *, example: str = "1.03/drainase"
    ) -> bool:
        """Whether an affair or function code has its form; a lost zero is named as such."""
        if AFFAIR_CODE.fullmatch(code):
            return True
        lost = LOST_ZERO.fullmatch(code)
        if lost:
            self.fault(column, "A004", at, key=code, guess=f"{lost[1]}0{lost[2] or ''}")
        else:
            self.fault(column, "A003", at, key=code, example=f"`{example}`")
        return False


@dataclass
class Table:
    """A CSV file under its head; faulty rows are reported and left out."""

    path: str
    columns: tuple[str, ...]
    required: tuple[str, ...]
    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def read(self, text: str) -> Table:
        """Fill the table from a text."""
        rows = read_rows(text)
        if not rows:
            self.problems.append(problem(self.path, 1, 1, "A017"))
            return self
        head = [cell.text for cell in rows[0].cells]
        if self._head_fits(rows[0], head):
            for row in rows[1:]:
                self._take(row, head)
        return self

    def _head_fits(self, row: CsvRow, head: list[str]) -> bool:
        missing = [name for name in self.columns if name not in head]
        for n, cell in enumerate(row.cells):
            if cell.text not in self.columns:
                suggestion = hint(cell.text, missing)
                self.problems.append(
                    problem(self.path, cell.line, cell.column, "A002", name=cell.text, hint=suggestion)
                )
            elif cell.text in head[:n]:
                self.problems.append(
                    problem(self.path, cell.line, cell.column, "A005", value=cell.text, first=cell.line)
                )
        if missing:
            columns = ", ".join(f"`{name}`" for name in missing)
            expected = f"`{','.join(self.columns)}`"
            self.problems.append(problem(self.path, row.line, 1, "A001", columns=columns, expected=expected))
        return not missing

    def _take(self, row: CsvRow, head: list[str]) -> None:
        unclosed = next((cell for cell in row.cells if not cell.closed), None)
        if unclosed:
            self.problems.append(problem(self.path, unclosed.line, unclosed.column, "A013"))
            return
        if len(row.cells) != len(head):
            self.problems.append(
                problem(self.path, row.line, 1, "A011", count=len(row.cells), expected=len(head))
            )
            return
        record = Record(self, dict(zip(head, row.cells, strict=True)), row.line)
        empty = [name for name in self.required if not record.text(name)]
        for name in empty:
            record.fault(name, "A012", cell=name)
        if not empty:
            self.records.append(record)
