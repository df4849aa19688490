"""What trainers write: quizzes in Markdown and the catalogues in CSV, to documents or problems."""

from lms.quizzes.schema.catalogues import Catalogues, read_catalogues
from lms.quizzes.schema.checker import CatalogueChecker, QuizChecker
from lms.quizzes.schema.questions import parse_questions
from lms.quizzes.schema.quiz import QuizDocument
from lms.quizzes.schema.reading import parse_quiz
from lms.quizzes.schema.rows import (
    AffairRow,
    AffairsDocument,
    AgenciesDocument,
    AgencyRow,
    ExternalBodiesDocument,
    ExternalBodyRow,
)

__all__ = [
    "AffairRow",
    "AffairsDocument",
    "AgenciesDocument",
    "AgencyRow",
    "CatalogueChecker",
    "Catalogues",
    "ExternalBodiesDocument",
    "ExternalBodyRow",
    "QuizChecker",
    "QuizDocument",
    "parse_questions",
    "parse_quiz",
    "read_catalogues",
]
