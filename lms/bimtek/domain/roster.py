"""A pasted list of participants: one NIP or e-mail address per line, as it comes from a spreadsheet or a letter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from lms.people.domain import nip

Kind = Literal["nip", "email", "mangled", "unreadable"]

LINES_AT_MOST = 1000
_CELLS = re.compile(r"[\t;,|]")
_EMAIL = re.compile(r"[^\s@;,|<>()\"']+@[^\s@;,|<>()\"']+\.[^\s@;,|<>()\"']+")
_NUMBERED = re.compile(r"^\s*\d{1,4}[.)]\s+")


@dataclass(frozen=True)
class RosterLine:
    """One line that was pasted: its number, what it holds, and how it can be looked up."""

    line: int
    typed: str
    kind: Kind
    key: str


def read(text: str) -> list[RosterLine]:
    """The lines that say something, in order; at most a thousand. A line may hold more cells than the one needed."""
    found = []
    for number, raw in enumerate(text.splitlines(), start=1):
        if raw.strip():
            found.append(_line(number, raw))
        if len(found) == LINES_AT_MOST:
            break
    return found


def _line(number: int, raw: str) -> RosterLine:
    plain = _NUMBERED.sub("", raw)
    typed = " ".join(raw.split())[:200]
    for cell in (plain, *_CELLS.split(plain)):
        digits = nip.normalise(cell)
        if nip.has_shape(digits):
            return RosterLine(number, typed, "nip", digits)
    mail = _EMAIL.search(plain)
    if mail:
        return RosterLine(number, typed, "email", mail[0].lower())
    cells = [plain, *re.split(r"[\t;|]", plain)]
    mangled = any(nip.was_mangled_by_spreadsheet(cell) for cell in cells)
    return RosterLine(number, typed, "mangled" if mangled else "unreadable", "")
