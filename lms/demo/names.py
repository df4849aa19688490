"""Invented names and ranks for sample officers; any likeness to a real person is chance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

WOMEN = (
    "Ayu", "Dewi", "Endang", "Fitri", "Indah", "Kartika", "Laras", "Maya", "Nurul", "Putri", "Ratna", "Retno",
    "Rini", "Sari", "Siti", "Sri", "Tri", "Wahyuni", "Wulan", "Yuni", "Lestari", "Mega", "Niken", "Dyah",
)  # fmt: skip
MEN = (
    "Adi", "Agus", "Andi", "Arif", "Bagus", "Bambang", "Budi", "Danang", "Dedi", "Eko", "Fajar", "Galih", "Hadi",
    "Hendra", "Joko", "Kurnia", "Rahmat", "Rizky", "Slamet", "Teguh", "Wahyu", "Yoga", "Yusuf", "Bayu",
)  # fmt: skip
LAST = (
    "Anggraini", "Astuti", "Cahyono", "Damayanti", "Firmansyah", "Gunawan", "Handayani", "Hapsari", "Hartono",
    "Hidayat", "Irawan", "Kusuma", "Kusumawardani", "Laksono", "Maharani", "Nugraha", "Nugroho", "Oktaviani",
    "Pamungkas", "Permatasari", "Prabowo Aji", "Pradana", "Pratama", "Prasetyo", "Purnomo", "Puspitasari", "Rahayu",
    "Rahmawati", "Ramadhan", "Saputra", "Setiawan", "Setyaningrum", "Sulistyo", "Susanti", "Suryani", "Utami",
    "Wardani", "Wibowo", "Widodo", "Wijayanti", "Wulandari", "Yulianto",
)  # fmt: skip
BACK = ("S.Sos.", "S.I.Kom.", "S.AP.", "S.H.", "S.Kom.", "S.E.", "A.Md.", "S.IP.", "M.Si.", "S.STP.")
RANKS = (
    "Pengatur (II/c)", "Pengatur Tk. I (II/d)", "Penata Muda (III/a)", "Penata Muda Tk. I (III/b)",
    "Penata (III/c)", "Penata Tk. I (III/d)", "Pembina (IV/a)",
)  # fmt: skip


@dataclass(frozen=True)
class Person:
    """An invented officer."""

    name: str
    back_title: str
    nip: str
    rank: str
    email: str


def people(count: int, random: Random) -> list[Person]:
    """`count` different people with different names, NIP and e-mail addresses."""
    found: dict[str, Person] = {}
    while len(found) < count:
        woman = random.random() < 0.55
        name = f"{random.choice(WOMEN if woman else MEN)} {random.choice(LAST)}"
        if name not in found:
            found[name] = _person(name, woman, len(found) + 1, random)
    return list(found.values())


def _person(name: str, woman: bool, serial: int, random: Random) -> Person:
    birth = date(1970, 1, 1) + timedelta(days=random.randrange(365 * 28))
    start = birth.year + random.randrange(23, 31)
    start = min(start, 2024)
    nip = f"{birth:%Y%m%d}{start}{random.choice(('03', '12'))}{2 if woman else 1}{serial:03d}"
    mail = name.lower().replace(" ", ".")
    seniority = (2026 - start) // 5
    rank = RANKS[max(0, min(len(RANKS) - 1, seniority + random.randrange(3)))]
    return Person(name, random.choice(BACK), nip, rank, f"{mail}@contoh.example")
