"""How far an officer is with a course: pure rules over what was read and what was passed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

LessonState = Literal["new", "reading", "changed", "done"]
CourseState = Literal["new", "reading", "quiz", "done"]


@dataclass(frozen=True)
class Progress:
    """What is kept of one officer and one lesson; `digest` is of the text that was finished."""

    lesson_id: str
    place: str = ""
    furthest: int = 0
    seen_at: datetime | None = None
    finished_at: datetime | None = None
    digest: str = ""

    def state(self, digest: str) -> LessonState:
        """Where the officer stands with the text that has this digest."""
        if self.finished_at is None:
            return "reading"
        return "done" if self.digest == digest else "changed"


@dataclass(frozen=True)
class LessonStanding:
    """One lesson of a course as an officer sees it; `furthest` in percent of its text."""

    key: str
    slug: str
    title: str
    number: int
    minutes: int | None
    state: LessonState
    place: str
    furthest: int


@dataclass(frozen=True)
class CourseStanding:
    """All lessons of a course in order, and whether its quiz was passed (None: it has no quiz)."""

    lessons: tuple[LessonStanding, ...]
    quiz_passed: bool | None
    finished_at: datetime | None = None

    @property
    def done(self) -> int:
        """How many lessons were finished in their present text."""
        return sum(lesson.state == "done" for lesson in self.lessons)

    @property
    def all_read(self) -> bool:
        """Whether no lesson is left to read."""
        return self.done == len(self.lessons)

    @property
    def is_complete(self) -> bool:
        """Whether the course is finished: everything read, and the quiz passed where there is one."""
        return bool(self.lessons) and self.all_read and self.quiz_passed is not False

    @property
    def state(self) -> CourseState:
        """The course in one word; `quiz`: everything is read, the closing quiz is left."""
        if self.is_complete:
            return "done"
        if self.lessons and self.all_read:
            return "quiz"
        return "reading" if any(lesson.state != "new" for lesson in self.lessons) else "new"

    @property
    def next(self) -> LessonStanding | None:
        """The lesson to go on with: the one under way, else the first that is not done."""
        open_ = [lesson for lesson in self.lessons if lesson.state != "done"]
        under_way = [lesson for lesson in open_ if lesson.state == "reading"]
        return next(iter([*under_way, *open_]), None)

    def after(self, number: int) -> LessonStanding | None:
        """The lesson to read after one was finished: the next one left, else one that was passed over."""
        open_ = [lesson for lesson in self.lessons if lesson.state != "done"]
        return next(iter([*(one for one in open_ if one.number > number), *open_]), None)


@dataclass(frozen=True)
class CourseFinished:
    """News: an officer finished a revision of a course; what it is evidence for, and its hours."""

    officer_id: int
    course_id: str
    title: str
    revision_id: int
    competencies: Mapping[str, int]
    jp: int
    at: datetime
