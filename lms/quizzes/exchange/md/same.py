"""Whether two questions say the same, whatever their lines and the spaces around their texts."""

from __future__ import annotations

from dataclasses import replace

from lms.quizzes.exchange import numbers
from lms.quizzes.exchange.model import Item

_RULE = "\n\n---"


def same(first: Item, second: Item) -> bool:
    """Whether nothing but places differs; a rule that keeps lists apart does not count, nor how a number is written."""
    return _bare(first) == _bare(second)


def _bare(item: Item) -> Item:
    return replace(
        item,
        line=1,
        stem=item.stem.removesuffix(_RULE),
        choices=tuple(replace(c, line=1, text=_key(c.text, item.kind)) for c in item.choices),
        matches=tuple(replace(match, line=1) for match in item.matches),
    )


def _key(text: str, kind: str) -> str:
    """A numeric key by its ends: `9..11` and `10 ± 1` accept the same."""
    key = numbers.ours(text) if kind == "numeric" else None
    return f"{key.centre.normalize()} {key.tolerance.normalize()}" if key else text
