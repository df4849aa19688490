"""Tables: cells split at pipes that are neither escaped nor inside code."""

from __future__ import annotations

import re

from lms.content.blocks.lines import Line, interrupts
from lms.content.blocks.model import Cell, Row, Table

_TICKS = re.compile(r"`+")


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
    text = line.text
    cuts = _pipes(text)
    stripped = text.strip()
    begin, end = 0, len(text)
    if cuts and stripped.startswith("|"):
        begin = cuts.pop(0) + 1
    if cuts and not text[cuts[-1] + 1 :].strip():
        end = cuts.pop()
    edges = [begin, *(cut + 1 for cut in cuts)]
    stops = [*cuts, end]
    cells = tuple(_cell(line, a, b) for a, b in zip(edges, stops, strict=True))
    return Row(cells, line.number)


def _cell(line: Line, begin: int, end: int) -> Cell:
    text = line.text[begin:end]
    column = line.column + begin + len(text) - len(text.lstrip())
    return Cell(text.strip().replace("\\|", "|"), line.number, column)


def _pipes(text: str) -> list[int]:
    """The places of the pipes that divide cells."""
    found, index, size = [], 0, len(text)
    while index < size:
        character = text[index]
        if character == "\\":
            index += 2
        elif character == "`":
            index = _after_code(text, index)
        else:
            if character == "|":
                found.append(index)
            index += 1
    return found


def _after_code(text: str, index: int) -> int:
    """The place behind the code span that begins at `index`, or behind its ticks if it never ends."""
    ticks = _TICKS.match(text, index)
    assert ticks is not None
    for closing in _TICKS.finditer(text, ticks.end()):
        if len(closing[0]) == len(ticks[0]):
            return closing.end()
    return ticks.end()


def _alignment(cell: str) -> str:
    left, right = cell.startswith(":"), cell.endswith(":")
    return "center" if left and right else "left" if left else "right" if right else ""
