"""The live framework, profiles and courses, as the rules of competency read them."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from lms.competency.domain.path import Catalogue, Offer
from lms.competency.schema import FrameworkDocument, PostsDocument
from lms.library.queries import Document, live_documents

_EMPTY_FRAMEWORK = FrameworkDocument(id="kosong", title="Kerangka kompetensi")
_EMPTY_POSTS = PostsDocument(id="kosong", title="Profil jabatan")


def framework(session: Session) -> FrameworkDocument:
    """The live framework; one without units while none is published."""
    found = live_documents(session, "framework")
    return _framework(found[0]) if found else _EMPTY_FRAMEWORK


def posts(session: Session) -> PostsDocument:
    """The live profiles of posts; none while they are not published."""
    found = live_documents(session, "posts")
    return PostsDocument.model_validate(found[0].document) if found else _EMPTY_POSTS


def _framework(document: Document) -> FrameworkDocument:
    return FrameworkDocument.model_validate(document.document)


def catalogue(session: Session) -> Catalogue:
    """All live courses with the quizzes that close them, by id."""
    quizzes = {found.doc_id: found for found in live_documents(session, "quiz")}
    return Catalogue(tuple(_offer(found, quizzes) for found in live_documents(session, "course")))


def _offer(found: Document, quizzes: dict[str, Document]) -> Offer:
    facts = found.document
    quiz = quizzes.get(facts.get("quiz") or "")
    return Offer(
        id=found.doc_id,
        slug=found.slug,
        title=found.title,
        units=dict(facts.get("competencies") or {}),
        requires=tuple(facts.get("requires") or ()),
        quiz_id=quiz.doc_id if quiz else None,
        quiz_slug=quiz.slug if quiz else None,
        quiz_title=quiz.title if quiz else None,
        jp=int(facts.get("jp") or 0),
        minutes=_minutes(facts.get("lessons")),
    )


def _minutes(lessons: Any) -> int | None:
    total = sum(int(lesson.get("minutes") or 0) for lesson in lessons or [])
    return total or None
