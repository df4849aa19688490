"""A file to entries: every row read, every fault of every row found in one run."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from lms.content.hints import did_you_mean, nearest
from lms.core.problem import Problem, problem
from lms.people.domain import nip as nips
from lms.people.domain.city import PROFILES
from lms.people.domain.persons import LIMITS, Person, cleaned, faults, squeeze
from lms.people.domain.roster import values
from lms.people.domain.roster.columns import Columns, guess_separator, recognise
from lms.people.domain.roster.text import BrokenRowError, UnreadableError, decode, rows, split_separator_line

ROW_LIMIT = 200_000
_TEXT_LIMITS = {"post": 200, "agency": 200}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: the facts it gives (absent columns and empty cells give none), and the post, if any."""

    row: int
    facts: dict[str, str]
    post: str = ""
    agency: str = ""
    profile: str | None = None
    start: date | None = None

    @property
    def name(self) -> str:
        """The name without titles."""
        return self.facts["name"]


@dataclass
class Roster:
    """The entries of a file and every problem found in it."""

    path: str
    encoding: str = ""
    separator: str = ""
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether nothing but warnings was found."""
        return not any(found.is_error for found in self.problems)


def read(path: str, data: bytes) -> Roster:
    """Read a file; `path` names it in the problems. Never raises on bad input."""
    try:
        decoded = decode(data)
    except UnreadableError as error:
        return Roster(path, problems=[Problem(path, 1, 1, "P001", {"why": str(error)})])
    named, text = split_separator_line(decoded.text)
    offset = int(named is not None)
    separator = named or guess_separator(text)
    roster = Roster(path, decoded.encoding, separator)
    try:
        _read_rows(roster, rows(text, separator), offset)
    except BrokenRowError as error:
        roster.problems.append(Problem(path, error.row + offset, 1, "P005", {"why": str(error)}))
    return roster


def _read_rows(roster: Roster, found: Iterator[tuple[int, list[str]]], offset: int) -> None:
    number, titles = next(found, (1, []))
    columns = recognise(roster.path, number + offset, titles)
    roster.problems += columns.problems
    if "name" not in columns.places:
        return
    seen: dict[tuple[str, str], int] = {}
    width, count = len(columns.titles), 0
    for number, cells in found:
        if not any(cell.strip() for cell in cells):
            continue
        count += 1
        row = _Row(roster, columns, number + offset, cells)
        if any(cell.strip() for cell in cells[width:]):
            row.fault("name", "P006", found=len(cells), wanted=width)
        elif (entry := row.entry()) is not None and _once(row, entry, seen):
            roster.entries.append(entry)
    if not count:
        row = _Row(roster, columns, number + offset, [])
        row.fault("name", "P007")
    if count > ROW_LIMIT:
        roster.problems.append(Problem(roster.path, 1, 1, "P031", {"count": count, "limit": ROW_LIMIT}))


def _once(row: _Row, entry: Entry, seen: dict[tuple[str, str], int]) -> bool:
    """Whether neither NIP nor e-mail (nor the bare name, when there is neither) appeared before."""
    keys: list[tuple[str, str]] = [
        (name, entry.facts[name]) for name in ("nip", "email") if name in entry.facts
    ]
    keys = keys or [("name", entry.name.casefold())]
    fresh = True
    for key in keys:
        if key in seen:
            row.fault(
                key[0], "P020", field=row.columns.title(key[0]), value=entry.facts[key[0]], first=seen[key]
            )
            fresh = False
        seen.setdefault(key, row.number)
    return fresh


class _Row:
    """One row being read: cells by column name, and where its faults go."""

    def __init__(self, roster: Roster, columns: Columns, number: int, cells: list[str]) -> None:
        self.roster = roster
        self.columns = columns
        self.number = number
        self._cells = cells

    def fault(self, column: str, code: str, **facts: object) -> None:
        """Note a problem of this row."""
        place = self.columns.number(column)
        self.roster.problems.append(problem(self.roster.path, self.number, place, code, **facts))

    def text(self, column: str) -> str:
        """The cell in one tidy line; empty when the file has no such column."""
        index = self.columns.places.get(column)
        raw = values.cell_text(self._cells[index]) if index is not None and index < len(self._cells) else ""
        if "\0" in raw or "\ufffd" in raw:
            self.fault(column, "P032", field=self.columns.title(column))
        return squeeze(raw)

    def entry(self) -> Entry | None:
        """The row as an entry; None when it has an error."""
        before = len(self.roster.problems)
        person = self._person()
        given = {k: v for k, v in person.as_dict().items() if v}
        if not self.text("employment"):
            given.pop("employment", None)
        entry = Entry(
            self.number, given, self._limited("post"), self._limited("agency"), self._profile(), self._date(),
        )  # fmt: skip
        if entry.post and not entry.agency:
            self.fault("agency", "P022")
        return None if any(found.is_error for found in self.roster.problems[before:]) else entry

    def _person(self) -> Person:
        name, front, back = self.text("name"), self.text("front_title"), self.text("back_title")
        if not {"front_title", "back_title"} & self.columns.places.keys():
            front, name, back = values.split_titles(name)
        rank = ", ".join(filter(None, (self.text("rank"), self.text("grade"))))
        person = cleaned(
            Person(
                name=name, front_title=front, back_title=back, nip=self.text("nip"), email=self.text("email"),
                phone=self.text("phone"), rank=rank, employment=self._employment(),
            )
        )  # fmt: skip
        self._check(person)
        return person

    def _check(self, person: Person) -> None:
        for column, why in faults(person).items():
            value = str(getattr(person, column) or "")
            if why == "required":
                self.fault("name", "P010")
            elif why == "long":
                self.fault(
                    column, "P016", field=self.columns.title(column), count=len(value), limit=LIMITS[column]
                )
            elif why == "email":
                self.fault("email", "P015", value=value[:80])
            elif why == "character":
                self.fault("phone", "P030", value=value[:40])
            elif why in {"nip_mangled", "nip_length"}:
                self._nip_fault()
        if person.nip and nips.has_shape(person.nip):
            if person.nip.endswith("000"):
                self.fault("nip", "P012", value=person.nip)
            elif not nips.follows_pattern(person.nip):
                self.fault("nip", "P014", value=person.nip)
        if any(c.isalpha() and not unicodedata.name(c, "").startswith("LATIN") for c in person.name):
            self.fault("name", "P028", name=person.name)

    def _nip_fault(self) -> None:
        written = self.text("nip")
        if nips.was_mangled_by_spreadsheet(written):
            self.fault("nip", "P011", value=written[:40])
        else:
            self.fault("nip", "P013", value=written[:40], count=len(nips.normalise(written)))

    def _employment(self) -> str:
        written = self.text("employment")
        found = values.read_employment(written) if written else "pns"
        if found is None:
            self.fault("employment", "P017", value=written[:40])
        return found or "pns"

    def _profile(self) -> str | None:
        written = self.text("profile")
        found = values.read_profile(written) if written else None
        if written and found is None:
            hint = did_you_mean(nearest(written, PROFILES))
            self.fault("profile", "P019", value=written[:40], choices=", ".join(PROFILES), hint=hint)
        return found

    def _date(self) -> date | None:
        written = self.text("start")
        found = values.read_date(written) if written else None
        if written and found is None:
            self.fault("start", "P018", value=written[:40])
        return found

    def _limited(self, column: str) -> str:
        written = self.text(column)
        limit = _TEXT_LIMITS[column]
        if len(written) > limit:
            self.fault(column, "P016", field=self.columns.title(column), count=len(written), limit=limit)
        return written
