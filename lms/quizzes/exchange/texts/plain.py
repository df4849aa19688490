"""Markdown to the plain text that a reader sees, for the places of other formats that hold nothing else."""

from __future__ import annotations

import html
import re

from lms.content.blocks import Paragraph, scan
from lms.content.markdown import TooHeavy, render_inline

_TAG = re.compile(r"<[^<>]*>")
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_BREAK = re.compile(r"<br\s*/?>")
_SYNTAX = re.compile(r"[\\`*_{\[<&]")


def plain(text: str) -> tuple[str, bool]:
    """One line of plain text, and whether it says all that the Markdown said."""
    flat = " ".join(text.split())
    if not _SYNTAX.search(flat):
        return flat, _one_paragraph(text)
    try:
        shown = render_inline(_IMAGE.sub(r"\1", flat))
    except TooHeavy:
        return flat, False
    bare = html.unescape(_TAG.sub("", _BREAK.sub(" ", shown)))
    whole = "<" not in shown and not _IMAGE.search(flat) and _one_paragraph(text)
    return " ".join(bare.split()), whole


def _one_paragraph(text: str) -> bool:
    """Whether the text is one paragraph without line breaks; where its lines end does not matter."""
    blocks = scan(text)
    return all(isinstance(block, Paragraph) for block in blocks) and len(blocks) <= 1 and "  \n" not in text
