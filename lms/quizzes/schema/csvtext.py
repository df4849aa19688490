"""CSV with places: every cell knows its line and column, so that a fault can be shown where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from lms.content.text import plain


@dataclass(frozen=True)
class CsvCell:
    """One cell, trimmed, and where it begins (both counted from 1)."""

    text: str
    line: int
    column: int
    closed: bool = True


@dataclass(frozen=True)
class CsvRow:
    """One record; `cells` is never empty."""

    cells: tuple[CsvCell, ...]

    @property
    def line(self) -> int:
        """The line on which the record begins."""
        return self.cells[0].line


def read_rows(text: str) -> list[CsvRow]:
    """The records of a CSV text, blank lines left out.

    The separator is a comma; a semicolon when the first line has semicolons and no comma, as
    spreadsheets with Indonesian settings save it.
    """
    text = plain(text)
    head = text.split("\n", 1)[0]
    scanner = _Scanner(text, ";" if ";" in head and "," not in head else ",")
    rows = [CsvRow(tuple(cells)) for cells in scanner.records()]
    return [row for row in rows if any(cell.text for cell in row.cells)]


class _Scanner:
    """A small state machine over the characters, as RFC 4180 describes them."""

    def __init__(self, text: str, separator: str) -> None:
        self.text, self.separator = text, separator
        self.index, self.line, self.line_start = 0, 1, 0

    def records(self) -> list[list[CsvCell]]:
        found: list[list[CsvCell]] = []
        record: list[CsvCell] = []
        while self.index < len(self.text):
            record.append(self._cell())
            if self.index >= len(self.text) or self.text[self.index] == "\n":
                found.append(record)
                record = []
                self._newline()
            else:
                self.index += 1
                if self.index >= len(self.text):
                    record.append(CsvCell("", self.line, self._column()))
        if record:
            found.append(record)
        return found

    def _column(self) -> int:
        return self.index - self.line_start + 1

    def _newline(self) -> None:
        self.index += 1
        self.line += 1
        self.line_start = self.index

    def _cell(self) -> CsvCell:
        line, column = self.line, self._column()
        if self.text[self.index] == '"':
            return self._quoted(line, column)
        start = self.index
        while self.index < len(self.text) and self.text[self.index] not in (self.separator, "\n"):
            self.index += 1
        return CsvCell(self.text[start : self.index].strip(), line, column)

    def _quoted(self, line: int, column: int) -> CsvCell:
        pieces = []
        self.index += 1
        while self.index < len(self.text):
            character = self.text[self.index]
            if character == '"' and self.text[self.index + 1 : self.index + 2] == '"':
                pieces.append('"')
                self.index += 2
            elif character == '"':
                self.index += 1
                return CsvCell(("".join(pieces) + self._rest()).strip(), line, column)
            elif character == "\n":
                pieces.append("\n")
                self._newline()
            else:
                pieces.append(character)
                self.index += 1
        return CsvCell("".join(pieces).strip(), line, column, closed=False)

    def _rest(self) -> str:
        start = self.index
        while self.index < len(self.text) and self.text[self.index] not in (self.separator, "\n"):
            self.index += 1
        return self.text[start : self.index]
