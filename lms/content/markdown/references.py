"""The links and images of a body, as the renderer sees them, with their places in the file."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from lms.content.blocks import Block, Code, Fence, Heading, Paragraph, Table, walk
from lms.content.markdown.finish import Plan
from lms.content.markdown.limits import excesses
from lms.content.markdown.links import LinkKind, clean_target, link_kind
from lms.content.markdown.render import Layout, convert, engine_for
from lms.content.text import Places, without_controls
from lms.content.tree import resolve

_TICKS = re.compile(r"`+")


@dataclass(frozen=True)
class Reference:
    """A link or an image; `path` is what a relative one means, None when it leaves the content."""

    image: bool
    target: str
    kind: LinkKind
    alt: str
    path: str | None
    fragment: str
    line: int
    column: int


def references(path: str, body: str, first_line: int, blocks: Iterable[Block]) -> list[Reference]:
    """The links and images of `body`, already scanned to `blocks`, in the order of the page.

    Blocks that are too heavy to render are passed over; the check reports them. TooHeavy when
    the whole is too deep.
    """
    light = [block for block in blocks if not any(excesses(block.raw, [block]))]
    found: list[tuple[bool, str, str]] = []
    engine = engine_for(Plan([], 0, "", None))
    engine.preprocessors.register(Layout(engine, light), "estafet-layout", 25)
    engine.treeprocessors.register(_Collect(engine, found), "estafet-collect", -5)
    convert(engine, "x")  # what is rendered comes from the layout
    finder = _Finder(without_controls(body), first_line, light)
    return [_reference(path, image, target, alt, finder) for image, target, alt in found]


def used_media(path: str, body: str, blocks: Iterable[Block]) -> list[str]:
    """The files in `media/` beside the file at `path` that its body links to or shows, sorted."""
    folder = posixpath.join(posixpath.dirname(path), "media") + "/"
    found = references(path, body, 1, blocks)
    return sorted({r.path for r in found if r.path is not None and r.path.startswith(folder)})


def _reference(path: str, image: bool, target: str, alt: str, finder: _Finder) -> Reference:
    cleaned = clean_target(target)
    kind = link_kind(cleaned)
    relative = resolve(path, cleaned) if kind == "relative" else path if kind == "fragment" else None
    fragment = cleaned.partition("#")[2] if kind in {"relative", "fragment"} else ""
    return Reference(image, cleaned, kind, alt, relative, fragment, *finder.place(image, target))


class _Collect(Treeprocessor):
    """Notes every link and image before the last step changes them."""

    def __init__(self, md: Markdown, found: list[tuple[bool, str, str]]) -> None:
        super().__init__(md)
        self.found = found

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "img":
                self.found.append((True, element.get("src", ""), element.get("alt", "")))
            elif element.tag == "a" and not element.get("class", "").startswith("footnote-"):
                self.found.append((False, element.get("href", ""), ""))


class _Finder:
    """Looks for the targets in the source, from the top, each occurrence once."""

    def __init__(self, body: str, first_line: int, blocks: Iterable[Block]) -> None:
        self.first_line = first_line
        self.text = _without_code(body, first_line, blocks)
        self.places = Places(self.text)
        self.after: dict[str, int] = {}

    def place(self, image: bool, target: str) -> tuple[int, int]:
        """Line and column of the next occurrence of `target`, or of the last one again."""
        shown = clean_target(target).removeprefix("mailto:")
        for needle in dict.fromkeys((target, shown)):
            if not needle:
                continue
            index = self._next(("!" if image else "") + needle, needle, image=image)
            if index >= 0:
                line, column = self.places.at(index)
                return line + self.first_line - 1, column
        return self._empty(image=image)

    def _next(self, key: str, needle: str, *, image: bool) -> int:
        start = self.after.get(key, 0)
        pattern = re.compile(r"(?:\]\([ \t]*<?|\]:[ \t]*<?|<)(" + re.escape(needle) + ")")
        for match in pattern.finditer(self.text, start):
            if image == _is_image(self.text, match.start()) or self.text.startswith("]:", match.start()):
                self.after[key] = match.end()
                return match.start(1)
        again = pattern.search(self.text)
        return again.start(1) if again else self.text.find(needle)

    def _empty(self, *, image: bool) -> tuple[int, int]:
        """The place of a link or an image without any target."""
        key = "!]()" if image else "]()"
        index = self.text.find("](", self.after.get(key, 0))
        while index >= 0 and (
            image != _is_image(self.text, index) or self.text[index + 2 : index + 3] not in ")<"
        ):
            index = self.text.find("](", index + 1)
        if index < 0:
            return self.first_line, 1
        self.after[key] = index + 1
        line, column = self.places.at(index)
        return line + self.first_line - 1, column


def _is_image(text: str, index: int) -> bool:
    """Whether the bracket that closes at `index` was opened by `![`."""
    opening = text.rfind("[", max(index - 500, 0), index)
    return opening > 0 and text[opening - 1] == "!"


def _without_code(body: str, first_line: int, blocks: Iterable[Block]) -> str:
    """The body with code replaced by blanks, every other character in its place."""
    lines = body.split("\n")
    for block in walk(blocks):
        begin, end = block.line - first_line, block.end_line - first_line
        if isinstance(block, (Fence, Code)):
            lines[begin : end + 1] = [" " * len(line) for line in lines[begin : end + 1]]
        elif isinstance(block, (Paragraph, Heading, Table)):
            text = "".join(_spans("\n".join(lines[begin : end + 1])))
            lines[begin : end + 1] = text.split("\n")
    return "\n".join(lines)


def _spans(text: str) -> Iterator[str]:
    """The text with what stands between equal runs of backticks blanked."""
    position = 0
    runs = list(_TICKS.finditer(text))
    for number, run in enumerate(runs):
        if run.start() < position:
            continue
        closing = next((r for r in runs[number + 1 :] if len(r[0]) == len(run[0])), None)
        if closing is None:
            continue
        yield text[position : run.start()]
        yield re.sub(r"[^\n]", " ", text[run.start() : closing.end()])
        position = closing.end()
    yield text[position:]
