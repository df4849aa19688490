"""Workbooks: what a cell shows, and files of a few kilobytes that would fill a server if they were believed."""

from __future__ import annotations

import io
import time
import zipfile
from datetime import UTC, datetime

import pytest
import xlsxwriter

from lms.quizzes.exchange.model import Notes, Source
from lms.quizzes.exchange.table.sheets import MAX_ROWS, sheet_rows

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = (
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{}</Relationships>"
)


def book(rows: str, shared: str = "", head: str = "") -> bytes:
    """A workbook of one sheet, written by hand."""
    parts = {
        "_rels/.rels": _RELS.format(
            f"<Relationship Id='r1' Type='{_R}/officeDocument' Target='xl/workbook.xml'/>"
        ),
        "xl/workbook.xml": f"<workbook xmlns='{_MAIN}' xmlns:r='{_R}'><sheets><sheet name='a' r:id='r1'/></sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _RELS.format(
            f"<Relationship Id='r1' Type='{_R}/worksheet' Target='worksheets/sheet1.xml'/>"
            f"<Relationship Id='r2' Type='{_R}/sharedStrings' Target='sharedStrings.xml'/>"
        ),
        "xl/worksheets/sheet1.xml": f"{head}<worksheet xmlns='{_MAIN}'><sheetData>{rows}</sheetData></worksheet>",
        "xl/sharedStrings.xml": f"<sst xmlns='{_MAIN}' count='99999999999' uniqueCount='99999999999'>{shared}</sst>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def cell(place: str, text: str) -> str:
    return f"<c r='{place}' t='inlineStr'><is><t>{text}</t></is></c>"


def read(data: bytes) -> tuple[list[tuple[int, list[str]]], list[str]]:
    """Row numbers and cells, and the codes of the problems."""
    notes = Notes("x.xlsx")
    rows = sheet_rows(Source("x.xlsx", data), notes)
    return [(row.line, [cell.text for cell in row.cells]) for row in rows], [p.code for p in notes.problems]


def test_cells_are_read_as_the_sheet_shows_them() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        sheet = made.add_worksheet()
        day, clock = (made.add_format({"num_format": form}) for form in ("dd/mm/yyyy", "hh:mm"))
        money = made.add_format({"num_format": '"hari" 0.00 [Red]'})
        moment = datetime(2026, 1, 31, 14, 30, tzinfo=UTC).replace(tzinfo=None)
        sheet.write_row(0, 0, ["teks", 3, 2.5, True, 1e20])
        sheet.write_datetime(1, 0, moment.replace(hour=0, minute=0), day)
        sheet.write_datetime(1, 1, moment, day)
        sheet.write_datetime(1, 2, moment.time(), clock)
        sheet.write_number(1, 3, 7, money)
        sheet.write_formula(3, 0, "=1+1", value="2")
        sheet.write_rich_string(3, 1, "se", made.add_format({"bold": True}), "tebal")
        made.add_worksheet().write(0, 0, "lembar kedua")
    assert read(out.getvalue()) == (
        [
            (1, ["teks", "3", "2,5", "Benar", "1e+20"]),
            (2, ["2026-01-31", "2026-01-31T14:30:00", "14:30:00", "7", ""]),
            (4, ["2", "setebal", "", "", ""]),
        ],
        [],
    )


@pytest.mark.parametrize("place", ["XFD1048576", "XFD4900", "A1048576", "ZZZ9999999"])
def test_a_cell_far_away_makes_no_grid(place: str) -> None:
    row = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    start = time.perf_counter()
    rows, codes = read(book(f"<row r='1'>{cell('A1', 'a')}</row><row r='{row}'>{cell(place, 'x')}</row>"))
    assert (rows[0], codes) == ((1, ["a"]), [])
    assert time.perf_counter() - start < 1


def test_a_long_text_shown_a_thousand_times_is_refused_before_it_is_copied() -> None:
    shown = "".join(f"<row r='{n}'><c r='A{n}' t='s'><v>0</v></c></row>" for n in range(1, 1001))
    assert read(book(shown, f"<si><t>{'a' * 100_000}</t></si>")) == ([], ["X008"])


def test_a_bomb_of_spaces_is_refused() -> None:
    data = book(f"<row r='1'>{cell('A1', ' ' * 45_000_000)}</row>")
    assert len(data) < 100_000
    assert read(data) == ([], ["X008"])


def test_declared_sizes_may_lie() -> None:
    honest = book(f"<row r='1'>{cell('A1', 'a' * 1000)}</row>")
    with zipfile.ZipFile(io.BytesIO(honest)) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size.to_bytes(4, "little")
    lying = honest.replace(size, (10).to_bytes(4, "little"))
    assert lying != honest
    assert read(lying) == ([], ["X008"])


@pytest.mark.parametrize(
    "head",
    [
        "<!DOCTYPE a [<!ENTITY b 'bbbbbbbbbb'>]>",
        "<!DOCTYPE a SYSTEM 'file:///etc/passwd'>",
        "<!DOCTYPE a [<!ENTITY % b SYSTEM 'http://127.0.0.1:9/b'> %b;]>",
        "<a>" * 100,
        "<",
    ],
)
def test_declarations_and_deep_parts_are_refused(head: str) -> None:
    assert read(book(cell("A1", "a"), head=head)) == ([], ["X008"])


def test_one_row_more_than_is_read_can_be_seen() -> None:
    rows, codes = read(book("".join(f"<row>{cell('', 'a')}</row>" for _ in range(MAX_ROWS + 50))))
    assert (len(rows), rows[-1][0], codes) == (MAX_ROWS, MAX_ROWS, [])


def test_broken_references_are_empty_cells() -> None:
    rows = "<row r='x'><c r='?' t='s'><v>99999999999999</v></c><c t='s'><v>-1</v></c><c><v>1e999</v></c><c><v>nan</v></c></row>"
    assert read(book(rows))[1] == []
