"""The ids of headings: the author's own, or a slug of the words, each once in a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lms.content.blocks import Block, Heading, walk
from lms.core.codes import slugify, unique_slug


def headings(blocks: Iterable[Block]) -> Iterator[Heading]:
    """Every heading in the order of the file, nested ones too."""
    return (block for block in walk(blocks) if isinstance(block, Heading))


def anchors(blocks: Iterable[Block]) -> list[tuple[Heading, str]]:
    """Every heading with its id; an id the author gave is kept, a made one keeps clear of it."""
    found = list(headings(blocks))
    taken = {heading.id for heading in found if heading.id}
    given: set[str] = set()
    result = []
    for heading in found:
        if heading.id and heading.id not in given:
            anchor = heading.id
        else:
            anchor = unique_slug(slugify(heading.text, "bagian"), taken | given)
        given.add(anchor)
        result.append((heading, anchor))
    return result
