"""Statistics of questions for trainers: an overview for lists, and the item analysis of a quiz."""

from lms.quizzes.queries.items.analysis import analyse
from lms.quizzes.queries.items.lines import QuizLine, quiz_lines
from lms.quizzes.queries.items.overview import ItemLine, item_overview
from lms.quizzes.queries.items.report import QuestionReport, QuizReport
from lms.quizzes.queries.items.revisions import History, history_at
from lms.quizzes.queries.items.scope import CHOICES, Choice, Scope, Tally, tallies

__all__ = [
    "CHOICES",
    "Choice",
    "History",
    "ItemLine",
    "QuestionReport",
    "QuizLine",
    "QuizReport",
    "Scope",
    "Tally",
    "analyse",
    "history_at",
    "item_overview",
    "quiz_lines",
    "tallies",
]
