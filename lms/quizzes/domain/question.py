"""The shape of a question, as plain immutable data that survives a round trip through JSON."""

from __future__ import annotations

import hashlib
import unicodedata
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from pydantic import BaseModel, ConfigDict

KindName = Literal[
    "single", "multiple", "truefalse", "ordering", "matching", "short", "numeric", "routing", "open"
]
Use = Literal["exam", "practice", "both"]
Info = Literal["open", "exempt"]


class Frozen(BaseModel):
    """A value: it does not change, and unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Option(Frozen):
    """One line of an answer block.

    `text` is what an officer may see (choices, steps) or the key itself (short answers, numbers);
    a routing option carries `code` instead, and its `feedback` is the text after the colon.
    """

    id: str
    text: str
    right: bool = False
    weight: Decimal | None = None
    feedback: str = ""
    line: int = 0
    column: int = 0
    code: str = ""
    any_agency: bool = False

    @property
    def share(self) -> Fraction | None:
        """The weight as an exact share of the full mark, None when the kind's own rule holds."""
        return None if self.weight is None else Fraction(self.weight) / 100


class Side(Frozen):
    """One cell of a matching table."""

    id: str
    text: str


class Pair(Frozen):
    """One row of a matching table: what belongs together."""

    left: Side
    right: Side
    weight: Decimal | None = None
    line: int = 0

    @property
    def share(self) -> Fraction | None:
        """The weight as an exact share of the full mark, None when the rows share equally."""
        return None if self.weight is None else Fraction(self.weight) / 100


class Question(Frozen):
    """A question with its key; pages never get this, they get `kinds.public(...)`."""

    id: str
    title: str
    kind: KindName
    stem: str = ""
    options: tuple[Option, ...] = ()
    pairs: tuple[Pair, ...] = ()
    extras: tuple[Side, ...] = ()
    heads: tuple[str, str] = ("", "")
    rubric: str = ""
    explanation: str = ""
    competency: str | None = None
    use: Use | None = None
    difficulty: int | None = None
    info: Info = "open"
    line: int = 0

    @property
    def weighted(self) -> bool:
        """Whether any line carries a weight of its own."""
        return any(o.weight is not None for o in self.options) or any(
            p.weight is not None for p in self.pairs
        )


def item_id(text: str) -> str:
    """An identity for an option, made of its words alone.

    It stays the same when lines are moved or marked otherwise, and it says nothing about the
    place in the file: the order of an ordering question is its key.
    """
    return hashlib.sha256(fold(text, case=False).encode()).hexdigest()[:10]


def fold(text: str, *, case: bool = True) -> str:
    """Text with runs of spaces made one, ends trimmed and, by default, case folded."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return plain.casefold() if case else plain
