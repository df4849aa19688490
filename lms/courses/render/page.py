"""The measures of the official page: columns, lanes and what is left for the flow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Paper = Literal["A4", "F4"]

PX = 96 / 25.4  # CSS px per mm
_PAPERS: dict[Paper, tuple[float, float]] = {"A4": (297.0, 210.0), "F4": (330.0, 215.0)}
_WIDE_LANE, _FEW_LANES = 25.0, 6
_LEAST_TEXT = 1.85  # mm
_MM_PER_PT, _WIDE_CHARACTER = 25.4 / 72, 0.62  # of a semi-bold letter, in em
_USUAL_ACTOR, _LEAST_ACTOR = 7.0, 4.5
_NARROW = 0.8  # the share of text columns that many lanes leave
_COLUMNS = {"no": 9.0, "activity": 46.0, "needs": 31.0, "time": 18.0, "output": 30.0, "note": 30.0}


@dataclass(frozen=True)
class PageLayout:
    """All measures in mm; `scale` is mm per px of the symbols as designed."""

    paper: Paper
    lanes: int
    longest_word: int = 12  # characters of the longest word above a lane
    margin: float = 11.0
    foot: float = 6.0
    header: float = 17.0
    connector: float = 15.0

    @property
    def width(self) -> float:
        """The paper's width."""
        return _PAPERS[self.paper][0]

    @property
    def height(self) -> float:
        """The paper's height."""
        return _PAPERS[self.paper][1]

    @property
    def inner(self) -> float:
        """The width between the margins."""
        return self.width - 2 * self.margin

    @property
    def lane(self) -> float:
        """The width of one lane."""
        fixed = sum(_COLUMNS.values()) * (_NARROW if self.lanes > _FEW_LANES else 1)
        return min(_WIDE_LANE, (self.inner - fixed) / self.lanes)

    @property
    def columns(self) -> dict[str, float]:
        """The widths of the text columns: what the lanes leave, shared out."""
        share = (self.inner - self.lane * self.lanes) / sum(_COLUMNS.values())
        return {name: width * share for name, width in _COLUMNS.items()}

    @property
    def scale(self) -> float:
        """Symbols keep their shape and fill a lane as they do on the screen."""
        return min(self.lane / 100, 0.22)

    @property
    def text(self) -> float:
        """The size of labels against symbols: what would be too small to read stays readable."""
        return max(1.0, _LEAST_TEXT / (12 * self.scale))

    @property
    def row(self) -> float:
        """The least height of a step."""
        return max(92 * self.scale, 12.0)

    @property
    def actor_size(self) -> float:
        """The size in pt at which the longest word above a lane still fits into it."""
        fitting = (self.lane - 2) / _MM_PER_PT / (self.longest_word * _WIDE_CHARACTER)
        return max(_LEAST_ACTOR, min(_USUAL_ACTOR, fitting))

    @property
    def room(self) -> float:
        """The height that a page offers to the flow, its head included."""
        return self.height - 2 * self.margin - self.foot - 4
