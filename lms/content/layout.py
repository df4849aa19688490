"""Scanned blocks written in the one dialect that Python-Markdown reads without surprises.

Python-Markdown wants an empty line before a list, four places of indentation and nothing fenced
inside a list. Authors want what they see in any other viewer. The scanner has decided what is
what; this module writes it down so that the renderer cannot decide otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape

from lms.content.blocks import (
    Block,
    Code,
    Container,
    Fence,
    Heading,
    KeyItem,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Rule,
    Table,
    TaskItem,
)

Stash = Callable[[str], str]

_INDENT = "    "
_NO_WORDS = "\u200b"  # a space of no width: an empty item or heading keeps its place
_LOOKS_LIKE_A_BLOCK = re.compile(
    r"#{1,6}|>|!!!|\[\^[^\]]*\]:|[-*+](?=[ \t]|$)|[-_*](?=[-_* \t]*$)|\d{1,9}(?=[.)](?:[ \t]|$))"
)
_UNDERLINE = re.compile(r"=+[ \t]*")
_DEFINITION = re.compile(r":[ ]{1,3}(?=\S)")
_LANGUAGE = re.compile(r"[A-Za-z0-9+#-]{1,20}")


def write(blocks: Sequence[Block], stash: Stash) -> list[str]:
    """The lines for Python-Markdown; `stash` keeps finished HTML and gives back its placeholder."""
    lines: list[str] = []
    for block in blocks:
        lines += [*_lines(block, stash), ""]
    return lines[:-1]


def _lines(block: Block, stash: Stash) -> list[str]:
    writer = _WRITERS.get(type(block), _paragraph)
    return writer(block, stash)


def _paragraph(block: Block, _: Stash) -> list[str]:
    lines = [_plain_line(line) for line in block.raw.split("\n")]
    return _apart(lines) if any(_DEFINITION.match(line) for line in lines) else lines


def _apart(lines: list[str]) -> list[str]:
    """Terms and their definitions, an empty line before every term but the first."""
    result: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        is_term = _DEFINITION.match(following) and not _DEFINITION.match(line)
        result += ["", line] if result and is_term else [line]
    return result


def _rule(_: Block, __: Stash) -> list[str]:
    return ["---"]


def _table(block: Block, _: Stash) -> list[str]:
    return [line.strip() for line in block.raw.split("\n")]


def _heading(block: Heading, _: Stash) -> list[str]:
    return [f"{'#' * block.level} {_heading_text(block.text)}"]


def _fence(block: Fence, stash: Stash) -> list[str]:
    return [stash(_code_html(block.text, block.info))]


def _code(block: Code, stash: Stash) -> list[str]:
    return [stash(_code_html(block.text, ""))]


def _quote(block: Quote, stash: Stash) -> list[str]:
    return [f"> {line}".rstrip() for line in write(block.blocks, stash)] or ["> "]


def _heading_text(text: str) -> str:
    """The text with what Python-Markdown would take for closing hashes or attributes escaped."""
    if not text:
        return _NO_WORDS
    if (len(text) - len(text.rstrip("\\"))) % 2:
        return text + "\\"
    if text.endswith("#"):
        return text[:-1] + "\\#"
    if text.endswith("}") and (start := text.rfind("{")) >= 0:
        return f"{text[:start]}\\{text[start:]}"
    return text


def _plain_line(line: str) -> str:
    """A line of running text that cannot be taken for the beginning of another block."""
    line = line.lstrip()
    definition = _DEFINITION.match(line)
    if definition:
        return definition[0] + _plain_line(line[definition.end() :])
    if _UNDERLINE.fullmatch(line):
        return "&#61;" + line[1:]
    sign = _LOOKS_LIKE_A_BLOCK.match(line)
    if sign is None:
        return line
    cut = sign.end() if sign[0].isdigit() else 0
    return f"{line[:cut]}\\{line[cut:]}"


def _code_html(text: str, info: str) -> str:
    language = _LANGUAGE.match(info)
    kind = f' class="language-{escape(language[0].lower())}"' if language else ""
    return f"<pre><code{kind}>{escape(text, quote=False)}\n</code></pre>"


def _container(block: Container, stash: Stash) -> list[str]:
    inner = write(block.blocks, stash)
    if block.head.startswith("!!!"):
        return [block.head, *_indented(inner)]
    first = inner[0] if block.blocks and isinstance(block.blocks[0], Paragraph) else ""
    return [f"{block.head} {first}", *_indented(inner[1:] if first else ["", *inner])]


def _list(block: ListBlock, stash: Stash) -> list[str]:
    lines: list[str] = []
    apart = False
    for number, item in enumerate(block.items, start=block.start):
        marker = f"{number}. " if block.ordered else "- "
        written = _item(item, marker.ljust(len(_INDENT)), stash)
        if lines and (apart or not block.tight):
            lines.append("")
        lines += written
        apart = "" in written  # an item of several blocks would swallow the next one
    return lines


def _item(item: ListItem, marker: str, stash: Stash) -> list[str]:
    lines: list[str] = []
    before: Block | None = None
    for block in item.blocks:
        written = _lines(block, stash)
        if before is None and not _fits_behind_marker(item, block, written):
            lines.append(_NO_WORDS)
        close = isinstance(before, Paragraph) and isinstance(block, ListBlock)
        lines += [*([""] if lines and not close else []), *written]
        before = block
    lines = lines or [_NO_WORDS]
    first = f"{marker}{_box(item)}{lines[0]}"
    return [first, *_indented(lines[1:])]


def _fits_behind_marker(item: ListItem, block: Block, lines: list[str]) -> bool:
    """Whether Python-Markdown finds a block that begins on the line of the marker."""
    short = len(lines) == 1 and isinstance(block, (Heading, Fence, Code, Quote))
    return isinstance(block, Paragraph) or (short and not _box(item))


def _box(item: ListItem) -> str:
    if isinstance(item, TaskItem):
        return "☑ " if item.checked else "☐ "
    return "\\[=\\] " if isinstance(item, KeyItem) else ""


def _indented(lines: list[str]) -> list[str]:
    return [f"{_INDENT}{line}" if line else "" for line in lines]


_WRITERS: dict[type[Block], Callable[..., list[str]]] = {
    Heading: _heading,
    Fence: _fence,
    Code: _code,
    Rule: _rule,
    Quote: _quote,
    Container: _container,
    ListBlock: _list,
    Table: _table,
}
