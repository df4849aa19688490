"""A course as a document: its front matter and its lessons."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from lms.content.fields import Slug
from lms.courses.schema.identity import SopIdentity
from lms.courses.schema.lesson import LessonDocument
from lms.courses.sop.procedure import Procedure

Unit = Annotated[str, Field(pattern=r"^[A-Z][A-Za-z0-9.-]{0,19}$")]
Level = Annotated[int, Field(ge=1, le=4)]
CourseId = Annotated[Slug, Field(max_length=80)]


class CourseDocument(BaseModel):
    """`courses/<slug>/course.md` with its lessons; `attachments` are paths of forms offered for download."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: CourseId
    title: str = Field(min_length=1, max_length=200)
    summary: str = Field("", max_length=600)
    competencies: dict[Unit, Level] = Field(default_factory=dict)
    jp: int = Field(0, ge=0, le=200)
    requires: tuple[CourseId, ...] = ()
    quiz: CourseId | None = None
    sop: SopIdentity | None = None
    intro: str = ""
    lessons: tuple[LessonDocument, ...] = ()
    attachments: tuple[str, ...] = ()

    def lesson(self, slug: str) -> LessonDocument | None:
        """The lesson at this address, or None."""
        return next((lesson for lesson in self.lessons if lesson.slug == slug), None)

    @property
    def procedure(self) -> Procedure | None:
        """The procedure that this course teaches, from the lesson that holds it."""
        return next((lesson.procedure for lesson in self.lessons if lesson.procedure), None)

    @property
    def minutes(self) -> int:
        """Reading time of all lessons that say theirs."""
        return sum(lesson.minutes or 0 for lesson in self.lessons)
