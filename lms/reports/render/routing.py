"""Confusions as files: the pairs as CSV; pairs, matrix and faults of letters as a workbook; no cell can be a formula."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from lms.core import tables
from lms.core.tables import Cell, Sheet
from lms.quizzes.domain.confusion import NOTHING, End
from lms.quizzes.domain.wilson import Interval
from lms.quizzes.queries.confusions import Analysis

Words = Callable[[str], str]
Ends = Callable[[str], End]
Row = list[Cell]

EVERYTHING = 10_000
_DIGITS = 2


def pair_rows(analysis: Analysis, ends: Ends, words: Words) -> Iterator[Row]:
    """One line for each confused pair, with heads; a rate never stands without its counts and its interval."""
    heads = ("right", "right_name", "chosen", "chosen_name", "count", "of", "low", "high", "people", "few")
    yield [words(head) for head in heads]
    for one in analysis.pairs:
        yield [
            one.right, ends(one.right).name, one.chosen, ends(one.chosen).name, *_interval(one.interval), one.people,
            words("few_text") if one.interval.few else "",
        ]  # fmt: skip


def matrix_rows(analysis: Analysis, ends: Ends, words: Words) -> Iterator[Row]:
    """The whole matrix: rows are right, columns are chosen, the last column is the letters of the row."""
    matrix = analysis.matrix(EVERYTHING)
    heads = [words("nothing") if code == NOTHING else code for code in matrix.columns]
    yield [words("right"), words("right_name"), *heads, words("total")]
    for right in matrix.rows:
        counts = [matrix.count(right, chosen) for chosen in matrix.columns]
        yield [right, ends(right).name, *counts, matrix.totals[right]]


def fault_rows(analysis: Analysis, names: Sequence[str], words: Words) -> Iterator[Row]:
    """The faults of whole letters; `names` are those of the faults that were possible, in their order."""
    yield [words(head) for head in ("fault", "count", "of", "low", "high")]
    possible = [interval for interval in analysis.faults.values() if interval.of]
    for name, interval in zip(names, possible, strict=True):
        yield [name, *_interval(interval)]


def _interval(one: Interval) -> Row:
    return [one.count, one.of, round(one.low * 100, _DIGITS), round(one.high * 100, _DIGITS)]


def as_csv(analysis: Analysis, ends: Ends, words: Words, _names: Sequence[str]) -> bytes:
    """The pairs, for a spreadsheet."""
    return tables.as_csv(pair_rows(analysis, ends, words))


def as_xlsx(analysis: Analysis, ends: Ends, words: Words, names: Sequence[str]) -> bytes:
    """Pairs, matrix and faults as sheets."""
    return tables.as_xlsx(
        [
            Sheet(words("pairs"), pair_rows(analysis, ends, words), (22, 40, 22, 40), 2),
            Sheet(words("matrix"), matrix_rows(analysis, ends, words), (22, 40), 2),
            Sheet(words("faults"), fault_rows(analysis, names, words), (32,), 2),
        ]
    )
