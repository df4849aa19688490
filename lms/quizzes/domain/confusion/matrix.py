"""The confusion matrix: rows are right, columns are chosen; a big one is reduced to the codes in play."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lms.quizzes.domain.catalogue import is_external
from lms.quizzes.domain.confusion.pairs import Tally, ranked
from lms.quizzes.domain.wilson import Interval, wilson

NOTHING = ""
OTHERS = "*"


@dataclass(frozen=True)
class Matrix:
    """Counts of letters by (right, chosen).

    The column `NOTHING` holds letters where a right destination was left out; `OTHERS` gathers what was chosen
    beside the codes shown. One letter may stand in several cells of a row: when an extra destination was chosen.
    `left_out` are the right codes without a row of their own.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: Mapping[tuple[str, str], int]
    totals: Mapping[str, int]
    left_out: tuple[str, ...]

    def count(self, right: str, chosen: str) -> int:
        """Letters in one cell."""
        return self.counts.get((right, chosen), 0)

    def interval(self, right: str, chosen: str) -> Interval:
        """A cell as a share of the letters of its row."""
        return wilson(self.count(right, chosen), self.totals.get(right, 0))


def reduced(tallies: Sequence[Tally], totals: Mapping[str, int], most: int) -> Matrix:
    """The matrix of at most `most` codes: the ends of the surest pairs first."""
    kept = _in_play(tallies, totals, most)
    counts: Counter[tuple[str, str]] = Counter()
    for one in tallies:
        if one.right in kept:
            counts[one.right, _column(one, kept)] += one.letters
    rows = [code for code in kept if code in totals]
    used = {column for _, column in counts}
    columns = [code for code in kept if code in used or code in totals]
    columns += [extra for extra in (OTHERS, NOTHING) if extra in used]
    left_out = tuple(sorted(code for code in totals if code not in kept))
    return Matrix(tuple(rows), tuple(columns), dict(counts), {code: totals[code] for code in rows}, left_out)


def _in_play(tallies: Iterable[Tally], totals: Mapping[str, int], most: int) -> list[str]:
    """The codes to be shown by themselves: both ends of the surest pairs, then those with the most letters.

    In the order of the catalogue: affairs first, outside bodies last.
    """
    found = list(tallies)
    ends = [code for pair in ranked(found, totals) for code in (pair.right, pair.chosen)]
    rest = sorted(totals, key=lambda code: (-totals[code], code))
    order = list(dict.fromkeys([*ends, *rest]))
    return sorted(order[:most], key=lambda code: (is_external(code), code))


def _column(one: Tally, kept: Sequence[str]) -> str:
    return one.chosen if one.chosen == NOTHING or one.chosen in kept else OTHERS
