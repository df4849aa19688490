"""The drawings of the sample report: pictures that the report takes, and nothing of a camera in them."""

from __future__ import annotations

from lms.bimtek.render.photos import redraw
from lms.demo.scenes.reporting import CONCLUSION, FOLLOW_UP, _board, _room


def test_the_drawings_are_photographs_to_the_report() -> None:
    board, room = redraw(_board()), redraw(_room())
    assert (board.width, board.height) == (room.width, room.height) == (1200, 900)
    assert board.data != room.data
    assert max(len(board.data), len(room.data)) < 200_000


def test_the_words_fill_their_parts() -> None:
    assert len(CONCLUSION.split("\n")) == 2
    assert len(FOLLOW_UP.split("\n")) == 4
