"""The city as its published catalogues describe it: rows to apply, and the arithmetic of dated mappings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

AGENCY_KINDS = (
    "setda",
    "bagian",
    "dinas",
    "badan",
    "satuan",
    "rsud",
    "kecamatan",
    "kelurahan",
    "bumd",
    "lain",
)
PROFILES = ("ppid-utama", "ppid-pelaksana", "petugas-pip", "operator", "lain")


@dataclass(frozen=True)
class AffairRow:
    """An affair (`1.05`) or a function below one (`1.05/bencana`)."""

    code: str
    name: str
    group: str
    scope: str
    everyday_words: tuple[str, ...]
    edition: str


@dataclass(frozen=True)
class AgencyRow:
    """A perangkat daerah with the codes it carries from a day to a day, both included."""

    name: str
    short: str
    codes: tuple[str, ...]
    kind: str
    valid_from: date
    valid_to: date | None
    note: str


@dataclass(frozen=True)
class ExternalBodyRow:
    """A public body outside the city government; `tempting` are codes that people wrongly choose instead."""

    code: str
    name: str
    level: str
    topics: str
    everyday_words: tuple[str, ...]
    related_affair: str
    tempting: tuple[str, ...]


@dataclass(frozen=True)
class Applied:
    """What one publication of a catalogue changed, in numbers of rows."""

    added: int = 0
    changed: int = 0
    ended: int = 0
    unchanged: int = 0

    @property
    def did_something(self) -> bool:
        """Whether any row was touched."""
        return bool(self.added or self.changed or self.ended)

    def as_json(self) -> dict[str, object]:
        """The numbers, for the journal."""
        return {
            "added": self.added,
            "changed": self.changed,
            "ended": self.ended,
            "unchanged": self.unchanged,
        }


@dataclass(frozen=True)
class Span:
    """A period from `start` to `end`, both included; without an end it is still running."""

    start: date
    end: date | None

    def overlaps(self, other: Span) -> bool:
        """Whether both have a day in common."""
        return (self.end is None or other.start <= self.end) and (
            other.end is None or self.start <= other.end
        )

    def until(self, last: date | None) -> Span | None:
        """The part up to `last`; None when nothing is left."""
        if last is None or (self.end is not None and self.end <= last):
            return self
        return Span(self.start, last) if self.start <= last else None


def parent_of(code: str) -> str | None:
    """The affair that a function belongs to; None for an affair."""
    return code.split("/", maxsplit=1)[0] if "/" in code else None


def merge_spans(spans: Iterable[Span]) -> list[Span]:
    """The same days with as few spans as possible, in order: adjoining and overlapping ones become one."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda s: s.start):
        last = merged[-1] if merged else None
        if last is None or (last.end is not None and span.start > last.end + timedelta(days=1)):
            merged.append(span)
        elif last.end is not None:
            end = None if span.end is None else max(last.end, span.end)
            merged[-1] = Span(last.start, end)
    return merged


def spans_of_codes(rows: Iterable[AgencyRow]) -> dict[str, list[Span]]:
    """For the rows of one agency: when it carries which code."""
    found: dict[str, list[Span]] = {}
    for row in rows:
        for code in row.codes:
            found.setdefault(code, []).append(Span(row.valid_from, row.valid_to))
    return {code: merge_spans(spans) for code, spans in found.items()}
