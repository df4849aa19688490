"""Quick checks as the lesson page shows them: the question without its key, and feedback once it was answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from lms.courses.queries.progress import Given
from lms.courses.schema import LessonDocument
from lms.quizzes import kinds
from lms.quizzes.domain.marks import Mark
from lms.quizzes.domain.question import Question
from lms.quizzes.kinds.base import PublicQuestion

Verdict = Literal["right", "partly", "wrong", "open"]


@dataclass(frozen=True)
class Check:
    """One quick check; `verdict`, `mark`, `explanation` and `rubric` only after an answer."""

    question: PublicQuestion
    answer: Mapping[str, object]
    verdict: Verdict | None = None
    mark: Mark | None = None
    explanation: str = ""
    rubric: str = ""

    def chosen(self, key: str, id: str) -> bool:
        """Whether the given answer holds this id under `key`."""
        held = self.answer.get(key)
        return id in held if isinstance(held, list) else held == id

    def value(self, key: str, id: str) -> object:
        """What was given for this id: a place number, or the right-hand side of a pair."""
        held = self.answer.get(key)
        if isinstance(held, Mapping):
            return held.get(id, "")
        return held.index(id) + 1 if isinstance(held, list) and id in held else ""


def checks_of(lesson: LessonDocument, given: Mapping[str, Given]) -> list[Check]:
    """The quick checks of a lesson with what the officer answered last; an answer that no longer fits is dropped."""
    return [_check(question, given.get(question.id)) for question in lesson.practice]


def _check(question: Question, given: Given | None) -> Check:
    shown = kinds.public(question, seed=question.id)
    if given is None or not _fits(question, given.answer):
        return Check(shown, {})
    mark = kinds.mark(question, dict(given.answer))
    return Check(shown, given.answer, _verdict(mark), mark, question.explanation, question.rubric or "")


def _verdict(mark: Mark) -> Verdict:
    if mark.fraction is None:
        return "open"
    return "right" if mark.fraction == 1 else "partly" if mark.fraction > Fraction(0) else "wrong"


def _fits(question: Question, answer: Mapping[str, object]) -> bool:
    """Whether every id in a kept answer still belongs to the question: texts may have changed since."""
    known = {option.id for option in question.options}
    known |= {side.id for pair in question.pairs for side in (pair.left, pair.right)}
    known |= {side.id for side in question.extras}
    held: list[object] = []
    for key, value in answer.items():
        if key == "text":
            continue
        held += (
            value
            if isinstance(value, list)
            else [*value, *value.values()]
            if isinstance(value, dict)
            else [value]
        )
    return all(one in known for one in held if isinstance(one, str))
