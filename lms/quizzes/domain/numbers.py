"""Numbers as Indonesians write them: decimal comma or point, and the thousands that are doubtful."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

MAX_LENGTH = 40

_PLAIN = re.compile(r"(?P<whole>\d+)(?:[.,](?P<part>\d+))?")
_DOUBTFUL = re.compile(r"[1-9]\d{0,2}(?:\.\d{3}|(?:,\d{3}){2,}(?:\.\d+)?|,\d{3}\.\d+)")
_GROUPED = re.compile(r"(?P<whole>[1-9]\d{0,2}(?:(?:\.\d{3}){2,}|(?:\.\d{3})+(?=,)))(?:,(?P<part>\d+))?")
_TOLERANCE = re.compile(r"(?P<centre>.*?)\s*(?:±|\+/-|\+-)\s*(?P<spread>.*)")


@dataclass(frozen=True)
class Doubtful:
    """A number that means different things to different readers: `1.000` is one, or one thousand."""

    text: str


@dataclass(frozen=True)
class Span:
    """The numbers that a key accepts, both ends included."""

    low: Fraction
    high: Fraction

    def holds(self, value: Fraction) -> bool:
        """Whether `value` lies in the span."""
        return self.low <= value <= self.high


def parse_number(text: str) -> Fraction | Doubtful | None:
    """The exact value of `text`; Doubtful when it can be read in two ways; None when it is no number.

    A comma or a point marks the decimals. One group of three after a point (`1.000`, `12.500`)
    is doubtful; several groups (`1.000.000`) or groups with a comma (`1.000,5`) are thousands.
    """
    if len(text) > MAX_LENGTH:
        return None
    body = text.strip().replace("\N{MINUS SIGN}", "-")
    sign = -1 if body.startswith("-") else 1
    body = body.removeprefix("-" if sign < 0 else "+").lstrip()
    if not body.isascii():
        return None
    if _DOUBTFUL.fullmatch(body):
        return Doubtful(text.strip())
    match = _GROUPED.fullmatch(body) or _PLAIN.fullmatch(body)
    if match is None:
        return None
    whole, part = match["whole"].replace(".", ""), match["part"] or ""
    return sign * Fraction(int(whole + part), 10 ** len(part))


def parse_key(text: str) -> Span | Doubtful | None:
    """The span of a key: `10`, `10 ± 0,5` or `9..11`.

    None when it is no number at all, or when the range runs backwards or the spread is negative.
    """
    low_text, dots, high_text = text.partition("..")
    tolerance = _TOLERANCE.fullmatch(text)
    if dots:
        first, second = parse_number(low_text), parse_number(high_text)
    elif tolerance:
        first, second = parse_number(tolerance["centre"]), parse_number(tolerance["spread"])
    else:
        first, second = parse_number(text), Fraction(0)
    if first is None or second is None:
        return None
    if isinstance(first, Doubtful):
        return first
    if isinstance(second, Doubtful):
        return second
    low, high = (first, second) if dots else (first - second, first + second)
    return Span(low, high) if low <= high else None


def looks_numeric(text: str) -> bool:
    """Whether a key is meant as a number, the faulty ones included."""
    if parse_key(text) is not None:
        return True
    pieces = [text.partition("..")[0], text.partition("..")[2]] if ".." in text else []
    tolerance = _TOLERANCE.fullmatch(text)
    if tolerance:
        pieces = [tolerance["centre"], tolerance["spread"]]
    return bool(pieces) and all(parse_number(piece) is not None for piece in pieces)
