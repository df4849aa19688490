"""The text formats of GIFT (`[html]`, `[markdown]`, `[plain]`, `[moodle]`) as Markdown."""

from __future__ import annotations

import re

from lms.quizzes.exchange.frames import from_html
from lms.quizzes.exchange.gift.lexer import Piece, restore
from lms.quizzes.exchange.model import Notes
from lms.quizzes.exchange.texts.escape import paragraphs
from lms.quizzes.exchange.texts.links import safe_links
from lms.quizzes.exchange.texts.markup import BLOCKS
from lms.quizzes.exchange.texts.tidy import tidy

FORMATS = ("html", "markdown", "plain", "moodle")
_PREFIX = re.compile(r"\s*\[(" + "|".join(FORMATS) + r")\]")
_BLOCK_TAG = re.compile(r"<(?:" + "|".join(sorted(BLOCKS, key=len, reverse=True)) + r")[\s>/]", re.IGNORECASE)
_TAG_OR_ENTITY = re.compile(r"<[A-Za-z/!]|&[#\w]")


def split_format(piece: Piece, default: str) -> tuple[str, Piece]:
    """The format that a text names in brackets, or `default`, and the text after it."""
    found = _PREFIX.match(piece.text)
    return (found[1], piece.cut(found.end())) if found else (default, piece)


def rich(piece: Piece, default: str, notes: Notes) -> str:
    """A text as Markdown; what Markdown cannot say is reported."""
    name, rest = split_format(piece, default)
    text = restore(rest.text)
    lead = len(text) - len(text.lstrip())
    return convert(text.strip(), name, rest.line + text.count("\n", 0, lead), notes)


def convert(text: str, name: str, line: int, notes: Notes) -> str:
    """A text in one of the four formats as Markdown; it begins on `line` of the file."""
    if name == "markdown":
        return safe_links(tidy(text), line, notes)
    if name == "plain":
        return tidy(paragraphs(text))
    if name == "moodle":
        if not _TAG_OR_ENTITY.search(text):
            return tidy(paragraphs(text))
        text = _with_breaks(text)
    return from_html(text, line, notes)


def _with_breaks(text: str) -> str:
    """Line ends as HTML shows them in Moodle's own format: a break, and a paragraph after an empty line."""
    if _BLOCK_TAG.search(text):
        return text
    parts = re.split(r"\n[ \t]*\n", text)
    return "\n".join(f"<p>{part.replace(chr(10), '<br>' + chr(10))}</p>" for part in parts)
