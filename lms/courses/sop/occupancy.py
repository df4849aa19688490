"""Which stretch of which track is taken by the wires drawn so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from lms.courses.sop.grid import STEP, Point, opposite

Move = tuple[Point, int]  # leaving this crossing in this direction


class Occupancy:
    """Wires that lead to the same spot may join; all others keep apart and cross only squarely."""

    def __init__(self) -> None:
        self._moves: dict[Move, list[str]] = defaultdict(list)
        self._turns: dict[Point, list[tuple[str, int, int]]] = defaultdict(list)

    def add(self, target: str, points: Sequence[Point]) -> None:
        """Take the tracks along `points`, neighbouring crossings from source to `target`."""
        for action, turn in _walk(points):
            self._moves[action].append(target)
            if turn is not None:
                self._turns[action[0]].append((target, turn, action[1]))

    def remove(self, target: str, points: Sequence[Point]) -> None:
        """Give back what `add` took."""
        for action, turn in _walk(points):
            self._moves[action].remove(target)
            if turn is not None:
                self._turns[action[0]].remove((target, turn, action[1]))

    def blocked(self, target: str, at: Point, direction: int) -> bool:
        """Whether another flow, or the same one the other way, runs between `at` and the next crossing."""
        if any(other != target for other in self._moves.get((at, direction), ())):
            return True
        there = (at[0] + STEP[direction][0], at[1] + STEP[direction][1])
        return bool(self._moves.get((there, opposite(direction))))

    def crossing(self, target: str, at: Point, arriving: int, leaving: int) -> int | None:
        """How many foreign wires are crossed squarely at `at`; None where wires would touch."""
        crossed = 0
        for other, theirs_in, theirs_out in self._turns.get(at, ()):
            if other == target:
                continue
            square = theirs_in == theirs_out and arriving == leaving and (theirs_in - arriving) % 2 == 1
            if not square:
                return None
            crossed += 1
        return crossed


def direction_between(a: Point, b: Point) -> int:
    """The direction from a crossing to its neighbour."""
    return STEP.index((b[0] - a[0], b[1] - a[1]))


def _walk(points: Sequence[Point]) -> list[tuple[Move, int | None]]:
    """Every move of a wire with the direction in which the crossing before it was reached."""
    moves: list[tuple[Move, int | None]] = []
    before: int | None = None
    for a, b in pairwise(points):
        direction = direction_between(a, b)
        moves.append(((a, direction), before))
        before = direction
    return moves
