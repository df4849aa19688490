"""How many people already met the revision that a new one would replace."""

from __future__ import annotations

from sqlalchemy.orm import Session

from lms.library.queries import Document
from lms.quizzes.queries.audience import officers_asked


def answered_by(session: Session, document: Document) -> int:
    """The officers who were asked questions of a quiz revision; 0 for other kinds of documents."""
    return officers_asked(session, document.revision_id) if document.kind == "quiz" else 0
