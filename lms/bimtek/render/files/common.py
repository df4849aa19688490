"""What the tables of a session share: its facts, how a NIP is written, and numbers for cells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from lms.bimtek.queries.dossier import Dossier
from lms.core.tables import Row
from lms.institution.domain import Institution
from lms.web.i18n import lazy_gettext as _l

Line = Row
RESULT_WORDS = {
    "pass": _l("Berhak atas sertifikat"),
    "participation": _l("Berhak atas sertifikat keikutsertaan"),
    "none": _l("Belum memenuhi syarat"),
}
PRESENCE_WORDS: dict[str, Any] = {
    "present": _l("Hadir"),
    "late": _l("Terlambat"),
    "left": _l("Pulang lebih awal"),
    "absent": _l("Tidak hadir"),
}
CONDITION_WORDS: dict[str, Any] = {
    "attendance": _l("Kehadiran"),
    "post_test": _l("Pos-tes"),
    "evaluation": _l("Evaluasi"),
}


@dataclass(frozen=True)
class Context:
    """What every table is made of."""

    found: Dossier
    city: Institution
    nip: Callable[[str | None], str]

    def day(self, moment: datetime) -> str:
        """`2026-11-02`, on the institution's day."""
        return moment.astimezone(self.city.zone).date().isoformat()

    def clock(self, moment: datetime) -> str:
        """`08:45`, in the institution's zone."""
        return f"{moment.astimezone(self.city.zone):%H:%M}"


def cut(value: Fraction) -> float:
    """A number with at most two decimals, cut off: nothing looks better than it is. Whole ones are written whole."""
    found = int(value * 100) / 100
    return int(found) if found.is_integer() else found


def points(share: float | Fraction | None) -> float | str:
    """A share from 0 to 1 as points of 100, with at most two decimals; nothing where there is none."""
    if share is None:
        return ""
    if isinstance(share, Fraction):
        return cut(share * 100)
    found = round(share * 100, 2)
    return int(found) if found.is_integer() else found


def ratio(value: float | None) -> float | str:
    """A number with at most three decimals, or nothing."""
    return "" if value is None else round(value, 3)


def slashed(day: date | None) -> str:
    """`02-11-2026`, as the forms of SIASN write a date."""
    return f"{day:%d-%m-%Y}" if day else ""
