"""Published quizzes as documents, parsed once per revision: a revision never changes."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from lms.core.errors import NotFound
from lms.library import queries as library
from lms.quizzes.domain.question import Question
from lms.quizzes.queries.cache import RowCache
from lms.quizzes.schema import QuizDocument
from lms.web.i18n import lazy_gettext as _l

KIND = "quiz"
_parsed: RowCache[QuizDocument] = RowCache(256)


@dataclass(frozen=True)
class LiveQuiz:
    """A live quiz with its address and its revision."""

    slug: str
    revision_id: int
    number: int
    quiz: QuizDocument


def _live(session: Session, document: library.Document) -> LiveQuiz:
    quiz = _parsed.get(session, document.revision_id, lambda: _parse(document))
    return LiveQuiz(document.slug, document.revision_id, document.number, quiz)


def _parse(document: library.Document) -> QuizDocument:
    return QuizDocument.model_validate(dict(document.document))


def live_quizzes(session: Session) -> list[LiveQuiz]:
    """All live quizzes, by id."""
    return [_live(session, document) for document in library.live_documents(session, KIND)]


def live_quiz(session: Session, quiz_id: str) -> LiveQuiz | None:
    """The live revision of a quiz, None when it is not published or withdrawn."""
    document = library.live_by_id(session, KIND, quiz_id)
    return _live(session, document) if document else None


def quiz_at(session: Session, slug: str) -> LiveQuiz:
    """The live quiz at an address; raises NotFound."""
    document = library.live_by_slug(session, KIND, slug)
    if document is None:
        raise NotFound("quiz.unknown", _l("Kuis ini tidak ditemukan atau sudah ditarik."))
    return _live(session, document)


def quiz_of_revision(session: Session, revision_id: int) -> QuizDocument:
    """The quiz of a revision, live or not; raises NotFound."""
    return _parsed.get(session, revision_id, lambda: _parse(library.revision(session, revision_id)))


def question_of(session: Session, revision_id: int, question_id: str) -> Question:
    """One question of a revision; raises NotFound."""
    found = quiz_of_revision(session, revision_id).question(question_id)
    if found is None:
        raise NotFound("question.unknown", _l("Soal ini tidak ditemukan."))
    return found


def known_question(engine: Engine, revision_id: int, question_id: str) -> Question | None:
    """The same, if this process has read the revision before; costs no statement."""
    quiz = _parsed.peek(engine, revision_id)
    return quiz.question(question_id) if quiz else None


@dataclass(frozen=True)
class PoolItem:
    """A question that may be asked apart from its quiz."""

    quiz_id: str
    revision_id: int
    unit: str | None
    level: int | None
    question: Question


def practice_items(session: Session, *, unit: str | None = None, kind: str | None = None) -> list[PoolItem]:
    """The live questions that may be practised, of one unit or kind if asked, by quiz and place."""
    return [
        PoolItem(live.quiz.id, live.revision_id, live.quiz.unit_of(q), live.quiz.level, q)
        for live in live_quizzes(session)
        for q in live.quiz.pool("practice")
        if (unit is None or live.quiz.unit_of(q) == unit) and (kind is None or q.kind == kind)
    ]
