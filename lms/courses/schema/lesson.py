"""A lesson as a document: its front matter, its text in segments, its procedure and its quick checks."""

from __future__ import annotations

import hashlib
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from lms.content.fields import Slug
from lms.courses.sop.procedure import Procedure
from lms.quizzes.domain.question import Question


class Segment(BaseModel):
    """A stretch of a lesson: running text, the procedure section or the practice section.

    `text` is Markdown; of a procedure it is what stands before the table and `after` what follows it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["prose", "procedure", "practice"]
    title: str = ""
    anchor: str = ""
    text: str = ""
    after: str = ""


class LessonDocument(BaseModel):
    """`NN-<slug>.md` of a course. `id` is the identity; without one it is the slug."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = Field(min_length=1, max_length=200)
    minutes: int | None = Field(None, ge=1, le=600)
    id: Annotated[Slug, Field(max_length=80)] | None = None
    number: int = 0
    slug: str = ""
    path: str = ""
    segments: tuple[Segment, ...] = ()
    procedure: Procedure | None = None
    practice: tuple[Question, ...] = ()

    @property
    def digest(self) -> str:
        """Identifies the text and the procedure, so that a lesson is known to have changed since it was read."""
        text = self.model_dump_json(include={"title", "segments", "procedure"})
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def key(self) -> str:
        """The identity under which progress is kept."""
        return self.id or self.slug
