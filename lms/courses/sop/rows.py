"""The rows of a procedure table, read cell by cell, before anything is asked about the flow."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import lms.courses.sop.messages  # noqa: F401 -- registers the S### codes
from lms.content.blocks import Cell, Table
from lms.content.hints import hint
from lms.core.problem import Problem, problem
from lms.courses.sop.duration import Duration, parse_duration

COLUMNS = ("No", "Kegiatan", "Pelaksana", "Kelengkapan", "Waktu", "Output", "Lanjut", "Keterangan")
FILLED = ("Kegiatan", "Pelaksana", "Waktu", "Output")
END = "selesai"
_DIGITS = 3

_NOTHING = frozenset({"", "-", "–", "—"})
_TARGET = re.compile(r"\s*(?:(?P<label>[^:;]*?)\s*:)?\s*(?P<to>[^:;]*?)\s*$")


@dataclass(frozen=True)
class Target:
    """One entry of the column Lanjut; `to` is None where the procedure ends."""

    label: str | None
    to: int | None
    line: int
    column: int


@dataclass(frozen=True)
class Row:
    """One row with its cells by column name and its targets as written."""

    number: int
    cells: Mapping[str, Cell]
    duration: Duration | None
    targets: tuple[Target, ...]
    unread: bool = False  # some target could not be read, and the others alone say too little

    def text(self, column: str) -> str:
        """What the row says in `column`; a lone dash counts as nothing."""
        cell = self.cells.get(column)
        return "" if cell is None or cell.text in _NOTHING else " ".join(cell.text.split())


def read_rows(path: str, table: Table) -> tuple[list[Row], list[Problem]]:
    """Every readable row of `table` and what is wrong with its cells."""
    problems = _check_header(path, table)
    names = [_column(cell.text) for cell in table.header.cells]
    rows: list[Row] = []
    for place, cells in enumerate((row.cells for row in table.rows), start=1):
        if len(cells) != len(names):
            values = {"found": len(cells), "expected": len(names)}
            problems.append(problem(path, cells[0].line, cells[0].column, "S003", **values))
        by_name = {name: cell for name, cell in zip(names, cells, strict=False) if name}
        number = _number(path, by_name, place, rows, problems)
        rows.append(_row(path, number, by_name, problems))
    if not rows:
        problems.append(problem(path, table.header.cells[0].line, table.header.cells[0].column, "S027"))
    return rows, problems


def _column(text: str) -> str | None:
    wanted = text.strip("*_. ").casefold()
    return next((name for name in COLUMNS if name.casefold() == wanted), None)


def _check_header(path: str, table: Table) -> list[Problem]:
    found = {_column(cell.text) for cell in table.header.cells}
    missing = [name for name in COLUMNS if name not in found]
    strange = [cell for cell in table.header.cells if _column(cell.text) is None]
    problems = [
        problem(path, cell.line, cell.column, "S002", name=cell.text, hint=hint(cell.text, missing))
        for cell in strange
    ]
    start = table.header.cells[0]
    return problems + [problem(path, start.line, start.column, "S001", name=name) for name in missing]


def _number(
    path: str, cells: Mapping[str, Cell], place: int, before: list[Row], problems: list[Problem]
) -> int:
    cell = cells.get("No")
    if cell is None:
        return place
    text = cell.text.rstrip(".")
    if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS and int(text)):
        problems.append(problem(path, cell.line, cell.column, "S004", text=cell.text))
        return place
    number = int(text)
    if any(row.number == number for row in before):
        problems.append(problem(path, cell.line, cell.column, "S005", number=number))
    elif number != place:
        problems.append(problem(path, cell.line, cell.column, "S006", number=number, expected=place))
    return number


def _row(path: str, number: int, cells: Mapping[str, Cell], problems: list[Problem]) -> Row:
    empty = [(name, cells[name]) for name in FILLED if name in cells and cells[name].text in _NOTHING]
    problems += [problem(path, cell.line, cell.column, "S007", name=name) for name, cell in empty]
    duration = _duration(path, cells, problems)
    before = len(problems)
    targets = _targets(path, cells.get("Lanjut"), problems)
    return Row(number, cells, duration, targets, len(problems) > before)


def _duration(path: str, cells: Mapping[str, Cell], problems: list[Problem]) -> Duration | None:
    cell = cells.get("Waktu")
    if cell is None or cell.text in _NOTHING:
        return None
    duration = parse_duration(cell.text)
    if duration is None:
        problems.append(problem(path, cell.line, cell.column, "S008", text=cell.text))
    return duration


def _targets(path: str, cell: Cell | None, problems: list[Problem]) -> tuple[Target, ...]:
    if cell is None or cell.text in _NOTHING:
        return ()
    found: list[Target] = []
    offset = 0
    for part in cell.text.rstrip("; ").split(";"):
        match = _TARGET.fullmatch(part)
        to = match["to"].casefold() if match else ""
        line, column = cell.line, cell.column + offset + len(part) - len(part.lstrip())
        offset += len(part) + 1
        if to == END or (to.isascii() and to.isdigit() and len(to) <= _DIGITS):
            label = match["label"] if match else None
            found.append(Target(label or None, None if to == END else int(to), line, column))
        else:
            problems.append(problem(path, line, column, "S026", text=part.strip()))
    return tuple(found)
