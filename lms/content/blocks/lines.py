"""Lines with their place in the file, and the patterns by which blocks begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

TAB = 4
CODE_INDENT = 4

FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})(.*)$")
ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*))?$")
SETEXT = re.compile(r" {0,3}(=+|-+)[ \t]*$")
RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
QUOTE = re.compile(r" {0,3}>[ ]?")
ITEM = re.compile(r"( {0,3})([-*+]|\d{1,9}[.)])([ \t]+|$)")
DELIMITER = re.compile(r" {0,3}(?=.*\|)\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
ADMONITION = re.compile(r'!!! ?[\w-]+(?: +[\w-]+)*(?: +"[^"\n]*")?[ \t]*$')
_TICKS = re.compile(r"`+")
FOOTNOTE = re.compile(r" {0,3}\[\^[^\]\s]{1,60}\]:[ \t]*")


@dataclass(frozen=True)
class Line:
    """One line: its number in the file, the column of its first character, and its text."""

    number: int
    column: int
    text: str

    @property
    def blank(self) -> bool:
        """Whether nothing can be seen on the line."""
        return not self.text.strip()

    @property
    def indent(self) -> int:
        """The width of the white space at its beginning; a tab reaches to the next fourth place."""
        width = 0
        for character in self.text:
            if character == " ":
                width += 1
            elif character == "\t":
                width += TAB - width % TAB
            else:
                break
        return width

    def dedent(self, width: int) -> Line:
        """The line without `width` places of white space, or without all it has."""
        text, taken, column = self.text, 0, self.column
        while taken < width and text[:1] in {" ", "\t"}:
            step = 1 if text[0] == " " else TAB - taken % TAB
            taken, text, column = taken + step, text[1:], column + 1
        return Line(self.number, column, " " * (taken - width) + text)

    def skip(self, count: int) -> Line:
        """The line without its first `count` characters."""
        return Line(self.number, self.column + count, self.text[count:])


def split_lines(body: str, first_line: int) -> list[Line]:
    """The lines of a body whose first line is line `first_line` of the file."""
    return [Line(first_line + i, 1, text) for i, text in enumerate(body.split("\n"))]


def starts_table(lines: list[Line], index: int) -> bool:
    """Whether a table head and its delimiter row stand at `index`, with as many cells each."""
    if index + 1 >= len(lines) or "|" not in lines[index].text:
        return False
    head, delimiter = lines[index].text, lines[index + 1].text
    return DELIMITER.fullmatch(delimiter) is not None and len(cells(head)) == len(cells(delimiter))


def cells(text: str) -> list[tuple[int, int]]:
    """The begin and the end of every cell of a row; the pipes at its two ends are optional."""
    cuts = list(_pipes(text))
    begin, end = 0, len(text)
    if cuts and text.strip().startswith("|"):
        begin = cuts.pop(0) + 1
    if cuts and not text[cuts[-1] + 1 :].strip():
        end = cuts.pop()
    return list(zip([begin, *(cut + 1 for cut in cuts)], [*cuts, end], strict=True))


def _pipes(text: str) -> Iterator[int]:
    """The places of the pipes that divide cells: not escaped and not inside code."""
    index = 0
    while index < len(text):
        character = text[index]
        if character == "\\":
            index += 2
        elif character == "`":
            index = _after_code(text, index)
        else:
            if character == "|":
                yield index
            index += 1


def _after_code(text: str, index: int) -> int:
    """The place behind the code span that begins at `index`, or behind its ticks if it never ends."""
    ticks = _TICKS.match(text, index)
    assert ticks is not None
    for closing in _TICKS.finditer(text, ticks.end()):
        if len(closing[0]) == len(ticks[0]):
            return closing.end()
    return ticks.end()


def interrupts(lines: list[Line], index: int) -> bool:
    """Whether the line at `index` ends a paragraph because another block begins there.

    A numbered list does so only with the number 1, lest a year at the beginning of a line
    become a list.
    """
    text = lines[index].text
    if any(p.match(text) for p in (FENCE, ATX, RULE, QUOTE, ADMONITION, FOOTNOTE)):
        return True
    item = ITEM.match(text)
    if item and item[3] and text[item.end() :].strip():
        return not item[2][0].isdigit() or item[2][:-1] == "1"
    return starts_table(lines, index)
