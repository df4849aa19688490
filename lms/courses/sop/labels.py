"""Where the word of a branch stands: beside its port, clear of wires and inside the lanes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lms.courses.sop.grid import CELL_HEIGHT, CELL_WIDTH, DOWN, LEFT, RIGHT, Board, Point, Spot, x_of, y_of

SIDES = {RIGHT: "r", DOWN: "b", LEFT: "l"}
_CHARACTER, _LINE, _WIDEST = 6.2, 13.5, 80.0  # px of a 12 px semi-bold label
_FROM_SIDE, _FROM_WIRE, _FROM_EDGE, _ABOVE_RULE = 32.0, 2.0, 6.0, 2.0
_ON_LABEL, _OUTSIDE, _FAR_OUTSIDE = 4, 1, 8  # how many struck wires such a place is worth
MARGIN = 34.0  # px that the columns beside the lanes keep free for labels, where one needs it

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Label:
    """The text of a branch; `side` is the port (l, r, b), `low` the other side of its wire."""

    source: str
    text: str
    side: str
    low: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        """The text, broken where it is too wide for its place."""
        return break_lines(self.text)


def best_label(
    board: Board, spot: Spot, text: str, direction: int, *, wires: Iterable[Box], labels: Iterable[Box]
) -> tuple[Label, Box, int]:
    """The clearer of the two places beside the port, what it covers, and how badly it is struck."""
    wires, labels = list(wires), list(labels)
    choices = []
    for low in (False, True):
        label = Label(spot.id, text, SIDES.get(direction, "b"), low)
        box = label_box(label, spot, board.text)
        struck = sum(meets(box, wire) for wire in wires) + _ON_LABEL * sum(meets(box, b) for b in labels)
        choices.append((struck + _outside(board, box), low, label, box))
    struck, _, label, box = min(choices, key=lambda c: c[:2])
    return label, box, struck


def overhang(board: Board, box: Box) -> tuple[float, float]:
    """How many px a label stands out of the lanes to the left and to the right."""
    return max(0.0, -box[0]), max(0.0, box[2] - board.lanes * CELL_WIDTH)


def _outside(board: Board, box: Box) -> int:
    far = max(overhang(board, box))
    return _FAR_OUTSIDE if far > MARGIN else _OUTSIDE if far else 0


def label_box(label: Label, spot: Spot, text: float = 1.0) -> Box:
    """The nominal px that a label covers beside its symbol; `text` is its size against the usual one."""
    x, y = (spot.lane + 0.5) * CELL_WIDTH, (spot.row + 0.5) * CELL_HEIGHT
    width, height = (size * text for size in text_size(label.text))
    if label.side == "b":
        left = x - _FROM_EDGE - width if label.low else x + _FROM_EDGE
        bottom = y + CELL_HEIGHT / 2 - _ABOVE_RULE
        return left, bottom - height, left + width, bottom
    left = x + _FROM_SIDE if label.side == "r" else x - _FROM_SIDE - width
    top = y + _FROM_WIRE if label.low else y - _FROM_WIRE - height
    return left, top, left + width, top + height


def text_size(text: str) -> tuple[float, float]:
    """Width and height in px of a label that breaks between words at its widest."""
    lines = break_lines(text)
    return max(map(len, lines)) * _CHARACTER + 4, len(lines) * _LINE


def break_lines(text: str) -> tuple[str, ...]:
    """The lines of a label, as narrow as the widest line allows."""
    lines: list[str] = []
    for word in text.split():
        if lines and (len(lines[-1]) + 1 + len(word)) * _CHARACTER <= _WIDEST:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines) or ("",)


def segments(way: Sequence[Point]) -> list[Box]:
    """The stretches of a way as boxes without thickness, in nominal px."""
    return [stretch(a, b) for a, b in pairwise(way)]


def stretch(a: Point, b: Point) -> Box:
    """The stretch between two crossings in nominal px."""
    xs, ys = sorted((x_of(a[0]), x_of(b[0]))), sorted((y_of(a[1]), y_of(b[1])))
    return xs[0], ys[0], xs[1], ys[1]


def meets(box: Box, other: Box) -> bool:
    """Whether two boxes overlap by more than an edge."""
    return other[0] < box[2] and other[2] > box[0] and other[1] < box[3] and other[3] > box[1]
