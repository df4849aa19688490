"""Tables of HTML as tables of Markdown: the first row is the head, every cell is one line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from lms.quizzes.exchange.texts.html import Node

_ROWS = {"thead", "tbody", "tfoot"}


def table(node: Node, inline: Callable[[Iterable[Node]], str], lost: Callable[[str, int], None]) -> list[str]:
    """The lines of the table as one block; nothing for a table without cells."""
    rows = [[_cell(cell, inline) for cell in _cells(row)] for row in _rows(node)]
    rows = [row for row in rows if row]
    if not rows:
        return []
    for cell in (c for row in _rows(node) for c in _cells(row)):
        if cell.attrs.get("colspan", "1") != "1" or cell.attrs.get("rowspan", "1") != "1":
            lost("colspan/rowspan", cell.line)
    width = max(len(row) for row in rows)
    full = [row + [""] * (width - len(row)) for row in rows]
    head = [_written(full[0]), "|" + "---|" * width]
    return ["\n".join([*head, *(_written(row) for row in full[1:])])]


def strays(node: Node) -> list[Node]:
    """What stands in a table outside its cells, a caption for example; browsers show it above the table."""
    found = []
    for child in node.children:
        if child.tag == "tr" or child.tag in _ROWS:
            found += strays(child)
        elif child.tag not in {"td", "th", "col", "colgroup"}:
            found.append(child)
    return found


def _written(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _rows(node: Node) -> Iterator[Node]:
    for child in node.children:
        if child.tag == "tr":
            yield child
        elif child.tag in _ROWS:
            yield from _rows(child)


def _cells(row: Node) -> list[Node]:
    return [child for child in row.children if child.tag in {"td", "th"}]


def _cell(node: Node, inline: Callable[[Iterable[Node]], str]) -> str:
    return pipes(" ".join(inline(node.children).split()))


def pipes(text: str) -> str:
    """The text with every pipe escaped once, whether it was before or not."""
    result, index = [], 0
    while index < len(text):
        pair = text[index : index + 2]
        if pair.startswith("\\") and len(pair) == 2:  # noqa: PLR2004 -- a backslash and what it escapes
            result.append("\\|" if pair == "\\|" else pair)
            index += 2
        else:
            result.append("\\|" if text[index] == "|" else text[index])
            index += 1
    return "".join(result)
