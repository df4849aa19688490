"""Markdown from elsewhere as it can stand inside a quiz file: whole fences, low headings, no stray spaces."""

from __future__ import annotations

import re

from lms.content.blocks import (
    Block,
    Code,
    Fence,
    Heading,
    KeyItem,
    ListBlock,
    Quote,
    TaskItem,
    raw_text,
    scan,
)
from lms.content.text import without_controls

LEAST_LEVEL = 3
LONGEST_TITLE = 200
_BOX = re.compile(r"\[(?=[ xX=]\])")
_WEIGHT = re.compile(r"(?<!\\)\{(?=%[^{}]*\}[ \t]*$)|^\{(?=%)", re.MULTILINE)


def tidy(text: str) -> str:
    """The text without empty lines around it; a code block that was never closed is closed."""
    lines = [line if line.strip() else "" for line in without_controls(text).split("\n")]
    text = "\n".join(lines).strip("\n").rstrip()
    if not text.strip():
        return ""
    blocks = scan(text)
    if isinstance(blocks[0], Code):
        text = "\n".join([f"```\n{blocks[0].text}\n```", *text.split("\n")[blocks[0].end_line :]])
    last = blocks[-1]
    if isinstance(last, Fence) and not last.closed:
        text += "\n" + last.fence
    return text.lstrip()


def stem(text: str) -> str:
    """A tidy text that stands between two headings of level 2: its own headings are lower ones.

    Boxes of its lists are escaped, because they would be taken for the answers.
    """
    text = tidy(text)
    lines = text.split("\n")
    for block in scan(text):
        if isinstance(block, Heading) and block.level < LEAST_LEVEL:
            lines[block.line - 1 : block.end_line] = _heading(block)
        elif isinstance(block, ListBlock):
            for item in block.items:
                if isinstance(item, (TaskItem, KeyItem)):
                    lines[item.line - 1] = _BOX.sub(r"\\[", lines[item.line - 1], count=1)
    return raw_text(scan("\n".join(lines)))


def _heading(block: Heading) -> list[str]:
    """The heading on the level that is allowed, in as many lines as it had."""
    return [f"{'#' * LEAST_LEVEL} {block.text}".rstrip(), *([""] * (block.end_line - block.line))]


def line_text(text: str) -> str:
    """A tidy text that stands in one line of an answer block: it cannot end in a quote or a weight."""
    text = _WEIGHT.sub(r"\\{", tidy(text))
    blocks = scan(text)
    while blocks and isinstance(blocks[-1], Quote):
        quote = blocks[-1]
        kept = "\n".join(text.split("\n")[: quote.line - 1]).rstrip()
        text = tidy(f"{kept}\n\n{quote.text}")
        blocks = scan(text)
    return text


def cell_text(text: str) -> str:
    """A tidy text as one line, for a cell of a table: pipes are not escaped, a weight-like end is no weight."""
    flat = re.sub(r"\\(.)", lambda pair: pair[1] if pair[1] == "|" else pair[0], " ".join(tidy(text).split()))
    return re.sub(r"\{(?=%[^{}]*\}\s*$)", "&#123;", flat.replace("\\{%", "{%"))


def one_line(text: str) -> bool:
    """Whether the text is one paragraph, which a cell of a table can hold."""
    blocks = scan(text)
    return len(blocks) <= 1 and "\n" not in text and not _is_structure(blocks)


def _is_structure(blocks: list[Block]) -> bool:
    return bool(blocks) and isinstance(blocks[0], (ListBlock, Quote, Heading, Code, Fence))


def title(text: str) -> str:
    """A text as the title of a question: one line of plain text, never a link, no hashes at its end."""
    flat = " ".join(without_controls(text).split()).replace("](", "] (")
    if len(flat) > LONGEST_TITLE:
        flat = flat[:LONGEST_TITLE].rsplit(" ", 1)[0].rstrip() + " …"
    return flat.rstrip("#").rstrip()
