"""Lists: which lines belong to which item, checkboxes, feedback quotes, weights."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from lms.content.blocks.lines import CODE_INDENT, FENCE, ITEM, Line, interrupts
from lms.content.blocks.model import Block, KeyItem, ListBlock, ListItem, Quote, TaskItem

Scan = Callable[[list[Line]], list[Block]]

LEAST_INDENT = 2
_BOX = re.compile(r"\[([ xX=])\](?:[ \t]+|(?![\[(:])|$)")
_WEIGHT_FIRST = re.compile(r"\{%([^{}]*)\}[ \t]*")
_WEIGHT_LAST = re.compile(r"(?<!\\)\{%([^{}]*)\}[ \t]*$")
_NUMBER = re.compile(r"[+-]?\d{1,6}(?:[.,]\d{1,6})?")


@dataclass
class _Draft:
    """An item while its lines are gathered."""

    head: Line
    marker: str
    width: int
    lines: list[Line]


def read_list(lines: list[Line], start: int, scan: Scan) -> tuple[ListBlock, int]:
    """The list that begins at `start`, and the index of the line after it."""
    first = ITEM.match(lines[start].text)
    assert first is not None
    ordered = first[2][0].isdigit()
    drafts: list[_Draft] = []
    index = end = start
    while index < len(lines):
        if lines[index].blank:
            index += 1
            continue
        if not _same_list(lines[index], ordered):
            break
        draft, end = _gather(lines, index, ordered=ordered)
        drafts.append(draft)
        index = end
    items = tuple(_item(draft, scan) for draft in drafts)
    raw = "\n".join(line.text for line in lines[start:end])
    head = items[0]
    number = int(first[2][:-1]) if ordered else 1
    tight = not any(lines[i].blank for i in range(start, end))
    return ListBlock(head.line, head.column, lines[end - 1].number, raw, ordered, number, tight, items), end


def _same_list(line: Line, ordered: bool) -> bool:
    match = ITEM.match(line.text)
    return match is not None and match[2][0].isdigit() == ordered


def _gather(lines: list[Line], start: int, *, ordered: bool) -> tuple[_Draft, int]:
    """The lines of the item at `start`, without the empty ones at its end."""
    head = lines[start]
    match = ITEM.match(head.text)
    assert match is not None
    spaces = match[3] if len(match[3].expandtabs()) <= CODE_INDENT else " "
    width = len(match[1]) + len(match[2]) + max(len(spaces), 1)
    inner = [head.skip(min(width, len(head.text)))]
    fence = _fence_after(None, inner[0])
    index, end = start + 1, start + 1
    while index < len(lines):
        line = lines[index]
        if line.blank:
            inner.append(line.dedent(width))
        elif _belongs(line, width, ordered=ordered) or (fence and line.indent >= LEAST_INDENT):
            inner.append(line.dedent(width))
            fence = _fence_after(fence, inner[-1])
            end = index + 1
        elif fence is None and not lines[index - 1].blank and _continues(lines, index):
            inner.append(line)
            end = index + 1
        else:
            break
        index += 1
    marker = head.skip(len(match[1]))
    return _Draft(marker, match[2], width, inner[: end - start]), end


def _belongs(line: Line, width: int, *, ordered: bool) -> bool:
    """Whether the indentation puts a line into the item.

    Two places are enough for what cannot be the next item, because that is what authors mean
    by them; the next item of the same kind must be as deep as the text of this one.
    """
    if line.indent >= width:
        return True
    return line.indent >= LEAST_INDENT and not _same_list(line, ordered)


def _continues(lines: list[Line], index: int) -> bool:
    return ITEM.match(lines[index].text) is None and not interrupts(lines, index)


def _fence_after(fence: str | None, line: Line) -> str | None:
    """The fence that is open after `line`."""
    match = FENCE.match(line.text)
    if match is None:
        return fence
    if fence is None:
        return match[1]
    closes = match[1].startswith(fence) and not match[2].strip()
    return None if closes else fence


def _item(draft: _Draft, scan: Scan) -> ListItem:
    lines = draft.lines
    box = _BOX.match(lines[0].text)
    if box is not None:
        lines = [lines[0].skip(box.end()), *lines[1:]]
    blocks = scan(lines)
    quotes: list[Quote] = []
    while blocks and isinstance(blocks[-1], Quote):
        quotes.insert(0, blocks.pop())  # type: ignore[arg-type]
    own = [line for line in lines if not quotes or line.number < quotes[0].line]
    weight, own = _take_weight(own)
    if weight:
        blocks = scan(own)
    text_line = next((line for line in own if not line.blank), lines[0])
    text = "\n".join(line.text for line in own).strip("\n").strip(" ")
    facts: dict[str, Any] = {
        "line": draft.head.number,
        "column": draft.head.column,
        "end_line": draft.lines[-1].number,
        "raw": "\n".join([draft.head.text, *(line.text for line in draft.lines[1:])]),
        "marker": draft.marker,
        "text": text,
        "text_line": text_line.number,
        "text_column": text_line.column + len(text_line.text) - len(text_line.text.lstrip()),
        "blocks": (*blocks, *quotes),
        **_quote_facts(quotes),
        **weight,
    }
    if box is None:
        return ListItem(**facts)
    return KeyItem(**facts) if box[1] == "=" else TaskItem(**facts, checked=box[1] != " ")


def _quote_facts(quotes: list[Quote]) -> dict[str, Any]:
    if not quotes:
        return {}
    text = "\n\n".join(quote.text for quote in quotes)
    return {"quote": text, "quote_line": quotes[0].line, "quote_column": quotes[0].column}


def _take_weight(lines: list[Line]) -> tuple[dict[str, Any], list[Line]]:
    """The weight at the beginning, or at the end of the first or last line; the lines without it."""
    if lines and (first := _WEIGHT_FIRST.match(lines[0].text)):
        return _weight(first, lines[0]), [lines[0].skip(first.end()), *lines[1:]]
    written = [index for index, line in enumerate(lines) if not line.blank]
    for index in (*written[:1], *written[-1:]):
        line = lines[index]
        if last := _WEIGHT_LAST.search(line.text):
            shorter = Line(line.number, line.column, line.text[: last.start()].rstrip())
            return _weight(last, line), [*lines[:index], shorter, *lines[index + 1 :]]
    return {}, lines


def _weight(match: re.Match[str], line: Line) -> dict[str, Any]:
    written = match[1].strip()
    number = Fraction(written.replace(",", ".")) if _NUMBER.fullmatch(written) else None
    return {
        "weight_text": written,
        "weight": number,
        "weight_line": line.number,
        "weight_column": line.column + match.start(1) - 2,
    }
