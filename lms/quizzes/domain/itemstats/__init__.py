"""Item analysis: how hard each question is, whether it tells people apart, and how far a score can be trusted."""

from lms.quizzes.domain.itemstats.answers import Aids, AnswerLine, count_answers, unused
from lms.quizzes.domain.itemstats.figures import LEAST_FOR_LEVEL, LEAST_FOR_RELATION, Figure
from lms.quizzes.domain.itemstats.flags import Flag, question_flags, quiz_flags
from lms.quizzes.domain.itemstats.groups import Groups, split
from lms.quizzes.domain.itemstats.identity import fingerprint
from lms.quizzes.domain.itemstats.matrix import Matrix
from lms.quizzes.domain.itemstats.questions import QuestionStats, question_stats
from lms.quizzes.domain.itemstats.whole import QuizStats, quiz_stats

__all__ = [
    "LEAST_FOR_LEVEL",
    "LEAST_FOR_RELATION",
    "Aids",
    "AnswerLine",
    "Figure",
    "Flag",
    "Groups",
    "Matrix",
    "QuestionStats",
    "QuizStats",
    "count_answers",
    "fingerprint",
    "question_flags",
    "question_stats",
    "quiz_flags",
    "quiz_stats",
    "split",
    "unused",
]
