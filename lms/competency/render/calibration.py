"""Calibration as a workbook: one sheet for each way of grouping."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from lms.competency.domain.calibration import Calibration, Group
from lms.core.tables import Cell, Sheet, as_xlsx

_DIGITS = 4
Words = Callable[[str], str]


def workbook(found: Calibration, words: Words, names: dict[str, Words]) -> bytes:
    """Sheets by bin, month and kind; `words` says a head or a sheet, `names` the groups of a sheet."""
    parts = {"bins": found.bins, "months": found.months, "kinds": found.kinds}
    return as_xlsx(
        Sheet(words(part), list(_rows(groups, words, names[part])), widths=(26, 12, 14, 14, 14, 14, 12))
        for part, groups in parts.items()
    )


def _rows(groups: Sequence[Group], words: Words, name: Words) -> Iterator[list[Cell]]:
    yield [words(head) for head in ("group", "count", "predicted", "observed", "low", "high", "brier")]
    for one in groups:
        shares = (one.predicted, one.observed.share, one.observed.low, one.observed.high, one.brier)
        yield [name(one.name), one.count, *(round(share, _DIGITS) for share in shares)]
