"""A small published city: the examples of the author's guide, and a trainer who signs in."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from lms import wiring
from lms.content.check import check
from lms.content.tree import ContentTree
from lms.core.actor import Actor
from lms.core.clock import FixedClock
from lms.db.session import writing
from lms.library import actions as library
from lms.studio.guide import examples
from tests.factories import Make, sign_in

ACTOR = Actor("cli", None, "tes")
QUIZ = "quizzes/contoh-kuis.md"
COURSE = "courses/contoh-modul/course.md"
LESSON = "courses/contoh-modul/01-pendahuluan.md"


@pytest.fixture
def files() -> dict[str, bytes]:
    return {example.path: example.text.encode() for example in examples()}


@pytest.fixture
def content(session: Session, clock: FixedClock, files: dict[str, bytes]) -> dict[str, bytes]:
    report = check(ContentTree(files), wiring.checkers())
    with writing(session):
        outcome = library.publish(session, actor=ACTOR, clock=clock, report=report, note="Awal")
    assert len(outcome.new) == 7
    return files


@pytest.fixture
def token(client: FlaskClient, make: Make, content: dict[str, bytes]) -> str:
    """The CSRF token of a trainer who is signed in, over published content."""
    return sign_in(client, make.account("trainer", make.officer("Pengajar Contoh")))
