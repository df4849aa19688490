"""Readiness of an agency and of the city, computed from assignments and evidence of the day in few statements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from lms.competency.domain.framework import Profile, Unit
from lms.competency.domain.standing import UnitStanding
from lms.competency.queries import Ground, ground
from lms.people.models import Agency
from lms.people.queries import find_officers
from lms.people.queries.city import agencies_on
from lms.people.queries.city import agency as agency_row
from lms.people.queries.holdings import holdings, open_profiles
from lms.people.queries.officers import OfficerLine
from lms.reports.domain.cover import Cover, cover
from lms.rotation.queries import Plan, plans_on


@dataclass(frozen=True)
class PersonRow:
    """One person of an agency: standing per required unit, and the plan it belongs to."""

    officer: OfficerLine
    cells: dict[str, UnitStanding]
    plan: Plan

    @property
    def required(self) -> int:
        """How many units the person's posts ask for."""
        return len(self.cells)

    @property
    def met(self) -> int:
        """How many of them are proven today."""
        return sum(cell.is_met for cell in self.cells.values())

    @property
    def missing(self) -> list[UnitStanding]:
        """Required units that are not proven today."""
        return [cell for cell in self.cells.values() if not cell.is_met]

    @property
    def is_ready(self) -> bool:
        """Whether everything that is asked for is proven."""
        return self.met == self.required


@dataclass(frozen=True)
class AgencyReadiness:
    """An agency on a day: its people against the units that its posts need, and the cover of every unit."""

    agency_id: int
    name: str
    short: str
    on: date
    units: list[Unit]
    rows: list[PersonRow]
    cover: dict[str, Cover]

    @property
    def short_units(self) -> list[Cover]:
        """Units with fewer holders than the minimum."""
        return [self.cover[u.id] for u in self.units if u.id in self.cover and self.cover[u.id].is_short]

    @property
    def single_units(self) -> list[Cover]:
        """Units that one single person carries."""
        return [self.cover[u.id] for u in self.units if u.id in self.cover and self.cover[u.id].hangs_on_one]

    @property
    def late(self) -> list[PersonRow]:
        """People with a station whose day has passed, the latest first."""
        found = [row for row in self.rows if row.plan.late]
        return sorted(found, key=lambda row: min(step.due for step in row.plan.late))

    @property
    def asked(self) -> list[PersonRow]:
        """People whose posts ask for something."""
        return [row for row in self.rows if row.required]

    def holders(self, unit: str) -> list[PersonRow]:
        """The people who hold a unit at the level that cover asks for."""
        wanted = self.cover[unit].level
        return [row for row in self.rows if row.cells.get(unit) and row.cells[unit].level >= wanted]

    def title(self, unit: str) -> str:
        """The title of a unit."""
        return next((one.title for one in self.units if one.id == unit), unit)


def agency_readiness(session: Session, agency_id: int, on: date) -> AgencyReadiness:
    """The readiness of one agency; raises NotFound."""
    agency = agency_row(session, agency_id)
    ids = {held.officer_id for held in holdings(session, on=on, agency_id=agency_id)}
    read = ground(session, ids, on)
    people = find_officers(session, on=on, ids=sorted(ids))
    plans = plans_on(session, read, ids)
    profiles = _profiles(read, open_profiles(session, on=on).get(agency_id, set()))
    rows = [PersonRow(one, _cells(read, one.id), plans[one.id]) for one in people]
    covered = cover(profiles, [read.levels(one.id) for one in people])
    shown = set(covered) | {unit for row in rows for unit in row.cells}
    units = [unit for unit in read.framework.units if unit.id in shown]
    return AgencyReadiness(agency.id, agency.name, agency.short, on, units, rows, covered)


def _cells(read: Ground, officer_id: int) -> dict[str, UnitStanding]:
    return {line.unit: line for line in read.standing(officer_id) if line.required_level is not None}


def _profiles(read: Ground, ids: Iterable[str]) -> list[Profile]:
    return [profile for one in sorted(ids) if (profile := read.posts.profile(one)) is not None]


@dataclass(frozen=True)
class CityLine:
    """One agency in the city's heat map."""

    agency: Agency
    people: int
    cover: dict[str, Cover]

    @property
    def short_units(self) -> int:
        """How many units are below the minimum."""
        return sum(one.is_short for one in self.cover.values())


@dataclass(frozen=True)
class City:
    """All agencies with posts that ask for something."""

    on: date
    units: list[Unit]
    lines: list[CityLine]


def city_readiness(session: Session, on: date) -> City:
    """The cover of every agency that has a post with a profile; agencies without one are left out."""
    profiles = open_profiles(session, on=on)
    members: dict[int, set[int]] = {}
    for held in holdings(session, on=on):
        if held.agency_id in profiles:
            members.setdefault(held.agency_id, set()).add(held.officer_id)
    read = ground(session, {one for people in members.values() for one in people}, on)
    levels = {one: read.levels(one) for people in members.values() for one in people}
    lines = []
    for agency in agencies_on(session, on):
        if agency.id not in profiles:
            continue
        people = members.get(agency.id, set())
        covered = cover(_profiles(read, profiles[agency.id]), [levels[one] for one in people])
        lines.append(CityLine(agency, len(people), covered))
    shown = {unit for line in lines for unit in line.cover}
    return City(on, [unit for unit in read.framework.units if unit.id in shown], lines)
