"""A quiz as a document: its front matter and its questions."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from lms.content.fields import Duration, LocalMoment, Slug
from lms.quizzes.domain.question import Question, Use
from lms.quizzes.domain.rules import FeedbackRule, Mode, allowed_in

MODES: tuple[Mode, Mode] = ("exam", "practice")
DEFAULT_PASS_MARK = 80
LONGEST = timedelta(days=1)
MOST_SPREAD = 600


class QuizDocument(BaseModel):
    """`quizzes/<slug>.md`. `opens` and `closes` are local times of the institution, `start_spread` is in seconds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[Slug, Field(max_length=80)]
    title: str = Field(min_length=1, max_length=200)
    competency: str | None = Field(None, pattern=r"^[A-Z][A-Za-z0-9.-]{0,19}$")
    level: int | None = Field(None, ge=1, le=4)
    pass_mark: int = Field(DEFAULT_PASS_MARK, ge=0, le=100)
    time_limit: Annotated[Duration, Field(le=LONGEST)] | None = None
    attempts: int | None = Field(None, ge=1, le=1000)
    use: Use = "exam"
    opens: LocalMoment | None = None
    closes: LocalMoment | None = None
    start_spread: int | None = Field(None, ge=1, le=MOST_SPREAD)
    draw: int | None = Field(None, ge=1, le=1000)
    shuffle: tuple[Literal["questions", "options"], ...] = ()
    feedback: FeedbackRule = "after_submit"
    source: str | None = Field(None, max_length=400)
    intro: str = ""
    questions: tuple[Question, ...] = ()

    @property
    def modes(self) -> tuple[Mode, ...]:
        """How this quiz can be taken."""
        return tuple(mode for mode in MODES if allowed_in(self.use, mode))

    def pool(self, mode: Mode) -> tuple[Question, ...]:
        """The questions that may be drawn in this mode, in the order of the file."""
        return tuple(q for q in self.questions if allowed_in(q.use or self.use, mode))

    def unit_of(self, question: Question) -> str | None:
        """The competency unit of a question: its own, else the quiz's."""
        return question.competency or self.competency

    def attempts_in(self, mode: Mode) -> int | None:
        """The attempts limit; practising a quiz that is also an examination is not limited."""
        return self.attempts if mode == self.modes[0] else None

    def question(self, question_id: str) -> Question | None:
        """The question with this id, None when there is none."""
        return next((q for q in self.questions if q.id == question_id), None)
