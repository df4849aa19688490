"""Rendering: one new Markdown object for each text, so that a text always gives the same HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from lms.content.anchors import anchors
from lms.content.blocks import Block
from lms.content.layout import write
from lms.content.markdown.finish import Finish, Plan
from lms.content.markdown.limits import TooHeavy, scan_within_limits
from lms.content.markdown.links import LinkResolver
from lms.content.markdown.sanitize import INLINE_TAGS, sanitize
from lms.content.text import without_controls

ID_PREFIX = "isi-"
_EXTENSIONS = ("tables", "footnotes", "attr_list", "admonition", "sane_lists", "def_list")
_OPTIONS: dict[str, dict[str, object]] = {
    "tables": {"use_align_attribute": True},
    "footnotes": {"BACKLINK_TITLE": "Kembali ke catatan {} di dalam teks"},
}
_BLOCK_PROCESSORS = (
    "indent", "code", "hashheader", "setextheader", "hr", "olist", "ulist", "quote", "reference",
)  # fmt: skip
_BLOCK_TAG = re.compile(r"</?p>")


@dataclass(frozen=True)
class TocItem:
    """One entry of the table of contents; `level` is that of the HTML heading, `id` its id."""

    level: int
    id: str
    text: str


@dataclass(frozen=True)
class Rendered:
    """Safe HTML, its headings, and the number of words in it."""

    html: str
    toc: list[TocItem]
    words: int


class Layout(Preprocessor):
    """Replaces what the author wrote by what Python-Markdown reads in the same way."""

    def __init__(self, md: Markdown, blocks: list[Block]) -> None:
        super().__init__(md)
        self.blocks = blocks

    def run(self, lines: list[str]) -> list[str]:  # noqa: ARG002 - the lines were scanned already
        """The lines to render."""
        stash = self.md.htmlStash
        return [*write(self.blocks, stash.store), "", ""]


def render(
    text: str, *, links: LinkResolver | None = None, headings_offset: int = 0, id_prefix: str = ID_PREFIX
) -> Rendered:
    """The HTML of a Markdown text; TooHeavy when the text passes the limits.

    Headings move down by `headings_offset` and never reach level 1, which belongs to the page.
    Ids of headings and footnotes, and links to them, get `id_prefix`, so that no text can take
    an id of the page. Relative links and images without a `links` that knows them become text.
    """
    text = without_controls(text)
    blocks = scan_within_limits(text)
    plan = Plan([anchor for _, anchor in anchors(blocks)], headings_offset, id_prefix, links)
    engine = engine_for(plan)
    engine.preprocessors.register(Layout(engine, blocks), "estafet-layout", 25)
    html = sanitize(convert(engine, text))
    return Rendered(html, [TocItem(*entry) for entry in plan.toc], plan.words)


def render_inline(text: str, *, links: LinkResolver | None = None) -> str:
    """One line of Markdown as HTML without any block: emphasis, code, links, images."""
    text = " ".join(without_controls(text).split())
    scan_within_limits(text)
    engine = engine_for(Plan([], 0, ID_PREFIX, links), extensions=("attr_list",))
    for name in _BLOCK_PROCESSORS:
        engine.parser.blockprocessors.deregister(name)
    html = _BLOCK_TAG.sub("", convert(engine, text))
    return sanitize(html, INLINE_TAGS)


def convert(engine: Markdown, text: str) -> str:
    """What the engine makes of `text`; TooHeavy instead of a recursion without end."""
    try:
        return engine.convert(text)
    except RecursionError:
        raise TooHeavy("content.deep", "Susunan teks terlalu dalam untuk ditampilkan.") from None


def engine_for(plan: Plan, extensions: tuple[str, ...] = _EXTENSIONS) -> Markdown:
    """A new Markdown object without raw HTML, whose last step is `Finish`."""
    engine = Markdown(
        extensions=list(extensions),
        extension_configs={name: _OPTIONS[name] for name in extensions if name in _OPTIONS},
        output_format="html",
    )
    engine.preprocessors.deregister("html_block")
    engine.inlinePatterns.deregister("html")
    engine.treeprocessors.register(Finish(engine, plan), "estafet-finish", -10)
    return engine
