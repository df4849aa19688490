"""What the views of courses share: the reader, the addresses of links, the words of times."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_login import current_user
from sqlalchemy.orm import Session

from lms.content.tree import resolve
from lms.courses.queries.documents import LiveCourse, live_courses
from lms.courses.render.text import DigestedLesson, ShownLesson, kept_lesson
from lms.courses.schema import CourseDocument, LessonDocument
from lms.courses.sop.duration import show_minutes
from lms.courses.sop.timing import longest
from lms.institution.current import settings
from lms.library.queries import live_documents
from lms.web.i18n import _


def reader() -> int | None:
    """The officer who reads, None for an account without one: it may read, but nothing is kept."""
    officer_id = current_user.officer_id
    return int(officer_id) if officer_id is not None else None


@dataclass(frozen=True, eq=False)
class CourseLinks:
    """Addresses for the relative links in the texts of one course."""

    base: str
    own: LiveCourse
    courses: Sequence[LiveCourse]
    quizzes: dict[str, str]

    @property
    def _places(self) -> tuple[object, ...]:
        """Everything that an address can depend on."""
        courses = tuple(
            (live.slug, live.path, *((one.slug, one.path) for one in live.course.lessons))
            for live in self.courses
        )
        return self.base, self.own.slug, self.own.revision_id, courses, tuple(self.quizzes.items())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CourseLinks) and other._places == self._places

    def __hash__(self) -> int:
        return hash(self._places)

    def __call__(self, target: str, *, image: bool) -> str | None:
        """The address of a lesson, a module, a quiz or a file; None for anything else."""
        path = resolve(self.base, target)
        if path is None:
            return None
        _name, hash_, fragment = target.partition("#")
        anchor = f"#isi-{fragment}" if hash_ and fragment else ""
        address = self._media(path) if image or "/media/" in path else self._page(path)
        return address + anchor if address else None

    def _media(self, path: str) -> str | None:
        prefix = f"{self.own.folder}/media/"
        if not path.startswith(prefix):
            return None
        name = path.removeprefix(prefix)
        return url_for("courses.media", slug=self.own.slug, revision=self.own.revision_id, name=name)

    def _page(self, path: str) -> str | None:
        if path in self.quizzes:
            return url_for("quizzes.intro", slug=self.quizzes[path])
        for live in self.courses:
            if path == live.path:
                return url_for("courses.course", slug=live.slug)
            for lesson in live.course.lessons:
                if lesson.path == path:
                    return url_for("courses.lesson", slug=live.slug, lesson=lesson.slug)
        return None


def shown_lesson(session: Session, live: LiveCourse, lesson: LessonDocument) -> ShownLesson:
    """The lesson ready for the page, rendered once for as long as its text and its links stay."""
    links = links_for(session, live, lesson.path)
    return kept_lesson(DigestedLesson(live.digests[lesson.key], lesson), links)


def links_for(session: Session, live: LiveCourse, path: str) -> CourseLinks:
    """The addresses for a text that stands in the file `path` of a course."""
    quizzes = {document.path: document.slug for document in live_documents(session, "quiz")}
    return CourseLinks(path, live, live_courses(session), quizzes)


def quiz_slug(session: Session, course: CourseDocument) -> tuple[str, str] | None:
    """Slug and title of the live quiz that closes a course, if there is one."""
    found = [d for d in live_documents(session, "quiz") if d.doc_id == course.quiz]
    return (found[0].slug, found[0].title) if found else None


def longest_time(course: CourseDocument) -> str:
    """The longest way through the procedure, against its limit where it declares one."""
    per_day = settings().minutes_per_working_day
    if course.procedure is None:
        return ""
    total = show_minutes(longest(course.procedure, per_day)[0], per_day)
    limit = course.sop.time_limit if course.sop else None
    if limit is None:
        return total
    return _("%(total)s, batas %(limit)s", total=total, limit=show_minutes(limit.total(per_day), per_day))


def file_name(path: str) -> str:
    """The last part of a path."""
    return posixpath.basename(path)
