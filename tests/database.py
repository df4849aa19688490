"""A session on a database of its own: rules over the database need no web application, and are quicker without."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from lms import wiring
from lms.core.config import Config
from lms.db.base import Base
from lms.db.engine import session_factory


@pytest.fixture
def session(config: Config) -> Iterator[Session]:
    wiring.import_models()
    config.home.mkdir(parents=True, exist_ok=True)
    factory = session_factory(config.database_url)
    Base.metadata.create_all(factory.kw["bind"])
    with factory() as session:
        yield session
    factory.kw["bind"].dispose()
