"""The confusion matrix of routing: what was right, what was chosen, how often, how sure that is, and in which letters."""

from lms.quizzes.queries.confusions.behind import LetterBehind, PersonBehind, letters_behind, people_behind
from lms.quizzes.queries.confusions.counting import Analysis, Volume, analyse, tallies, totals, volume
from lms.quizzes.queries.confusions.own import Confusion, confusions, seen_letters
from lms.quizzes.queries.confusions.scope import Scope

__all__ = [
    "Analysis",
    "Confusion",
    "LetterBehind",
    "PersonBehind",
    "Scope",
    "Volume",
    "analyse",
    "confusions",
    "letters_behind",
    "people_behind",
    "seen_letters",
    "tallies",
    "totals",
    "volume",
]
