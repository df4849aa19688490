"""Reading sections: a heading with an id and attributes, text, and one table with known columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import lms.competency.schema.messages  # noqa: F401 -- the catalogue of messages is filled wherever sections are read
from lms.content.blocks import Block, Cell, Heading, Row, Section, Table, raw_text
from lms.content.hints import hint
from lms.core.problem import Problem, problem


@dataclass
class Reader:
    """One file while it is being read; every fault is noted, none hides another."""

    path: str
    problems: list[Problem] = field(default_factory=list)
    _ids: dict[str, int] = field(default_factory=dict)

    def fault(self, line: int, column: int, code: str, **values: object) -> None:
        """Note a problem."""
        self.problems.append(problem(self.path, line, column, code, **values))

    def identity(self, heading: Heading, expected: str, fits: re.Pattern[str]) -> str | None:
        """The id of a heading; None after a fault. `fits` is the pattern of the whole id."""
        column = heading.id_column or heading.column
        if heading.malformed is not None:
            self.fault(heading.line, heading.column, "M011", text=heading.malformed)
            return None
        if heading.id is None:
            self.fault(heading.line, heading.column, "K001", title=heading.text)
            return None
        if not fits.fullmatch(heading.id):
            self.fault(heading.line, column, "K003", id=heading.id, expected=expected)
            return None
        if heading.id in self._ids:
            self.fault(heading.line, column, "M012", id=heading.id, first=self._ids[heading.id])
            return None
        self._ids[heading.id] = heading.line
        return heading.id

    def known_attributes(self, heading: Heading, known: Sequence[str]) -> None:
        """Note attributes that nobody reads."""
        for name in heading.attrs:
            if name not in known:
                column = heading.columns.get(name, heading.column)
                self.fault(heading.line, column, "K004", name=name, hint=hint(name, known))

    def number(
        self, heading: Heading, name: str, low: int, high: int, default: int | None = None
    ) -> int | None:
        """A whole-number attribute; without a default it is required."""
        text = heading.attrs.get(name)
        if text is None:
            if default is None:
                self.fault(heading.line, heading.column, "K005", name=name, example=low)
            return default
        column = heading.columns.get(name, heading.column)
        return self._whole(name, text, (heading.line, column), (low, high))

    def cell_number(self, name: str, cell: Cell, low: int, high: int) -> int | None:
        """A whole number in a cell."""
        return self._whole(name, cell.text, (cell.line, cell.column), (low, high))

    def _whole(self, name: str, text: str, place: tuple[int, int], span: tuple[int, int]) -> int | None:
        low, high = span
        if text.isascii() and text.isdigit() and low <= int(text[:9]) <= high:
            return int(text)
        self.fault(*place, "K006", name=name, value=text, low=low, high=high)
        return None

    def records(self, section: Section, columns: Sequence[str]) -> Iterator[dict[str, Cell]]:
        """The rows of a section's table by column name; faulty rows are noted and left out."""
        tables = [block for block in section.blocks if isinstance(block, Table)]
        shown = " | ".join(columns)
        if not tables:
            self.fault(
                section.heading.line,
                section.heading.column,
                "K007",
                title=section.heading.text,
                columns=shown,
            )
            return
        for extra in tables[1:]:
            self.fault(extra.line, extra.column, "K014")
        found = tables[0].header.texts()
        if [name.casefold() for name in found] != [name.casefold() for name in columns]:
            self.fault(tables[0].line, tables[0].column, "K008", columns=shown, found=" | ".join(found))
            return
        for row in tables[0].rows:
            record = self._record(row, columns)
            if record is not None:
                yield record

    def _record(self, row: Row, columns: Sequence[str]) -> dict[str, Cell] | None:
        if len(row.cells) != len(columns):
            self.fault(row.line, 1, "K012", count=len(row.cells), expected=len(columns))
            return None
        record = dict(zip(columns, row.cells, strict=True))
        empty = [name for name, cell in record.items() if not cell.text]
        for name in empty:
            self.fault(record[name].line, record[name].column, "K011", cell=name)
        return None if empty else record


def text_of(blocks: Sequence[Block]) -> str:
    """The Markdown of a section without its tables."""
    return raw_text([block for block in blocks if not isinstance(block, Table)])


def whole(values: Mapping[str, int | None]) -> dict[str, int] | None:
    """The numbers when all of them could be read."""
    if any(value is None for value in values.values()):
        return None
    return {name: value for name, value in values.items() if value is not None}
