"""A quiz file in our Markdown as the neutral document; the schema reads it."""

from __future__ import annotations

import posixpath
from dataclasses import replace

from lms.content import frontmatter
from lms.quizzes.domain.question import Option, Pair, Question
from lms.quizzes.exchange.model import HEADS, Choice, Front, Item, Match, Notes, Paper, Source
from lms.quizzes.exchange.sources import text_of
from lms.quizzes.exchange.texts import tidy
from lms.quizzes.schema.quiz import QuizDocument
from lms.quizzes.schema.reading import read_quiz

FOLDER = "quizzes"  # wherever the file lies, its media lie beside it
_OWN = {"id", "title"}


def read(source: Source, notes: Notes) -> Paper:
    """The quiz in a Markdown file; every error of it goes to the notes."""
    text = text_of(source, notes)
    found = read_quiz(posixpath.join(FOLDER, posixpath.basename(source.name)), text)
    errors = [p for p in found.problems if p.is_error]  # advice is for those who publish
    notes.problems += [replace(p, path=source.name) for p in errors]
    if found.quiz is None:
        return Paper("")
    document, _ = frontmatter.read(source.name, text)
    front = tuple(_fronts(document))
    media = {}
    for path in found.media:
        name = posixpath.basename(path)
        if name in source.media:
            media[name] = source.media[name]
    return _paper(found.quiz, front, media)


def _fronts(document: frontmatter.Document) -> list[Front]:
    """The keys as they are written, with their lines."""
    found = []
    for key, value in document.meta.items():
        if key in _OWN or value is None:
            continue
        line = document.where.key(key)[0]
        shown = tuple(str(part) for part in value) if isinstance(value, list) else str(value)
        found.append(Front(key, shown, line))
    return found


def _paper(quiz: QuizDocument, front: tuple[Front, ...], media: dict[str, bytes]) -> Paper:
    items = tuple(item(question) for question in quiz.questions)
    return Paper(quiz.title, items, quiz.id, tidy.stem(quiz.intro), front, media)


def item(question: Question) -> Item:
    """One question of the schema as the neutral document has it."""
    pairs = tuple(_match(pair) for pair in question.pairs)
    extras = tuple(Match("", side.text, None, question.line) for side in question.extras)
    return Item(
        kind=question.kind,
        title=question.title,
        stem=tidy.stem(question.stem),
        choices=tuple(_choice(option) for option in question.options),
        matches=(*pairs, *extras),
        heads=question.heads if question.kind == "matching" else HEADS,
        explanation=tidy.tidy(question.explanation),
        rubric=tidy.tidy(question.rubric),
        id=question.id,
        info=question.info,
        competency=question.competency,
        difficulty=question.difficulty,
        use=question.use,
        line=question.line,
    )


def _choice(option: Option) -> Choice:
    return Choice(
        text=option.text,
        right=option.right,
        weight=option.weight,
        feedback=tidy.tidy(option.feedback),
        line=option.line,
        code=option.code,
        any_agency=option.any_agency,
    )


def _match(pair: Pair) -> Match:
    return Match(pair.left.text, pair.right.text, pair.weight, pair.line)
