"""Ways to learn: which course leads to a unit at a level, and which courses come before it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Offer:
    """A published course as far as plans need to know it; `units` are the levels that finishing it proves."""

    id: str
    slug: str
    title: str
    units: Mapping[str, int]
    requires: tuple[str, ...] = ()
    quiz_id: str | None = None
    quiz_slug: str | None = None
    quiz_title: str | None = None
    jp: int = 0
    minutes: int | None = None


@dataclass(frozen=True)
class Way:
    """The course that leads to a level, and everything that comes before it, in the order to take it."""

    target: Offer
    before: tuple[Offer, ...] = ()


@dataclass
class Catalogue:
    """All courses that are offered, in a stable order."""

    offers: tuple[Offer, ...] = ()
    _by_id: dict[str, Offer] = field(init=False)

    def __post_init__(self) -> None:
        self._by_id = {offer.id: offer for offer in self.offers}

    def leading_to(self, unit: str, level: int) -> Offer | None:
        """The course with the lowest level that suffices; of equals the first."""
        enough = [o for o in self.offers if o.units.get(unit, 0) >= level]
        return min(enough, key=lambda o: (o.units[unit], self.offers.index(o)), default=None)

    def way(self, unit: str, level: int) -> Way | None:
        """The course for a unit at a level with what it requires, however far back; None when nobody teaches it."""
        target = self.leading_to(unit, level)
        return Way(target, tuple(self._before(target, {target.id}))) if target else None

    def _before(self, offer: Offer, seen: set[str]) -> Iterable[Offer]:
        for required in offer.requires:
            earlier = self._by_id.get(required)
            if earlier is not None and earlier.id not in seen:
                seen.add(earlier.id)
                yield from self._before(earlier, seen)
                yield earlier


def is_satisfied(offer: Offer, levels: Mapping[str, int], finished: Collection[str]) -> bool:
    """Whether a course need not be taken: finished, or everything it proves is held already."""
    if offer.id in finished:
        return True
    return bool(offer.units) and all(levels.get(unit, 0) >= level for unit, level in offer.units.items())


def remaining(way: Way, levels: Mapping[str, int], finished: Collection[str]) -> tuple[Offer, ...]:
    """The courses of the way that still have to be taken, in order; the target is always the last of them."""
    return (*(offer for offer in way.before if not is_satisfied(offer, levels, finished)), way.target)
