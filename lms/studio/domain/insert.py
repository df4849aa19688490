"""Putting a section into a lesson: at its end, but before its quick checks, and only once."""

from __future__ import annotations

from lms.content import frontmatter
from lms.content.blocks import Heading, scan

CHECKS = "latihan"
LEVEL = 2


def insert_section(path: str, text: str, heading: str, section: str) -> str | None:
    """The text with the section in it; None when a section of that heading stands there already."""
    document, _ = frontmatter.read(path, text)
    headings = [
        block
        for block in scan(document.body, document.body_line)
        if isinstance(block, Heading) and block.level == LEVEL
    ]
    if any(one.text.strip() == heading for one in headings):
        return None
    checks = next((one.line for one in headings if CHECKS in one.classes), None)
    lines = text.replace("\r\n", "\n").split("\n")
    place = len(lines) if checks is None else checks - 1
    before, after = "\n".join(lines[:place]).rstrip(), "\n".join(lines[place:])
    return f"{before}\n\n{section.strip()}\n" + (f"\n{after}" if after.strip() else "")
