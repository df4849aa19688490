"""What trainers work on: the published files with all drafts over them, checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from threading import Lock

from sqlalchemy.orm import Session

from lms.content.check import Parsed
from lms.content.tree import ContentTree
from lms.core.problem import Problem
from lms.courses.schema import CourseDocument
from lms.library import queries as library
from lms.library import registry
from lms.studio.domain import bench
from lms.studio.domain.bench import Checked
from lms.studio.domain.paths import belongs, head_of
from lms.studio.queries.drafts import DraftLine, digest_of, draft_data, draft_lines

_KEPT = 6
_recent: list[tuple[date, tuple[str, ...], Checked]] = []
_lock = Lock()


@dataclass(frozen=True)
class Workspace:
    """The published files, the drafts, and the report on both together."""

    live: Mapping[str, bytes]
    live_key: tuple[int, ...]
    drafts: Mapping[str, DraftLine]
    checked: Checked

    @property
    def tree(self) -> ContentTree:
        """The files as they would be if every draft were published."""
        return self.checked.tree

    def data(self, path: str) -> bytes | None:
        """The draft of a file, else what is published; None when there is neither."""
        return self.tree.files.get(path)

    def version(self, path: str) -> str:
        """What a page must name to show that it knows the present content."""
        return digest_of(self.data(path))

    @cached_property
    def titles(self) -> dict[str, str]:
        """What readers call the files: documents and lessons by path; a file with errors may be missing."""
        documents = self.checked.report.documents
        lessons = [
            one for d in documents if isinstance(d.document, CourseDocument) for one in d.document.lessons
        ]
        return {d.path: d.title for d in documents} | {one.path: one.title for one in lessons}

    def document(self, path: str) -> Parsed | None:
        """The document that a file belongs to, if it could be read."""
        head = head_of(path)
        return next((d for d in self.checked.report.documents if d.path == head), None)

    def problems(self, path: str) -> list[Problem]:
        """The problems of one file."""
        return [p for p in self.checked.report.problems if p.path == path]

    def document_problems(self, path: str) -> list[Problem]:
        """The problems of all files of the document that a file belongs to."""
        head, document = head_of(path), self.document(path)
        own = set(document.sources) if document else set()
        return [p for p in self.checked.report.problems if belongs(p.path, head) or p.path in own]

    def counts(self) -> dict[str, tuple[int, int]]:
        """Errors and warnings of every file that has some."""
        found: dict[str, tuple[int, int]] = {}
        for one in self.checked.report.problems:
            errors, warnings = found.get(one.path, (0, 0))
            found[one.path] = (errors + one.is_error, warnings + (not one.is_error))
        return found


def workspace(session: Session) -> Workspace:
    """The present workspace; checking is repeated only for what changed since the last time."""
    live = library.live_files(session)
    lines = draft_lines(session)
    return Workspace(
        live, library.live_key(session), lines, check_files(_laid_over(live, draft_data(session)))
    )


def with_content(base: Workspace, path: str, data: bytes) -> Workspace:
    """The workspace as it would be with another content of one file, for text that is not saved."""
    return Workspace(base.live, base.live_key, base.drafts, check_files({**base.tree.files, path: data}))


def own_draft(path: str, head: str) -> bool:
    """Whether a draft is published with the document of `head`; images of quizzes go with whoever shows them."""
    return belongs(path, head) or path.startswith("quizzes/media/")


def own_files(session: Session, head: str, live: Mapping[str, bytes]) -> dict[str, bytes]:
    """The published files with the drafts of one document alone over them."""
    own = [path for path in draft_lines(session) if own_draft(path, head)]
    return _laid_over(live, draft_data(session, own))


def check_files(files: Mapping[str, bytes]) -> Checked:
    """The checked tree of some files, from memory when it was checked lately."""
    checkers = registry.checkers()
    names = tuple(type(checker).__qualname__ for checker in checkers)
    today = datetime.now(UTC).date()  # keys hold or lapse by day; the checkers ask the real calendar, too
    tree = ContentTree(files)
    with _lock:
        known = [c for day, kinds, c in _recent if day == today and kinds == names]
        found = next((c for c in known if c.tree.files == tree.files), None)
        if found is None:
            near = bench.nearest(known, tree)
            found = bench.again(near, tree, checkers) if near else bench.full(tree, checkers)
        _recent[:] = [(today, names, found), *(entry for entry in _recent if entry[2] is not found)][:_KEPT]
    return found


def _laid_over(live: Mapping[str, bytes], drafts: Mapping[str, bytes | None]) -> dict[str, bytes]:
    files = {path: data for path, data in live.items() if drafts.get(path, data) is not None}
    return {**files, **{path: data for path, data in drafts.items() if data is not None}}
