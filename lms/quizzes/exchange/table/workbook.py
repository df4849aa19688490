"""The first sheet of an XLSX workbook: texts, numbers and dates as a reader of the sheet sees them.

Read part by part with nothing made larger than what stands in the file: a sheet may say that it has a cell in the last
column of row 1,048,576, or show one long text a million times, and other readers make room for that.
"""

from __future__ import annotations

import posixpath
import re
from datetime import datetime, timedelta

from lms.content.text import without_controls
from lms.quizzes.exchange.table.archive import BadWorkbookError, Parts

MAX_CHARACTERS = 20_000_000  # texts that are shown often count every time
_PLACE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_OFFICE = "officeDocument"
_DAY_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_NO_DAY = re.compile(r"\"[^\"]*\"|\\.|_.|\[(?!h+\]|m+\]|s+\])[^\]]*\]", re.IGNORECASE)
_EPOCHS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}  # noqa: DTZ001 -- a sheet has no zone
_LAST_SERIAL = 2_958_466  # the year 10000

Rows = dict[int, dict[int, str]]


def first_sheet(data: bytes, most_rows: int, most_columns: int) -> Rows:
    """The cells that are not empty by row and column, from 1; no more rows than `most_rows`.

    Raises BadWorkbookError.
    """
    parts = Parts(data)
    book = _Book(parts)
    sheet = _Sheet(book, most_rows, most_columns)
    parts.walk(book.sheet, sheet.start, sheet.end, sheet.text)
    return sheet.rows


class _Book:
    """What the cells of a sheet refer to: shared texts, the formats that show days, and the first day."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        main = self._targets("").get(_OFFICE, {}).get("", "xl/workbook.xml")
        self.sheet_key, self.old_days = "", False
        parts.walk(main, self._workbook, _ignore, _ignore)
        targets = self._targets(main)
        self.sheet = targets.get("worksheet", {}).get(self.sheet_key, "")
        if not self.sheet:
            raise BadWorkbookError
        self.texts: list[str] = []
        for name in list(targets.get("sharedStrings", {}).values())[-1:]:
            texts = _Texts(self.texts)
            parts.walk(name, texts.start, texts.end, texts.text)
        self.days: list[bool] = []
        self._formats: dict[int, str] = {}
        self._in_cells = False
        for name in list(targets.get("styles", {}).values())[-1:]:
            parts.walk(name, self._style, self._style_end, _ignore)

    def _targets(self, source: str) -> dict[str, dict[str, str]]:
        """Where the relations of a part lead, by their kind and their key; the key "" is the last one."""
        folder, name = posixpath.split(source)
        found: dict[str, dict[str, str]] = {}

        def start(tag: str, attributes: dict[str, str]) -> None:
            if tag == "Relationship" and attributes.get("TargetMode") != "External":
                kind = attributes.get("Type", "").rpartition("/")[2]
                path = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
                found.setdefault(kind, {})[attributes.get("Id", "")] = path.lstrip("/")
                if kind == _OFFICE:
                    found[kind][""] = path.lstrip("/")

        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if self._parts.has(relations):
            self._parts.walk(relations, start, _ignore, _ignore)
        return found

    def _workbook(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "workbookPr":
            self.old_days = attributes.get("date1904") in {"1", "true"}
        elif tag == "sheet" and not self.sheet_key:
            self.sheet_key = next((v for k, v in attributes.items() if k.endswith("}id")), "")

    def _style(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "numFmt":
            self._formats[_whole(attributes.get("numFmtId", ""))] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            self._in_cells = True
        elif tag == "xf" and self._in_cells:
            number = _whole(attributes.get("numFmtId", ""))
            bare = _NO_DAY.sub("", self._formats.get(number, "")[:200]).lower()
            self.days.append(number in _DAY_FORMATS or any(sign in bare for sign in "dmyhs"))

    def _style_end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._in_cells = False


class _Texts:
    """Gathers shared texts; how they are spoken is left out."""

    def __init__(self, found: list[str]) -> None:
        self._found, self._pieces, self._spoken, self._on = found, list[str](), False, False

    def start(self, tag: str, _: dict[str, str]) -> None:
        self._spoken = self._spoken or tag == "rPh"
        self._on = tag == "t" and not self._spoken

    def text(self, text: str) -> None:
        if self._on:
            self._pieces.append(text)

    def end(self, tag: str) -> None:
        self._on = False
        if tag == "rPh":
            self._spoken = False
        elif tag == "si":
            self._found.append(_plain("".join(self._pieces)))
            self._pieces.clear()


class _Sheet:
    """Gathers the cells of a sheet."""

    def __init__(self, book: _Book, most_rows: int, most_columns: int) -> None:
        self.rows: Rows = {}
        self._book, self._most_rows, self._most_columns = book, most_rows, most_columns
        self._row = self._column = self._characters = 0
        self._kind = self._style = ""
        self._pieces: list[str] = []
        self._on = self._spoken = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "row":
            self._row, self._column = _whole(attributes.get("r", ""), self._row + 1), 0
        elif tag == "c":
            place = _PLACE.fullmatch(attributes.get("r", ""))
            self._column = _column(place[1]) if place else self._column + 1
            self._row = int(place[2]) if place else self._row
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
            self._pieces = []
        self._spoken = self._spoken or tag == "rPh"
        self._on = tag == "v" or (tag == "t" and not self._spoken)

    def text(self, text: str) -> None:
        if self._on:
            self._pieces.append(text)

    def end(self, tag: str) -> None:
        self._on = False
        if tag == "rPh":
            self._spoken = False
        elif tag == "c" and self._pieces and self._column <= self._most_columns:
            self._keep(self._shown("".join(self._pieces)))

    def _keep(self, text: str) -> None:
        self._characters += len(text)
        if self._characters > MAX_CHARACTERS:
            raise BadWorkbookError
        if text and (self._row in self.rows or len(self.rows) < self._most_rows):
            self.rows.setdefault(self._row, {})[self._column] = text

    def _shown(self, value: str) -> str:
        """What the sheet shows: whole numbers without a point, days as `2026-01-31`."""
        if self._kind == "s":
            place = _whole(value.strip(), -1)
            return self._book.texts[place] if 0 <= place < len(self._book.texts) else ""
        if self._kind == "b":
            return "Benar" if value.strip() in {"1", "true"} else "Salah"
        if self._kind != "n":
            return _plain(value)
        style = _whole(self._style, 0)
        day = style < len(self._book.days) and self._book.days[style]
        return _number(value, self._book.old_days if day else None)


def _number(written: str, old_days: bool | None) -> str:
    """A number as people write it; a day or a moment when `old_days` says by which calendar."""
    try:
        value = float(written[:40])
    except ValueError:
        return _plain(written)
    if old_days is not None and 0 <= value < _LAST_SERIAL:
        moment = _EPOCHS[old_days] + timedelta(seconds=round(value * 86_400))
        if value < 1:
            return moment.time().isoformat()
        return moment.date().isoformat() if value.is_integer() else moment.isoformat()
    if value.is_integer() and abs(value) < 10**18:
        return str(int(value))
    return repr(value).replace(".", ",")


def _whole(text: str, otherwise: int = -1) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else otherwise  # noqa: PLR2004


def _column(letters: str) -> int:
    """The number of a column: `A` is 1, `AA` is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _plain(text: str) -> str:
    return without_controls(text).strip()


def _ignore(*_: object) -> None:
    """Nothing of this kind is needed."""
