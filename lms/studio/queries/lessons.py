"""The lessons that a section can be put into: published ones and drafts, by course."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from lms.content import frontmatter
from lms.content.tree import ContentTree
from lms.library import queries as library
from lms.studio.domain.paths import head_of, kind_of
from lms.studio.queries.drafts import draft_data


@dataclass(frozen=True)
class Lesson:
    """One lesson with the title of its course."""

    path: str
    title: str
    course: str


def lessons(session: Session) -> list[Lesson]:
    """Every lesson as it would be published next, by course and number; files that are to go are left out."""
    files = present_files(session)
    tree = ContentTree(files)
    return [
        Lesson(path, _title(tree, path), _title(tree, head_of(path)))
        for path in sorted(files)
        if kind_of(path) == "lesson"
    ]


def present_files(session: Session) -> dict[str, bytes]:
    """The published files with all drafts over them."""
    drafts = draft_data(session)
    live = {path: data for path, data in library.live_files(session).items() if path not in drafts}
    return {**live, **{path: data for path, data in drafts.items() if data is not None}}


def _title(tree: ContentTree, path: str) -> str:
    if path not in tree:
        return path
    document, _ = frontmatter.read(path, tree.text(path))
    return str(document.meta.get("title", "")) or path
