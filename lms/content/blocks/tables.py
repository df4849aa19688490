"""Tables: cells split at pipes that are neither escaped nor inside code."""

from __future__ import annotations

from lms.content.blocks.lines import Line, cells, interrupts
from lms.content.blocks.model import Cell, Row, Table


def read_table(lines: list[Line], start: int) -> tuple[Table, int]:
    """The table whose head is at `start`, and the index of the line after it."""
    end = start + 2
    while end < len(lines) and "|" in lines[end].text and not interrupts(lines, end):
        end += 1
    header = split_row(lines[start])
    aligns = tuple(_alignment(cell.text) for cell in split_row(lines[start + 1]).cells)
    rows = tuple(split_row(line) for line in lines[start + 2 : end])
    raw = "\n".join(line.text for line in lines[start:end])
    first = lines[start]
    column = first.column + len(first.text) - len(first.text.lstrip())
    table = Table(first.number, column, lines[end - 1].number, raw, header, aligns, rows)
    return table, end


def split_row(line: Line) -> Row:
    """The cells of one line; the pipes at its two ends are optional."""
    return Row(tuple(_cell(line, begin, end) for begin, end in cells(line.text)), line.number)


def _cell(line: Line, begin: int, end: int) -> Cell:
    text = line.text[begin:end]
    column = line.column + begin + len(text) - len(text.lstrip())
    return Cell(text.strip().replace("\\|", "|"), line.number, column)


def _alignment(cell: str) -> str:
    left, right = cell.startswith(":"), cell.endswith(":")
    return "center" if left and right else "left" if left else "right" if right else ""
