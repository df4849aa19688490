"""What is kept about a person, cleaned and checked: the same rules for the form and for an imported list."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from lms.people.domain import nip as nips

EMPLOYMENTS = ("pns", "pppk", "pppk-pw", "non-asn")
NATURES = ("definitive", "plt", "plh")
STATUSES = ("active", "left", "retired", "merged")
LEAVING = ("left", "retired")

LIMITS = {"name": 160, "front_title": 40, "back_title": 60, "email": 254, "phone": 30, "rank": 60}

Fault = Literal["required", "long", "nip_mangled", "nip_length", "email", "employment", "character"]

_EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+")
_PHONE = re.compile(r"[0-9+()\s./-]*")


@dataclass(frozen=True)
class Person:
    """The facts of one officer that an admin may write; NIP and e-mail are None when there is none."""

    name: str
    front_title: str = ""
    back_title: str = ""
    nip: str | None = None
    email: str | None = None
    phone: str = ""
    rank: str = ""
    employment: str = "pns"

    def as_dict(self) -> dict[str, Any]:
        """The facts by the names of their columns."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def squeeze(text: str) -> str:
    """The text in one line: normal form C, no control or invisible characters, single spaces."""
    shown = unicodedata.normalize("NFC", text)
    kept = "".join(
        " " if c.isspace() else c for c in shown if c.isspace() or unicodedata.category(c)[0] != "C"
    )
    return " ".join(kept.split())


def cleaned(person: Person) -> Person:
    """The same facts as they are stored: spaces tidied, NIP without spaces, e-mail in lower case, rank spelt out."""
    number = nips.normalise(person.nip or "")
    return replace(
        person,
        name=squeeze(person.name),
        front_title=squeeze(person.front_title),
        back_title=squeeze(person.back_title).strip(","),
        nip=number or None,
        email=squeeze(person.email or "").lower() or None,
        phone=squeeze(person.phone),
        rank=rank_text(squeeze(person.rank)),
    )


def faults(person: Person) -> dict[str, Fault]:
    """What is wrong with cleaned facts, by column; empty when nothing is."""
    found: dict[str, Fault] = {}
    for name, limit in LIMITS.items():
        if len(getattr(person, name) or "") > limit:
            found[name] = "long"
    if not person.name:
        found["name"] = "required"
    if person.nip and not nips.has_shape(person.nip):
        mangled = nips.was_mangled_by_spreadsheet(person.nip)
        found["nip"] = "nip_mangled" if mangled else "nip_length"
    if person.email and not _EMAIL.fullmatch(person.email):
        found.setdefault("email", "email")
    if not _PHONE.fullmatch(person.phone):
        found.setdefault("phone", "character")
    if person.employment not in EMPLOYMENTS:
        found["employment"] = "employment"
    return found


_GRADES = {
    "I": ("Juru Muda", "Juru Muda Tk. I", "Juru", "Juru Tk. I"),
    "II": ("Pengatur Muda", "Pengatur Muda Tk. I", "Pengatur", "Pengatur Tk. I"),
    "III": ("Penata Muda", "Penata Muda Tk. I", "Penata", "Penata Tk. I"),
    "IV": ("Pembina", "Pembina Tk. I", "Pembina Utama Muda", "Pembina Utama Madya", "Pembina Utama"),
}
RANKS = tuple(
    f"{name} ({group}/{'abcde'[i]})" for group, names in _GRADES.items() for i, name in enumerate(names)
)
_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV"}
_GRADE = re.compile(r"(?:gol(?:ongan)?\.?\s*)?(IV|I{1,3}|[1-4])\s*[/.\- ]?\s*([a-e])", re.IGNORECASE)


def rank_text(text: str) -> str:
    """`III/b`, `3b` and `Penata Muda Tingkat I, III/b` as `Penata Muda Tk. I (III/b)`; other texts stay as they are.

    PPPK have a golongan from I to XVII and no pangkat, so theirs is left alone.
    """
    for form in (text, text.rpartition(",")[2].strip(), text.rpartition("(")[2].rstrip(") ")):
        found = _GRADE.fullmatch(form)
        if found:
            group = _ROMAN.get(found[1], found[1].upper())
            index = "abcde".index(found[2].lower())
            if index < len(_GRADES[group]):
                return f"{_GRADES[group][index]} ({group}/{found[2].lower()})"
    return text
