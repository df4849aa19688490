"""The ids of headings: the author's own, or a slug of the words, each once in a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lms.content.blocks import Block, Container, Heading, walk
from lms.core.codes import slugify


def headings(blocks: Iterable[Block]) -> Iterator[Heading]:
    """Every heading in the order of the page, nested ones too; footnotes have none."""
    text = (block for block in blocks if not (isinstance(block, Container) and block.is_footnote))
    return (block for block in walk(text) if isinstance(block, Heading))


def anchors(blocks: Iterable[Block]) -> list[tuple[Heading, str]]:
    """Every heading with its id; an id the author gave is kept, a made one keeps clear of it."""
    found = list(headings(blocks))
    used = {heading.id for heading in found if heading.id}
    given: set[str] = set()
    numbers: dict[str, int] = {}
    result = []
    for heading in found:
        anchor = heading.id
        if not anchor or anchor in given:
            anchor = _free(slugify(heading.text, "bagian"), used, numbers)
        given.add(anchor)
        used.add(anchor)
        result.append((heading, anchor))
    return result


def _free(slug: str, used: set[str], numbers: dict[str, int]) -> str:
    """The slug, or the slug with the next number; `numbers` remembers the last one of each."""
    candidate = slug
    while candidate in used:
        numbers[slug] = numbers.get(slug, 1) + 1
        candidate = f"{slug}-{numbers[slug]}"
    return candidate
