"""Finding a way for every wire: short, with few bends, past the symbols, apart from other flows."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lms.courses.sop.grid import (
    DOWN,
    LEFT,
    RIGHT,
    STEP,
    UP,
    X_TRACKS,
    Y_TRACKS,
    Board,
    Flow,
    Point,
    opposite,
    x_of,
    y_of,
)
from lms.courses.sop.labels import Box, Label, best_label, meets, segments, stretch
from lms.courses.sop.occupancy import Occupancy, direction_between

BEND, CROSSING, TOUCHING, STRUCK, CROWDED = 26.0, 70.0, 3000.0, 60.0, 900.0
_SIDES = 4
_LEAVE = {UP: 400.0, RIGHT: 4.0, DOWN: 0.0, LEFT: 4.0}
_ENTER = {DOWN: 0.0, RIGHT: 22.0, LEFT: 22.0, UP: 34.0}
_X_WEIGHT = (1.12, 1.06, 1.12, 1.0, 1.12, 1.06, 1.12)
_Y_WEIGHT = (1.25, 1.2, 1.0, 1.2, 1.25)
_ROUNDS = 4

State = tuple[Point, int]  # a crossing and the direction in which it was reached


@dataclass(frozen=True)
class Way:
    """A drawn wire: the crossings it passes, what it cost, and where its label stands."""

    points: tuple[Point, ...]
    cost: float
    label: Label | None = None
    label_box: Box | None = None


def route(board: Board, flows: Sequence[Flow]) -> list[Way]:
    """A way for each flow, from the centre of its source to that of its target."""
    order = sorted(range(len(flows)), key=lambda i: _priority(board, flows[i]))
    ways: dict[int, Way] = {}
    taken = Occupancy()
    before = float("inf")
    for _ in range(_ROUNDS):
        for index in order:
            if index in ways:
                taken.remove(flows[index].target, ways.pop(index).points)
            others = [(flows[other], way) for other, way in ways.items()]
            room = _SIDES - sum(flow.source == flows[index].target for flow in flows)
            ways[index] = _Search(board, flows[index], taken, others, room).best()
            taken.add(flows[index].target, ways[index].points)
        total = sum(way.cost for way in ways.values())
        if total >= before:
            break
        before = total
    return [ways[index] for index in range(len(flows))]


def _priority(board: Board, flow: Flow) -> tuple[bool, int, int]:
    """Main path first, long skips later, arrows back last."""
    a, b = board.spot(flow.source), board.spot(flow.target)
    return (b.row < a.row, abs(b.row - a.row), abs(b.lane - a.lane))


class _Search:
    """The cheapest way for one flow among the wires and labels that are there."""

    def __init__(
        self, board: Board, flow: Flow, taken: Occupancy, others: Sequence[tuple[Flow, Way]], room: int
    ) -> None:
        self.board, self.flow, self.taken = board, flow, taken
        # on how many sides wires may arrive, so that every branch that leaves keeps a side of its own
        self._room = room
        self._entered = {
            direction_between(*way.points[-2:]) for other, way in others if other.target == flow.target
        }
        self.source, self.target = board.spot(flow.source), board.spot(flow.target)
        self._centres = {spot.centre for spot in board.spots} - {self.target.centre}
        self._right = board.lanes * len(X_TRACKS) - 1
        rows = sorted((self.source.row, self.target.row))
        self._top = max(0, rows[0] - 1) * len(Y_TRACKS)
        self._bottom = min(board.rows, rows[1] + 2) * len(Y_TRACKS) - 1
        self._wires = [s for _, way in others for s in segments(way.points)]
        self._labels = [way.label_box for _, way in others if way.label_box]

    def best(self) -> Way:
        """Search outward from the source, nearest to the goal first; ValueError without a way."""
        start, goal = self.source.centre, self.target.centre
        queue: list[tuple[float, float, int, State]] = []
        best: dict[State, float] = {}
        came: dict[State, State] = {}

        def offer(state: State, cost: float, before: State | None) -> None:
            if cost < best.get(state, float("inf")):
                best[state] = cost
                if before is not None:
                    came[state] = before
                far = _distance(state[0], goal)
                heapq.heappush(queue, (cost + far, cost, len(best), state))

        for direction in range(4):
            step = self._step(start, direction)
            if step is not None:
                offer((step[0], direction), step[1] + self._leaving(direction), None)
        while queue:
            _, cost, _, state = heapq.heappop(queue)
            if state[0] == goal:
                return self._finish(cost, came, state)
            if cost == best[state]:
                for turn in range(4):
                    step = self._step(state[0], turn) if turn != opposite(state[1]) else None
                    if step is not None:
                        offer((step[0], turn), cost + step[1] + self._turning(*state, turn), state)
        raise ValueError(f"no way from {self.source.id} to {self.target.id}")

    def _finish(self, cost: float, came: Mapping[State, State], last: State) -> Way:
        states = [last]
        while states[-1] in came:
            states.append(came[states[-1]])
        points = (self.source.centre, *(point for point, _ in reversed(states)))
        label, box = None, None
        if self.flow.label:
            self._wires += segments(points)
            label, box, _ = self._label(states[-1][1])
        return Way(points, cost, label, box)

    def _label(self, direction: int) -> tuple[Label, Box, int]:
        assert self.flow.label is not None
        text = self.flow.label
        return best_label(self.board, self.source, text, direction, wires=self._wires, labels=self._labels)

    def _leaving(self, direction: int) -> float:
        cost = 0.0 if self.source.shape == "connector" else _LEAVE[direction]
        return cost + (STRUCK * self._label(direction)[2] if self.flow.label else 0.0)

    def _step(self, at: Point, direction: int) -> tuple[Point, float] | None:
        """The next crossing in `direction` and the cost of going there; None if something stands there."""
        there = (at[0] + STEP[direction][0], at[1] + STEP[direction][1])
        inside = 0 <= there[0] <= self._right and self._top <= there[1] <= self._bottom
        if not inside or there in self._centres:
            return None
        cost = _length(at, there)
        if self.taken.blocked(self.target.id, at, direction):
            cost += TOUCHING
        if self._labels:
            line = stretch(at, there)
            cost += STRUCK * sum(meets(box, line) for box in self._labels)
        if there == self.target.centre and self.target.shape != "connector":
            cost += _ENTER[direction]
            if direction not in self._entered and len(self._entered) >= self._room:
                cost += CROWDED
        return there, cost

    def _turning(self, at: Point, arriving: int, leaving: int) -> float:
        crossed = self.taken.crossing(self.target.id, at, arriving, leaving)
        bend = BEND if arriving != leaving else 0.0
        return bend + (TOUCHING if crossed is None else crossed * CROSSING)


def _distance(a: Point, b: Point) -> float:
    return abs(x_of(a[0]) - x_of(b[0])) + abs(y_of(a[1]) - y_of(b[1]))


def _length(a: Point, b: Point) -> float:
    """The weighted px between neighbouring crossings; middle tracks are preferred to margins."""
    weight = _Y_WEIGHT[a[1] % len(Y_TRACKS)] if a[1] == b[1] else _X_WEIGHT[a[0] % len(X_TRACKS)]
    return _distance(a, b) * weight
