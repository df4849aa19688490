"""Published courses as documents, parsed once per revision: a revision never changes."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from lms.core.errors import NotFound
from lms.courses.schema import CourseDocument, LessonDocument
from lms.library import queries as library
from lms.quizzes.queries.cache import RowCache
from lms.web.i18n import lazy_gettext as _l

KIND = "course"


@dataclass(frozen=True)
class LiveCourse:
    """A course at its address in its live revision; `digests` identify the texts of its lessons."""

    slug: str
    path: str
    revision_id: int
    number: int
    course: CourseDocument = field(repr=False)
    digests: dict[str, str] = field(repr=False)

    def lesson(self, slug: str) -> LessonDocument:
        """The lesson at this address; raises NotFound."""
        found = self.course.lesson(slug)
        if found is None:
            raise NotFound("lesson.unknown", _l("Materi ini tidak ditemukan."))
        return found

    @property
    def folder(self) -> str:
        """The folder of the course in the content tree."""
        return self.path.rpartition("/")[0]


_parsed: RowCache[LiveCourse] = RowCache(256)


def live_courses(session: Session) -> list[LiveCourse]:
    """All live courses, by id."""
    return [_live(session, document) for document in library.live_documents(session, KIND)]


def live_course(session: Session, course_id: str) -> LiveCourse | None:
    """The live revision of a course, None when it is not published or withdrawn."""
    document = library.live_by_id(session, KIND, course_id)
    return _live(session, document) if document else None


def course_at(session: Session, slug: str) -> LiveCourse:
    """The live course at an address; raises NotFound."""
    document = library.live_by_slug(session, KIND, slug)
    if document is None:
        raise NotFound("course.unknown", _l("Modul ini tidak ditemukan atau sudah ditarik."))
    return _live(session, document)


def unit_titles(session: Session) -> dict[str, str]:
    """The titles of the competency units in the order of the live framework; empty without one."""
    documents = library.live_documents(session, "framework")
    units = documents[0].document.get("units", []) if documents else []
    return {str(unit["id"]): str(unit["title"]) for unit in units}


def _live(session: Session, document: library.Document) -> LiveCourse:
    return _parsed.get(session, document.revision_id, lambda: _parse(document))


def _parse(document: library.Document) -> LiveCourse:
    course = CourseDocument.model_validate(dict(document.document))
    digests = {lesson.key: lesson.digest for lesson in course.lessons}
    return LiveCourse(document.slug, document.path, document.revision_id, document.number, course, digests)
