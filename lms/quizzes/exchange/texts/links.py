"""Links and images of Markdown from elsewhere: those that our pages would refuse become their words."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import urlsplit

from lms.content.blocks import scan
from lms.content.markdown import TooHeavy
from lms.content.markdown.links import clean_target, link_kind
from lms.content.markdown.references import Reference, references
from lms.quizzes.exchange.model import MEDIA, Notes
from lms.quizzes.exchange.texts.markup import short

_MAYBE = re.compile(r"\]\(|\]\[|\]:|<[A-Za-z]")
_LABEL = r"\[((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]"


def allowed_link(target: str) -> bool:
    """Whether a link may lead there: to the web or to an address."""
    cleaned = clean_target(target)
    kind = link_kind(cleaned)
    return kind == "mail" or (kind == "web" and _has_host(cleaned))


def _has_host(target: str) -> bool:
    try:
        return bool(urlsplit(target).hostname)
    except ValueError:
        return False


def safe_links(text: str, line: int, notes: Notes, media: Collection[str] = ()) -> str:
    """The text with every link and image that cannot stand in a quiz replaced by its words, and reported.

    `media` are the names of files that may be shown as `media/<name>`.
    """
    if not _MAYBE.search(text):
        return text
    try:
        found = references("x.md", text, line, scan(text, line))
    except TooHeavy:
        return text
    refused = [reference for reference in found if not _allowed(reference, media)]
    for reference in refused:
        notes.add(
            "X115" if reference.image else "X114", reference.line, target=short(reference.target) or "()"
        )
    for reference in sorted(refused, key=lambda r: (r.line, r.column), reverse=True):
        text = _without(text, reference, line)
    return text


def _allowed(reference: Reference, media: Collection[str]) -> bool:
    own = reference.path is not None and reference.path.removeprefix(MEDIA) in media
    if reference.image:
        return reference.kind == "relative" and own
    return allowed_link(reference.target) or (reference.kind == "relative" and own)


def _without(text: str, reference: Reference, first: int) -> str:
    """The text with one link replaced by its words; `first` is the line on which the text begins."""
    lines = text.split("\n")
    place = sum(len(line) + 1 for line in lines[: reference.line - first]) + reference.column - 1
    target = re.escape(reference.target)
    sign = "!" if reference.image else "(?<!!)"
    written = re.compile(rf"{sign}{_LABEL}\([ \t]*<?{target}>?(?:[ \t\n]+[^)]*)?\)|<{target}>")
    for match in written.finditer(text):
        if match.start() <= place <= match.end():
            return text[: match.start()] + (match[1] or reference.target) + text[match.end() :]
    return text
