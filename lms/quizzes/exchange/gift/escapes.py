"""Signs of GIFT inside texts, and the texts of a question that are written in its text format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lms.quizzes.exchange.model import Item, Notes
from lms.quizzes.exchange.texts.links import safe_links

_SIGNS = str.maketrans({"\\": "\\\\", **{sign: f"\\{sign}" for sign in ":#={}~"}, "\n": "\\n"})


def escape(text: str) -> str:
    """The text on one line, every sign of GIFT behind a backslash."""
    return text.translate(_SIGNS)


def texts(item: Item) -> Iterator[str]:
    """The texts of a question that have a format; keys and right-hand answers are always plain."""
    yield item.stem
    yield item.explanation
    for choice in item.choices:
        if item.kind not in {"short", "numeric"}:
            yield choice.text
        yield choice.feedback
    for match in item.matches:
        yield match.left


def without_files(item: Item, notes: Notes) -> Item:
    """The question with images and links to files replaced by their words, which is reported."""

    def safe(text: str, line: int) -> str:
        return safe_links(text, line, notes)

    keys = item.kind in {"short", "numeric"}
    return replace(
        item,
        stem=safe(item.stem, item.line),
        explanation=safe(item.explanation, item.line),
        choices=tuple(
            replace(c, text=c.text if keys else safe(c.text, c.line), feedback=safe(c.feedback, c.line))
            for c in item.choices
        ),
        matches=tuple(
            replace(m, left=safe(m.left, m.line), right=safe(m.right, m.line)) for m in item.matches
        ),
    )
