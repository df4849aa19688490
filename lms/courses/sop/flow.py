"""The procedure laid out for the screen: one row per step, one lane per executor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lms.courses.sop.drawing import CellDrawing, Drawing, draw
from lms.courses.sop.grid import Board, Flow, Shape, Spot
from lms.courses.sop.labels import label_box, overhang
from lms.courses.sop.procedure import Kind, Procedure, Step

SHAPES: dict[Kind, Shape] = {
    "start": "terminator",
    "end": "terminator",
    "process": "process",
    "decision": "decision",
}


@dataclass(frozen=True)
class Onward:
    """Where a step leads, in words; `back` when that step stands above."""

    label: str | None
    to: int
    back: bool


@dataclass(frozen=True)
class FlowRow:
    """One row of the table: the step, its cells by lane, and what is said for those who do not see wires."""

    step: Step
    kind: Kind
    lane: int
    cells: tuple[CellDrawing, ...]
    onward: tuple[Onward, ...]


@dataclass(frozen=True)
class FlowTable:
    """Everything a template needs; `pad_left` and `pad_right` when labels stand out of the lanes."""

    actors: tuple[str, ...]
    rows: tuple[FlowRow, ...]
    pad_left: bool
    pad_right: bool


def flows_of(steps: Sequence[Step]) -> list[Flow]:
    """Every arrow of `steps`, in the order in which the branches were written."""
    return [Flow(str(s.number), str(b.to), b.label) for s in steps for b in s.branches]


def lay_out(procedure: Procedure) -> Drawing:
    """The whole procedure on one board, without page breaks."""
    lanes = {actor: lane for lane, actor in enumerate(procedure.actors)}
    spots = [
        Spot(str(step.number), row, lanes[step.actor], SHAPES[procedure.kind(step)])
        for row, step in enumerate(procedure.steps)
    ]
    return draw(Board(len(spots), len(lanes), spots), flows_of(procedure.steps))


def flow_table(procedure: Procedure) -> FlowTable:
    """The rows of the table on the web, drawn."""
    drawing = lay_out(procedure)
    place = {step.number: row for row, step in enumerate(procedure.steps)}
    rows = tuple(
        FlowRow(
            step=step,
            kind=procedure.kind(step),
            lane=procedure.actors.index(step.actor),
            cells=tuple(drawing.cell(row, lane) for lane in range(len(procedure.actors))),
            onward=_onward(step, row, place),
        )
        for row, step in enumerate(procedure.steps)
    )
    left, right = overhangs(drawing)
    return FlowTable(procedure.actors, rows, left > 0, right > 0)


def overhangs(drawing: Drawing) -> tuple[float, float]:
    """How far labels stand out of the lanes, to the left and to the right, in nominal px."""
    cells = [cell for cell in drawing.cells.values() if cell.spot]
    board = drawing.board
    boxes = [label_box(label, c.spot, board.text) for c in cells if c.spot for label in c.labels]
    sides = [overhang(board, box) for box in boxes]
    return max((left for left, _ in sides), default=0.0), max((right for _, right in sides), default=0.0)


def _onward(step: Step, row: int, place: dict[int, int]) -> tuple[Onward, ...]:
    """The targets worth saying: all of a decision, and those of a process that are not the next row."""
    onward = tuple(Onward(b.label, b.to, place[b.to] < row) for b in step.branches)
    usual = len(onward) == 1 and place[onward[0].to] == row + 1
    return () if usual else onward
