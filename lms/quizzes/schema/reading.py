"""One quiz file: from its text to the document or its problems."""

from __future__ import annotations

from dataclasses import dataclass

from lms.content.blocks import Block, Heading, preamble, raw_text, scan
from lms.content.frontmatter import read
from lms.content.markdown.references import used_media
from lms.content.validate import validate
from lms.core.problem import Problem, problem
from lms.quizzes.domain.catalogue import Catalogue
from lms.quizzes.schema.questions import parse_questions
from lms.quizzes.schema.quiz import QuizDocument
from lms.quizzes.schema.quizrules import check_rules

LEVEL = 2


@dataclass(frozen=True)
class QuizFile:
    """What one file holds: the quiz unless it has an error, all problems, the media it shows."""

    quiz: QuizDocument | None
    problems: list[Problem]
    media: list[str]
    id_place: tuple[int, int]


def read_quiz(path: str, text: str, *, catalogue: Catalogue | None = None) -> QuizFile:
    """Read one quiz file; never raises."""
    document, problems = read(path, text)
    blocks = scan(document.body, document.body_line)
    questions, found = parse_questions(path, blocks, level=LEVEL, catalogue=catalogue)
    intro = raw_text(preamble(blocks, LEVEL))
    quiz, faults = validate(QuizDocument, document, extra={"intro": intro, "questions": tuple(questions)})
    problems = [*problems, *found, *faults, *check_rules(document, questions, total=_count(blocks))]
    if catalogue is None and any(q.kind == "routing" for q in questions):
        problems.append(problem(path, 1, 1, "R008"))
    broken = any(p.is_error for p in problems)
    media = used_media(path, document.body, blocks)
    return QuizFile(None if broken else quiz, problems, media, document.where.value("id"))


def parse_quiz(
    path: str, text: str, *, catalogue: Catalogue | None = None
) -> tuple[QuizDocument | None, list[Problem]]:
    """One quiz file: the document, or None and all its problems."""
    found = read_quiz(path, text, catalogue=catalogue)
    return found.quiz, found.problems


def _count(blocks: list[Block]) -> int:
    return sum(isinstance(b, Heading) and b.level == LEVEL for b in blocks)
