"""Marks as exact fractions, and how they are rounded for the eye only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from typing import Literal

ZERO, ONE, HALF = Fraction(0), Fraction(1), Fraction(1, 2)

PartState = Literal["right", "wrong", "missed", "half", "plain"]


@dataclass(frozen=True)
class Part:
    """What happened to one line of a question: an option, a step, a row, a destination.

    `state`: right = chosen and right, wrong = chosen and wrong, missed = right and not chosen,
    half = part of the mark, plain = neither chosen nor right.
    """

    id: str
    state: PartState
    text: str
    feedback: str = ""
    answer: str = ""
    code: str = ""


@dataclass(frozen=True)
class Cell:
    """One entry of the confusion matrix: what was right, and what was chosen in its place.

    `chosen == right` is a hit; an empty `chosen` means that nothing took its place.
    """

    right: str
    chosen: str


@dataclass(frozen=True)
class Mark:
    """The mark of one question: between 0 and 1, None while a person has to decide."""

    fraction: Fraction | None
    parts: tuple[Part, ...] = ()
    notes: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = field(default=())


def clamp(value: Fraction) -> Fraction:
    """`value` held between 0 and 1."""
    return max(ZERO, min(ONE, value))


def total(fractions: Iterable[Fraction], questions: int) -> Fraction:
    """The share of the full mark over all drawn questions; unanswered ones count as zero."""
    return sum(fractions, ZERO) / questions if questions else ZERO


def passes(fraction: Fraction, pass_mark: int) -> bool:
    """Whether the exact fraction reaches the pass mark in percent."""
    return fraction * 100 >= pass_mark


def percent_down(fraction: Fraction, digits: int = 0) -> Fraction:
    """The percentage to show, rounded down so that 79.99 never reads as 80."""
    scale = 10**digits
    return Fraction(floor(fraction * 100 * scale), scale)


def to_text(fraction: Fraction) -> str:
    """The fraction as it is stored: `17/20`."""
    return f"{fraction.numerator}/{fraction.denominator}"


def from_text(text: str) -> Fraction:
    """The fraction that `to_text` wrote."""
    return Fraction(text)
