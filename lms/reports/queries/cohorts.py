"""Whose letters a page of confusions is about: everybody, an agency, a cohort, a Bimtek, or one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from sqlalchemy.orm import Session

from lms.bimtek.queries import participants, session_view, sessions_for_trainer
from lms.bimtek.queries.post_test import PREFIX
from lms.core.errors import NotFound
from lms.people.queries import find_officers
from lms.people.queries.city import agencies_on
from lms.people.queries.cohorts import day_of, officers_of, profiles_held, waves

Kind = Literal["semua", "opd", "profil", "gelombang", "bimtek", "pegawai"]
KINDS: tuple[Kind, ...] = get_args(Kind)
EVERYBODY: Kind = "semua"
LONGEST_ID = 9


@dataclass(frozen=True)
class Cohort:
    """A group of people.

    `key` is what addresses carry (`opd-3`, `gelombang-2026-11-16`); `name` is its own name, empty where the kind says
    it all; `size` counts its people where that is known without their letters. `begins` and `ends` bound a Bimtek.
    """

    kind: Kind
    key: str
    name: str = ""
    day: date | None = None
    size: int | None = None
    officer_ids: frozenset[int] | None = None
    agency_ids: frozenset[int] | None = None
    begins: datetime | None = None
    ends: datetime | None = None

    @property
    def context(self) -> str:
        """The context of a Bimtek's attempts, without its stage."""
        return f"{PREFIX}{self.key.partition('-')[2]}" if self.kind == "bimtek" else ""


def choices(session: Session, *, on: date, now: datetime, agencies: frozenset[int] | None) -> list[Cohort]:
    """What a reader can choose from; `agencies` limits a head to their own."""
    own = [
        Cohort("opd", f"opd-{row.id}", row.name)
        for row in agencies_on(session, on)
        if agencies is None or row.id in agencies
    ]
    if agencies is not None:
        return own
    found = [Cohort(EVERYBODY, EVERYBODY)]
    found += [
        Cohort("profil", f"profil-{name}", name, size=n) for name, n in profiles_held(session, on=on).items()
    ]
    found += [
        Cohort("gelombang", f"gelombang-{wave.day.isoformat()}", day=wave.day, size=wave.officers)
        for wave in waves(session)
    ]
    found += [
        Cohort("bimtek", f"bimtek-{one.view.id}", one.view.title, day=one.view.first_day, size=one.enrolled)
        for one in sessions_for_trainer(session, now)
        if one.view.slots
    ]
    return found + own


def cohort(session: Session, key: str, *, on: date, agencies: frozenset[int] | None) -> Cohort | None:
    """The cohort of a key with its people; None for a key that means nothing, or nothing for this reader."""
    kind, _, rest = key.partition("-")
    if kind == "opd":
        return _agency(session, rest, on, agencies)
    if agencies is not None:
        return None
    readers = {"profil": _profile, "gelombang": _wave, "bimtek": _bimtek, "pegawai": _officer}
    if kind in readers:
        return readers[kind](session, rest, on)
    return Cohort(EVERYBODY, EVERYBODY) if kind == EVERYBODY else None


def _number(text: str) -> int:
    """The id in a key; 0, which nothing has, for everything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_ID else 0


def _agency(session: Session, rest: str, on: date, agencies: frozenset[int] | None) -> Cohort | None:
    row = next((row for row in agencies_on(session, on) if str(row.id) == rest), None)
    if row is None or (agencies is not None and row.id not in agencies):
        return None
    return Cohort("opd", f"opd-{row.id}", row.name, agency_ids=frozenset({row.id}))


def _profile(session: Session, rest: str, on: date) -> Cohort | None:
    return Cohort("profil", f"profil-{rest}", rest, officer_ids=officers_of(session, f"profil-{rest}", on=on))


def _wave(session: Session, rest: str, on: date) -> Cohort | None:
    people = officers_of(session, f"gelombang-{rest}", on=on)
    if people is None:
        return None
    return Cohort("gelombang", f"gelombang-{rest}", day=day_of(rest), size=len(people), officer_ids=people)


def _bimtek(session: Session, rest: str, on: date) -> Cohort | None:
    number = _number(rest)
    try:
        view = session_view(session, number)
    except NotFound:
        return None
    people = frozenset(one.officer_id for one in participants(session, number, on=on))
    begins = view.slots[0].starts_at if view.slots else None
    ends = max((slot.ends_at for slot in view.slots), default=None)
    return Cohort(
        "bimtek",
        f"bimtek-{number}",
        view.title,
        view.first_day,
        len(people),
        people,
        begins=begins,
        ends=ends,
    )


def _officer(session: Session, rest: str, on: date) -> Cohort | None:
    number = _number(rest)
    line = next(iter(find_officers(session, on=on, ids=[number], active_only=False)), None)
    return (
        Cohort("pegawai", f"pegawai-{number}", line.name, officer_ids=frozenset({number})) if line else None
    )
