"""The kinds of blocks that a Markdown body is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True)
class Block:
    """What all blocks have: the place of the first character, the last line, the source.

    Lines and columns are those of the file, from 1. `raw` is the Markdown of the block alone,
    without the indentation of what it stands in.
    """

    line: int
    column: int
    end_line: int
    raw: str


@dataclass(frozen=True)
class Paragraph(Block):
    """Running text."""

    @property
    def text(self) -> str:
        """The Markdown of the paragraph."""
        return self.raw


@dataclass(frozen=True)
class Heading(Block):
    """A heading with its attributes `{#id key=value .class}`.

    `id_column` is the column of the `#` of the id. `malformed` holds the text of braces that
    were meant as attributes but cannot be read; such braces stay out of `text` too.
    """

    level: int
    text: str
    id: str | None = None
    attrs: Mapping[str, str] = field(default_factory=dict)
    classes: tuple[str, ...] = ()
    id_column: int | None = None
    id_first: bool = True
    malformed: str | None = None
    columns: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Fence(Block):
    """A code block between fences; `closed` is false when the closing fence is missing."""

    info: str
    text: str
    fence: str
    closed: bool


@dataclass(frozen=True)
class Code(Block):
    """A code block by indentation."""

    text: str


@dataclass(frozen=True)
class Rule(Block):
    """A horizontal rule."""


@dataclass(frozen=True)
class Quote(Block):
    """A block quote: `text` is its Markdown without the `>`."""

    text: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Container(Block):
    """An admonition (`!!! note "Judul"`) or a footnote (`[^1]: …`): a head and blocks in it."""

    head: str
    blocks: tuple[Block, ...]

    @property
    def is_footnote(self) -> bool:
        """Whether it stands at the foot of the page, wherever it was written."""
        return self.head.startswith("[")


@dataclass(frozen=True)
class Cell:
    """One cell of a table; `text` is its Markdown, an escaped pipe already a plain one."""

    text: str
    line: int
    column: int


@dataclass(frozen=True)
class Row:
    """One row of a table."""

    cells: tuple[Cell, ...]
    line: int

    def texts(self) -> list[str]:
        """The Markdown of the cells."""
        return [cell.text for cell in self.cells]


@dataclass(frozen=True)
class Table(Block):
    """A table: rows keep as many cells as were written; `aligns` are left, right, center or ''."""

    header: Row
    aligns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class ListItem(Block):
    """An item of a list.

    `text` is the Markdown of the item after marker and checkbox, without the quotes at its end
    and without its weight; `text_line` and `text_column` are where it begins. `quote` is the
    Markdown of those quotes. `weight_text` is what stands in `{%…}`; `weight` is None when that
    is not a number.
    """

    marker: str
    text: str
    text_line: int
    text_column: int
    blocks: tuple[Block, ...]
    quote: str | None = None
    quote_line: int | None = None
    quote_column: int | None = None
    weight_text: str | None = None
    weight: Fraction | None = None
    weight_line: int | None = None
    weight_column: int | None = None


@dataclass(frozen=True)
class TaskItem(ListItem):
    """An item with a checkbox, `- [ ]` or `- [x]`."""

    checked: bool = False


@dataclass(frozen=True)
class KeyItem(ListItem):
    """An item that gives an accepted answer, `- [=]`."""


@dataclass(frozen=True)
class ListBlock(Block):
    """A list, numbered from `start` if it is ordered; `tight` without empty lines between items."""

    ordered: bool
    start: int
    tight: bool
    items: tuple[ListItem, ...]


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it, down to the next heading of its level or above."""

    heading: Heading
    blocks: tuple[Block, ...]
