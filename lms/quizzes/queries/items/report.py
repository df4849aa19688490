"""What an item analysis says: one report for each question, and one for the quiz."""

from __future__ import annotations

from dataclasses import dataclass

from lms.quizzes.domain.itemstats import AnswerLine, Flag, QuestionStats, QuizStats
from lms.quizzes.domain.question import Question
from lms.quizzes.queries.items.forms import Form
from lms.quizzes.queries.items.revisions import History
from lms.quizzes.queries.items.scope import Taken


@dataclass(frozen=True)
class QuestionReport:
    """One question as it was asked and marked, over the attempts that count.

    `asked` counts who reached it, `empty` who left it empty, `waiting` the answers that a person still has to
    mark; `unreached` had it drawn, but their time ran out before it.
    """

    form: Form
    stats: QuestionStats
    lines: list[AnswerLine]
    flags: list[Flag]
    asked: int
    empty: int
    waiting: int
    unreached: int

    @property
    def question(self) -> Question:
        """The question itself."""
        return self.form.question


@dataclass(frozen=True)
class QuizReport:
    """The item analysis of a quiz; `questions` are those of the live revision in its order, then older forms."""

    history: History
    attempts: list[Taken]
    stats: QuizStats
    flags: list[Flag]
    questions: list[QuestionReport]

    @property
    def officers(self) -> int:
        """How many people the attempts are of."""
        return len({one.officer_id for one in self.attempts})

    @property
    def scores(self) -> list[float]:
        """The scores of the attempts that are fully marked."""
        return [one.score for one in self.attempts if one.score is not None]

    @property
    def passed(self) -> int:
        """How many of them reached the pass mark."""
        return sum(one.passed is True for one in self.attempts)

    @property
    def waiting(self) -> int:
        """Attempts whose score is not known yet."""
        return sum(one.score is None for one in self.attempts)

    @property
    def doubtful(self) -> int | None:
        """How many scores lie within one standard error of the pass mark; None when the error is not known."""
        error, mark = self.stats.sem.value, self.history.quiz.pass_mark / 100
        return None if error is None else sum(abs(score - mark) <= error for score in self.scores)

    def question(self, question_id: str, key: str = "") -> QuestionReport | None:
        """The report of a question, in its live form or the one with this key; None when there is none."""
        own = [one for one in self.questions if one.question.id == question_id]
        return next((one for one in own if not key or one.form.key == key), None)

    def forms(self, question_id: str) -> list[QuestionReport]:
        """All forms of a question, the live one first."""
        return [one for one in self.questions if one.question.id == question_id]
