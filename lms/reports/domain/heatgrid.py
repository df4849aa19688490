"""Where the squares of a confusion matrix stand when it is drawn, and how dark each one is."""

from __future__ import annotations

from dataclasses import dataclass

from lms.quizzes.domain.confusion import Matrix

SIDE, HIGH, LEFT, TOP, GAP = 46, 34, 216, 104, 2
MOSTLY, HALF, SURE = 0.8, 0.5, 0.2


@dataclass(frozen=True)
class Square:
    """One cell: its place, its count, and its class; `""` for an empty one."""

    x: int
    y: int
    right: str
    chosen: str
    count: int
    shade: str


@dataclass(frozen=True)
class Grid:
    """A drawn matrix; rows and columns are codes with the middle of their place."""

    width: int
    height: int
    rows: list[tuple[str, int]]
    columns: list[tuple[str, int]]
    squares: list[Square]


def grid(matrix: Matrix) -> Grid:
    """The places of all cells, in pixels."""
    columns = [(code, LEFT + n * SIDE) for n, code in enumerate(matrix.columns)]
    rows = [(code, TOP + n * HIGH) for n, code in enumerate(matrix.rows)]
    squares = [
        Square(x, y, right, chosen, matrix.count(right, chosen), shade(matrix, right, chosen))
        for right, y in rows
        for chosen, x in columns
    ]
    return Grid(
        width=LEFT + len(columns) * SIDE + TOP // 2,
        height=TOP + len(rows) * HIGH,
        rows=[(code, y + HIGH // 2) for code, y in rows],
        columns=[(code, x + SIDE // 2) for code, x in columns],
        squares=squares,
    )


def shade(matrix: Matrix, right: str, chosen: str) -> str:
    """Indigo where it was right (more than 80 %, half, less), brown where not: dark when surely above 20 %."""
    cell = matrix.interval(right, chosen)
    if not cell.count:
        return ""
    if right == chosen:
        return "h4" if cell.share >= MOSTLY else "h3" if cell.share >= HALF else "h2"
    return "h0" if cell.low >= SURE and not cell.few else "h1"
