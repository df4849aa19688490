"""Pages of a flow: what crosses a break leaves by a pentagon and arrives by one with the same letter."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.courses.sop.procedure import Branch, Procedure
from lms.courses.sop.sheets import Sheet, cut, paginate
from tests.courses.sop.tables import procedures, sound, step


def test_what_fits_on_one_page_has_no_connector() -> None:
    sheets = paginate(sound(), [10.0] * 6, 60.0, 5.0)
    assert len(sheets) == 1
    assert sheets[0].above == sheets[0].below == ()
    assert len(sheets[0].flows) == 8


def test_a_break_gives_every_crossing_target_one_letter() -> None:
    first, second = cut(sound(), [3])
    assert [(c.letter, c.leaving, c.sheets) for c in first.below] == [("A", True, (1,)), ("B", True, (1,))]
    assert [(c.letter, c.leaving, c.sheets) for c in second.above] == [("A", False, (0,)), ("B", False, (0,))]
    assert next(f for f in first.flows if f.target.startswith("to-")).label == "kota"


def test_a_connector_stands_in_the_lane_of_its_step() -> None:
    procedure = sound()
    first, second = cut(procedure, [3])
    lanes = [procedure.actors[c.lane] for c in first.below]
    assert lanes == ["PPID Pelaksana", "Petugas PIP"]
    assert [c.lane for c in second.above] == [c.lane for c in first.below]


def test_an_arrow_back_leaves_at_the_top_and_arrives_at_the_bottom() -> None:
    steps = (
        step(1, "A", (Branch(to=2),)),
        step(2, "B", (Branch(to=3),)),
        step(3, "A", (Branch(label="ya", to=4), Branch(label="tidak", to=2))),
        step(4, "B", ()),
    )
    first, second = cut(Procedure(steps=steps), [2])
    assert [(c.letter, c.leaving) for c in first.below] == [("A", True), ("B", False)]
    assert [(c.letter, c.leaving) for c in second.above] == [("A", False), ("B", True)]


def test_more_connectors_than_lanes_take_a_second_row() -> None:
    steps = (
        step(1, "A", (Branch(to=2),)),
        step(2, "A", (Branch(label="x", to=3), Branch(label="y", to=4), Branch(label="z", to=5))),
        step(3, "A", (Branch(to=4),)),
        step(4, "A", (Branch(to=5),)),
        step(5, "A", ()),
    )
    first, _ = cut(Procedure(steps=steps), [2])
    assert [(c.lane, c.row) for c in first.below] == [(0, 0), (0, 1), (0, 2)]
    assert first.rows_below == 3


def arrivals(sheets: list[Sheet]) -> set[tuple[str, int, int]]:
    return {
        (c.letter, source, here)
        for here, sheet in enumerate(sheets)
        for c in (*sheet.above, *sheet.below)
        if not c.leaving
        for source in c.sheets
    }


def departures(sheets: list[Sheet]) -> set[tuple[str, int, int]]:
    return {
        (c.letter, here, target)
        for here, sheet in enumerate(sheets)
        for c in (*sheet.above, *sheet.below)
        if c.leaving
        for target in c.sheets
    }


@given(procedures(most=14), st.lists(st.floats(8, 30), min_size=14, max_size=14))
@settings(max_examples=60, deadline=None)
def test_every_page_fits_and_every_departure_arrives(procedure: Procedure, heights: list[float]) -> None:
    heights = heights[: len(procedure.steps)]
    sheets = paginate(procedure, heights, 90.0, 10.0)
    assert [s for sheet in sheets for s in sheet.steps] == list(procedure.steps)
    assert departures(sheets) == arrivals(sheets)
    start = 0
    for sheet in sheets:
        used = sum(heights[start : start + len(sheet.steps)]) + 10 * (sheet.rows_above + sheet.rows_below)
        start += len(sheet.steps)
        assert used <= 90.0 or len(sheet.steps) == 1


@given(procedures(most=10), st.integers(1, 5))
@settings(max_examples=25, deadline=None)
def test_every_page_can_be_drawn(procedure: Procedure, place: int) -> None:
    for sheet in cut(procedure, [min(place, len(procedure.steps) - 1)]):
        drawing = sheet.draw(procedure)
        assert len(drawing.ways) == len(sheet.flows)
        letters = [c.spot.letter for c in drawing.cells.values() if c.spot and c.spot.shape == "connector"]
        assert sorted(letters) == sorted(c.letter for c in (*sheet.above, *sheet.below))


def test_a_step_higher_than_a_page_gets_its_own() -> None:
    sheets = paginate(sound(), [10, 10, 200, 10, 10, 10], 90.0, 5.0)
    assert [len(sheet.steps) for sheet in sheets][1] == 1


@pytest.mark.parametrize("room", [1.0, 0.0])
def test_an_impossible_page_still_ends(room: float) -> None:
    assert len(paginate(sound(), [10.0] * 6, room, 5.0)) == 6
