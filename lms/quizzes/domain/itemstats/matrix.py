"""Marks of attempts on questions, with holes where a question was not drawn, not reached or not marked yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import fsum


@dataclass(frozen=True)
class Matrix:
    """Rows are attempts, columns are questions numbered from 0; a cell is a mark between 0 and 1.

    `drawn` says how many questions each attempt was given, with or without a mark. A missing cell is never
    a zero: the question was not drawn for this person, not reached, or its mark waits for a person. A question
    that was reached and left empty is a cell with 0.
    """

    columns: int
    rows: Sequence[Mapping[int, float]]
    drawn: Sequence[int]

    @cached_property
    def by_column(self) -> list[list[tuple[int, float]]]:
        """For each question the attempts that have a mark for it, as (row, mark)."""
        found: list[list[tuple[int, float]]] = [[] for _ in range(self.columns)]
        for number, row in enumerate(self.rows):
            for column, mark in row.items():
                found[column].append((number, mark))
        return found

    @cached_property
    def means(self) -> list[float]:
        """The mean mark of each question over its cells, 0 for a question without any."""
        return [fsum(mark for _, mark in cells) / len(cells) if cells else 0.0 for cells in self.by_column]

    @cached_property
    def gains(self) -> list[float]:
        """For each attempt the sum of (mark − mean mark of that question): what it earned beyond the usual."""
        means = self.means
        return [fsum(mark - means[column] for column, mark in row.items()) for row in self.rows]

    def standing(self, row: int) -> float | None:
        """How an attempt did, adjusted for how hard its own questions were: its mean gain per question.

        With the same questions for all it orders attempts as their scores do. None for a row without cells.
        """
        cells = self.rows[row]
        return self.gains[row] / len(cells) if cells else None

    def rest(self, row: int, column: int) -> float | None:
        """The standing without one question, so that a question is not compared with itself; None if it was alone."""
        cells = self.rows[row]
        others = len(cells) - 1
        if others < 1:
            return None
        return (self.gains[row] - (cells[column] - self.means[column])) / others
