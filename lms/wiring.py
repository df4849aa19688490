"""Joins the rooms outside the web: tables, checkers of content, handlers of jobs, and news between features."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from lms.content.check import Checker
from lms.institution.queries import institution
from lms.jobs.queries import backlog, is_ready
from lms.library import registry

MODELS = (
    "lms.jobs.models",
    "lms.audit.models",
    "lms.institution.models",
    "lms.people.models",
    "lms.library.models",
    "lms.quizzes.models",
    "lms.courses.models",
    "lms.competency.models",
    "lms.bimtek.models",
    "lms.certificates.models",
    "lms.studio.models",
    "lms.reports.models",
    "lms.home.models",
)


@cache
def import_models() -> None:
    """Make every table known to the metadata."""
    for name in MODELS:
        import_module(name)


def checkers() -> list[Checker]:
    """A fresh checker of every kind of document that the city writes."""
    from lms.certificates.schema import CertificateChecker
    from lms.competency.schema import FrameworkChecker, PostsChecker
    from lms.courses.schema import CourseChecker
    from lms.quizzes.schema import CatalogueChecker, QuizChecker

    return [
        CatalogueChecker(),
        FrameworkChecker(),
        PostsChecker(),
        QuizChecker(),
        CourseChecker(),
        CertificateChecker(),
    ]


# rooms with a module `subscriptions` (what they listen to), and modules whose handlers of jobs register themselves
LISTENING = ("quizzes", "courses", "competency", "bimtek", "certificates")
HANDLERS = (
    "lms.quizzes.jobs",
    "lms.bimtek.jobs",
    "lms.certificates.jobs",
    "lms.certificates.reminders",
    "lms.people.mail_job",
    "lms.reports.jobs",
    "lms.competency.jobs",
)


@cache
def subscribe() -> None:
    """Let news travel upward between features, and make the handlers of jobs known."""
    registry.use(checkers)
    for room in LISTENING:
        import_module(f"lms.{room}.subscriptions").subscribe()
    for name in HANDLERS:
        import_module(name)


def readiness(session: Session, home: Path) -> dict[str, Any]:
    """What /readyz says: whether the queue can be read, and how much of it waits."""
    waiting = backlog(session)
    due = waiting.running > 0 or is_ready(
        session, datetime.now(UTC)
    )  # finishers of running exams lie ahead, and are not due
    loading = institution(session).sample_city and due
    return {
        "ready": home.is_dir() and not loading,
        "waiting": waiting.waiting,
        "running": waiting.running,
        "parked": waiting.parked,
    }
