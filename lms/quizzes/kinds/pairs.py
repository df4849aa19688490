"""Reading the table of a matching question."""

from __future__ import annotations

import re
from decimal import Decimal

from lms.content.blocks import Cell, Row, Table
from lms.quizzes.domain.question import Pair, Side, fold, item_id
from lms.quizzes.kinds.draft import HUNDRED, Answers, Draft, short

COLUMNS = 2
LEAST_ROWS = 2
_WEIGHT = re.compile(r"\s*\{%([^{}]*)\}\s*$")
_NUMBER = re.compile(r"[+-]?\d{1,3}(?:[.,]\d{1,6})?")


def read_pairs(draft: Draft) -> Answers:
    """The rows as pairs and extra right-hand answers; faults at their cells."""
    table = draft.table
    if table is None:
        return Answers()
    if len(table.header.cells) != COLUMNS:
        draft.fault("Q041", table.line, table.column, count=len(table.header.cells))
        return Answers()
    pairs, extras = _Rows(draft).read(table)
    if len(pairs) < LEAST_ROWS:
        draft.on_heading("Q014", title=draft.title, needed=LEAST_ROWS, count=len(pairs))
    left, right = table.header.texts()
    return Answers(pairs=tuple(pairs), extras=tuple(extras), heads=(left, right))


class _Rows:
    """Goes through the rows and remembers what was said where."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.lefts: dict[str, int] = {}
        self.rights: dict[str, int] = {}

    def read(self, table: Table) -> tuple[list[Pair], list[Side]]:
        pairs = [pair for row in table.rows if row.cells and row.cells[0].text and (pair := self._pair(row))]
        extras = [
            side for row in table.rows if row.cells and not row.cells[0].text and (side := self._extra(row))
        ]
        return pairs, extras

    def _pair(self, row: Row) -> Pair | None:
        left = row.cells[0]
        text, weight = self._weight(left)
        name = fold(text, case=False)
        if len(row.cells) != COLUMNS or not row.cells[1].text:
            self.draft.fault("Q042", row.line, left.column)
            return None
        if name in self.lefts:
            self.draft.fault("Q015", row.line, left.column, text=short(name), first=self.lefts[name])
            return None
        self.lefts[name] = row.line
        right = _side(row.cells[1].text)
        self.rights.setdefault(right.id, row.line)
        return Pair(left=_side(text), right=right, weight=weight, line=row.line)

    def _extra(self, row: Row) -> Side | None:
        cell = row.cells[1] if len(row.cells) == COLUMNS else row.cells[0]
        if not cell.text:
            self.draft.fault("Q042", row.line, cell.column)
            return None
        side = _side(cell.text)
        if side.id in self.rights:
            self.draft.fault("Q044", row.line, cell.column, text=short(side.text), first=self.rights[side.id])
            return None
        self.rights[side.id] = row.line
        return side

    def _weight(self, cell: Cell) -> tuple[str, Decimal | None]:
        found = _WEIGHT.search(cell.text)
        if found is None:
            return cell.text, None
        text, written = cell.text[: found.start()], found[1].strip()
        value = Decimal(written.replace(",", ".")) if _NUMBER.fullmatch(written) else None
        if value is None or abs(value) > HUNDRED:
            self.draft.fault("Q020", cell.line, cell.column + found.start(), text="{%" + written + "}")
            return text, None
        return text, value


def _side(text: str) -> Side:
    return Side(id=item_id(text), text=text)
