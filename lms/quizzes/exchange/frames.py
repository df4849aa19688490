"""What surrounds an HTML text that is imported: which links may stay, which images become media files."""

from __future__ import annotations

from collections.abc import Callable

from lms.quizzes.exchange.model import MEDIA, Notes
from lms.quizzes.exchange.texts.links import allowed_link
from lms.quizzes.exchange.texts.markup import Frame, to_markdown

_CODES = {"what": ("X113", "what"), "link": ("X114", "target"), "image": ("X115", "target")}

Named = Callable[[str], str | None]
MAX_TAGS = 10_000  # broken HTML costs the parser the square of its tags


def from_html(text: str, line: int, notes: Notes, file: Named | None = None) -> str:
    """An HTML text as Markdown; one with far too many tags is refused unread."""
    tags = text.count("<")
    if tags > MAX_TAGS:
        notes.add("X026", line, count=tags, limit=MAX_TAGS)
        return ""
    return to_markdown(text, frame(line, notes, file))


def frame(line: int, notes: Notes, file: Named | None = None) -> Frame:
    """The frame of a text that begins on `line`; `file` gives the name of the media file that a source means."""

    def own(target: str) -> str | None:
        name = file(target) if file else None
        return MEDIA + name if name else None

    def link(target: str) -> str | None:
        return target if allowed_link(target) else own(target)

    def lose(role: str, value: str, at: int) -> None:
        code, key = _CODES[role]
        notes.add(code, line + at - 1, **{key: value})

    return Frame(link, own, lose)
