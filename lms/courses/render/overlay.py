"""The flow of one sheet in the measures of the page: wires, symbols and labels over the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from lms.courses.sop.drawing import Drawing, corners
from lms.courses.sop.grid import X_TRACKS, Y_TRACKS, Point, Shape
from lms.courses.sop.labels import Label, text_size

SYMBOL_WIDTH, SYMBOL_HEIGHT = 84, 64  # the box in which the symbols are drawn
_LABEL_SIZE, _LINE = 12.0, 1.12
_FROM_SIDE, _FROM_WIRE, _FROM_EDGE = 33.0, 1.0, 6.0


@dataclass(frozen=True)
class Mark:
    """A symbol; `x`, `y` is the upper left corner of its box."""

    x: float
    y: float
    shape: Shape
    heads: tuple[str, ...]
    letter: str


@dataclass(frozen=True)
class Note:
    """The lines of a label and the ground they stand on."""

    lines: tuple[str, ...]
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Overlay:
    """Everything to draw over the lanes of one sheet; px of the page, `scale` for symbols and text."""

    width: float
    height: float
    scale: float
    wires: tuple[str, ...]
    marks: tuple[Mark, ...]
    notes: tuple[Note, ...]

    text: float

    @property
    def line(self) -> float:
        """The distance of the lines of a label."""
        return self.text * _LINE


def overlay(drawing: Drawing, lane: float, heights: Sequence[float], scale: float) -> Overlay:
    """The drawing on lanes of width `lane` and rows of `heights`, both in px."""
    tops = [0.0, *accumulate(heights)]

    def place(point: Point) -> str:
        column, across = divmod(point[0], len(X_TRACKS))
        row, down = divmod(point[1], len(Y_TRACKS))
        x = (column + X_TRACKS[across] / 100) * lane
        y = tops[row] + Y_TRACKS[down] / 100 * heights[row]
        return f"{x:.2f},{y:.2f}"

    marks, notes = [], []
    for (row, column), cell in drawing.cells.items():
        if cell.spot is None:
            continue
        x, y = (column + 0.5) * lane, tops[row] + heights[row] / 2
        corner = (x - SYMBOL_WIDTH / 2 * scale, y - SYMBOL_HEIGHT / 2 * scale)
        marks.append(Mark(*corner, cell.spot.shape, tuple(cell.heads), cell.spot.letter))
        notes += [_note(label, (x, y), tops[row + 1], scale, drawing.board.text) for label in cell.labels]
    wires = tuple(" ".join(place(p) for p in corners(way.points)) for way in drawing.ways)
    text = _LABEL_SIZE * scale * drawing.board.text
    return Overlay(lane * drawing.board.lanes, tops[-1], scale, wires, tuple(marks), tuple(notes), text)


def _note(label: Label, centre: tuple[float, float], bottom: float, scale: float, text: float) -> Note:
    """Where a label stands beside the symbol at `centre` in a row that ends at `bottom`."""
    x, y = centre
    width, height = (size * scale * text for size in text_size(label.text))
    if label.side == "b":
        left = x - _FROM_EDGE * scale - width if label.low else x + _FROM_EDGE * scale
        top = bottom - 2 * scale - height
    else:
        left = x + _FROM_SIDE * scale if label.side == "r" else x - _FROM_SIDE * scale - width
        top = y + _FROM_WIRE * scale if label.low else y - _FROM_WIRE * scale - height
    return Note(label.lines, left, top, width, height)
