"""The preview of one file: a lesson as readers get it, questions with their keys, a table, an image."""

from __future__ import annotations

import csv
import io
import posixpath
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from markupsafe import Markup

from lms.content.blocks import preamble, raw_text, scan
from lms.content.frontmatter import Document, read
from lms.content.markdown import LinkResolver, TooHeavy, render
from lms.content.media import is_image
from lms.content.tree import ContentTree
from lms.courses.render.text import ShownLesson, render_lesson
from lms.courses.schema import CourseDocument
from lms.courses.schema.reading import read_lesson
from lms.courses.sop.parse import Rules
from lms.quizzes.schema import parse_questions, read_catalogues
from lms.studio.domain.bench import Checked
from lms.studio.domain.paths import kind_of
from lms.studio.render.questions import NameOf, ShownQuestion, all_shown

MAX_ROWS = 200
_LEVEL = 2

PreviewKind = Literal["lesson", "course", "quiz", "text", "table", "image", "file", "heavy"]


@dataclass(frozen=True)
class Preview:
    """What is shown beside the editor; only the fields of its kind are filled."""

    kind: PreviewKind
    title: str = ""
    meta: tuple[tuple[str, str], ...] = ()
    html: Markup | None = None
    lesson: ShownLesson | None = None
    course: CourseDocument | None = None
    questions: tuple[ShownQuestion, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    left_out: int = 0
    message: str = ""


def preview(path: str, checked: Checked, *, links: LinkResolver | None, today: date) -> Preview:
    """The preview of a file of the checked tree; a text with errors is shown as far as it can be read."""
    tree = checked.tree
    if path not in tree:
        return Preview("file")
    try:
        return _made(path, checked, links, today)
    except TooHeavy as heavy:
        return Preview("heavy", message=str(heavy))


def _made(path: str, checked: Checked, links: LinkResolver | None, today: date) -> Preview:
    tree, kind = checked.tree, kind_of(path)
    if path.endswith(".csv"):
        return _table(tree.text(path))
    if not path.endswith(".md"):
        return Preview("image" if is_image(path) else "file")
    document, _problems = read(path, tree.text(path))
    if kind == "quiz":
        return _quiz(document, tree, links, today)
    if kind == "lesson":
        return _lesson(document, tree, links, today)
    if kind == "course":
        parsed = next((d.document for d in checked.report.documents if d.path == path), None)
        course = parsed if isinstance(parsed, CourseDocument) else None
        return Preview(
            "course", _title(document), _meta(document), _prose(document.body, links), course=course
        )
    return Preview("text", _title(document), _meta(document), _prose(document.body, links))


def _prose(text: str, links: LinkResolver | None) -> Markup:
    return Markup(render(text, links=links, headings_offset=1).html)  # noqa: S704 - sanitised by the content pipeline


def _title(document: Document) -> str:
    title = document.meta.get("title")
    return title if isinstance(title, str) else posixpath.basename(document.path)


def _meta(document: Document) -> tuple[tuple[str, str], ...]:
    """The plain values of the front matter, as they are written."""
    return tuple((key, _shown(value)) for key, value in document.meta.items() if key not in {"title", "sop"})


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_shown(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return ", ".join(_shown(inner) for inner in value)
    return "" if value is None else str(value)


def _quiz(document: Document, tree: ContentTree, links: LinkResolver | None, today: date) -> Preview:
    blocks = scan(document.body, document.body_line)
    questions, _problems = parse_questions(document.path, blocks, level=_LEVEL)
    intro = _prose(raw_text(preamble(blocks, _LEVEL)), links)
    seen = all_shown(questions, links=links, name_of=_names(tree, today))
    return Preview("quiz", _title(document), _meta(document), intro, questions=seen)


def _lesson(document: Document, tree: ContentTree, links: LinkResolver | None, today: date) -> Preview:
    found = read_lesson(document.path, tree.text(document.path), Rules())
    title, meta = _title(document), _meta(document)
    if found.lesson is None:
        return Preview("text", title, meta, _prose(document.body, links))
    lesson = render_lesson(found.lesson, links=links)
    checks = all_shown(found.lesson.practice, links=links, name_of=_names(tree, today))
    return Preview("lesson", title, meta, lesson=lesson, questions=checks)


def _names(tree: ContentTree, today: date) -> NameOf:
    """From a code to the words of the catalogue, read only when a question asks."""
    known: list[Any] = []

    def name_of(code: str) -> str:
        if not known:
            known.append(read_catalogues(tree).on(today))
        return str(known[0].name_of(code) or code)

    return name_of


def _table(text: str) -> Preview:
    try:
        rows = [tuple(row) for row in csv.reader(io.StringIO(text)) if row]
    except csv.Error:  # a quote that is never closed makes one cell of the rest
        return Preview("file")
    width = max((len(row) for row in rows), default=0)
    full = tuple(row + ("",) * (width - len(row)) for row in rows)
    return Preview("table", rows=full[: MAX_ROWS + 1], left_out=max(0, len(full) - MAX_ROWS - 1))
