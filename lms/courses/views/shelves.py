"""The modules ordered by the competency unit that they lead to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lms.courses.queries.documents import LiveCourse


@dataclass(frozen=True)
class Shelf:
    """A competency unit (None: courses without one) and its modules."""

    unit: str | None
    title: str
    courses: tuple[LiveCourse, ...]


def shelves(courses: Sequence[LiveCourse], titles: Mapping[str, str]) -> list[Shelf]:
    """A shelf for every unit that has modules, in the order of the framework; a module stands on one."""
    placed: dict[str | None, list[LiveCourse]] = {}
    for live in courses:
        placed.setdefault(_first_unit(live, titles), []).append(live)
    order: list[str | None] = [*titles, *sorted(u for u in placed if u and u not in titles), None]
    return [Shelf(unit, titles.get(unit or "", ""), tuple(placed[unit])) for unit in order if unit in placed]


def _first_unit(live: LiveCourse, titles: Mapping[str, str]) -> str | None:
    """The unit that the module leads to furthest; among equals the first of the framework."""
    units = live.course.competencies
    order = {unit: place for place, unit in enumerate(titles)}
    return min(units, key=lambda u: (-units[u], order.get(u, len(order)), u), default=None)
