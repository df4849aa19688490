"""Blocks below headings, and walking through blocks within blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lms.content.blocks.model import Block, Container, Heading, ListBlock, ListItem, Quote, Section


def sections(blocks: Sequence[Block], level: int) -> list[Section]:
    """The sections under headings of `level`; a heading above that level ends the one before it."""
    found: list[Section] = []
    heading: Heading | None = None
    inner: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level <= level:
            if heading is not None:
                found.append(Section(heading, tuple(inner)))
            heading, inner = (block if block.level == level else None), []
        else:
            inner.append(block)
    if heading is not None:
        found.append(Section(heading, tuple(inner)))
    return found


def preamble(blocks: Sequence[Block], level: int) -> list[Block]:
    """What stands before the first heading of `level` or above."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level <= level:
            break
        found.append(block)
    return found


def raw_text(blocks: Iterable[Block]) -> str:
    """The Markdown of these blocks, one empty line between them."""
    return "\n\n".join(block.raw for block in blocks)


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block in the order of the file, those within lists, quotes and containers too."""
    for block in blocks:
        yield block
        if isinstance(block, ListBlock):
            yield from walk(block.items)
        elif isinstance(block, (ListItem, Quote, Container)):
            yield from walk(block.blocks)
