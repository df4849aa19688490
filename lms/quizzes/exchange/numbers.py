"""Numeric keys between our notation (`10 ± 0,5`, `9..11`) and the decimal point of other formats."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation, localcontext

from lms.quizzes.domain.numbers import Doubtful, parse_key, parse_number

_TOLERANCE = re.compile(r"\s*(?:±|\+/-|\+-)\s*")
_POINT = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?")
MAX_DIGITS = 18


@dataclass(frozen=True)
class Key:
    """A numeric key: a centre with a tolerance, or two ends."""

    centre: Decimal
    tolerance: Decimal
    ends: tuple[Decimal, Decimal] | None = None

    @property
    def text(self) -> str:
        """The key in our notation."""
        if self.ends is not None:
            return f"{_comma(self.ends[0])}..{_comma(self.ends[1])}"
        spread = f" ± {_comma(self.tolerance)}" if self.tolerance else ""
        return f"{_comma(self.centre)}{spread}"


def between(low: Decimal, high: Decimal) -> Key:
    """The key that accepts everything from `low` to `high`."""
    return Key((low + high) / 2, (high - low) / 2, (low, high))


def ours(text: str) -> Key | None:
    """A key in our notation; None when it is none."""
    span = parse_key(text)
    if span is None or isinstance(span, Doubtful):
        return None
    low, dots, high = text.partition("..")
    if dots:
        return between(_decimal(low), _decimal(high))
    parts = _TOLERANCE.split(text, maxsplit=1)
    return Key(_decimal(parts[0]), _decimal(parts[1]) if len(parts) > 1 else Decimal(0))


def theirs(text: str) -> Decimal | None:
    """A number with a decimal point, perhaps with an exponent; None when it is none or far too long."""
    flat = text.strip().replace("\N{MINUS SIGN}", "-")
    if not _POINT.fullmatch(flat):
        return None
    try:
        value = Decimal(flat)
    except InvalidOperation:
        return None
    return value if len(f"{value:f}") <= MAX_DIGITS + 2 else None


def point(value: Decimal) -> str:
    """The number with a decimal point, without an exponent."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.removeprefix("-") if not value else text


def _decimal(text: str) -> Decimal:
    """The exact value of a number that was checked before."""
    value = parse_number(text)
    assert value is not None
    assert not isinstance(value, Doubtful)
    with localcontext() as context:
        context.prec = 100
        return Decimal(value.numerator) / Decimal(value.denominator)


def _comma(value: Decimal) -> str:
    return point(value).replace(".", ",")
