"""How much Markdown is rendered: some marks cost the renderer their number squared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lms.content.blocks import Block, Heading, Paragraph, Table, scan, walk
from lms.core.errors import Refused

MAX_CHARACTERS = 100_000
MAX_MARKS = {"[": 500, "`": 1000, "*": 2000, "_": 2000, "<": 2000, "\\": 2000}
MAX_MARKS_IN_ALL = {"[": 5000}
_MARK = re.compile(r"[\[`*_<\\]")


class TooHeavy(Refused):
    """A text that would cost the server too much; `lms content check` says the same with its line."""


@dataclass(frozen=True)
class Excess:
    """A limit that is passed: `mark` is a character, or `karakter` for the size of the whole."""

    mark: str
    count: int
    limit: int
    line: int


def excesses(text: str, blocks: list[Block], first_line: int = 1) -> Iterator[Excess]:
    """Every limit that `text`, scanned to `blocks`, passes."""
    if len(text) > MAX_CHARACTERS:
        yield Excess("karakter", len(text), MAX_CHARACTERS, first_line)
    for block in walk(blocks):
        if isinstance(block, (Paragraph, Heading)):
            yield from _marks(block.raw, block.line, MAX_MARKS)
        elif isinstance(block, Table):
            for number, line in enumerate(block.raw.split("\n"), start=block.line):
                yield from _marks(line, number, MAX_MARKS)
    yield from _marks(text, first_line, MAX_MARKS_IN_ALL)


def demand(text: str, blocks: list[Block]) -> None:
    """Raise TooHeavy when `text` passes a limit."""
    for excess in excesses(text, blocks):
        raise TooHeavy(
            "content.heavy",
            f"Teks terlalu berat: {excess.count} `{excess.mark}`, paling banyak {excess.limit}.",
        )


def scan_within_limits(text: str) -> list[Block]:
    """The blocks of a text that is about to be rendered; TooHeavy when it costs too much."""
    if len(text) > MAX_CHARACTERS:
        demand(text, [])
    blocks = scan(text)
    demand(text, blocks)
    return blocks


def _marks(text: str, line: int, limits: dict[str, int]) -> Iterator[Excess]:
    counts: dict[str, int] = {}
    for mark in _MARK.findall(text):
        counts[mark] = counts.get(mark, 0) + 1
    for mark, limit in limits.items():
        if counts.get(mark, 0) > limit:
            yield Excess(mark, counts[mark], limit, line)
