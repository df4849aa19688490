"""The flow cut into pages: which steps stand on which sheet, and the connectors that join the sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lms.courses.sop.drawing import Drawing, draw
from lms.courses.sop.flow import SHAPES, flows_of
from lms.courses.sop.grid import Board, Flow, Spot
from lms.courses.sop.procedure import Procedure, Step

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True)
class Connector:
    """A pentagon: the flow goes on to, or comes from, the sheets with these indexes."""

    id: str
    letter: str
    lane: int
    leaving: bool
    sheets: tuple[int, ...]
    row: int = 0


@dataclass(frozen=True)
class Sheet:
    """One page of the flow: connectors above, steps, connectors below."""

    steps: tuple[Step, ...]
    above: tuple[Connector, ...]
    below: tuple[Connector, ...]
    flows: tuple[Flow, ...]

    @property
    def rows_above(self) -> int:
        """How many rows the connectors above the steps take."""
        return _rows(self.above)

    @property
    def rows_below(self) -> int:
        """How many rows the connectors below the steps take."""
        return _rows(self.below)

    def draw(self, procedure: Procedure, text: float = 1.0) -> Drawing:
        """The sheet as a drawing of its own, with labels of `text` times the usual size."""
        lanes = {actor: lane for lane, actor in enumerate(procedure.actors)}
        first = self.rows_above
        spots = [
            Spot(str(step.number), first + row, lanes[step.actor], SHAPES[procedure.kind(step)])
            for row, step in enumerate(self.steps)
        ]
        last = first + len(self.steps)
        spots += [Spot(c.id, c.row, c.lane, "connector", c.letter) for c in self.above]
        spots += [Spot(c.id, last + c.row, c.lane, "connector", c.letter) for c in self.below]
        return draw(Board(last + self.rows_below, len(lanes), spots, text), self.flows)


def paginate(procedure: Procedure, heights: Sequence[float], room: float, connector: float) -> list[Sheet]:
    """Sheets that fit: `heights` of the steps, `room` on a page and the height of a `connector` row.

    All in the same unit. A step higher than a page gets a page of its own.
    """
    rooms = [room] * len(heights)
    while True:
        sheets = cut(procedure, _fill(heights, rooms))
        start = 0
        for index, sheet in enumerate(sheets):
            used = sum(heights[start : start + len(sheet.steps)])
            start += len(sheet.steps)
            over = used + connector * (sheet.rows_above + sheet.rows_below) - room
            if over > 0 and len(sheet.steps) > 1:
                rooms[index] = used - 1e-6  # one step fewer on this page
                break
        else:
            return sheets


def cut(procedure: Procedure, breaks: Sequence[int]) -> list[Sheet]:
    """The sheets that begin at the step indexes 0 and `breaks`."""
    edges = [0, *breaks, len(procedure.steps)]
    groups = [procedure.steps[a:b] for a, b in pairwise(edges)]
    home = {step.number: index for index, group in enumerate(groups) for step in group}
    crossing = [f for f in flows_of(procedure.steps) if home[int(f.source)] != home[int(f.target)]]
    targets = sorted({int(flow.target) for flow in crossing}, key=lambda n: _first(crossing, n))
    letters = {number: _letter(index) for index, number in enumerate(targets)}
    return [_sheet(procedure, group, home, crossing, letters) for group in groups]


def _fill(heights: Sequence[float], rooms: Sequence[float]) -> list[int]:
    """The indexes of the steps that begin a new page, when page n has `rooms[n]` for steps."""
    breaks: list[int] = []
    used = 0.0
    for index, height in enumerate(heights):
        if used and used + height > rooms[len(breaks)]:
            breaks.append(index)
            used = 0.0
        used += height
    return breaks


def _rows(connectors: Sequence[Connector]) -> int:
    return max((c.row + 1 for c in connectors), default=0)


def _sheet(
    procedure: Procedure,
    group: Sequence[Step],
    home: Mapping[int, int],
    crossing: Sequence[Flow],
    letters: Mapping[int, str],
) -> Sheet:
    here = home[group[0].number]
    lanes = {s.number: procedure.actors.index(s.actor) for s in procedure.steps}
    flows: list[Flow] = []
    wanted: dict[bool, list[Connector]] = {True: [], False: []}  # above or below the steps
    for target, letter in letters.items():
        leaving = [f for f in crossing if int(f.target) == target and home[int(f.source)] == here]
        if leaving:
            id = f"to-{target}"
            flows += [Flow(f.source, id, f.label) for f in leaving]
            wanted[home[target] < here].append(Connector(id, letter, lanes[target], True, (home[target],)))
        if home[target] == here:
            id = f"from-{target}"
            sources = sorted({home[int(f.source)] for f in crossing if int(f.target) == target})
            flows.append(Flow(id, str(target)))
            wanted[sources[0] < here].append(Connector(id, letter, lanes[target], False, tuple(sources)))
    numbers = {str(step.number) for step in group}
    inside = [f for f in flows_of(group) if f.target in numbers]
    count = len(procedure.actors)
    above, below = (_spread(wanted[side], count) for side in (True, False))
    return Sheet(tuple(group), above, below, (*inside, *flows))


def _spread(connectors: Sequence[Connector], lanes: int) -> tuple[Connector, ...]:
    """One connector to a cell: the one that finds its lane taken moves to the nearest free one."""
    free: list[int] = []
    placed: list[Connector] = []
    row = -1
    for one in connectors:
        if not free:
            free, row = list(range(lanes)), row + 1
        lane = min(free, key=lambda n: (abs(n - one.lane), n))
        free.remove(lane)
        placed.append(replace(one, lane=lane, row=row))
    return tuple(placed)


def _first(flows: Sequence[Flow], target: int) -> int:
    return next(index for index, flow in enumerate(flows) if int(flow.target) == target)


def _letter(index: int) -> str:
    turn, place = divmod(index, len(_LETTERS))
    return _LETTERS[place] + (str(turn) if turn else "")
