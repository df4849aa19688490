"""What every command needs: the database, and a name for the journal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session, sessionmaker

from lms.core.actor import Actor
from lms.core.config import Config
from lms.db.engine import session_factory

COMMAND_LINE = Actor("cli", None, "baris perintah")


@contextmanager
def sessions(config: Config) -> Iterator[sessionmaker[Session]]:
    """The sessions of an installation's database; its connections are closed at the end."""
    factory = session_factory(config.database_url)
    try:
        yield factory
    finally:
        factory.kw["bind"].dispose()
