"""What every diagram must keep, whatever the procedure: wires arrive, stay off symbols, and never run together."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given, settings

from lms.courses.sop.drawing import Drawing, corners
from lms.courses.sop.flow import flow_table, lay_out
from lms.courses.sop.grid import X_TRACKS, Y_TRACKS, Board, Flow, Spot
from lms.courses.sop.labels import label_box, meets
from lms.courses.sop.occupancy import direction_between, opposite
from lms.courses.sop.procedure import Branch, Procedure
from lms.courses.sop.router import TOUCHING, route
from tests.courses.sop.tables import procedures, sound, step


def moves(drawing: Drawing) -> dict[tuple[tuple[int, int], int], set[str]]:
    """Which targets' wires leave a crossing in a direction."""
    found: dict[tuple[tuple[int, int], int], set[str]] = {}
    for flow, way in zip(drawing.flows, drawing.ways, strict=True):
        for a, b in pairwise(way.points):
            found.setdefault((a, direction_between(a, b)), set()).add(flow.target)
    return found


@given(procedures())
@settings(max_examples=40, deadline=None)
def test_every_wire_leads_from_its_source_to_its_target_past_all_other_symbols(procedure: Procedure) -> None:
    drawing = lay_out(procedure)
    centres = {spot.centre: spot.id for spot in drawing.board.spots}
    for flow, way in zip(drawing.flows, drawing.ways, strict=True):
        passed = [centres[p] for p in way.points if p in centres]
        assert passed == [flow.source, flow.target]


@given(procedures())
@settings(max_examples=40, deadline=None)
def test_wires_to_different_steps_share_no_stretch_and_none_runs_against_another(
    procedure: Procedure,
) -> None:
    drawing = lay_out(procedure)
    if any(way.cost >= TOUCHING for way in drawing.ways):
        return  # more flows than tracks: the router says so by its cost
    taken = moves(drawing)
    for (point, direction), targets in taken.items():
        assert len(targets) == 1
        step = [(0, -1), (1, 0), (0, 1), (-1, 0)][direction]
        there = (point[0] + step[0], point[1] + step[1])
        assert (there, opposite(direction)) not in taken


@given(procedures(most=8))
@settings(max_examples=40, deadline=None)
def test_small_procedures_are_always_drawn_without_a_touch(procedure: Procedure) -> None:
    assert all(way.cost < TOUCHING for way in lay_out(procedure).ways)


def test_skips_leave_a_side_for_every_branch_of_a_decision() -> None:
    ways: dict[int, tuple[Branch, ...]] = {
        1: (Branch(to=2),),
        2: (Branch(label="ya", to=3), Branch(label="tidak", to=7)),
        3: (Branch(to=4),),
        4: (Branch(to=5),),
        5: (Branch(label="ya", to=6), Branch(label="tidak", to=7)),
        6: (Branch(to=7),),
        7: (Branch(label="ya", to=8), Branch(label="tidak", to=1)),
        8: (),
    }
    steps = tuple(step(number, "B" if number > 1 else "A", branches) for number, branches in ways.items())
    drawing = lay_out(Procedure(steps=steps))
    assert all(way.cost < TOUCHING for way in drawing.ways)
    assert len(drawing.cell(6, 1).heads) == 2


PIECE = re.compile(r"M([\d.]+) ([\d.]+)((?:[HV][\d.]+)+)")


@given(procedures())
@settings(max_examples=30, deadline=None)
def test_the_paths_of_the_cells_are_the_wires_cut_at_the_borders(procedure: Procedure) -> None:
    drawing = lay_out(procedure)
    for (row, lane), cell in drawing.cells.items():
        assert "".join(m[0] for m in PIECE.finditer(cell.path)) == cell.path
        for piece in PIECE.finditer(cell.path):
            x, y = float(piece[1]), float(piece[2])
            ends = [(x, y)]
            for axis, value in re.findall(r"([HV])([\d.]+)", piece[3]):
                x, y = (float(value), y) if axis == "H" else (x, float(value))
                ends.append((x, y))
            for px, py in (ends[0], ends[-1]):
                inner = (px, py) == (50, 50)
                assert inner or px in {0, 100} or py in {0, 100}
                if px == 100:
                    assert (
                        f"0 {py:g}" in drawing.cell(row, lane + 1).path
                        or "H0" in drawing.cell(row, lane + 1).path
                    )
                if py == 100:
                    below = drawing.cell(row + 1, lane).path
                    assert f"M{px:g} 0" in below or "V0" in below


def test_the_small_procedure_is_drawn_as_an_official_would() -> None:
    table = flow_table(sound())
    first, second = table.rows[0], table.rows[1]
    assert first.cells[0].path == "M50 50H100M50 100V50"
    assert first.cells[0].heads == ["b"]
    assert second.cells[0].path == "M100 50H50V0"
    assert [(label.text, label.side) for label in second.cells[1].labels] == [
        ("lengkap", "r"),
        ("tidak", "l"),
    ]
    assert second.cells[1].heads == ["t"]
    assert [r.kind for r in table.rows] == ["start", "decision", "decision", "process", "decision", "end"]


def test_what_the_wires_say_is_said_in_words_too() -> None:
    rows = flow_table(sound()).rows
    assert [(o.label, o.to, o.back) for o in rows[1].onward] == [("lengkap", 3, False), ("tidak", 1, True)]
    assert rows[3].onward == ()
    assert rows[5].onward == ()


def test_joining_wires_lead_to_the_same_step_only() -> None:
    spots = [Spot("1", 0, 0, "decision"), Spot("2", 1, 0, "process"), Spot("3", 2, 0, "process")]
    flows = [Flow("1", "2", "ya"), Flow("1", "3", "tidak"), Flow("2", "3")]
    ways = route(Board(3, 1, spots), flows)
    assert [len(corners(way.points)) for way in ways] == [2, 4, 2]
    around = corners(ways[1].points)
    assert around[1][0] == around[2][0] != spots[0].centre[0]


def test_a_label_moves_out_of_the_way_of_a_wire() -> None:
    drawing = lay_out(sound())
    board = drawing.board
    boxes = [
        label_box(label, cell.spot) for cell in drawing.cells.values() if cell.spot for label in cell.labels
    ]
    assert len(boxes) == 6
    assert not any(meets(a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])
    assert all(0 <= spot.lane < board.lanes for spot in board.spots)


def test_tracks_are_symmetric_so_that_cells_meet() -> None:
    assert [round(100 - x, 1) for x in reversed(X_TRACKS)] == list(X_TRACKS)
    assert [round(100 - y, 1) for y in reversed(Y_TRACKS)] == list(Y_TRACKS)
