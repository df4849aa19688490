"""The revisions of a quiz with their questions, and the catalogues that its letters were routed by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.core.errors import NotFound
from lms.library import queries as library
from lms.quizzes.domain.catalogue import Catalogue
from lms.quizzes.domain.question import Question
from lms.quizzes.models import CatalogueSnapshot
from lms.quizzes.queries.cache import RowCache
from lms.quizzes.queries.documents import KIND
from lms.quizzes.schema import QuizDocument
from lms.web.i18n import lazy_gettext as _l

_quizzes: RowCache[QuizDocument] = RowCache(256)
_catalogues: RowCache[Catalogue] = RowCache(16)


@dataclass(frozen=True)
class Revision:
    """One revision of a quiz."""

    id: int
    number: int
    published_at: datetime
    path: str
    quiz: QuizDocument


@dataclass(frozen=True)
class History:
    """A quiz with all its revisions, the newest first; `live` is the one it points at, withdrawn or not."""

    slug: str
    live: Revision
    withdrawn: bool
    revisions: list[Revision]

    @property
    def quiz(self) -> QuizDocument:
        """The quiz as it stands."""
        return self.live.quiz

    def question(self, revision_id: int, question_id: str) -> Question | None:
        """A question of one revision, None when the revision is not of this quiz or lacks it."""
        found = next((one for one in self.revisions if one.id == revision_id), None)
        return found.quiz.question(question_id) if found else None


def history_at(session: Session, slug: str) -> History:
    """The quiz at an address, withdrawn ones too: their statistics stay; raises NotFound."""
    doc_id = library.slug_holder(session, KIND, slug)
    standing = library.standing(session, KIND, doc_id) if doc_id else None
    if doc_id is None or standing is None:
        raise NotFound("quiz.unknown", _l("Kuis ini tidak ditemukan."))
    revisions = [_revision(session, document) for document in library.history(session, KIND, doc_id)]
    live = next(one for one in revisions if one.id == standing.document.revision_id)
    return History(slug, live, not standing.is_live, revisions)


def _revision(session: Session, document: library.Document) -> Revision:
    quiz = _quizzes.get(
        session, document.revision_id, lambda: QuizDocument.model_validate(dict(document.document))
    )
    return Revision(document.revision_id, document.number, document.published_at, document.path, quiz)


def catalogues(session: Session, ids: Iterable[int | None]) -> list[Catalogue]:
    """The stored catalogues with these ids, the oldest first, in one statement."""
    wanted = sorted({id for id in ids if id is not None})
    if not wanted:
        return []
    rows = session.execute(
        select(CatalogueSnapshot.id, CatalogueSnapshot.data).where(CatalogueSnapshot.id.in_(wanted))
    )
    found = {id: data for id, data in rows}
    return [_catalogue(session, id, found[id]) for id in wanted if id in found]


def _catalogue(session: Session, id: int, data: dict[str, object]) -> Catalogue:
    return _catalogues.get(session, id, lambda: Catalogue.model_validate(data))
