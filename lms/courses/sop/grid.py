"""The drawing board of a flow diagram: rows, lanes, and the tracks on which wires may run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Shape = Literal["terminator", "process", "decision", "connector"]
Point = tuple[int, int]  # index of a vertical track, index of a horizontal track

# Where the tracks of one cell lie, in percent of its width and height. The symbol covers the middle;
# the margins left and right of it, above and below it, carry wires that pass by.
X_TRACKS = (4.0, 9.5, 15.0, 50.0, 85.0, 90.5, 96.0)
Y_TRACKS = (6.0, 13.0, 50.0, 87.0, 94.0)
X_MIDDLE, Y_MIDDLE = 3, 2
CELL_WIDTH, CELL_HEIGHT = 100, 92  # px of a narrow lane; only used to weigh one way against another

UP, RIGHT, DOWN, LEFT = range(4)
STEP = ((0, -1), (1, 0), (0, 1), (-1, 0))


def opposite(direction: int) -> int:
    """The direction that leads back."""
    return (direction + 2) % 4


@dataclass(frozen=True)
class Spot:
    """A symbol: `id` names it, `letter` stands on an off-page connector."""

    id: str
    row: int
    lane: int
    shape: Shape
    letter: str = ""

    @property
    def centre(self) -> Point:
        """The crossing of the two middle tracks of its cell."""
        return (self.lane * len(X_TRACKS) + X_MIDDLE, self.row * len(Y_TRACKS) + Y_MIDDLE)


@dataclass(frozen=True)
class Flow:
    """An arrow from one spot to another; branches of a decision carry a label."""

    source: str
    target: str
    label: str | None = None


@dataclass(frozen=True)
class Board:
    """The spots on a grid of `rows` × `lanes` cells, at most one spot in a cell.

    `text` is the size of labels against that of symbols: paper with many lanes shrinks only symbols.
    """

    rows: int
    lanes: int
    spots: Sequence[Spot]
    text: float = 1.0

    def spot(self, id: str) -> Spot:
        """The spot with this id; KeyError if there is none."""
        for spot in self.spots:
            if spot.id == id:
                return spot
        raise KeyError(id)


def x_of(track: int) -> float:
    """Nominal px from the left edge of the board."""
    lane, index = divmod(track, len(X_TRACKS))
    return (lane + X_TRACKS[index] / 100) * CELL_WIDTH


def y_of(track: int) -> float:
    """Nominal px from the upper edge of the board."""
    row, index = divmod(track, len(Y_TRACKS))
    return (row + Y_TRACKS[index] / 100) * CELL_HEIGHT
