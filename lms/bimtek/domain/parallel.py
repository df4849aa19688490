"""Two tests of equal build from one pool of questions, and who gets which of them first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

Half = Literal["A", "B"]
Occasion = Literal["pre", "post"]
HALVES: tuple[Half, Half] = ("A", "B")
LEAST_PAIRS = 3
USUAL_DIFFICULTY = 2


@dataclass(frozen=True)
class PoolItem:
    """A question as far as the building of forms needs it."""

    id: str
    unit: str | None
    kind: str
    difficulty: int | None = None

    @property
    def weight(self) -> int:
        """The stated difficulty, the usual one when nothing is stated."""
        return self.difficulty if self.difficulty is not None else USUAL_DIFFICULTY


@dataclass(frozen=True)
class Forms:
    """Form 1 and form 2: the questions at the same place are a pair; `left` found no partner."""

    first: tuple[str, ...]
    second: tuple[str, ...]
    left: tuple[str, ...]

    def of(self, half: Half, occasion: Occasion) -> tuple[str, ...]:
        """Half A begins with form 1 and ends with form 2, half B the other way round."""
        return self.first if (half == "A") == (occasion == "pre") else self.second


Pair = tuple[PoolItem, PoolItem]


def build(pool: Sequence[PoolItem], seed: str, *, at_most: int | None = None) -> Forms:
    """Pair questions of the same unit, of the same kind where it can be, and of similar difficulty; split the pairs.

    Both forms so hold equally many questions of each unit. Of each pair the harder question goes to the form that
    is easier so far, equal ones by lot. `at_most` pairs are kept, drawn by lot. The same seed gives the same forms.
    """
    lot = Random(f"{seed}:forms")  # noqa: S311 -- a fair draw, not a secret
    pairs, alone = _pairs(pool, lot)
    if at_most is not None and len(pairs) > at_most:
        kept = sorted(lot.sample(range(len(pairs)), at_most))
        alone += [item.id for place, pair in enumerate(pairs) if place not in kept for item in pair]
        pairs = [pairs[place] for place in kept]
    first, second, ahead = [], [], 0
    for one, other in pairs:
        harder, easier = (one, other) if one.weight >= other.weight else (other, one)
        to_first = ahead < 0 if ahead and harder.weight != easier.weight else lot.random() < 1 / 2
        a, b = (harder, easier) if to_first else (easier, harder)
        first.append(a.id)
        second.append(b.id)
        ahead += a.weight - b.weight
    return Forms(tuple(first), tuple(second), tuple(alone))


def _pairs(pool: Sequence[PoolItem], lot: Random) -> tuple[list[Pair], list[str]]:
    by_unit: dict[str, dict[str, list[PoolItem]]] = defaultdict(lambda: defaultdict(list))
    for item in pool:
        by_unit[item.unit or ""][item.kind].append(item)
    pairs: list[Pair] = []
    alone: list[str] = []
    for kinds in by_unit.values():
        over: list[PoolItem] = []
        for items in kinds.values():
            pairs += _neighbours(items, lot, over)
        lone: list[PoolItem] = []
        pairs += _neighbours(over, lot, lone)
        alone += [item.id for item in lone]
    return pairs, alone


def _neighbours(items: list[PoolItem], lot: Random, over: list[PoolItem]) -> list[Pair]:
    """Neighbours by difficulty; which of an odd number stays over is a matter of the lot."""
    mixed = sorted(lot.sample(items, len(items)), key=lambda item: item.weight)
    if len(mixed) % 2:
        over.append(mixed.pop(lot.randrange(len(mixed))))
    return [(mixed[n], mixed[n + 1]) for n in range(0, len(mixed), 2)]


def assign(members: Iterable[int], seed: str) -> dict[int, Half]:
    """Everybody in the room in one of two halves whose sizes differ by one at most, by lot."""
    lot = Random(f"{seed}:halves")  # noqa: S311 -- a fair draw, not a secret
    mixed = sorted(set(members))
    lot.shuffle(mixed)
    begin = lot.randrange(2)
    return {member: HALVES[(place + begin) % 2] for place, member in enumerate(mixed)}


def half_for_late(member: int, counts: dict[Half, int], seed: str) -> Half:
    """The smaller half for somebody who comes later; by lot when both are equal."""
    if counts["A"] != counts["B"]:
        return "A" if counts["A"] < counts["B"] else "B"
    return Random(f"{seed}:late:{member}").choice(HALVES)  # noqa: S311 -- a fair draw, not a secret
