"""What the check says about a Markdown body: structure, links, images."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lms.content.blocks import Block, Fence, Heading, Paragraph, Section, Table, scan, sections, walk
from lms.content.blocks.lines import DELIMITER, ITEM, QUOTE, cells
from lms.content.blocks.scanner import MAX_NESTING
from lms.content.htmltags import find_tags
from lms.content.linkcheck import check_references
from lms.content.markdown.limits import MAX_CHARACTERS, TooHeavy, excesses
from lms.content.tree import ContentTree
from lms.core.problem import Problem, problem

PRACTICE_CLASS = "latihan"
_QUOTE_OR_ITEM = re.compile(f"{QUOTE.pattern}|{ITEM.pattern}")


@dataclass(frozen=True)
class Body:
    """A body that is being checked."""

    path: str
    text: str
    first_line: int
    blocks: list[Block]

    def problem(self, line: int, column: int, code: str, **values: object) -> Problem:
        """A problem in this file."""
        return problem(self.path, line, column, code, **values)


def check_body(path: str, text: str, first_line: int, tree: ContentTree) -> list[Problem]:
    """Every problem of a Markdown body whose first line is line `first_line` of the file."""
    if len(text) > MAX_CHARACTERS:
        return [problem(path, first_line, 1, "M001", size=len(text), limit=MAX_CHARACTERS)]
    body = Body(path, text, first_line, scan(text, first_line))
    found = [*_limits(body), *_blocks(body), *_heading_ids(body), *_heading_levels(body)]
    found += [body.problem(line, column, "M015", tag=tag) for line, column, tag in find_tags(body.blocks)]
    try:
        return found + check_references(path, text, first_line, body.blocks, tree)
    except TooHeavy:
        return [*found, body.problem(first_line, 1, "M003", limit=MAX_NESTING)]


def _limits(body: Body) -> Iterator[Problem]:
    for excess in excesses(body.text, body.blocks, body.first_line):
        values = {"mark": excess.mark, "count": excess.count, "limit": excess.limit}
        yield body.problem(excess.line, 1, "M002", **values)


def _blocks(body: Body) -> Iterator[Problem]:
    for block in walk(body.blocks):
        line, column = block.line, block.column
        if isinstance(block, Fence) and not block.closed:
            yield body.problem(line, column, "M010", fence=block.fence)
        elif isinstance(block, Heading) and block.malformed is not None:
            yield body.problem(line, column, "M011", text=block.malformed)
        elif isinstance(block, Table):
            yield from _rows(body, block)
        elif isinstance(block, Paragraph):
            if _QUOTE_OR_ITEM.match(block.raw):
                yield body.problem(line, column, "M003", limit=MAX_NESTING)
            yield from _no_table(body, block)


def _rows(body: Body, table: Table) -> Iterator[Problem]:
    expected = len(table.header.cells)
    for row in table.rows:
        if len(row.cells) != expected:
            yield body.problem(row.line, row.cells[0].column, "M016", count=len(row.cells), expected=expected)


def _no_table(body: Body, paragraph: Paragraph) -> Iterator[Problem]:
    """What the author meant as a table, but no reader will see as one."""
    lines = paragraph.raw.split("\n")
    for offset, (head, delimiter) in enumerate(itertools.pairwise(lines)):
        if "|" in head and DELIMITER.fullmatch(delimiter):
            counts = {"count": len(cells(head)), "expected": len(cells(delimiter))}
            yield body.problem(paragraph.line + offset, paragraph.column, "M017", **counts)


def _heading_ids(body: Body) -> Iterator[Problem]:
    """Repeated ids; those of questions are left to the check of the quiz, which names the question."""
    if body.path.startswith("quizzes/"):
        return
    questions = _in_practice(body.blocks)
    first: dict[str, int] = {}
    for heading in (block for block in walk(body.blocks) if isinstance(block, Heading)):
        if heading.id is None or heading.line in questions:
            continue
        if heading.id in first:
            column = heading.id_column or heading.column
            yield body.problem(heading.line, column, "M012", id=heading.id, first=first[heading.id])
        first.setdefault(heading.id, heading.line)


def _in_practice(blocks: Sequence[Block]) -> set[int]:
    """The lines of the headings in sections of quick checks."""
    practice: list[Section] = [s for s in sections(blocks, 2) if PRACTICE_CLASS in s.heading.classes]
    return {block.line for s in practice for block in s.blocks if isinstance(block, Heading)}


def _heading_levels(body: Body) -> Iterator[Problem]:
    before = 1
    for heading in (block for block in body.blocks if isinstance(block, Heading)):
        if heading.level == 1:
            yield body.problem(heading.line, heading.column, "M014")
        elif heading.level > before + 1:
            yield body.problem(heading.line, heading.column, "M013", before=before, level=heading.level)
        before = heading.level
