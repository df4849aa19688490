"""The scanner: from the text of a body to its blocks."""

from __future__ import annotations

import re

from lms.content.blocks.attributes import split_attributes
from lms.content.blocks.lines import (
    ADMONITION,
    ATX,
    CODE_INDENT,
    FENCE,
    FOOTNOTE,
    ITEM,
    QUOTE,
    RULE,
    SETEXT,
    Line,
    interrupts,
    split_lines,
    starts_table,
)
from lms.content.blocks.lists import LEAST_INDENT, read_list
from lms.content.blocks.model import Block, Code, Container, Fence, Heading, Paragraph, Quote, Rule
from lms.content.blocks.tables import read_table
from lms.content.text import plain

MAX_NESTING = 10
_CLOSING_HASHES = re.compile(r"(?:^|(?<![ \t])[ \t]+)#+[ \t]*$")


def scan(body: str, first_line: int = 1) -> list[Block]:
    """The blocks of `body`, whose first line is line `first_line` of its file; never raises.

    Below `MAX_NESTING` levels of lists and quotes everything is a paragraph.
    """
    return _Scanner(0).blocks(split_lines(plain(body), first_line))


class _Scanner:
    """Reads the lines of one container; what stands deeper is read by a scanner of its own."""

    def __init__(self, depth: int) -> None:
        self.depth = depth

    def blocks(self, lines: list[Line]) -> list[Block]:
        """All blocks of these lines."""
        found: list[Block] = []
        index = 0
        while index < len(lines):
            if lines[index].blank:
                index += 1
                continue
            block, index = self._block(lines, index)
            found.append(block)
        return found

    def _block(self, lines: list[Line], index: int) -> tuple[Block, int]:
        text = lines[index].text
        if FENCE.match(text):
            return _fence(lines, index)
        if lines[index].indent >= CODE_INDENT:
            return _code(lines, index)
        if ATX.match(text):
            return _heading(lines[index]), index + 1
        if RULE.match(text):
            return Rule(*_extent(lines, index, index + 1)), index + 1
        nested = self._nested(lines, index) if self.depth < MAX_NESTING else None
        return nested or (read_table if starts_table(lines, index) else _paragraph)(lines, index)

    def _nested(self, lines: list[Line], index: int) -> tuple[Block, int] | None:
        text = lines[index].text
        if QUOTE.match(text):
            return self._quote(lines, index)
        if ITEM.match(text):
            return read_list(lines, index, self._deeper().blocks)
        if ADMONITION.match(text):
            return self._container(lines, index, lines[index].text.rstrip(), [])
        footnote = FOOTNOTE.match(text)
        if footnote and self.depth == 0:
            rest = lines[index].skip(footnote.end())
            return self._container(lines, index, footnote[0].strip(), [rest])
        return None

    def _deeper(self) -> _Scanner:
        return _Scanner(self.depth + 1)

    def _quote(self, lines: list[Line], start: int) -> tuple[Block, int]:
        inner: list[Line] = []
        index = start
        while index < len(lines) and not lines[index].blank:
            sign = QUOTE.match(lines[index].text)
            if sign is None and (interrupts(lines, index) or inner[-1].blank):
                break
            inner.append(lines[index].skip(sign.end() if sign else 0))
            index += 1
        text = "\n".join(line.text for line in inner).strip("\n")
        return Quote(*_extent(lines, start, index), text, tuple(self._deeper().blocks(inner))), index

    def _container(self, lines: list[Line], start: int, head: str, inner: list[Line]) -> tuple[Block, int]:
        index = end = start + 1
        while index < len(lines) and (lines[index].blank or lines[index].indent >= LEAST_INDENT):
            if not lines[index].blank:
                end = index + 1
            index += 1
        inner = [*inner, *(line.dedent(CODE_INDENT) for line in lines[start + 1 : end])]
        blocks = tuple(self._deeper().blocks(inner))
        return Container(*_extent(lines, start, end), head, blocks), end


def _extent(lines: list[Line], start: int, end: int) -> tuple[int, int, int, str]:
    """Line, column, last line and source of `lines[start:end]`."""
    first = lines[start]
    column = first.column + len(first.text) - len(first.text.lstrip())
    raw = "\n".join(line.text for line in lines[start:end])
    return first.number, column, lines[end - 1].number, raw


def _fence(lines: list[Line], start: int) -> tuple[Block, int]:
    opening = FENCE.match(lines[start].text)
    assert opening is not None
    fence, info = opening[1], opening[2].strip()
    end, closed = start + 1, False
    while end < len(lines) and not closed:
        line = FENCE.match(lines[end].text)
        closed = line is not None and line[1].startswith(fence) and not line[2].strip()
        end += 1
    inner = lines[start + 1 : end - closed]
    text = "\n".join(line.dedent(lines[start].indent).text for line in inner)
    return Fence(*_extent(lines, start, end), info, text, fence, closed), end


def _code(lines: list[Line], start: int) -> tuple[Block, int]:
    index = end = start
    while index < len(lines) and (lines[index].blank or lines[index].indent >= CODE_INDENT):
        index += 1
        if not lines[index - 1].blank:
            end = index
    text = "\n".join(line.dedent(CODE_INDENT).text for line in lines[start:end])
    return Code(*_extent(lines, start, end), text), end


def _heading(line: Line) -> Heading:
    match = ATX.match(line.text)
    assert match is not None
    offset = match.start(2) if match[2] is not None else len(line.text)
    return _make_heading([line], len(match[1]), _CLOSING_HASHES.sub("", match[2] or ""), line.column + offset)


def _make_heading(lines: list[Line], level: int, text: str, column: int) -> Heading:
    found = split_attributes(text.rstrip())
    return Heading(
        *_extent(lines, 0, len(lines)),
        level,
        _CLOSING_HASHES.sub("", found.text).strip(),
        found.id,
        found.values,
        tuple(found.classes),
        column + found.id_column - 1 if found.id_column is not None else None,
        found.id_first,
        found.malformed,
        {key: column + place - 1 for key, place in found.columns.items()},
    )


def _paragraph(lines: list[Line], start: int) -> tuple[Block, int]:
    """A paragraph, or the heading that an underline makes of its first line."""
    underline = SETEXT.match(lines[start + 1].text) if start + 1 < len(lines) else None
    if underline:
        text = lines[start].text
        offset = len(text) - len(text.lstrip())
        level = 1 if underline[1][0] == "=" else 2
        both = lines[start : start + 2]
        return _make_heading(both, level, text.strip(), lines[start].column + offset), start + 2
    index = start + 1
    while index < len(lines) and not lines[index].blank and not interrupts(lines, index):
        index += 1
    return Paragraph(*_extent(lines, start, index)), index
