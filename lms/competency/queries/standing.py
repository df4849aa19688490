"""Where officers stand: requirements of the posts they hold, against their evidence, for one or for many."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from lms.competency.domain.path import Catalogue, Offer, remaining
from lms.competency.domain.standing import NextStep, Proof, UnitStanding, highest, stand
from lms.competency.queries.content import catalogue, framework, posts
from lms.competency.queries.evidence import proofs_of
from lms.competency.schema import FrameworkDocument, PostsDocument
from lms.courses.queries.begun import begun_courses
from lms.people.queries.holdings import Holding, holdings


@dataclass(frozen=True)
class Ground:
    """Everything that standings of a day are computed from, read once for all officers asked for."""

    on: date
    framework: FrameworkDocument
    posts: PostsDocument
    catalogue: Catalogue
    holdings: dict[int, list[Holding]] = field(default_factory=dict)
    proofs: dict[int, list[Proof]] = field(default_factory=dict)
    begun: dict[int, set[str]] = field(default_factory=dict)

    def required(self, officer_id: int) -> dict[str, int]:
        """The highest level that the officer's posts of the day ask for, by unit."""
        return self.required_by(self.holdings.get(officer_id, []))

    def required_by(self, held: Iterable[Holding]) -> dict[str, int]:
        """The highest level that these posts ask for together, by unit."""
        profiles = [profile for one in held if (profile := self.posts.profile(one.profile)) is not None]
        return highest((need.unit, need.level) for profile in profiles for need in profile.requirements)

    def levels(self, officer_id: int) -> dict[str, int]:
        """The highest level proven on the day, by unit."""
        valid = (p for p in self.proofs.get(officer_id, []) if p.counts_on(self.on))
        return highest((p.unit, p.level) for p in valid)

    def standing(self, officer_id: int) -> list[UnitStanding]:
        """One line for every unit that is required or was ever proven, in the order of the framework."""
        required = self.required(officer_id)
        proofs = self.proofs.get(officer_id, [])
        levels = self.levels(officer_id)
        shown = set(required) | {p.unit for p in proofs}
        return [
            stand(
                unit, required.get(unit.id), proofs, self.on, learning=self.is_learning(officer_id, unit.id),
                next_step=self.next_step(officer_id, unit.id, required.get(unit.id), levels),
            )
            for unit in self.framework.units if unit.id in shown
        ]  # fmt: skip

    def is_learning(self, officer_id: int, unit: str) -> bool:
        """Whether the officer opened a lesson of a course that teaches the unit."""
        begun = self.begun.get(officer_id, set())
        return any(offer.id in begun for offer in self.catalogue.offers if unit in offer.units)

    def finished(self, officer_id: int) -> frozenset[str]:
        """The ids of courses the officer ever finished, in whichever revision."""
        courses = (
            p.snapshot.get("course") for p in self.proofs.get(officer_id, []) if p.source_kind == "course"
        )
        return frozenset(str(course) for course in courses if course)

    def next_step(
        self, officer_id: int, unit: str, required: int | None, levels: Mapping[str, int]
    ) -> NextStep | None:
        """The course to take next for a unit that is required; None when nobody teaches it."""
        way = self.catalogue.way(unit, required) if required is not None else None
        return step_of(remaining(way, levels, self.finished(officer_id))[0], unit) if way else None


def step_of(offer: Offer, unit: str) -> NextStep:
    """An offered course as the thing to do for a unit."""
    first = () if unit in offer.units else tuple(offer.units)
    return NextStep("course", offer.slug, offer.title, offer.minutes, first)


def ground(session: Session, officer_ids: Collection[int], on: date) -> Ground:
    """Read what the standings of these officers need; the number of statements does not grow with them."""
    held: dict[int, list[Holding]] = {}
    for one in holdings(session, on=on, officer_ids=officer_ids):
        held.setdefault(one.officer_id, []).append(one)
    return Ground(
        on, framework(session), posts(session), catalogue(session), held, proofs_of(session, officer_ids, on),
        begun_courses(session, officer_ids),
    )  # fmt: skip


def standings(session: Session, officer_ids: Collection[int], on: date) -> dict[int, list[UnitStanding]]:
    """The standing of many officers on a day, by officer id."""
    read = ground(session, officer_ids, on)
    return {officer_id: read.standing(officer_id) for officer_id in officer_ids}


def standing(session: Session, officer_id: int, on: date) -> list[UnitStanding]:
    """The standing of one officer on a day: required units and everything ever proven, in framework order."""
    return ground(session, [officer_id], on).standing(officer_id)


def required_only(lines: Sequence[UnitStanding]) -> list[UnitStanding]:
    """The lines that the officer's posts ask for."""
    return [line for line in lines if line.required_level is not None]
