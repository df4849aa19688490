"""Which column is which: Indonesian titles with the synonyms that personnel offices use."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lms.content.hints import did_you_mean, nearest
from lms.core.problem import Problem
from lms.people.domain.roster import messages  # noqa: F401 - fills the catalogue
from lms.people.domain.roster.text import SEPARATORS, BrokenRowError, rows

TITLES = {
    "name": ("nama", "nama lengkap", "nama pegawai", "name"),
    "front_title": ("gelar depan", "gelar di depan"),
    "back_title": ("gelar belakang", "gelar di belakang"),
    "nip": ("nip", "nip baru", "nomor induk pegawai", "nip nipppk", "nip ni pppk", "ni pppk", "nipppk"),
    "email": ("surel", "email", "e mail", "surat elektronik", "surel dinas", "email dinas", "alamat surel"),
    "phone": ("telepon", "telp", "hp", "no hp", "nomor hp", "nomor telepon", "wa", "whatsapp"),
    "rank": ("pangkat golongan", "pangkat gol", "pangkat", "pangkat golongan ruang", "pangkat gol ruang"),
    "grade": ("golongan", "gol", "golongan ruang", "gol ruang"),
    "employment": ("status kepegawaian", "kepegawaian", "jenis kepegawaian", "status pegawai", "jenis pegawai", "status asn"),
    "post": ("jabatan", "nama jabatan", "posisi"),
    "agency": (
        "perangkat daerah", "opd", "skpd", "unit kerja", "instansi", "dinas", "nama opd", "nama perangkat daerah",
    ),
    "profile": ("profil", "profil jabatan", "profil kompetensi"),
    "start": ("tmt", "mulai", "tmt jabatan", "tanggal mulai", "mulai menjabat", "terhitung mulai tanggal"),
}  # fmt: skip

IGNORED = frozenset({"no", "nomor", "no urut", "keterangan", "ket"})

_BY_TITLE = {title: name for name, titles in TITLES.items() for title in titles}


def plain(title: str) -> str:
    """A title without case, marks and extra spaces: `Pangkat/Gol. Ruang` reads `pangkat gol ruang`."""
    return " ".join(re.sub(r"[^0-9a-z]+", " ", title.casefold()).split())


@dataclass
class Columns:
    """Where each known column stands (from 0); `titles` are those of the file."""

    titles: list[str]
    places: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def title(self, name: str) -> str:
        """The file's own title of a column."""
        return self.titles[self.places[name]] if name in self.places else TITLES[name][0]

    def number(self, name: str) -> int:
        """The column's number from 1; 1 when the file does not have it."""
        return self.places.get(name, 0) + 1


def recognise(path: str, row: int, titles: list[str]) -> Columns:
    """Find the known columns in a row of titles; unknown ones are named, duplicates and a missing name are errors."""
    found = Columns([title.strip() for title in titles])
    for index, title in enumerate(found.titles):
        name = _BY_TITLE.get(plain(title))
        if name in found.places:
            found.problems.append(Problem(path, row, index + 1, "P004", {"title": title[:60]}))
        elif name is not None:
            found.places[name] = index
        elif title and plain(title) not in IGNORED:
            hint = did_you_mean(nearest(title, _BY_TITLE))
            found.problems.append(
                Problem(path, row, index + 1, "P003", {"title": title[:60], "hint": hint}, "warning")
            )
    if "name" not in found.places:
        found.problems.append(Problem(path, row, 1, "P002"))
    return found


def guess_separator(text: str) -> str:
    """The separator with which the first row holds the most known titles, else the most cells."""

    def score(separator: str) -> tuple[int, int]:
        try:
            _, cells = next(iter(rows(text, separator)), (1, []))
        except BrokenRowError:
            return 0, 0
        return sum(plain(cell) in _BY_TITLE for cell in cells), len(cells)

    return max(SEPARATORS, key=score)
