"""What the forms of a session offer to choose from."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from lms.competency.queries import framework, posts
from lms.library import queries as library
from lms.people.queries.city import agencies_on
from lms.quizzes.queries.documents import live_quizzes

TEMPLATES = "certificate"


def quiz_choices(session: Session, *, present: str | None = None) -> list[tuple[str, str]]:
    """Published quizzes that can be an examination, with unit and level; the `present` one even if withdrawn."""
    found = []
    for live in live_quizzes(session):
        if "exam" in live.quiz.modes:
            unit = f" ({live.quiz.competency}, level {live.quiz.level})" if live.quiz.competency else ""
            found.append((live.quiz.id, f"{live.quiz.title}{unit}"))
    if present and present not in dict(found):
        found.append((present, present))
    return found


def template_choices(session: Session, *, present: str = "bimtek") -> list[tuple[str, str]]:
    """Published certificate templates for a Bimtek; at least the one in use."""
    documents = library.live_documents(session, TEMPLATES)
    found = [(one.doc_id, one.title) for one in documents if one.document.get("kind") == "bimtek"]
    return found if present in dict(found) else [*found, (present, present)]


def agency_choices(session: Session, on: date) -> list[tuple[int, str]]:
    """The agencies of a day, by name."""
    return [(row.id, row.name) for row in agencies_on(session, on)]


def profile_choices(session: Session) -> list[tuple[str, str]]:
    """The profiles of posts that the framework knows, in its order."""
    return [(one.id, one.title) for one in posts(session).profiles]


def unit_choices(session: Session) -> list[tuple[str, str]]:
    """The competency units, in the order of the framework."""
    return [(unit.id, f"{unit.id} {unit.title}") for unit in framework(session).units]
