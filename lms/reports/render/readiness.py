"""The readiness of an agency as a file; NIPs are text and masked, no cell can be a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator

from lms.people.domain import nip
from lms.reports.domain.cells import safe
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
    """One line per person and required unit, UTF-8 with a byte order mark so that spreadsheets read the names."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for row in _rows(data, words):
        writer.writerow([safe(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(data: AgencyReadiness, words: Words) -> bytes:
    """The same as a workbook; text is written as text, whatever it begins with."""
    import xlsxwriter

    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(words("sheet"))
        bold = book.add_format({"bold": True})
        for line, row in enumerate(_rows(data, words)):
            for column, value in enumerate(row):
                if isinstance(value, int):
                    sheet.write_number(line, column, value)
                else:
                    sheet.write_string(line, column, value, bold if line == 0 else None)
        sheet.freeze_panes(1, 1)
        for column, width in enumerate((28, 22, 32, 32, 8, 36, 12, 8, 18, 14, 14)):
            sheet.set_column(column, column, width)
    return out.getvalue()
