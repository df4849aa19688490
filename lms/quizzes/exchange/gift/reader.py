"""GIFT to a quiz: categories, titles, texts in four formats, missing words, and the answers."""

from __future__ import annotations

from dataclasses import dataclass, field

from lms.quizzes.exchange.draft import Draft
from lms.quizzes.exchange.gift.answers import Answers, Reader
from lms.quizzes.exchange.gift.formats import rich, split_format
from lms.quizzes.exchange.gift.lexer import Block, Piece, blocks
from lms.quizzes.exchange.model import Notes, Paper, Source
from lms.quizzes.exchange.sources import text_of

CATEGORY = "$CATEGORY:"
GAP = "_____"
_DEFAULT = "moodle"


def read(source: Source, notes: Notes) -> Paper:
    """The quiz in a GIFT file; every fault goes to the notes."""
    draft, open_brace = Draft(source.name, notes), False
    for block in blocks(text_of(source, notes)):
        piece = block.piece
        if open_brace and "{" not in piece.text:
            open_brace = "}" not in piece.text  # still the question that was not closed
            continue
        if piece.text.startswith(CATEGORY):
            end = piece.text.find("\n")
            name = piece.cut(len(CATEGORY), end if end >= 0 else None)
            draft.category(name.plain, name.line, block.id)
            piece = piece.cut(end).strip() if end >= 0 else piece.cut(len(piece.text))
        if piece.text:
            _question(Block(piece, block.id, block.tags), draft, notes)
        open_brace = "{" in piece.text and "}" not in piece.text
    return draft.paper()


@dataclass
class _Parts:
    """A question before its texts are read: `body` is None for a text without braces."""

    stem: Piece
    body: Piece | None
    after: str = ""
    title: str = ""
    general: Piece | None = field(default=None)


def _question(block: Block, draft: Draft, notes: Notes) -> None:
    parts = _take_apart(block.piece, notes)
    if parts is None:
        return
    name, stem = split_format(parts.stem, _DEFAULT)
    text = rich(Piece(f"[{name}]{stem.text}", stem.line), name, notes)
    line = block.piece.line
    if parts.body is None:
        draft.description(parts.title, text, line)
        return

    def in_format(piece: Piece) -> str:
        return rich(piece, name, notes)

    answers = Reader(notes, in_format).read(parts.body)
    if answers is not None:
        general = in_format(parts.general) if parts.general else ""
        draft.item(
            _kinded(answers),
            title=parts.title,
            stem=text,
            line=line,
            id=block.id,
            tags=block.tags,
            explanation=general,
        )


def _kinded(answers: Answers) -> dict[str, object]:
    return {"kind": answers.kind, **answers.facts}


def _take_apart(piece: Piece, notes: Notes) -> _Parts | None:
    """Title, text and block of a question; None after a fault."""
    title = ""
    if piece.text.startswith("::"):
        end = piece.text.find("::", 2)
        if end < 0:
            notes.add("X016", piece.line)
            return None
        title, piece = piece.cut(2, end).plain, piece.cut(end + 2).strip()
    start, end = piece.text.find("{"), piece.text.find("}")
    if start < 0 and end < 0:
        return _Parts(piece, None, title=title)
    if start < 0 or 0 <= end < start:
        notes.add("X011", piece.line_at(end))
        return None
    if end < 0:
        notes.add("X010", piece.line_at(start))
        return None
    after = piece.cut(end + 1)
    if any(sign in after.text for sign in "{}"):
        notes.add("X017", after.strip().line)
        return None
    stem = piece.cut(0, start)
    if after.plain:
        stem = Piece(f"{stem.text}{GAP}{after.text}", stem.line)
    return _with_general(_Parts(stem, piece.cut(start + 1, end), title=title))


def _with_general(parts: _Parts) -> _Parts:
    """The general feedback stands behind `####` at the end of the block."""
    assert parts.body is not None
    place = parts.body.text.rfind("####")
    if place >= 0:
        parts.general = parts.body.cut(place + 4).strip()
        parts.body = parts.body.cut(0, place)
    return parts
