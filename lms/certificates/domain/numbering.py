"""Certificate numbers: a pattern of the city, a counter per rule and year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
NAMES = ("klasifikasi", "seq", "unit", "tahun", "bulan", "bulan_romawi")
_PLACE = re.compile(r"\{(\w+)(?::0?(\d{1,2}))?\}")


class PatternError(ValueError):
    """The pattern cannot give unique numbers; the message says why, in Indonesian."""


@dataclass(frozen=True)
class Rule:
    """A pattern such as `{klasifikasi}/{seq:03}/{unit}/{tahun}` with the city's own parts."""

    pattern: str
    classification: str
    unit: str

    def __post_init__(self) -> None:
        names = [found[1] for found in _PLACE.finditer(self.pattern)]
        rest = _PLACE.sub("", self.pattern)
        if "{" in rest or "}" in rest:
            raise PatternError(f"Pola nomor “{self.pattern}” memuat kurung kurawal yang tidak dikenal.")
        unknown = [name for name in names if name not in NAMES]
        if unknown:
            raise PatternError(
                f"Pola nomor memuat “{{{unknown[0]}}}” yang tidak dikenal; pilihannya {', '.join(NAMES)}."
            )
        if names.count("seq") != 1:
            raise PatternError("Pola nomor harus memuat {seq} tepat satu kali.")
        if re.search(r"\s", self.pattern + self.classification + self.unit):
            raise PatternError("Nomor sertifikat tidak boleh memuat spasi.")

    @property
    def key(self) -> str:
        """The name of its counter: all that is fixed. The width of the sequence does not start a new one."""
        fixed = {"klasifikasi": self.classification, "unit": self.unit}
        return _PLACE.sub(lambda found: fixed.get(found[1], f"{{{found[1]}}}"), self.pattern)

    def year(self, day: date) -> int:
        """The year of the counter; 0 when the pattern names no year, because numbers would repeat."""
        return day.year if "{tahun" in self.pattern else 0

    def number(self, sequence: int, day: date) -> str:
        """The number for a sequence and the day of issue."""
        parts = {
            "klasifikasi": self.classification,
            "unit": self.unit,
            "tahun": str(day.year),
            "bulan": f"{day.month:02}",
            "bulan_romawi": ROMAN[day.month - 1],
        }

        def fill(found: re.Match[str]) -> str:
            if found[1] == "seq":
                return f"{sequence:0{found[2] or 1}d}"
            return parts[found[1]]

        return _PLACE.sub(fill, self.pattern)


def file_name(number: str) -> str:
    """A name for the downloaded PDF: every separator of folders becomes a hyphen."""
    return re.sub(r"[^0-9A-Za-z._-]+", "-", number).strip("-.") + ".pdf"
