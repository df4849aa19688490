"""GIFT as blocks between empty lines, with escapes put aside so that signs can be told from text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

# Control characters cannot occur in text that was decoded (they are replaced), so they can stand for escaped signs.
_PUT_ASIDE = {
    ":": "\x01",
    "#": "\x02",
    "=": "\x03",
    "{": "\x04",
    "}": "\x05",
    "~": "\x06",
    "n": "\x07",
    "\\": "\x0e",
}
_RESTORED = {ord(aside): "\n" if sign == "n" else sign for sign, aside in _PUT_ASIDE.items()}
_COMMENT = "\x0f"
_LONGEST = 4000  # of a comment that may hold an id and tags
_ESCAPE = re.compile(r"\\([:#={}~n\\])")
_META = re.compile(r"\[(id|tags?):\s*((?:[^\\\]]|\\.)*)\]")


@dataclass(frozen=True)
class Piece:
    """A part of a block and the line on which it begins; escaped signs are put aside in it."""

    text: str
    line: int

    def cut(self, start: int, end: int | None = None) -> Piece:
        """The part between two places."""
        return Piece(self.text[start:end], self.line + self.text.count("\n", 0, start))

    def strip(self) -> Piece:
        """The piece without space around it."""
        lead = len(self.text) - len(self.text.lstrip())
        return self.cut(lead, len(self.text.rstrip()) if self.text.strip() else lead)

    def split(self, signs: str) -> list[tuple[str, Piece]]:
        """The parts that begin with one of the signs; what stands before the first has an empty sign."""
        places = [match.start() for match in re.finditer(f"[{re.escape(signs)}]", self.text)]
        ends = [*places, len(self.text)]
        found, line = [("", Piece(self.text[: ends[0]], self.line))], self.line_at(ends[0])
        for place, end in itertools.pairwise(ends):
            inner = Piece(self.text[place + 1 : end], line + (self.text[place] == "\n"))
            found.append((self.text[place], inner))
            line = inner.line + inner.text.count("\n")  # counted on, because blocks may be long
        return found

    def line_at(self, index: int) -> int:
        """The line of a place in the piece."""
        return self.line + self.text.count("\n", 0, index)

    @property
    def plain(self) -> str:
        """The text with its signs again, without comments and without space around it."""
        return restore(self.text).strip()


@dataclass(frozen=True)
class Block:
    """What stands between two empty lines: its text, and what its comments say about the question."""

    piece: Piece
    id: str = ""
    tags: tuple[str, ...] = field(default=())


def restore(text: str) -> str:
    """The text as its author meant it: escaped signs are signs, comment lines are gone."""
    text = re.sub(f"[ \t]*{_COMMENT}\n?", "", text)
    return text.translate(_RESTORED)


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a file, each with the number of its first line."""
    lines = text.split("\n")
    start = 0
    for index in range(len(lines) + 1):
        if index < len(lines) and lines[index].strip():
            continue
        if index > start:
            yield _block(lines[start:index], start + 1)
        start = index + 1


def _block(lines: list[str], first: int) -> Block:
    comments = [line.strip()[:_LONGEST] for line in lines if line.strip().startswith("//")]
    kept = [_COMMENT if line.strip().startswith("//") else line for line in lines]
    text = _ESCAPE.sub(lambda match: _PUT_ASIDE[match[1]], "\n".join(kept))
    identity, tags = "", []
    for name, value in (m.groups() for comment in comments for m in _META.finditer(comment)):
        word = re.sub(r"\\(.)", r"\1", value).strip()
        if name == "id":
            identity = word
        else:
            tags += [part.strip() for part in word.split(",")] if name == "tags" else [word]
    return Block(_without_comments(Piece(text, first)), identity, tuple(tags))


def _without_comments(piece: Piece) -> Piece:
    """The piece from its first line that is not a comment."""
    lead = re.match(rf"(?:[ \t]*(?:{_COMMENT}[ \t]*)?(?:\n|$))*", piece.text)
    assert lead is not None
    return piece.cut(lead.end()).strip()
