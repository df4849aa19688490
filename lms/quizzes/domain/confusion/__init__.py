"""Confusions of routing as numbers: pairs with their certainty, the matrix, and faults of a letter as a whole."""

from lms.quizzes.domain.confusion.change import Change, difference
from lms.quizzes.domain.confusion.faults import FAULTS, FaultName, Faults, LetterCounts, fault_rates
from lms.quizzes.domain.confusion.labels import End, end_of
from lms.quizzes.domain.confusion.matrix import NOTHING, OTHERS, Matrix, reduced
from lms.quizzes.domain.confusion.pairs import Pair, Tally, ranked

__all__ = [
    "FAULTS",
    "NOTHING",
    "OTHERS",
    "Change",
    "End",
    "FaultName",
    "Faults",
    "LetterCounts",
    "Matrix",
    "Pair",
    "Tally",
    "difference",
    "end_of",
    "fault_rates",
    "ranked",
    "reduced",
]
