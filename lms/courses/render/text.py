"""A lesson as pages show it: safe HTML in segments, a table of contents, the procedure drawn."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, Protocol

from markupsafe import Markup

from lms.content.markdown import LinkResolver, TocItem, render, render_inline
from lms.content.markdown.render import ID_PREFIX
from lms.courses.schema import LessonDocument, Segment
from lms.courses.sop.flow import FlowTable, flow_table
from lms.courses.sop.procedure import Procedure

_TOC_LEVEL = 2


@dataclass(frozen=True)
class ShownSegment:
    """A stretch of a lesson ready for the page; `after` follows the table of a procedure."""

    kind: Literal["prose", "procedure", "practice"]
    id: str
    title: str
    html: Markup
    after: Markup


@dataclass(frozen=True)
class ShownLesson:
    """A lesson ready for the page."""

    segments: tuple[ShownSegment, ...]
    toc: tuple[TocItem, ...]
    words: int
    table: FlowTable | None

    def heading(self, anchor: str) -> str | None:
        """The words of a heading of the contents, or None."""
        return next((item.text for item in self.toc if item.id == anchor), None)


class StableLinks(LinkResolver, Hashable, Protocol):
    """Links that are equal when they lead to the same addresses, so that what they gave may be kept."""


@dataclass(frozen=True)
class DigestedLesson:
    """A lesson known by the digest of its text: equal digests are equal lessons."""

    digest: str
    document: LessonDocument = field(compare=False, repr=False)


@lru_cache(maxsize=256)
def kept_lesson(lesson: DigestedLesson, links: StableLinks) -> ShownLesson:
    """`render_lesson`, kept for the same text and equal links."""
    return render_lesson(lesson.document, links=links)


def render_lesson(lesson: LessonDocument, *, links: LinkResolver | None = None) -> ShownLesson:
    """Render all segments; `links` turns relative targets into addresses."""
    segments: list[ShownSegment] = []
    toc: list[TocItem] = []
    words = 0
    for segment in lesson.segments:
        shown, found, count = _segment(segment, links)
        segments.append(shown)
        toc += found
        words += count
    if segments and segments[0].kind == "prose":
        segments[0] = _with_lead(segments[0])
    table = drawn(lesson.procedure) if lesson.procedure else None
    return ShownLesson(tuple(segments), tuple(toc), words, table)


@lru_cache(maxsize=1024)
def render_plain(text: str) -> Markup:
    """A Markdown text without links into the content as safe HTML, kept."""
    return render_text(text)


def render_text(text: str, *, links: LinkResolver | None = None) -> Markup:
    """A Markdown text as safe HTML."""
    return Markup(render(text, links=links).html)  # noqa: S704 -- sanitised by the content pipeline


@lru_cache(maxsize=4096)
def render_line(text: str) -> Markup:
    """One line of Markdown as safe HTML, for cells and labels."""
    return Markup(render_inline(text))  # noqa: S704 -- sanitised by the content pipeline


@lru_cache(maxsize=128)
def drawn(procedure: Procedure) -> FlowTable:
    """The flow table of a procedure, routed once; procedures are values and never change."""
    return flow_table(procedure)


def _segment(segment: Segment, links: LinkResolver | None) -> tuple[ShownSegment, list[TocItem], int]:
    rendered = render(segment.text, links=links)
    html = Markup(rendered.html)  # noqa: S704 -- sanitised by the content pipeline
    if segment.kind == "prose":
        toc = [item for item in rendered.toc if item.level == _TOC_LEVEL]
        return ShownSegment("prose", "", "", html, Markup("")), toc, rendered.words
    anchor = ID_PREFIX + segment.anchor
    after = render_text(segment.after, links=links) if segment.after else Markup("")
    title = str(render_line(segment.title).striptags())
    shown = ShownSegment(segment.kind, anchor, title, html, after)
    return shown, [TocItem(_TOC_LEVEL, anchor, title)], rendered.words


def _with_lead(segment: ShownSegment) -> ShownSegment:
    """The first paragraph opens the lesson in larger type."""
    if not segment.html.startswith("<p>"):
        return segment
    html = Markup('<p class="lead">') + Markup(segment.html[len("<p>") :])  # noqa: S704 -- a piece of safe HTML
    return ShownSegment(segment.kind, segment.id, segment.title, html, segment.after)
