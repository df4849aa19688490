"""A published course in the database, and readers to open it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from lms.content.check import check
from lms.content.tree import ContentTree
from lms.core.actor import Actor
from lms.core.clock import FixedClock
from lms.courses.queries import LiveCourse, live_course
from lms.courses.schema import CourseChecker
from lms.db.session import writing
from lms.library import actions as library
from lms.people.models import Account
from lms.quizzes.schema import QuizChecker
from tests.courses.schema.folder import files
from tests.factories import Make, sign_in

ACTOR = Actor("cli", None, "tes")

Publish = Callable[..., LiveCourse]


@pytest.fixture
def publish(session: Session, clock: FixedClock) -> Publish:
    """Publish the sound course, changed by replaced files; the live course that results."""

    def run(texts: dict[str, str] | None = None, course_id: str = "kip-01") -> LiveCourse:
        tree = ContentTree({path: text.encode() for path, text in (texts or files()).items()})
        report = check(tree, [QuizChecker(), CourseChecker()])
        assert [p.format() for p in report.problems if p.is_error] == []
        with writing(session):
            library.publish(session, actor=ACTOR, clock=clock, report=report)
        session.rollback()
        live = live_course(session, course_id)
        assert live is not None
        return live

    return run


@pytest.fixture
def live(publish: Publish) -> LiveCourse:
    return publish()


@pytest.fixture
def account(make: Make) -> Account:
    return make.account("officer")


@pytest.fixture
def reader(client: FlaskClient, account: Account) -> FlaskClient:
    """A client signed in as an officer; its CSRF token is its `csrf`."""
    client.csrf = sign_in(client, account)  # type: ignore[attr-defined]
    return client
