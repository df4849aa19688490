"""A file to the rows of a log: columns by their titles, every fault of every row in one run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

import lms.reports.domain.log.messages  # noqa: F401 -- fills the catalogue of messages
from lms.content.hints import did_you_mean, nearest
from lms.core.problem import Problem, problem
from lms.people.domain.roster.text import (
    SEPARATORS,
    BrokenRowError,
    UnreadableError,
    decode,
    rows,
    split_separator_line,
)
from lms.people.domain.roster.values import read_date
from lms.quizzes.exchange.model import Notes, Source
from lms.quizzes.exchange.table.sheets import sheet_rows

TITLES = {
    "day": ("tanggal", "tgl", "tanggal masuk", "tanggal permohonan", "tanggal diterima", "tgl masuk", "waktu", "date"),
    "text": (
        "isi", "isi permohonan", "permohonan", "uraian", "uraian permohonan", "isi aduan", "isi laporan", "aduan",
        "laporan", "rincian informasi", "informasi yang diminta", "rincian", "text", "surat", "pertanyaan",
    ),
    "first": (
        "opd awal", "tujuan awal", "disposisi awal", "disposisi pertama", "perangkat daerah awal", "opd pertama",
        "tujuan pertama", "disposisi ke", "diteruskan ke", "first agency", "first",
    ),
    "final": (
        "opd akhir", "tujuan akhir", "disposisi akhir", "perangkat daerah akhir", "opd penjawab", "dijawab oleh",
        "ditangani oleh", "opd tujuan", "penanggung jawab", "final agency", "final",
    ),
}  # fmt: skip
NEEDED = ("text", "final")
IGNORED = frozenset({"no", "nomor", "no urut", "keterangan", "ket", "status", "kanal"})
MOST_ROWS = 5000
SHORTEST, LONGEST = 20, 3000
ZIP = b"PK\x03\x04"

_BY_TITLE = {title: name for name, titles in TITLES.items() for title in titles}


@dataclass(frozen=True)
class LogRow:
    """One disposition as the file says it; `first` is empty where the file does not say. Texts are not masked yet."""

    row: int
    day: date | None
    text: str
    first: str
    final: str


@dataclass
class Log:
    """The rows of a file and every problem found in it."""

    path: str
    rows: list[LogRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether nothing but warnings was found."""
        return not any(found.is_error for found in self.problems)


@dataclass
class _Table:
    """Where the known columns stand, from 0."""

    places: dict[str, int]

    def cell(self, cells: list[str], name: str) -> str:
        """A cell, trimmed; empty when the row or the file has none."""
        place = self.places.get(name)
        return cells[place].strip() if place is not None and place < len(cells) else ""

    def number(self, name: str) -> int:
        """The column counted from 1; 1 when the file does not have it."""
        return self.places.get(name, 0) + 1


def read_log(path: str, data: bytes) -> Log:
    """Read a CSV or XLSX file; `path` names it in the problems. Never raises on bad input."""
    log = Log(path)
    found = _cells(log, data)
    head = next(found, None)
    table = _columns(log, head) if head else None
    if head is None and log.ok:
        log.problems.append(problem(path, 1, 1, "D005"))
    seen: dict[str, int] = {}
    for count, (number, cells) in enumerate(found if table else (), start=1):
        if count > MOST_ROWS:
            log.problems.append(problem(path, number, 1, "D006", limit=MOST_ROWS))
            break
        row = _row(log, table, number, cells, seen) if table else None
        if row is not None:
            log.rows.append(row)
    return log


def _cells(log: Log, data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Row numbers as a spreadsheet counts them, and cells; empty rows are left out."""
    if data.startswith(ZIP):
        yield from _sheet(log, data)
        return
    try:
        named, text = split_separator_line(decode(data).text)
    except UnreadableError:
        log.problems.append(problem(log.path, 1, 1, "D001"))
        return
    offset = int(named is not None)
    try:
        for number, cells in rows(text, named or _separator(text)):
            if any(cell.strip() for cell in cells):
                yield number + offset, cells
    except BrokenRowError as error:
        log.problems.append(problem(log.path, error.row + offset, 1, "D007"))


def _sheet(log: Log, data: bytes) -> Iterator[tuple[int, list[str]]]:
    notes = Notes(log.path)
    found = sheet_rows(Source(log.path, data), notes)
    log.problems += notes.problems
    for row in found:
        yield row.line, [cell.text for cell in row.cells]


def _separator(text: str) -> str:
    """The separator with which the first row holds the most known titles, else the most cells."""

    def score(separator: str) -> tuple[int, int]:
        try:
            _, cells = next(iter(rows(text, separator)), (1, []))
        except BrokenRowError:
            return 0, 0
        return sum(_plain(cell) in _BY_TITLE for cell in cells), len(cells)

    return max(SEPARATORS, key=score)


def _plain(title: str) -> str:
    return " ".join(re.sub(r"[^0-9a-z]+", " ", title.casefold()).split())


def _columns(log: Log, head: tuple[int, list[str]]) -> _Table | None:
    """The known columns; None when one that is needed is missing, which is reported."""
    number, titles = head
    places: dict[str, int] = {}
    for index, title in enumerate(titles):
        name = _BY_TITLE.get(_plain(title))
        if name in places:
            log.problems.append(problem(log.path, number, index + 1, "D004", title=title.strip()[:60]))
        elif name is not None:
            places[name] = index
        elif title.strip() and _plain(title) not in IGNORED:
            hint = did_you_mean(nearest(title, _BY_TITLE))
            log.problems.append(
                problem(log.path, number, index + 1, "D003", title=title.strip()[:60], hint=hint)
            )
    for name in NEEDED:
        if name not in places:
            examples = ", ".join(f"`{title}`" for title in TITLES[name][:3])
            log.problems.append(
                problem(log.path, number, 1, "D002", field=TITLES[name][0], examples=examples)
            )
    return _Table(places) if log.ok else None


def _row(log: Log, table: _Table, number: int, cells: list[str], seen: dict[str, int]) -> LogRow | None:
    text = table.cell(cells, "text")
    folded = " ".join(text.casefold().split())
    final = " ".join(table.cell(cells, "final").split())

    def fault(name: str, code: str, **values: object) -> None:
        log.problems.append(problem(log.path, number, table.number(name), code, **values))

    if len(folded) < SHORTEST:
        fault("text", "D010", count=len(folded))
        return None
    if not final:
        fault("final", "D011")
        return None
    if folded in seen:
        fault("text", "D013", first=seen[folded])
        return None
    seen[folded] = number
    if len(text) > LONGEST:
        fault("text", "D014", limit=LONGEST)
    written = table.cell(cells, "day")
    day = _day(written)
    if written and day is None:
        fault("day", "D012", value=written[:40])
    return LogRow(number, day, text[:LONGEST], " ".join(table.cell(cells, "first").split()), final)


def _day(written: str) -> date | None:
    """The day of a cell that may hold a time as well."""
    tries: Iterable[str] = (written, written.split("T", maxsplit=1)[0], written.split(" ", maxsplit=1)[0])
    return next((day for one in tries if one and (day := read_date(one))), None)
