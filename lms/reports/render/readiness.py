"""The readiness of an agency as a file; NIPs are text and masked, no cell can be a formula."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lms.core import tables
from lms.core.tables import Sheet
from lms.people.domain import nip
from lms.reports.queries import AgencyReadiness

Words = Callable[[str], str]
Row = list[str | int]


def _rows(data: AgencyReadiness, words: Words) -> Iterator[Row]:
    yield [
        words("name"), words("nip"), words("post"), words("agency"), words("unit"), words("title"), words("required"),
        words("level"), words("state"), words("until"), words("due"),
    ]  # fmt: skip
    for row in data.rows:
        dues = {step.unit: step.due.isoformat() for step in row.plan.open_steps}
        for unit, cell in row.cells.items():
            yield [
                row.officer.name, nip.mask(row.officer.nip), row.officer.post_title, row.officer.agency_name, unit,
                cell.title, cell.required_level or 0, cell.level, words(cell.state),
                cell.valid_until.isoformat() if cell.valid_until else "", dues.get(unit, ""),
            ]  # fmt: skip


def as_csv(data: AgencyReadiness, words: Words) -> bytes:
    """One line per person and required unit, for a spreadsheet."""
    return tables.as_csv(_rows(data, words))


def as_xlsx(data: AgencyReadiness, words: Words) -> bytes:
    """The same as a workbook."""
    widths = (28, 22, 32, 32, 8, 36, 12, 8, 18, 14, 14)
    return tables.as_xlsx([Sheet(words("sheet"), _rows(data, words), widths, 1)])
