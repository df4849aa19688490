"""The answer block of a GIFT question, one function for each kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from lms.quizzes.exchange import numbers, weights
from lms.quizzes.exchange.gift.lexer import Piece
from lms.quizzes.exchange.model import Choice, Match, Notes

TRUE, FALSE = {"T", "TRUE"}, {"F", "FALSE"}
_WEIGHT = re.compile(r"%([+-]?[\d.,]+)%")
_ORDER = re.compile(r">[ \t]*(\d+)?([^\n]*)(?:\n|$)")
_WORDS = {
    "ALL",
    "VERTICAL",
    "VERT",
    "V",
    "RELATIVE_ALL_PREVIOUS_AND_NEXT",
    "SHOW",
    "NONE",
    "TRUE",
    "YES",
    "1",
}

Text = Callable[[Piece], str]


@dataclass
class Answers:
    """What one block says; `facts` are fields of an Item beside its texts."""

    kind: str
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """One answer, taken apart: `weight` is None when none is written."""

    sign: str
    text: Piece
    feedback: Piece
    weight: Decimal | None


class Reader:
    """Reads blocks; `rich` makes Markdown of a text in the format of its question."""

    def __init__(self, notes: Notes, rich: Text) -> None:
        self.notes, self.rich = notes, rich

    def read(self, body: Piece) -> Answers | None:
        """The block that stands between the braces; None after a fault that was reported."""
        body = body.strip()
        text = body.text
        if not text:
            return Answers("open")
        for fits, reader in (
            (text.startswith("#"), self._numeric),
            (text.startswith(">"), self._ordering),
            ("~" in text, self._choices),
            ("=" in text and "->" in text, self._matching),
            (text.partition("#")[0].strip().upper() in TRUE | FALSE, self._true_or_false),
            (text.startswith("="), self._short),
        ):
            if fits:
                return reader(body)
        self.notes.add("X012", body.line)
        return None

    def _parts(self, body: Piece, signs: str) -> list[Part] | None:
        pieces = body.split(signs)
        before = pieces.pop(0)[1]
        if before.plain:
            self.notes.add("X012", before.line)
            return None
        return [self._part(sign, piece) for sign, piece in pieces]

    def _part(self, sign: str, piece: Piece) -> Part:
        piece = piece.strip()
        weight = None
        written = _WEIGHT.match(piece.text)
        if written:
            weight = weights.parse(written[1])
            if weight is None:
                self.notes.add("X015", piece.line, text=written[0])
                weight = weights.FULL  # one fault is enough
            piece = piece.cut(written.end())
        place = piece.text.find("#")
        if place < 0:
            return Part(sign, piece.strip(), piece.cut(len(piece.text)), weight)
        return Part(sign, piece.cut(0, place).strip(), piece.cut(place + 1).strip(), weight)

    def _choices(self, body: Piece) -> Answers | None:
        parts = self._parts(body, "=~")
        if parts is None or not self._enough(parts, 2, body.line):
            return None
        fractions = [
            part.weight if part.weight is not None else weights.FULL if part.sign == "=" else weights.ZERO
            for part in parts
        ]
        single = any(p.sign == "=" and f == weights.FULL for p, f in zip(parts, fractions, strict=True))
        marks = weights.from_single(fractions) if single else weights.from_multiple(fractions)
        if not any(fraction > 0 for fraction in fractions):
            self.notes.add("X019", body.line)
        choices = tuple(
            Choice(self.rich(part.text), right, weight, self.rich(part.feedback), part.text.line)
            for part, (right, weight) in zip(parts, marks, strict=True)
        )
        return Answers("single" if single else "multiple", {"choices": choices})

    def _enough(self, parts: list[Part], needed: int, line: int) -> bool:
        if len(parts) < needed:
            self.notes.add("X018", line, needed=needed, count=len(parts))
        return len(parts) >= needed

    def _short(self, body: Piece) -> Answers | None:
        parts = self._parts(body, "=")
        if parts is None or not self._enough(parts, 1, body.line):
            return None
        return self._keys("short", parts, lambda part: part.text.plain)

    def _keys(self, kind: str, parts: list[Part], text: Callable[[Part], str | None]) -> Answers:
        """Accepted answers; an asterisk alone stands for any other entry and is left out."""
        choices = []
        for part in parts:
            if part.text.plain == "*" or part.sign == "~":
                self.notes.add("X119", part.text.line, text="*")
                continue
            key = text(part)
            if key is None:
                continue
            if kind == "short":
                key = literal(key, part.text.line, self.notes)
            weight = weights.from_key(weights.FULL if part.weight is None else part.weight)
            choices.append(Choice(key, True, weight, self.rich(part.feedback), part.text.line))
        return Answers(kind, {"choices": tuple(choices)})

    def _numeric(self, body: Piece) -> Answers | None:
        body = body.cut(1)
        place = body.text.find("~")
        wrong = [] if place < 0 else [self._part("~", body.cut(place + 1))]
        body = body if place < 0 else body.cut(0, place)
        parts = [self._part(sign or "=", piece) for sign, piece in body.split("=") if piece.plain or sign]
        if not self._enough(parts, 1, body.line):
            return None
        return self._keys("numeric", [*parts, *wrong], self._number)

    def _number(self, part: Part) -> str | None:
        text = part.text.plain
        low, dots, high = text.partition("..")
        centre, _, spread = text.partition(":")
        first, second = (
            numbers.theirs(low if dots else centre),
            numbers.theirs(high if dots else spread or "0"),
        )
        if first is None or second is None or (second < first if dots else second < 0):
            self.notes.add("X014", part.text.line, text=text[:60])
            return None
        return (numbers.between(first, second) if dots else numbers.Key(first, second)).text

    def _matching(self, body: Piece) -> Answers | None:
        parts = body.split("=")
        if parts[0][1].plain:
            self.notes.add("X012", parts[0][1].line)
            return None
        rows = []
        for _, piece in parts[1:]:
            row = piece.strip()
            place = row.text.find("->")
            if place < 0:
                self.notes.add("X013", row.line, text=row.plain[:60])
                continue
            left, right = row.cut(0, place).strip(), row.cut(place + 2).strip()
            rows.append(
                Match(self.rich(left), self.rich(Piece("[plain]" + right.text, right.line)), None, row.line)
            )
        if sum(bool(row.left) for row in rows) < 2 and len(rows) == len(parts) - 1:  # noqa: PLR2004 -- two rows
            self.notes.add("X018", body.line, needed=2, count=sum(bool(row.left) for row in rows))
        return Answers("matching", {"matches": tuple(rows)})

    def _true_or_false(self, body: Piece) -> Answers:
        pieces = body.split("#")
        right = pieces[0][1].plain.upper() in TRUE
        found = [self.rich(piece) for _, piece in pieces[1:3]]
        wrong_words, right_words = [*found, "", ""][:2]
        yes, no = (right_words, wrong_words) if right else (wrong_words, right_words)
        lines = (
            Choice("Benar", right, None, yes, body.line),
            Choice("Salah", not right, None, no, body.line),
        )
        return Answers("truefalse", {"choices": lines})

    def _ordering(self, body: Piece) -> Answers | None:
        head = _ORDER.match(body.text)
        assert head is not None
        steps = [piece.strip() for _, piece in body.cut(head.end()).split("\n") if piece.plain]
        if len(steps) < 2:  # noqa: PLR2004 -- an order needs two steps
            self.notes.add("X018", body.line, needed=2, count=len(steps))
            return None
        words = [word for word in head[2].split() if word.upper() not in _WORDS]
        if head[1] and int(head[1][:6]) < len(steps):
            words.insert(0, head[1])
        if words:
            self.notes.add("X117", body.line, name=">", value=" ".join(words)[:60])
        choices = tuple(Choice(self.rich(step), True, None, "", step.line) for step in steps)
        return Answers("ordering", {"choices": choices})


def literal(key: str, line: int, notes: Notes) -> str:
    """A key with its escaped asterisks as plain ones; one that stands for any text is reported."""
    if re.search(r"(?<!\\)\*", key):
        notes.add("X122", line, text=key[:60])
    return key.replace("\\*", "*")
