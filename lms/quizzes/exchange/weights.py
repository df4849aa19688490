"""Marks of answers: percentages that other formats add up, and the weights by which ours differ from their rule.

Elsewhere every option carries a fraction. Here a right line of a multiple choice gains its share and a wrong one
loses its share unless it says otherwise, so fractions that say the same as the rule are no weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from lms.quizzes.exchange.model import Choice

FULL = Decimal(100)
ZERO = Decimal(0)
_DIGITS = Decimal("0.00001")
_NEAR = Decimal("0.001")
_LONGEST = 40  # a number with a million digits overflows


def parse(text: str) -> Decimal | None:
    """A percentage between −100 and 100, None for anything else."""
    written = text.strip()
    if len(written) > _LONGEST:
        return None
    try:
        value = Decimal(written.replace(",", "."))
    except InvalidOperation:
        return None
    if not value.is_finite() or abs(value) > FULL:
        return None
    return plain(value)


def plain(value: Decimal) -> Decimal:
    """The value with at most five decimals and without zeros at its end."""
    rounded = value.quantize(_DIGITS)
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded.normalize()


def shown(value: Decimal) -> str:
    """The value as other formats write it: `33.33333`."""
    return f"{plain(value):f}"


def single_fractions(choices: Sequence[Choice]) -> list[Decimal]:
    """What choosing each option of a single choice earns, in percent."""
    return [c.weight if c.weight is not None else FULL if c.right else ZERO for c in choices]


def multiple_fractions(choices: Sequence[Choice]) -> list[Decimal]:
    """What ticking each option of a multiple choice adds, in percent."""
    gain, loss = _shares([c.right for c in choices])
    return [plain(c.weight if c.weight is not None else gain if c.right else loss) for c in choices]


def _shares(rights: Sequence[bool]) -> tuple[Decimal, Decimal]:
    """What a right line gains and a wrong one loses by the rule."""
    right, wrong = sum(rights), len(rights) - sum(rights)
    return FULL / right if right else ZERO, -FULL / wrong if wrong else ZERO


def from_single(fractions: Sequence[Decimal]) -> list[tuple[bool, Decimal | None]]:
    """For each option whether it is right, and its weight if it differs from the rule.

    One option is right, the best one; others that earn something keep it as their weight.
    """
    best = max(range(len(fractions)), key=lambda n: (fractions[n], -n), default=0)
    found = []
    for n, fraction in enumerate(fractions):
        right = n == best and fraction > ZERO
        found.append((right, None if fraction == (FULL if right else ZERO) else fraction))
    return found


def from_multiple(fractions: Sequence[Decimal]) -> list[tuple[bool, Decimal | None]]:
    """The same for a multiple choice: what adds something is right."""
    rights = [fraction > ZERO for fraction in fractions]
    gain, loss = _shares(rights)
    return [
        (right, None if abs(fraction - (gain if right else loss)) <= _NEAR else plain(fraction))
        for right, fraction in zip(rights, fractions, strict=True)
    ]


def from_key(fraction: Decimal) -> Decimal | None:
    """The weight of an accepted answer; the full mark needs none."""
    return None if fraction == FULL else fraction
