"""Fixtures for every test: an instance in a temporary folder, a clock that stands still, and people to act with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from xdist.scheduler import LoadScopeScheduling

from lms.app import create_app
from lms.core.clock import FixedClock
from lms.core.config import Config, read
from lms.db.base import Base
from lms.db.engine import session_factory
from lms.db.session import db
from tests.factories import Make


class BrowserTogether(LoadScopeScheduling):
    """All browser tests on one worker, since they share one running city; every other test by itself.

    The group marks of xdist 3.8 say the same, but pytest 9.2 no longer takes the names that they write.
    """

    def _split_scope(self, nodeid: str) -> str:
        return "browser" if nodeid.startswith("tests/browser/") else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling | None:
    return BrowserTogether(config, log) if config.getvalue("dist") == "loadgroup" else None


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "instance"


@pytest.fixture
def config(home: Path) -> Config:
    return read({"LMS_HOME": str(home), "PORT": "8000"})


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 23, 2, 0, tzinfo=UTC))


@pytest.fixture
def app(config: Config, clock: FixedClock) -> Iterator[Flask]:
    app = create_app(config, clock=clock)
    with app.app_context():
        Base.metadata.create_all(db.engine)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def session(app: Flask, config: Config) -> Iterator[Session]:
    """A session of its own on the same database file, as a second process would have."""
    factory = session_factory(config.database_url)
    with factory() as session:
        yield session
    factory.kw["bind"].dispose()


@pytest.fixture
def make(session: Session, clock: FixedClock) -> Make:
    return Make(session, clock)
