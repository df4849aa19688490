"""Routed wires cut into the drawing of each cell: paths, arrow heads and branch labels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lms.courses.sop.grid import X_TRACKS, Y_TRACKS, Board, Flow, Point, Spot
from lms.courses.sop.labels import Label
from lms.courses.sop.occupancy import direction_between
from lms.courses.sop.router import Way, route

Place = tuple[int, int]  # row, lane
_SIDE = ("b", "l", "t", "r")  # the side of the target that is entered when moving up, right, down, left


@dataclass
class CellDrawing:
    """What one cell shows; `path` uses percent of the cell, `heads` names sides of the symbol."""

    spot: Spot | None = None
    path: str = ""
    heads: list[str] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)


@dataclass(frozen=True)
class Drawing:
    """The diagram: a cell drawing for every place that is not empty, and the routed wires."""

    board: Board
    flows: Sequence[Flow]
    ways: Sequence[Way]
    cells: Mapping[Place, CellDrawing]

    def cell(self, row: int, lane: int) -> CellDrawing:
        """The drawing of one cell, empty where nothing is drawn."""
        return self.cells.get((row, lane), CellDrawing())


def draw(board: Board, flows: Sequence[Flow]) -> Drawing:
    """Route `flows` on `board` and cut the result into cells."""
    ways = route(board, flows)
    cells: dict[Place, CellDrawing] = defaultdict(CellDrawing)
    for spot in board.spots:
        cells[spot.row, spot.lane].spot = spot
    paths: dict[Place, dict[str, None]] = defaultdict(dict)
    for flow, way in zip(flows, ways, strict=True):
        for place, path in _cut(way.points):
            paths[place][path] = None
        target = board.spot(flow.target)
        head = _SIDE[direction_between(*way.points[-2:])]
        heads = cells[target.row, target.lane].heads
        if head not in heads:
            heads.append(head)
        if way.label:
            source = board.spot(flow.source)
            cells[source.row, source.lane].labels.append(way.label)
    for place, found in paths.items():
        cells[place].path = "".join(found)
    return Drawing(board, flows, ways, dict(cells))


def corners(way: Sequence[Point]) -> list[Point]:
    """The ends of a way and the crossings where it bends."""
    kept = [way[0]]
    for before, here, after in zip(way, way[1:], way[2:], strict=False):
        if direction_between(before, here) != direction_between(here, after):
            kept.append(here)
    return [*kept, way[-1]]


def _cut(way: Sequence[Point]) -> list[tuple[Place, str]]:
    """One path per visited cell, in the order of the wire."""
    pieces: list[tuple[Place, list[tuple[float, float]]]] = []
    for a, b in pairwise(way):
        here, there = _place(a), _place(b)
        if not pieces or pieces[-1][0] != here:
            pieces.append((here, [_percent(a)]))
        if here == there:
            pieces[-1][1].append(_percent(b))
        else:
            leave, enter = _edges(a, direction_between(a, b))
            pieces[-1][1].append(leave)
            pieces.append((there, [enter, _percent(b)]))
    return [(place, _path(points)) for place, points in pieces]


def _place(point: Point) -> Place:
    return point[1] // len(Y_TRACKS), point[0] // len(X_TRACKS)


def _percent(point: Point) -> tuple[float, float]:
    return X_TRACKS[point[0] % len(X_TRACKS)], Y_TRACKS[point[1] % len(Y_TRACKS)]


def _edges(a: Point, direction: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where a wire from `a` leaves its cell, and where it enters the next one."""
    x, y = _percent(a)
    return (
        ((x, 0.0), (x, 100.0)),
        ((100.0, y), (0.0, y)),
        ((x, 100.0), (x, 0.0)),
        ((0.0, y), (100.0, y)),
    )[direction]


def _path(points: Sequence[tuple[float, float]]) -> str:
    """SVG path data with horizontal and vertical moves only."""
    x, y = points[0]
    parts = [f"M{x:g} {y:g}"]
    for index, (nx, ny) in enumerate(points[1:], start=1):
        along_x = ny == y
        ends = index == len(points) - 1 or (points[index + 1][1] == ny) != along_x
        if ends:
            parts.append(f"H{nx:g}" if along_x else f"V{ny:g}")
        x, y = nx, ny
    return "".join(parts)
