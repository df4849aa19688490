"""A session for one command of the command line, on a database that has been prepared."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine, inspect
from sqlalchemy.orm import Session

from lms.core.config import ConfigurationError, read
from lms.db.session import prepare_engine


@contextmanager
def command_session(table: str) -> Iterator[Session]:
    """A session on the configured database; ConfigurationError says what to do when `table` is not there yet."""
    config = read()
    engine = prepare_engine(create_engine(config.database_url))
    try:
        if not inspect(engine).has_table(table):
            raise ConfigurationError(f"{config.home}: basis data belum disiapkan; jalankan `lms init`.")
        with Session(engine, expire_on_commit=False) as session:
            yield session
    finally:
        engine.dispose()
